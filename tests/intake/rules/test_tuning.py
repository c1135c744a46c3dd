"""A tuning is stored as a document, read again, and makes the same rulebook."""

import json

import pytest

from intake.answers import IntakeAnswers
from intake.rules import CURRENT_RULEBOOK, Tuning, screen
from intake.rules.settings import CHOICES
from intake.rules.tuning import plain_setting

TUNING = {
    "off": ["S53"],
    "levels": {"S02b": "ASK"},
    "sentences": {"S07": "Softly, and with your doctor's word."},
    "points": {"E20": 5},
    "settings": {
        "event_light_days": [7, 2],
        "never_oils": ["aromatherapy:camphor", "aromatherapy:wintergreen"],
        "pregnancy_ages": None,
        "blood_thinner_level": "ADAPT",
        "old_age": 80,
    },
}


def test_a_tuning_survives_its_document():
    assert Tuning.from_document(TUNING).to_document() == TUNING
    assert Tuning.from_document({}).to_document() == {}


def test_a_tuning_makes_a_book_of_its_own_version_and_leaves_the_first_alone():
    answers = IntakeAnswers.from_document({"health_section_answered": True, "goals": ["relaxation"], "age": 82})

    book = Tuning.from_document(json.loads(json.dumps(TUNING))).applied_to(CURRENT_RULEBOOK, "our own")
    tuned, plain = screen(answers, book), screen(answers)

    assert (tuned.rulebook, tuned.points_relaxation, tuned.caution("frail_elderly").level) == ("our own", 7, "ADAPT")
    assert (plain.points_relaxation, plain.caution("frail_elderly")) == (3, None)


@pytest.mark.parametrize(
    ("name", "choice"), [(name, choice) for name, (choices, _) in CHOICES.items() for choice in choices]
)
def test_every_choice_of_a_setting_can_be_stored(name, choice):
    stored = json.loads(json.dumps({"settings": {name: plain_setting(choice)}}))

    assert Tuning.from_document(stored).settings == {name: choice}


@pytest.mark.parametrize(
    "document",
    [
        {"rules": []},
        {"levels": {"S01": "MAYBE"}},
        {"settings": {"old_age": 81}},
        {"settings": {"epilepsy_heat": 1}},
        {"settings": {"weather": "fine"}},
    ],
)
def test_what_no_rulebook_knows_is_refused(document):
    with pytest.raises(ValueError, match=r"No such part|not a valid Level|cannot be"):
        Tuning.from_document(document)
