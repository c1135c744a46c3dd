"""Section 5.5, first half: injuries."""

from intake.regions import HEAD, SPINE
from intake.rules.conditions import When, has, when
from intake.rules.effects import Effects, Regional, limits
from intake.rules.facts import Facts
from intake.rules.groups import CUP, HEAT, PERC, SCALP, STONES
from intake.rules.rows import Dynamic, SafetyRule, also, from_facts
from intake.vocabulary import CautionCode, Level

SOFT = ("strain", "sprain", "other")
BLOWS = ("whiplash", "head_injury")
ACUTE_DAYS = 3
LATE_DAYS = 89
BONE_DAYS = 90
JOINT_DAYS = 41
NERVE_SIGNS = has("numbness", "radiating", "dizziness", "confusion", "weakness_increasing")


def injury_type(*types: str) -> When:
    """The injury is of one of these types."""
    return When(f"type {' or '.join(types)}", lambda facts: facts.answers.injury.type in types, frozenset({"injury"}))


def injury_days(words: str, least: int, most: int, *, unknown: bool = False) -> When:
    """The injury happened within these days; `unknown` counts a missing date in."""

    def fits(facts: Facts) -> bool:
        days = facts.answers.injury.days_ago
        return unknown if days is None else least <= days <= most

    return When(words, fits, frozenset({"injury"}))


INJURED = has("injury")
ACUTE = when("injury stage acute", "injury")(lambda facts: facts.injury_stage == "acute")
EARLY = when("injury stage early", "injury")(lambda facts: facts.injury_stage == "early")
UNSEEN = when("medically_seen not true", "injury")(lambda facts: facts.answers.injury.medically_seen is not True)
SEEN = when("medically_seen true", "injury")(lambda facts: facts.answers.injury.medically_seen is True)
FRESH_SIGNS = when("fresh signs", "injury")(lambda facts: facts.fresh_signs)
HEAD_OR_SPINE = when("hurt meets HEAD or SPINE", "injury")(lambda facts: bool(facts.hurt & (HEAD | SPINE)))
NO_DATE = when("days_ago null", "injury")(lambda facts: facts.answers.injury.days_ago is None)
NOWHERE_NAMED = when("hurt is empty", "injury")(lambda facts: not facts.hurt)
BLOW = INJURED & injury_type(*BLOWS)
FIRST_DAYS = injury_days("days_ago null or <= 3", 0, ACUTE_DAYS, unknown=True)
WEEKS_AFTER = injury_days("4-89 days", ACUTE_DAYS + 1, LATE_DAYS)
OPEN_BLOW = injury_days("days_ago null or < 90", 0, LATE_DAYS, unknown=True) | UNSEEN
FRESH_FRACTURE = (
    INJURED & injury_type("fracture") & injury_days("days_ago null or < 90", 0, BONE_DAYS - 1, unknown=True)
)

KEEP_OFF_HURT = from_facts("avoid hurt", lambda facts: limits(avoid=facts.hurt))


def on_hurt(words: str, no: frozenset[str]) -> Dynamic:
    """At the hurt place at most medium pressure, and none of `no`, which `words` name."""

    def make(facts: Facts) -> Effects:
        return limits(regional=Regional(facts.hurt, 3, no))

    return from_facts(f"regional hurt: 3, no {words}", make)


ROWS = (
    SafetyRule(
        "S20a", ACUTE, CautionCode.ACUTE_INJURY, Level.LOCAL,
        "A fresh or warm injury is left alone.", "S26 S30 S73",
        (
            limits(cap=3, no=STONES | CUP | PERC),
            KEEP_OFF_HURT,
            also(NOWHERE_NAMED, limits(ask="Where is the injury?")),
        ),
    ),
    SafetyRule(
        "S20b", ACUTE & UNSEEN & (FRESH_SIGNS | HEAD_OR_SPINE | injury_type("dislocation")),
        CautionCode.ACUTE_INJURY, Level.CLEAR,
        "A fresh injury like this should be seen first.", "S26 S33 S55",
    ),
    SafetyRule(
        "S20c", EARLY & injury_type(*SOFT), CautionCode.SUBACUTE_INJURY, Level.ADAPT,
        "Healing tissue gets careful work.", "S26 S30",
        (on_hurt("STONES, CUP, PERC", STONES | CUP | PERC),),
    ),
    SafetyRule(
        "S20d", INJURED & injury_type("dislocation") & injury_days("4-41 days", ACUTE_DAYS + 1, JOINT_DAYS),
        CautionCode.SUBACUTE_INJURY, Level.LOCAL,
        "A joint that slipped out rests for some weeks.", "S56",
        (KEEP_OFF_HURT,),
    ),
    SafetyRule(
        "S20e", INJURED & NO_DATE & injury_type(*SOFT, "dislocation"), CautionCode.ONSET_UNKNOWN, Level.ASK,
        "When it happened decides what is right.", "S28",
        (limits(ask="When was the injury, where, and is it swollen or warm?"), on_hurt("STONES", STONES)),
    ),
    SafetyRule(
        "S21a", BLOW & FIRST_DAYS, CautionCode.ACUTE_WHIPLASH, Level.STOP,
        "After a crash or a blow a doctor looks first.", "S74 S75",
        (limits(cap=2, no=HEAT | SCALP), KEEP_OFF_HURT),
    ),
    SafetyRule(
        "S21b", BLOW & WEEKS_AFTER & UNSEEN, CautionCode.ACUTE_WHIPLASH, Level.CLEAR,
        "After a crash or a blow a doctor looks first.", "S74 S75",
        (limits(cap=2, no=HEAT), KEEP_OFF_HURT),
    ),
    SafetyRule(
        "S21c", BLOW & WEEKS_AFTER & SEEN, CautionCode.SUBACUTE_INJURY, Level.ADAPT,
        "The neck gets careful work, without heat.", "S74 S76",
        (limits(no=STONES), on_hurt("STONES", STONES)),
    ),
    SafetyRule(
        "S21d", BLOW & NERVE_SIGNS & OPEN_BLOW, CautionCode.NEURO_SIGNS_AFTER_TRAUMA, Level.CLEAR,
        "These signs after a blow should be seen by a doctor.", "S75 S76",
        (limits(cap=2), KEEP_OFF_HURT),
    ),
    SafetyRule(
        "S26a", FRESH_FRACTURE, CautionCode.FRACTURE, Level.LOCAL,
        "A healing bone is left alone.", "S41 S56",
        (limits(no=PERC), KEEP_OFF_HURT, also(NOWHERE_NAMED, limits(ask="Which bone?"))),
    ),
    SafetyRule(
        "S26b", FRESH_FRACTURE & (UNSEEN | HEAD_OR_SPINE), CautionCode.FRACTURE, Level.CLEAR,
        "A break should be released by a doctor first.", "S41 S56",
    ),
)  # fmt: skip
