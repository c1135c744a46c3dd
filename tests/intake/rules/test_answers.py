"""Answers are read strictly, written again without what was not said, and moved through time (section 14)."""

from datetime import date, timedelta

import pytest

from intake.answers import AnswersError, ConditionEntry, IntakeAnswers
from tests.intake.rules.contract import ANSWERS, VIGNETTES

GIVEN_ON = date(2026, 3, 1)


def on_day(days, birth_date=None, **answers):
    """Answers of 1 March 2026 as they read so many days later, as a document."""
    given = IntakeAnswers.from_document({"as_of": GIVEN_ON.isoformat(), **answers})
    return given.as_seen_on(GIVEN_ON + timedelta(days=days), birth_date).to_document()


@pytest.mark.parametrize("vignette", VIGNETTES, ids=lambda vignette: vignette["id"])
def test_answers_survive_the_round_trip(vignette):
    answers = IntakeAnswers.from_document(vignette["answers"])
    written = answers.to_document()

    ANSWERS.validate(written)
    assert IntakeAnswers.from_document(written) == answers
    assert hash(IntakeAnswers.from_document(written)) == hash(answers)


def test_what_was_not_answered_is_not_written():
    document = {"age": None, "goals": [], "injury": None, "free_text": "", "pain_map": {}, "pain_score": 0,
                "knots": False}  # fmt: skip

    assert IntakeAnswers.from_document(document).to_document() == {"pain_score": 0, "knots": False}


def test_the_order_of_answers_does_not_matter():
    one = {"conditions": [{"code": "asthma"}, {"code": "copd"}], "goals": ["wellness", "mobility"]}
    other = {"goals": ["mobility", "wellness"], "conditions": [{"code": "copd"}, {"code": "asthma"}]}

    assert IntakeAnswers.from_document(one) == IntakeAnswers.from_document(other)


def test_one_entry_told_twice_in_other_words_is_one():
    twice = {"skin": [{"what": "wound", "regions": ["shin_left", "calf_left"]},
                      {"what": "wound", "regions": ["calf_left", "shin_left"]}]}  # fmt: skip

    assert len(IntakeAnswers.from_document(twice).skin) == 1


@pytest.mark.parametrize(
    ("document", "path"),
    [
        ({"colour": "red"}, "colour"),
        ({"schema": 2}, "schema"),
        ({"schema": True}, "schema"),
        ({"age": "30"}, "age"),
        ({"age": 30.5}, "age"),
        ({"age": True}, "age"),
        ({"age": 121}, "age"),
        ({"knots": 1}, "knots"),
        ({"goals": None}, "goals"),
        ({"goals": "mobility"}, "goals"),
        ({"goals": ["sleep"]}, "goals.0"),
        ({"goals": ["mobility", "mobility"]}, "goals"),
        ({"as_of": "yesterday"}, "as_of"),
        ({"as_of": 20000}, "as_of"),
        ({"injury": {}}, "injury.type"),
        ({"injury": {"type": "strain", "days_ago": -1}}, "injury.days_ago"),
        ({"injury": {"type": "strain", "when": 3}}, "injury.when"),
        ({"conditions": [{"code": "asthma"}, {"code": "gout"}]}, "conditions.1.code"),
        ({"surgeries": [{"what": "x" * 201}]}, "surgeries.0.what"),
        ({"pain_map": {"knee_left": 11}}, "pain_map.knee_left"),
        ({"free_text": None}, "free_text"),
        ({"requested_techniques": ["forced_stretching"]}, "requested_techniques"),
        ({"denied": ["everything"]}, "denied.0"),
        ([], ""),
        (None, ""),
    ],
)
def test_what_is_no_answer_is_refused_with_its_place(document, path):
    with pytest.raises(AnswersError) as refused:
        IntakeAnswers.from_document(document)

    assert [place for place, _ in refused.value.problems] == [path]
    assert not ANSWERS.is_valid(document) or path == "as_of"


def test_every_problem_is_told_at_once():
    with pytest.raises(AnswersError) as refused:
        IntakeAnswers.from_document({"age": -1, "stress": 11, "goals": ["mobility", "mobility"]})

    assert [place for place, _ in refused.value.problems] == ["age", "stress", "goals"]


def test_a_whole_number_may_be_written_as_a_fraction():
    assert IntakeAnswers.from_document({"age": 30.0}).age == 30


def test_the_clients_lists_join_what_was_answered():
    answers = IntakeAnswers.from_document({"allergies": ["latex"]})

    joined = answers.union_with(allergies=["nuts"], medications=["aspirin"])

    assert joined.to_document() == {"allergies": ["nuts", "latex"], "medications": ["aspirin"]}


@pytest.mark.parametrize(
    ("days", "answers", "later"),
    [
        (5, {"injury": {"type": "strain", "days_ago": 2}}, {"injury": {"type": "strain", "days_ago": 7}}),
        (5, {"injury": {"type": "strain"}}, {"injury": {"type": "strain"}}),
        (5, {"conditions": [{"code": "dvt_history", "days_ago": 39999}]},
         {"conditions": [{"code": "dvt_history", "days_ago": 40000}]}),
        (5, {"surgeries": [{"what": "knee", "days_ago": 10}]}, {"surgeries": [{"what": "knee", "days_ago": 15}]}),
        (5, {"devices": [{"code": "stent", "days_ago": 1}]}, {"devices": [{"code": "stent", "days_ago": 6}]}),
        (5, {"blood_pressure": {"systolic": 120, "diastolic": 80, "days_ago": 0}},
         {"blood_pressure": {"systolic": 120, "diastolic": 80, "days_ago": 5}}),
        (5, {"cosmetic_injection_days_ago": 3649}, {"cosmetic_injection_days_ago": 3650}),
        (5, {"last_deep_work_days": 0}, {"last_deep_work_days": 5}),
        (5, {"event_in_days": 3}, {"event_in_days": -2}),
        (5, {"event_in_days": -361}, {}),
        (13, {"pregnancy_weeks": 20}, {"pregnancy_weeks": 21}),
        (99, {"pregnancy_weeks": 41}, {"pregnancy_weeks": 42}),
        (99, {"pregnancy_weeks": 44}, {"pregnancy_weeks": 44}),
        (366, {"age": 40}, {"age": 41}),
        (364, {"age": 40}, {"age": 40}),
        (1, {"today": ["fever"]}, {}),
        (1, {"unsure": ["today", "fever", "nuts"]}, {"unsure": ["nuts"]}),
        (1, {"conditions": [{"code": "migraine_now"}, {"code": "migraine"}], "unsure": ["migraine_now"]},
         {"conditions": [{"code": "migraine"}]}),
        (1, {"medications": ["opioid_today", "muscle_relaxant_today"]}, {"medications": ["opioid"]}),
        (1, {"injection_sites": ["abdomen"]}, {}),
        (28, {"recent_travel_or_bedrest": True}, {"recent_travel_or_bedrest": True}),
        (29, {"recent_travel_or_bedrest": True}, {}),
        (99, {"pain_days": 3, "pain_features": ["heat"], "pregnant": True,
              "skin": [{"what": "wound"}], "injury": {"type": "sprain", "signs": ["heat"]}},
         {"pain_days": 3, "pain_features": ["heat"], "pregnant": True,
          "skin": [{"what": "wound"}], "injury": {"type": "sprain", "signs": ["heat"]}}),
    ],
)  # fmt: skip
def test_time_passes_for_answers(days, answers, later):
    as_of = (GIVEN_ON + timedelta(days=days)).isoformat()

    assert on_day(days, **answers) == {"as_of": as_of, "denied": ["today"], **later}


def test_on_the_same_day_nothing_changes():
    answers = {"today": ["fever"], "medications": ["opioid_today"], "injection_sites": ["abdomen"], "age": 40}

    assert on_day(0, **answers) == {"as_of": GIVEN_ON.isoformat(), **answers}


def test_answers_without_a_day_were_given_that_day():
    answers = IntakeAnswers(conditions=(ConditionEntry("migraine_now", days_ago=1),))

    moved = answers.as_seen_on(GIVEN_ON)

    assert (moved.as_of, moved.conditions) == (GIVEN_ON, answers.conditions)


@pytest.mark.parametrize(
    ("birth_date", "age"),
    [(date(1990, 3, 2), 35), (date(1990, 3, 1), 36), (date(1890, 1, 1), 120), (date(2004, 2, 29), 22)],
)
def test_a_birth_date_knows_the_age(birth_date, age):
    assert on_day(0, birth_date, age=50)["age"] == age
    assert on_day(0, birth_date)["age"] == age


def test_answers_cannot_be_read_for_a_day_before_they_were_given():
    with pytest.raises(ValueError, match="earlier"):
        on_day(-1)
