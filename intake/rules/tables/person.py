"""Section 5.9, first third: the person, positions, wishes that need care, an unknown beginning."""

from intake.rules.conditions import PREGNANT, When, has, when
from intake.rules.effects import Regional, limits
from intake.rules.facts import Facts
from intake.rules.groups import CBD, CUP, HEAT, PERC, SCENT
from intake.rules.rows import SafetyRule, also, from_facts
from intake.vocabulary import CautionCode, Level, LyingPosition

ADULT = 18
GUARDIAN_STAYS_UNTIL = 13
LAST_WEEK_DAYS = 7
SINCE_WHEN = "Since when does it hurt, and how did it begin?"

MINOR = When("age < 18", lambda facts: facts.answers.age is not None and facts.answers.age < ADULT)
UNSIGNED = When("guardian_consent not true", lambda facts: facts.answers.guardian_consent is not True)
CHILD = When("age <= 13", lambda facts: facts.answers.age is not None and facts.answers.age <= GUARDIAN_STAYS_UNTIL)
ALL_POSITIONS = When("cannot_lie all three", lambda facts: len(facts.answers.cannot_lie) == len(LyingPosition))
DEEP_WITHOUT_COMPLAINT = When(
    "pressure_preference deep, no F13 complaint",
    lambda facts: facts.answers.pressure_preference == "deep" and not facts.complaint,
)
DEEP_WORK_YESTERDAY = When(
    "last_deep_work_days <= 1",
    lambda facts: facts.answers.last_deep_work_days is not None and facts.answers.last_deep_work_days <= 1,
)
HEALTH_OPEN = When("not F14 health answered", lambda facts: not facts.health_answered)
OWN_EVENT = When(
    "not (activity given without athlete, and no goal sport_recovery)",
    lambda facts: not facts.answers.activity or "athlete" in facts.answers.activity or "sport_recovery" in facts.goals,
)


def cannot_lie(position: str) -> When:
    """The client cannot lie so."""
    return When(f"cannot_lie {position}", lambda facts: position in facts.answers.cannot_lie)


@when("event_in_days within event_light_days")
def event_is_close(facts: Facts) -> bool:
    days, (before, after) = facts.answers.event_in_days, facts.settings.event_light_days
    return days is not None and -after <= days <= before


@when("event_in_days up to 7, before event_light_days")
def event_is_this_week(facts: Facts) -> bool:
    days, (before, _) = facts.answers.event_in_days, facts.settings.event_light_days
    return days is not None and before < days <= LAST_WEEK_DAYS


def unexplained_pain(words: str, least: int, most: int) -> When:
    """A place hurts so much, and nobody said since when or by which injury."""

    def holds(facts: Facts) -> bool:
        answers = facts.answers
        unexplained = answers.pain_days is None and answers.injury is None
        return bool(facts.places) and unexplained and facts.pain_is(least, most)

    return When(f"a place of pain, pain_days null, no injury, {words}", holds, frozenset({"pain"}))


ROWS = (
    SafetyRule(
        "S43a", MINOR & UNSIGNED, CautionCode.MINOR_GUARDIAN_CONSENT, Level.CONSENT,
        "A parent or guardian signs for minors.", "S121 S122",
    ),
    SafetyRule(
        "S43b", MINOR, CautionCode.MINOR_GUARDIAN_CONSENT, Level.ADAPT,
        "A gentle session; up to 13 a guardian stays in the room.", "S121",
        (limits(cap=3, max_minutes=60, no=CBD), also(CHILD, limits(tell="guardian_present"))),
    ),
    SafetyRule(
        "S44", has("trauma_history"), CautionCode.TRAUMA_INFORMED, Level.ADAPT,
        "You decide where, and can stop at any time.", "S61 S120",
        (limits(ask="Which areas are off limits, and what word stops us?"),),
    ),
    SafetyRule(
        "S53", has("substance_recovery"), CautionCode.SUBSTANCE_RECOVERY, Level.ADAPT,
        "Calm touch, and nothing used that you do not want.", "S167 TB",
        (limits(no=CBD),),
    ),
    SafetyRule(
        "S54a", cannot_lie("prone"), CautionCode.POSITIONING_NO_PRONE, Level.ADAPT,
        "We find another position.", "S69 TB",
        (limits(positions=["not_prone"]),),
    ),
    SafetyRule(
        "S54b", cannot_lie("supine"), CautionCode.POSITIONING_NO_SUPINE, Level.ADAPT,
        "We find another position.", "S124 TB",
        (limits(positions=["not_supine"]),),
    ),
    SafetyRule(
        "S54c", cannot_lie("side"), CautionCode.POSITIONING_NO_SIDE, Level.ADAPT,
        "We find another position.", "TB",
        (also(ALL_POSITIONS | PREGNANT, limits(ask="How can you lie or sit in comfort?")),),
    ),
    SafetyRule(
        "S55a", DEEP_WITHOUT_COMPLAINT, CautionCode.PRESSURE_EXPECTATION, Level.ADAPT,
        "We ask what strong pressure is for.", "S176 S178",
        (limits(ask="What should the strong pressure do for you?"),),
    ),
    SafetyRule(
        "S55b", DEEP_WORK_YESTERDAY, CautionCode.PRESSURE_EXPECTATION, Level.ADAPT,
        "Yesterday's deep work needs rest.", "S174",
        (limits(cap=3),),
    ),
    SafetyRule(
        "S56a", event_is_close, CautionCode.EVENT_TOO_CLOSE_FOR_DEEP, Level.ADAPT,
        "So close to a race only light work.", "S149 S151 S185",
        (limits(cap=3), also(OWN_EVENT, limits(relaxation=True))),
    ),
    SafetyRule(
        "S56b", event_is_this_week, CautionCode.EVENT_TOO_CLOSE_FOR_DEEP, Level.ADAPT,
        "In the last week before a race no deep work.", "S149",
        (limits(cap=3),),
    ),
    SafetyRule(
        "S57a", unexplained_pain("pain >= 7", 7, 10), CautionCode.ONSET_UNKNOWN, Level.ASK,
        "Since when it hurts decides what is right.", "S41",
        (limits(ask=SINCE_WHEN),),
    ),
    SafetyRule(
        "S57b", unexplained_pain("pain 4-6", 4, 6), CautionCode.ONSET_UNKNOWN, Level.ADAPT,
        "We ask since when it hurts.", "S41",
        (limits(ask=SINCE_WHEN),),
    ),
    SafetyRule(
        "S57c", has("unknown_cause"), CautionCode.ONSET_UNKNOWN, Level.ASK,
        "Pain without a known cause is asked about first.", "S41 S42",
        (
            limits(ask="Has anybody found the cause of the pain?"),
            from_facts("regional the places of pain: 3", lambda facts: limits(regional=Regional(facts.places, 3))),
        ),
    ),
    SafetyRule(
        "S47", HEALTH_OPEN, CautionCode.INCOMPLETE_HEALTH_HISTORY, Level.ASK,
        "A few health questions are still open.", "S4 S11",
        (limits(cap=3, no=HEAT | SCENT | CUP | PERC),),
    ),
)  # fmt: skip
