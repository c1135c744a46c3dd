"""Section 5.9, rest: what the client was not sure of, and answers that do not fit each other."""

from intake.rules.conditions import When, when
from intake.rules.effects import limits
from intake.rules.facts import Facts
from intake.rules.rows import SafetyRule
from intake.vocabulary import LISTS, CautionCode, Level

DO_NOT_FIT = "Two answers do not fit; we ask which counts."
UNSURE_SENTENCE = "You were not sure; we ask before we start."
UNSURE_SOURCE = "S4"
OLD_SIGNS_DAYS = 22
PAIN_BEFORE_DAYS = 30
LATE_PREGNANCY_AGE = 56
SHORT_MINUTES = 30
LIST_NAMES = frozenset(LISTS)


@when("`unsure` names a whole list")
def unsure_of_a_list(facts: Facts) -> bool:
    return not facts.answers.unsure.isdisjoint(LIST_NAMES)


@when("pain_score 0, and a place of pain, radiating, night_pain or sudden_severe")
def no_pain_but_pain(facts: Facts) -> bool:
    told = facts.places or facts.has("radiating", "night_pain", "sudden_severe")
    return facts.answers.pain_score == 0 and bool(told)


@when("DEEP requested, and pressure light, style smooth or session relaxation")
def deep_and_soft(facts: Facts) -> bool:
    answers = facts.answers
    soft = (
        answers.pressure_preference == "light"
        or answers.style_wish == "smooth"
        or answers.requested_session == "relaxation"
    )
    return soft and facts.deep_requested


@when("session relaxation with style thorough, or therapeutic with smooth")
def session_against_style(facts: Facts) -> bool:
    wish = (facts.answers.requested_session, facts.answers.style_wish)
    return wish in (("relaxation", "thorough"), ("therapeutic", "smooth"))


@when("fresh signs and injury.days_ago >= 22", "injury")
def old_injury_with_fresh_signs(facts: Facts) -> bool:
    injury = facts.answers.injury
    old = injury is not None and injury.days_ago is not None and injury.days_ago >= OLD_SIGNS_DAYS
    return old and facts.fresh_signs


@when("denied, and given nonetheless")
def denied_and_given(facts: Facts) -> bool:
    return not facts.denied.isdisjoint(facts.given)


@when("pain_days - injury.days_ago > 30, at the same place or one unknown", "injury")
def pain_before_injury(facts: Facts) -> bool:
    injury, pain_days = facts.answers.injury, facts.answers.pain_days
    if injury is None or injury.days_ago is None or pain_days is None:
        return False
    apart = facts.places and injury.regions and not facts.places & injury.regions
    return pain_days - injury.days_ago > PAIN_BEFORE_DAYS and not apart


@when("pregnant and age >= 56", "pregnancy")
def late_pregnancy(facts: Facts) -> bool:
    return facts.pregnant and facts.answers.age is not None and facts.answers.age >= LATE_PREGNANCY_AGE


@when("coverage full_body, requested_minutes <= 30")
def whole_body_in_half_an_hour(facts: Facts) -> bool:
    minutes = facts.answers.requested_minutes
    return facts.answers.coverage == "full_body" and minutes is not None and minutes <= SHORT_MINUTES


@when("first_massage true, and last_deep_work_days given or previous_relaxation_failed true")
def first_but_not_first(facts: Facts) -> bool:
    answers = facts.answers
    earlier = answers.last_deep_work_days is not None or answers.previous_relaxation_failed is True
    return answers.first_massage is True and earlier


def _contradiction(rule: str, condition: When, level: Level, source: str, ask: str) -> SafetyRule:
    return SafetyRule(rule, condition, CautionCode.CONTRADICTORY_ANSWERS, level, DO_NOT_FIT, source, (limits(ask=ask),))


# Judged with the free text, not here: what the client wrote of is in `denied`.
WRITTEN_AND_DENIED = _contradiction(
    "C9", When("a free-text hit whose topic or its group is denied", lambda facts: False), Level.ASK, "S4",
    "You wrote of something that you answered with no. Which is right?",
)  # fmt: skip

ROWS = (
    SafetyRule(
        "S49", unsure_of_a_list, CautionCode.INCOMPLETE_HEALTH_HISTORY, Level.ASK,
        UNSURE_SENTENCE, UNSURE_SOURCE,
        (limits(ask="What are you not sure about?"),),
    ),
    _contradiction("C1", no_pain_but_pain, Level.ASK, "J", "Does it hurt at the moment?"),
    _contradiction("C2", deep_and_soft, Level.ASK, "A", "Soft, or deep work?"),
    _contradiction("C3", session_against_style, Level.ADAPT, "A", "Smooth and calm, or thorough?"),
    _contradiction("C4", old_injury_with_fresh_signs, Level.ASK, "S28", "Is it newly swollen or warm?"),
    _contradiction(
        "C5", denied_and_given, Level.ASK, "S4",
        "You answered no, and also named something. Which is right?",
    ),
    _contradiction("C6", pain_before_injury, Level.ASK, "S28", "Did the pain come before the injury?"),
    _contradiction("C7", late_pregnancy, Level.ASK, "J", "Please check age and pregnancy."),
    _contradiction(
        "C10", whole_body_in_half_an_hour, Level.ADAPT, "S188",
        "Half an hour for the whole body, or for one place?",
    ),
    _contradiction("C8", first_but_not_first, Level.ADAPT, "J", "Is this your first massage?"),
    WRITTEN_AND_DENIED,
)  # fmt: skip
