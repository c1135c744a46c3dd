"""Section 5.8, first half: medicines, devices, fresh cosmetic injections."""

from typing import Any

from intake.regions import CHEST, FACE
from intake.rules.conditions import When, entry_of, has
from intake.rules.effects import Effects, Regional, limits
from intake.rules.facts import NOWHERE, Facts
from intake.rules.groups import CUP, HEAT, PERC, SCALP, SCRUB, STONES
from intake.rules.rows import SafetyRule, also, from_facts
from intake.vocabulary import CautionCode, Level

DEVICES = ("pacemaker", "icd", "port", "pump", "stent")
IMPLANTS = ("joint_implant", "metal_implant")
NEW_DEVICE_DAYS = 90
USUAL_PLACES = {"pacemaker": CHEST, "icd": CHEST, "port": CHEST, "pump": frozenset({"abdomen"})}
DEEP_AFTER_MEDICINE = "When did you take it, and is a light session right for you?"


def _new(entry: Any) -> bool:
    return entry.days_ago is not None and entry.days_ago < NEW_DEVICE_DAYS


def _settled(entry: Any) -> bool:
    return not _new(entry)


def _device_regions(facts: Facts, fits: Any) -> frozenset[str]:
    devices = (entry for entry in facts.entries(*DEVICES) if fits(entry))
    return NOWHERE.union(*(entry.regions or USUAL_PLACES.get(entry.code, NOWHERE) for entry in devices))


def _on_implants(facts: Facts) -> Effects:
    return limits(regional=Regional(facts.regions_of(*IMPLANTS), None, HEAT | PERC))


DEEP_WISH = When("F12 deep wish", lambda facts: facts.deep_wish)
SETTLED_DEVICE = entry_of(DEVICES, "days_ago null or >= 90", _settled)
NEW_DEVICE = entry_of(DEVICES, "days_ago < 90", _new)
DEVICE_WITHOUT_DATE = entry_of(DEVICES, "without a date", lambda entry: entry.days_ago is None)
IMPLANT_SOMEWHERE = entry_of(IMPLANTS, "without regions", lambda entry: not entry.regions)
FRESH_COSMETICS = When(
    "cosmetic_injection_days_ago <= cosmetic_days",
    lambda facts: (
        facts.answers.cosmetic_injection_days_ago is not None
        and facts.answers.cosmetic_injection_days_ago <= facts.settings.cosmetic_days
    ),
)
OFF_SETTLED_DEVICE = from_facts(
    "avoid its regions (none given: pacemaker, icd, port both chests; pump abdomen)",
    lambda facts: limits(avoid=_device_regions(facts, _settled)),
)
OFF_NEW_DEVICE = from_facts("avoid as S34a", lambda facts: limits(avoid=_device_regions(facts, _new)))

ROWS = (
    SafetyRule(
        "S40a", has("opioid"), CautionCode.OPIOID_REDUCED_FEEDBACK, Level.ADAPT,
        "Painkillers hide warning pain; we stay moderate.", "S116",
        (limits(cap=3, no=STONES),),
    ),
    SafetyRule(
        "S40b", has("opioid_today"), CautionCode.OPIOID_REDUCED_FEEDBACK, Level.ADAPT,
        "Painkillers hide warning pain; today stays light.", "S36 S116",
        (limits(cap=2, no=STONES),),
    ),
    SafetyRule(
        "S40c", has("muscle_relaxant_today"), CautionCode.MUSCLE_RELAXANT_RECENT, Level.ADAPT,
        "The medicine hides warning signs; today stays light.", "S116",
        (limits(cap=2, no=STONES),),
    ),
    SafetyRule(
        "S40d", has("sedative"), CautionCode.SEDATIVE_REDUCED_FEEDBACK, Level.ADAPT,
        "The medicine dulls feeling; we stay moderate.", "S116",
        (limits(cap=3, no=STONES, tell="rise_slowly"),),
    ),
    SafetyRule(
        "S40e", DEEP_WISH & has("opioid_today"), CautionCode.OPIOID_REDUCED_FEEDBACK, Level.ASK,
        "Deep work does not go with this; the therapist talks to you.", "S36 S116",
        (limits(ask=DEEP_AFTER_MEDICINE),),
    ),
    SafetyRule(
        "S40e", DEEP_WISH & has("muscle_relaxant_today"), CautionCode.MUSCLE_RELAXANT_RECENT, Level.ASK,
        "Deep work does not go with this; the therapist talks to you.", "S36 S116",
        (limits(ask=DEEP_AFTER_MEDICINE),),
    ),
    SafetyRule(
        "S42", FRESH_COSMETICS, CautionCode.RECENT_BOTOX, Level.LOCAL,
        "We leave face and head alone for now.", "S118 S119",
        (limits(avoid=FACE | {"head_back"}, no=SCALP, positions=["no_face_cradle"]),),
    ),
    SafetyRule(
        "S34a", SETTLED_DEVICE, CautionCode.IMPLANTED_DEVICE, Level.LOCAL,
        "We keep pressure and motors away from it.", "S68-S71",
        (
            limits(no=PERC | CUP),
            OFF_SETTLED_DEVICE,
            also(DEVICE_WITHOUT_DATE, limits(ask="When was it fitted?")),
        ),
    ),
    SafetyRule(
        "S34b", NEW_DEVICE, CautionCode.IMPLANTED_DEVICE_NEW, Level.CLEAR,
        "It has to settle; your doctor says when.", "S68-S70",
        (limits(cap=3, no=PERC | CUP | STONES), OFF_NEW_DEVICE),
    ),
    SafetyRule(
        "S35", has(*IMPLANTS), CautionCode.METAL_IMPLANT, Level.LOCAL,
        "No heat over metal; the rest is as usual.", "S68 S72",
        (
            from_facts("regional its regions: no HEAT, PERC", _on_implants),
            also(IMPLANT_SOMEWHERE, limits(ask="Where is the implant?")),
        ),
    ),
    SafetyRule(
        "S50a", has("isotretinoin", "photosensitising"), CautionCode.PHOTOSENSITISING_DRUG, Level.ADAPT,
        "Your skin is sensitive to heat and light now.", "S135 S148",
        (limits(no=STONES), also(has("isotretinoin"), limits(no=SCRUB | CUP))),
    ),
)  # fmt: skip
