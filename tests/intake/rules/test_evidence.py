"""Points for one kind of session or the other: each row fires alone, and without it the points are others."""

import pytest

from intake.answers import IntakeAnswers
from intake.rules import CURRENT_RULEBOOK, screen
from tests.intake.rules.cases.words import feels, hurt, ill, pain
from tests.intake.rules.contract import screened

BACK = "lower_back_left"
CASES = [
    ("E01", 4, pain(3, BACK, pain_days=90)),
    ("E01", 4, {"pain_days": 90}),
    ("E02", 4, hurt("strain", 4, BACK)),
    ("E02", 4, hurt("strain", 400, BACK)),
    ("E03", 3, pain(4, BACK, pain_days=7)),
    ("E03", 3, pain(4, BACK)),
    ("E03", 1, pain(4, BACK, pain_days=6)),
    ("E04", 1, pain(3, BACK, pain_days=20)),
    ("E05", 3, {"knots": True}),
    ("E06", 2, feels("same_spot")),
    ("E06", 2, feels("position_dependent", pain_regions=[BACK])),
    ("E06", 2, feels("limits_movement")),
    ("E07", 1, ill("scoliosis")),
    ("E07", 1, ill("tmj_disorder")),
    ("E08", 3, {"coverage": "specific_areas"}),
    ("E09", 4, {"style_wish": "thorough"}),
    ("E10", 3, {"goals": ["injury_recovery"]}),
    ("E10", 6, {"goals": ["injury_recovery", "sport_recovery"]}),
    ("E11", 2, {"goals": ["mobility"]}),
    ("E12", 2, {"goals": ["pain_relief"], "tension_regions": [BACK]}),
    ("E13", 4, {"requested_session": "therapeutic"}),
    ("E14", 2, {"previous_relaxation_failed": True}),
    ("E15", 2, {"requested_techniques": ["myofascial", "neuromuscular"]}),
    ("E16", 1, {"activity": ["manual", "athlete"], "pain_regions": [BACK]}),
    ("E17", 2, {"goals": ["headache_relief"]}),
    ("E18", 1, {"primary_goal": "mobility"}),
    ("E20", 3, {"goals": ["relaxation", "pampering"]}),
    ("E21", 1, {"primary_goal": "stress_relief"}),
    ("E22", 2, {"goals": ["stress_relief"]}),
    ("E23", 2, {"coverage": "full_body"}),
    ("E24", 4, {"style_wish": "smooth"}),
    ("E25", 4, {"requested_session": "relaxation"}),
    ("E26", 2, {"first_massage": True}),
    ("E27", 2, {"pressure_preference": "light"}),
    ("E28", 1, {"pain_score": 1}),
    ("E29", 1, {"anxiety": 7}),
    ("E29", 1, ill("depression")),
    ("E30", 1, {"requested_add_ons": ["hot_towels", "aromatherapy:rose"]}),
    ("E31", 3, {"last_deep_work_days": 0}),
    ("E32", 2, ill("trauma_history")),
    ("E32", 2, {"age": 85}),
    ("E33", 0, {"goals": ["wellness"]}),
    ("E33", 0, {"goals": ["pain_relief"]}),
    ("E33", 0, {"sleep_goals": ["wake_rested"]}),
    ("E33", 0, {"activity": ["desk"]}),
    ("E34", 0, {"pressure_preference": "firm"}),
    ("E35", 1, {"stress": 7}),
    ("E36", 1, {"sleep_trouble": 7}),
    ("E36", 1, {"poor_sleep_nights_per_week": 3}),
    ("E37", 2, {"requested_techniques": ["swedish"]}),
]
ROWS = {row.id: row for row in CURRENT_RULEBOOK.evidence}
SILENT = [
    ("E01", pain(2, BACK, pain_days=400)),
    ("E01", {**pain(5, BACK, pain_days=400), **hurt("strain", 1, BACK)}),
    ("E02", hurt("strain", 3, BACK)),
    ("E03", pain(5, BACK, pain_days=400)),
    ("E08", {"coverage": "specific_areas", **hurt("strain", 1, BACK)}),
    ("E10", {"goals": ["injury_recovery"], **hurt("strain", 1, BACK)}),
    ("E17", {"goals": ["headache_relief"], **ill("migraine_now")}),
    ("E22", {"goals": ["stress_relief"], "knots": True}),
    ("E26", {"first_massage": True, "pain_days": 90}),
    ("E28", {"pain_score": 1, "knots": True}),
    ("E35", {"stress": 7, "goals": ["stress_relief"]}),
    ("E36", {"sleep_trouble": 7, "pain_score": 2}),
]


@pytest.mark.parametrize(("rule", "points", "answers"), CASES)
def test_answers_earn_their_points(rule, points, answers):
    screening = screened(**answers)
    row = ROWS[rule]

    earned = [(each.points_to, each.points, each.text) for each in screening.reasons if each.rule == rule]
    assert earned == [(row.points_to, points, row.sentence)]


@pytest.mark.parametrize(("rule", "points", "answers"), CASES)
def test_without_the_row_the_points_are_missing(rule, points, answers):
    given = IntakeAnswers.from_document({"health_section_answered": True, **answers})
    with_row, without = screen(given), screen(given, CURRENT_RULEBOOK.tuned("draft", off=[rule]))
    side = "points_relaxation" if ROWS[rule].points_to == "relaxation" else "points_therapeutic"

    assert getattr(with_row, side) - getattr(without, side) == points
    assert [each.rule for each in with_row.reasons if each not in without.reasons] == [rule]


@pytest.mark.parametrize(("rule", "answers"), SILENT)
def test_a_row_is_silent_where_its_exception_holds(rule, answers):
    assert rule not in [each.rule for each in screened(**answers).reasons]


def test_every_row_of_evidence_has_a_client():
    assert {rule for rule, _, _ in CASES} == set(ROWS)


@pytest.mark.parametrize(
    ("answers", "modality", "confidence"),
    [
        ({}, "either", "even"),
        ({"pain_score": 1}, "either", "even"),
        ({"goals": ["stress_relief"]}, "relaxation", "leaning"),
        ({"style_wish": "smooth"}, "relaxation", "leaning"),
        ({"style_wish": "smooth", "coverage": "full_body"}, "relaxation", "clear"),
        ({"goals": ["mobility"]}, "therapeutic", "leaning"),
        ({"style_wish": "thorough", "goals": ["mobility"]}, "therapeutic", "clear"),
        ({"style_wish": "thorough", "goals": ["mobility"], "pregnancy_weeks": 20}, "relaxation", "clear"),
        ({"style_wish": "thorough", "event_in_days": 3}, "relaxation", "clear"),
        ({"style_wish": "thorough", "event_in_days": 3, "activity": ["desk"]}, "therapeutic", "leaning"),
        ({"style_wish": "thorough", "event_in_days": 3, "activity": ["athlete"]}, "relaxation", "clear"),
    ],
)
def test_the_kind_of_session_follows_the_points_unless_safety_decides(answers, modality, confidence):
    screening = screened(**answers)

    assert (screening.modality, screening.confidence) == (modality, confidence)


def test_a_wish_never_loses_its_reason():
    screening = screened(requested_session="relaxation", knots=True, pain_days=400, goals=["mobility"])

    assert screening.modality == "therapeutic"
    assert "E25" in [each.rule for each in screening.reasons]
    assert "your_choice" in [told.code for told in screening.tell_client]
