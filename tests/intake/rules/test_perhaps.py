"""Not sure is asked about, at ASK, with what it would rule out; a yes in its place decides (domain rules, 5.10)."""

import pytest

from intake.rules.perhaps import is_single
from intake.vocabulary import Level, Topic
from tests.intake.rules.contract import SCREENINGS, level_of, screened

# Topics of which no rule of 5.1 to 5.8 makes anything by itself: only the question is added.
ONLY_A_QUESTION = {
    "knots", "pain", "scoliosis", "thoracic_outlet", "carpal_tunnel", "tmj_disorder", "migraine", "obesity",
    "depression", "anxiety_disorder", "trauma_history", "substance_recovery", "same_spot", "position_dependent",
    "limits_movement", "night_pain", "worsening", "unknown_cause",
}  # fmt: skip


@pytest.mark.parametrize("topic", [topic.value for topic in Topic])
def test_what_a_client_is_not_sure_of_is_asked_and_nothing_else(topic):
    screening = screened(unsure=[topic])

    silent = topic in ONLY_A_QUESTION
    assert screening.outcome == ("bookable" if silent else "ask_first")
    assert {caution.level for caution in screening.cautions} == (set() if silent else {Level.ASK})
    assert len(screening.questions) >= 2
    assert (screening.urgent, screening.avoid_regions, screening.max_minutes) == (False, (), None)
    SCREENINGS.validate(screening.to_document())


@pytest.mark.parametrize("topic", sorted(ONLY_A_QUESTION))
def test_a_topic_that_fires_nothing_asks_whether_it_applies(topic):
    question = f"Does this apply to you: {Topic(topic).in_words}?"

    assert question in screened(unsure=[topic]).questions


def test_a_whole_list_cannot_be_true_by_itself():
    groups = [topic.value for topic in Topic if not is_single(topic)]

    assert groups == [
        "conditions",
        "medications",
        "allergies",
        "today",
        "skin",
        "devices",
        "pain_features",
        "pregnancy_complications",
    ]


def test_perhaps_pregnant_is_kept_as_careful_as_pregnant():
    perhaps, pregnant = screened(unsure=["pregnancy"]), screened(pregnant=True)

    assert perhaps.caution("pregnancy").rules == ("S12a", "S12b", "S12c", "S48")
    assert [entry.code for entry in perhaps.forbidden_add_ons] == [entry.code for entry in pregnant.forbidden_add_ons]
    assert "How many weeks pregnant are you?" in perhaps.questions
    assert (perhaps.modality, perhaps.positions, perhaps.avoid_regions) == ("either", (), ())


def test_perhaps_a_complication_does_not_put_the_pregnancy_in_doubt():
    screening = screened(pregnancy_weeks=20, unsure=["bleeding"])

    assert level_of(screening, "pregnancy_emergency_signs") == "ASK"
    assert screening.caution("pregnancy").level == "ADAPT"


def test_what_is_given_is_not_unsure():
    assert screened(unsure=["anticoagulant"], medications=["anticoagulant"]) == screened(medications=["anticoagulant"])
    assert "S48" not in str(screened(unsure=["surgeries"], surgeries=[{"what": "knee", "days_ago": 900}]).cautions)


def test_perhaps_and_surely_of_one_code_keep_the_strictest():
    screening = screened(unsure=["aspirin"], medications=["anticoagulant"])

    caution = screening.caution("anticoagulant")
    assert (caution.level, caution.rules) == ("CLEAR", ("S07", "S07b", "S48"))
