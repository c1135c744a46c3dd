"""Each row of the safety tables: the least answers that make it fire, its level, and that it alone does it."""

import pytest

from intake.answers import IntakeAnswers
from intake.rules import CURRENT_RULEBOOK, screen
from tests.intake.rules.cases import person, safety
from tests.intake.rules.contract import SCREENINGS, level_of, screened

CASES = [*safety.CASES, *person.CASES]
IDS = [f"{rule}-{level}-{number}" for number, (rule, level, _) in enumerate(CASES)]


def codes_of(rule):
    return {row.code for row in CURRENT_RULEBOOK.safety if row.id == rule}


@pytest.mark.parametrize(("rule", "level", "answers"), CASES, ids=IDS)
def test_the_least_answers_raise_the_caution_at_its_level(rule, level, answers):
    screening = screened(**answers)

    raised = [caution for caution in screening.cautions if rule in caution.rules]

    assert [(caution.code in codes_of(rule), caution.level.value) for caution in raised] == [(True, level)]
    SCREENINGS.validate(screening.to_document())


@pytest.mark.parametrize(("rule", "level", "answers"), CASES, ids=IDS)
def test_without_the_rule_the_answer_is_another(rule, level, answers):
    given = IntakeAnswers.from_document({"health_section_answered": True, **answers})
    without = CURRENT_RULEBOOK.tuned(CURRENT_RULEBOOK.version, off=[rule])

    assert screen(given, without).to_document() != screen(given).to_document()


def test_every_safety_rule_has_a_client():
    assert {rule for rule, _, _ in CASES} == {row.id for row in CURRENT_RULEBOOK.safety}


def test_an_empty_form_that_was_gone_through_raises_nothing():
    assert [caution.code for caution in screened().cautions] == []


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"blood_pressure": {"systolic": 180, "diastolic": 120, "days_ago": 91}}, "hypertension_uncontrolled"),
        ({"blood_pressure": {"systolic": 139, "diastolic": 89}}, "hypertension_controlled"),
        ({"cosmetic_injection_days_ago": 4}, "recent_botox"),
        ({"event_in_days": 8}, "event_too_close_for_deep"),
        ({"event_in_days": -3}, "event_too_close_for_deep"),
        ({"last_deep_work_days": 2}, "pressure_expectation"),
        ({"age": 18}, "minor_guardian_consent"),
        ({"age": 84}, "frail_elderly"),
        ({"pregnancy_weeks": 13}, "pregnancy_first_trimester"),
        ({"pregnancy_weeks": 30, "age": 35}, "high_risk_pregnancy"),
        ({"surgeries": [{"what": "knee", "days_ago": 181}]}, "past_surgery"),
        ({"pain_regions": ["knee_left"], "pain_score": 3}, "onset_unknown"),
        ({"pain_features": ["dizziness"], "conditions": [{"code": "hypotension"}]}, "unexplained_pain_red_flag"),
        ({"injury": {"type": "whiplash", "days_ago": 90, "medically_seen": True}}, "subacute_injury"),
        ({"injury": {"type": "fracture", "days_ago": 90, "regions": ["shin_left"]}}, "fracture"),
        ({"injury": {"type": "strain", "days_ago": 22, "regions": ["shin_left"]}}, "subacute_injury"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_just_beyond_its_bounds_a_caution_is_silent(answers, code):
    assert level_of(screened(**answers), code) is None
