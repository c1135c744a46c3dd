"""Section 5.5, second half: operations."""

from collections.abc import Callable

from intake.answers import Surgery
from intake.rules.conditions import When, when
from intake.rules.effects import Effects, Regional, limits
from intake.rules.facts import NOWHERE, Facts
from intake.rules.groups import CUP, HEAT, PERC, STONES
from intake.rules.rows import Dynamic, SafetyRule, from_facts
from intake.vocabulary import CautionCode, Level

NONE_BEFORE = 14
CLEARED_UNTIL = 42
LOOKED_AFTER_UNTIL = 180
IMPLANTS = ("joint_implant", "metal_implant")

Fits = Callable[[Surgery], bool]


def fresh(surgery: Surgery) -> bool:
    days = surgery.days_ago
    return days is not None and (days < NONE_BEFORE or (days <= CLEARED_UNTIL and surgery.cleared is not True))


def undated(surgery: Surgery) -> bool:
    return surgery.days_ago is None and surgery.cleared is not True


def agreed(surgery: Surgery) -> bool:
    dated = surgery.days_ago is None or NONE_BEFORE <= surgery.days_ago <= LOOKED_AFTER_UNTIL
    return dated and surgery.cleared is True


def healing(surgery: Surgery) -> bool:
    days = surgery.days_ago
    return days is not None and CLEARED_UNTIL < days <= LOOKED_AFTER_UNTIL and surgery.cleared is not True


def major_and_healing(surgery: Surgery) -> bool:
    return healing(surgery) and surgery.major is True


def major_and_past(surgery: Surgery) -> bool:
    return surgery.days_ago is not None and surgery.days_ago > LOOKED_AFTER_UNTIL and surgery.major is True


def operation(words: str, fits: Fits) -> When:
    """An operation fits; every operation is judged."""
    return When(words, lambda facts: any(map(fits, facts.answers.surgeries)), frozenset({"surgeries"}))


def regions_of(facts: Facts, fits: Fits) -> frozenset[str]:
    """The regions of the operations that fit."""
    return NOWHERE.union(*(surgery.regions for surgery in facts.answers.surgeries if fits(surgery)))


def fresh_implant_regions(facts: Facts) -> list[frozenset[str]]:
    """The regions of each implant too fresh to work near, be they named or not."""
    agreed_to = any(surgery.cleared is True for surgery in facts.answers.surgeries)
    until = NONE_BEFORE - 1 if agreed_to else CLEARED_UNTIL
    implants = facts.entries(*IMPLANTS)
    return [entry.regions for entry in implants if entry.days_ago is not None and entry.days_ago <= until]


FRESH_IMPLANT = when("a joint or metal implant of the last days, as an operation", *IMPLANTS)(
    lambda facts: bool(fresh_implant_regions(facts))
)


def keep_off(fits: Fits) -> Dynamic:
    """The regions of the operations that fit are left out."""
    return from_facts("avoid its regions", lambda facts: limits(avoid=regions_of(facts, fits)))


def _keep_off_fresh(facts: Facts) -> Effects:
    return limits(avoid=regions_of(facts, fresh).union(*fresh_implant_regions(facts)))


def _gently_there(facts: Facts) -> Effects:
    return limits(regional=Regional(regions_of(facts, agreed), 3, CUP | PERC))


ROWS = (
    SafetyRule(
        "S18a", operation("surgery < 14 days, or 14-42 and cleared not true", fresh) | FRESH_IMPLANT,
        CautionCode.RECENT_SURGERY, Level.CLEAR,
        "The body is healing; your surgeon says when.", "S32-S35",
        (limits(cap=3, no=HEAT | CUP), from_facts("avoid its regions", _keep_off_fresh)),
    ),
    SafetyRule(
        "S18b", operation("surgery days_ago null, cleared not true", undated), CautionCode.RECENT_SURGERY, Level.ASK,
        "When it was decides what is right.", "S32",
        (limits(no=STONES | CUP, ask="When was the operation?"), keep_off(undated)),
    ),
    SafetyRule(
        "S19a", operation("surgery 14-180 days or days_ago null, cleared true", agreed),
        CautionCode.SURGERY_RECENT_CLEARED, Level.ADAPT,
        "Your surgeon agreed; we still go gently there.", "S37 S68",
        (limits(cap=3, no=STONES), from_facts("regional its regions: 3, no CUP, PERC", _gently_there)),
    ),
    SafetyRule(
        "S19b", operation("surgery 43-180 days, cleared not true", healing), CautionCode.PAST_SURGERY, Level.LOCAL,
        "We work around the scar.", "S37",
        (keep_off(healing),),
    ),
    SafetyRule(
        "S19c", operation("as S19b, major true", major_and_healing), CautionCode.PAST_SURGERY, Level.ASK,
        "After a big operation we ask first.", "S37",
        (limits(ask="Has your surgeon agreed to massage?"),),
    ),
    SafetyRule(
        "S19d", operation("surgery > 180 days, major true", major_and_past), CautionCode.PAST_SURGERY, Level.ADAPT,
        "Tell the therapist about the scar.", "S37",
    ),
)  # fmt: skip
