"""Trainings that cautions ask for, and areas as staff say them."""

import pytest

from booking.suggestions import trainings_needed
from booking.suggestions.wording import areas_in_words, listed
from intake import rules
from intake.regions import LEG, LEG_PARTS, one_side
from intake.rules import ClearanceGiven
from tests.booking.test_suggestions import DAY, RELAXER, screened


@pytest.mark.parametrize(
    ("conditions", "needed"),
    [
        ({"pregnant": True, "pregnancy_weeks": 24}, {"prenatal"}),
        ({"conditions": [{"code": "cancer_in_treatment"}]}, {"oncology"}),
        ({"conditions": [{"code": "lymphedema", "regions": ["forearm_left"]}]}, {"lymphatic"}),
        ({}, set()),
    ],
    ids=["pregnancy", "cancer", "lymphoedema", "nothing"],
)
def test_cautions_ask_for_trainings(conditions, needed):
    assert trainings_needed(screened({**RELAXER, **conditions}).cautions) == needed


def test_a_training_is_needed_also_once_a_doctor_has_agreed():
    screening = screened({**RELAXER, "conditions": [{"code": "cancer_in_treatment"}]})
    clearance = ClearanceGiven(codes=frozenset({"cancer_in_treatment"}), starts_on=DAY, ends_on=DAY)
    permit = rules.permitted(screening, [clearance], on=DAY)

    assert permit.may_book
    assert trainings_needed(screening.cautions) == {"oncology"}


@pytest.mark.parametrize(
    ("regions", "words"),
    [
        (["lower_back_left", "lower_back_right"], ["Lower back, both"]),
        (["lower_back_left", "neck_back"], ["Back of neck", "Lower back, left"]),
        (["knee_left", "knee_right", "sacrum"], ["Knee, both", "Sacrum"]),
    ],
)
def test_areas_are_said_with_both_sides_together(regions, words):
    assert areas_in_words(regions) == words


def test_a_whole_limb_has_one_name():
    assert areas_in_words(LEG) == ["Whole leg, both"]
    assert areas_in_words(one_side("left", *LEG_PARTS) | {"sacrum"}) == ["Sacrum", "Whole leg, left"]


@pytest.mark.parametrize(
    ("words", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_a_list_inside_a_sentence(words, said):
    assert listed(words) == said
