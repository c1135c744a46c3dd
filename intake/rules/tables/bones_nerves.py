"""Section 5.6, first half: bones, joints and nerves of the back and limbs."""

from intake.rules.conditions import When, entry_of, flaring, has, when
from intake.rules.effects import Effects, limits
from intake.rules.facts import SIGNS, Facts
from intake.rules.groups import CUP, FEET, FORCED, HEAT, PERC, STONES, TAPPING
from intake.rules.rows import SafetyRule, also, either_of, from_facts
from intake.vocabulary import CautionCode, Level

NEW_NERVE_DAYS = 14
FRESH_DISC_DAYS = 28
SPINAL = ("degenerative_disc", "spinal_stenosis", "ankylosing_spondylitis", "cervical_spondylosis")


@when("pain_days <= 14 and no nerve condition named")
def new_nerve_pain(facts: Facts) -> bool:
    return facts.pain_began(NEW_NERVE_DAYS) and not facts.nerve_named


@when("herniated_disc, with flare true, days_ago <= 28, worsening or pain_days <= 28", "herniated_disc")
def fresh_disc(facts: Facts) -> bool:
    fresh = any(
        entry.flare is True or (entry.days_ago is not None and entry.days_ago <= FRESH_DISC_DAYS)
        for entry in facts.entries("herniated_disc")
    )
    return fresh or facts.has("worsening") or facts.pain_began(FRESH_DISC_DAYS)


ARTHRITIS_FLARE = (
    has("inflammatory_arthritis_flare")
    | flaring("inflammatory_arthritis")
    | (has("inflammatory_arthritis") & has(*sorted(SIGNS)))
    | flaring("ankylosing_spondylitis")
)
FLARE_UNKNOWN = entry_of("inflammatory_arthritis", "flare null", lambda entry: entry.flare is None)
BETWEEN_FLARES = entry_of("inflammatory_arthritis", "flare not true", lambda entry: entry.flare is not True)
HOT_JOINT = has("osteoarthritis") & (flaring("osteoarthritis") | has("swelling", "heat"))
BAD_WEEK = flaring("fibromyalgia") | When("pain >= 7", lambda facts: facts.pain_is(7))
STONES_FOR_BRITTLE_BONES = When("osteoporosis_heat off", lambda facts: not facts.settings.osteoporosis_heat)
SEVERE_OSTEOPOROSIS = has("osteoporosis_severe") | (
    has("osteoporosis")
    & when("injury type fracture", "injury")(
        lambda facts: facts.answers.injury is not None and facts.answers.injury.type == "fracture"
    )
)


def _inflamed_joints(facts: Facts) -> Effects:
    named = facts.regions_of("inflammatory_arthritis_flare", "inflammatory_arthritis")
    stiff = (entry.regions for entry in facts.entries("ankylosing_spondylitis") if entry.flare is True)
    return limits(avoid=(facts.places | named).union(*stiff))


def _hot_joints(facts: Facts) -> Effects:
    """Each hot joint, or the places of pain where an entry names none."""
    signs = facts.has("swelling", "heat")
    hot = (entry for entry in facts.entries("osteoarthritis") if signs or entry.flare is True)
    return limits(avoid=frozenset().union(*(entry.regions or facts.places for entry in hot)))


ROWS = (
    SafetyRule(
        "S25a", has("radiating", "numbness", "sciatica"), CautionCode.RADIATING_PAIN, Level.ADAPT,
        "An irritated nerve wants position and patience, not force.", "S79 S80",
        (limits(cap=3, no=FORCED),),
    ),
    SafetyRule(
        "S25b", has("radiating", "numbness") & (has("worsening") | new_nerve_pain),
        CautionCode.RADIATING_PAIN, Level.CLEAR,
        "New or growing nerve signs should be looked at.", "S79 S80",
    ),
    SafetyRule(
        "S25c", has("herniated_disc"), CautionCode.HERNIATED_DISC, Level.ADAPT,
        "Calm work beside the disc is fine once it has settled.", "S81",
        (limits(cap=3, no=FORCED | TAPPING),),
    ),
    SafetyRule(
        "S25d", fresh_disc, CautionCode.HERNIATED_DISC, Level.CLEAR,
        "A fresh disc problem needs your doctor's word.", "S81",
    ),
    SafetyRule(
        "S25e", has(*SPINAL), CautionCode.SPINAL_CONDITION, Level.ADAPT,
        "The spine is not forced; you choose the position.", "S79 TB",
        (limits(no=FORCED),),
    ),
    SafetyRule(
        "S27a", has("osteoporosis"), CautionCode.OSTEOPOROSIS, Level.ADAPT,
        "Fragile bone asks for soft, slow strokes.", "S82-S84",
        (limits(cap=3, no=TAPPING | FORCED | PERC), also(STONES_FOR_BRITTLE_BONES, limits(no=STONES))),
    ),
    SafetyRule(
        "S27b", SEVERE_OSTEOPOROSIS, CautionCode.OSTEOPOROSIS_SEVERE, Level.CLEAR,
        "Your doctor's limits first; touch stays very soft.", "S82 S85",
        (limits(cap=2, no=STONES),),
    ),
    SafetyRule(
        "S28a", ARTHRITIS_FLARE, CautionCode.INFLAMMATORY_ARTHRITIS_FLARE, "arthritis_flare_level",
        "Hot joints rest; come when the flare is over.", "S86-S89",
        (limits(cap=2, no=HEAT), from_facts("avoid the places of pain and its regions", _inflamed_joints)),
    ),
    SafetyRule(
        "S28b", BETWEEN_FLARES, CautionCode.INFLAMMATORY_ARTHRITIS_ASK_FLARE, Level.ADAPT,
        "Between flares gentle work does good.", "S86-S89",
        (limits(cap=3, no=FORCED), also(FLARE_UNKNOWN, limits(ask="Are any joints hot or swollen today?"))),
        stricter=((Level.ASK, FLARE_UNKNOWN),),
    ),
    SafetyRule(
        "S28c", has("osteoarthritis"), CautionCode.OSTEOARTHRITIS, Level.ADAPT,
        "Worn joints like calm, warm work.", "S58 S90",
        (limits(no=FORCED),),
    ),
    SafetyRule(
        "S28d", HOT_JOINT, CautionCode.OSTEOARTHRITIS, Level.LOCAL,
        "A hot joint is left alone.", "S87",
        (from_facts("avoid its regions, else the places of pain", _hot_joints),),
    ),
    SafetyRule(
        "S29", has("fibromyalgia"), CautionCode.FIBROMYALGIA, Level.ADAPT,
        "Your own experience sets the pressure.", "S91-S93",
        (
            limits(no=CUP | FORCED, ask="What helped last time, and what was too much?"),
            either_of(BAD_WEEK, limits(cap=2), limits(cap=3)),
        ),
    ),
    SafetyRule(
        "S30a", has("neuropathy", "reduced_sensation"), CautionCode.NEUROPATHY, Level.ADAPT,
        "Where feeling is reduced, heat and force can harm.", "S95 S96",
        (limits(cap=3, no=HEAT | FEET | PERC),),
    ),
)  # fmt: skip
