"""A rulebook is data: its rows are complete, an admin can tune a draft, and docs/rules.md says what it says."""

from pathlib import Path

import pytest

from intake.answers import IntakeAnswers
from intake.rules import CURRENT_RULEBOOK, screen
from intake.rules.book_text import book_text
from intake.rules.settings import CHOICES, Settings
from intake.vocabulary import CautionCode, Level
from tests.intake.rules.cases.words import fitted, ill, reading, skin, takes
from tests.intake.rules.contract import SCREENING_SCHEMA, level_of

ROOT = Path(__file__).resolve().parents[3]


def tuned(**changes):
    return CURRENT_RULEBOOK.tuned("draft", **changes)


def judged(book, **answers):
    return screen(IntakeAnswers.from_document({"health_section_answered": True, **answers}), book)


def test_docs_say_what_the_rulebook_says():
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == book_text(CURRENT_RULEBOOK)


def test_every_row_has_a_sentence_and_a_source():
    rows = [*CURRENT_RULEBOOK.safety, *CURRENT_RULEBOOK.oils, *CURRENT_RULEBOOK.evidence]

    assert [row.id for row in rows if not (row.sentence and row.source)] == []


def test_rows_of_one_id_say_the_same_but_for_their_condition():
    twice = {row.id for row in CURRENT_RULEBOOK.safety if [r.id for r in CURRENT_RULEBOOK.safety].count(row.id) > 1}

    assert twice == {"S37f", "S40e"}


def test_every_caution_of_the_contract_can_be_raised():
    raised = {row.code for row in CURRENT_RULEBOOK.safety} | {CautionCode.FREE_TEXT_MENTION}
    codes = SCREENING_SCHEMA["properties"]["cautions"]["items"]["properties"]["code"]["enum"]

    assert sorted(code.value for code in raised) == sorted(codes)


def test_a_new_version_carries_its_name_into_the_screening():
    assert judged(tuned()).rulebook == "draft"


def test_a_rule_can_be_switched_off():
    assert judged(tuned(off=["S07"]), **takes("anticoagulant")).outcome == "bookable"
    assert judged(tuned(off=["S48"]), unsure=["anticoagulant"]).outcome == "bookable"
    assert (
        judged(tuned(off=["C9"]), denied=["medications"], free_text="warfarin").caution("contradictory_answers") is None
    )


def test_level_sentence_and_points_can_be_changed():
    book = tuned(levels={"S07": Level.ADAPT, "W1": Level.ADAPT}, sentences={"S07": "Softly."}, points={"E20": 7})

    screening = judged(book, goals=["relaxation"], **takes("anticoagulant"))
    caution = screening.caution("anticoagulant")
    assert (caution.level, caution.reason, screening.points_relaxation) == ("ADAPT", "Softly.", 7)
    assert level_of(judged(book, free_text="warfarin"), "anticoagulant") == "ADAPT"


@pytest.mark.parametrize(
    ("changes", "answers", "code", "level"),
    [
        ({"blood_thinner_level": Level.ADAPT}, takes("anticoagulant"), "anticoagulant", "ADAPT"),
        ({"cold_level": Level.ASK}, {"today": ["cold"]}, "infectious_illness", "ASK"),
        ({"ringworm_level": Level.LOCAL}, skin("ringworm", "shin_left"), "contagious_skin", "LOCAL"),
        ({"ringworm_level": Level.LOCAL}, skin("ringworm"), "contagious_skin", "STOP"),
        (
            {"arthritis_flare_level": Level.LOCAL},
            ill("inflammatory_arthritis_flare"),
            "inflammatory_arthritis_flare",
            "LOCAL",
        ),
        ({"lymphedema_level": Level.LOCAL}, ill("lymphedema", regions=["calf_left"]), "lymphedema", "LOCAL"),
        ({"heart_disease_level": Level.ADAPT}, ill("heart_disease"), "heart_condition", "ADAPT"),
        ({"pregnancy_ages": None}, {"pregnancy_weeks": 20, "age": 40}, "high_risk_pregnancy", None),
        ({"very_high_reading": Level.CLEAR}, reading(190, 80), "hypertension_uncontrolled", "CLEAR"),
        ({"recent_clot_days": 180}, ill("dvt_history", days_ago=179), "dvt_history", "STOP"),
        ({"cosmetic_days": 1}, {"cosmetic_injection_days_ago": 2}, "recent_botox", None),
        ({"old_age": 75}, {"age": 75}, "frail_elderly", "ADAPT"),
        (
            {"large_skin_regions": 6},
            skin("wound", "shin_left", "shin_right", "calf_left", "calf_right", "knee_left", "knee_right"),
            "open_wound",
            "STOP",
        ),
    ],
)
def test_a_setting_moves_the_level(changes, answers, code, level):
    assert level_of(judged(tuned(settings=changes), **answers), code) == level


@pytest.mark.parametrize(
    ("changes", "answers", "add_on"),
    [
        ({"epilepsy_heat": True}, ill("epilepsy_controlled"), "hot_stones"),
        ({"osteoporosis_heat": True}, ill("osteoporosis"), "hot_stones"),
        ({"diabetes_heat": True}, ill("diabetes"), "hot_stones"),
        ({"latex_free_cups": True}, {"allergies": ["latex"]}, "cupping"),
    ],
)
def test_a_setting_allows_what_the_default_forbids(changes, answers, add_on):
    wish = {"requested_add_ons": [add_on]}

    assert judged(CURRENT_RULEBOOK, **wish, **answers).offered_add_ons == ()
    assert judged(tuned(settings=changes), **wish, **answers).offered_add_ons == (add_on,)


def test_settings_that_ease_a_level_ease_its_pressure():
    eased = tuned(settings={"blood_thinner_level": Level.ADAPT, "node_removal_cap": 3})

    assert judged(eased, **takes("anticoagulant")).pressure == 3
    assert judged(eased, **ill("lymph_nodes_removed", regions=["chest_left"])).pressure == 3


def test_settings_of_time_move_their_days():
    book = tuned(settings={"event_light_days": (7, 2), "side_lying_from_week": 20})

    assert judged(book, event_in_days=7).caution("event_too_close_for_deep").rules == ("S56a",)
    assert judged(book, pregnancy_weeks=19).positions == ()


def test_a_spa_may_ban_one_more_oil():
    from_now = tuned(settings={"never_oils": CHOICES["never_oils"][0][1]})

    assert [entry.code for entry in judged(from_now).forbidden_add_ons] == [
        "aromatherapy:camphor",
        "aromatherapy:wintergreen",
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"off": ["S999"]},
        {"levels": {"E01": Level.STOP}},
        {"points": {"S01": 3}},
        {"settings": {"old_age": 30}},
        {"settings": {"new_age": 75}},
    ],
)
def test_what_a_rulebook_does_not_know_cannot_be_tuned(changes):
    with pytest.raises(ValueError, match=r"No such rule|Nothing to change|cannot be"):
        tuned(**changes)


def test_every_setting_stands_at_its_first_choice():
    assert {name: choices[0] for name, (choices, _) in CHOICES.items()} == vars(Settings())


def test_a_device_without_a_date_is_asked_about():
    assert "When was it fitted?" in judged(CURRENT_RULEBOOK, **fitted("stent")).questions
