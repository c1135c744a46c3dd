"""Section 6: which oils are left out, on behalf of which caution."""

import pytest

from intake.answers import IntakeAnswers
from intake.rules import CURRENT_RULEBOOK, screen
from tests.intake.rules.cases.words import ill, reading, skin, takes
from tests.intake.rules.contract import screened

CITRUS = "bergamot lime lemon sweet_orange grapefruit mandarin"
SHARP = "eucalyptus peppermint rosemary wintergreen camphor"
SEIZURE = "rosemary sage fennel hyssop eucalyptus camphor basil"
PRESSURE = "rosemary thyme sage hyssop eucalyptus peppermint camphor"
SKIN = f"basil cinnamon clove lemongrass peppermint thyme {CITRUS}"
STRONG = "cinnamon clove camphor hyssop"
CASES = [
    ("A05", "asthma", SHARP, ill("asthma")),
    ("A05", "asthma", SHARP, ill("copd")),
    ("A06", "epilepsy", SEIZURE, ill("epilepsy_controlled")),
    ("A08", "hypertension_controlled", PRESSURE, ill("hypertension_controlled")),
    ("A08", "hypertension_controlled", PRESSURE, takes("antihypertensive")),
    ("A08", "hypertension_uncontrolled", PRESSURE, ill("hypertension_uncontrolled")),
    ("A08", "hypertension_uncontrolled", PRESSURE, reading(170, 80)),
    ("A09", "hypotension", "marjoram clary_sage ylang_ylang", ill("hypotension")),
    ("A10", "photosensitivity", CITRUS, {"sun_after_session": True}),
    ("A10", "photosensitising_drug", CITRUS, takes("isotretinoin")),
    ("A12", "eczema", SKIN, skin("eczema_broken", "shin_left")),
    ("A12", "fragile_skin", SKIN, ill("sensitive_skin")),
    ("A13", "", STRONG, {"age": 75}),
    ("A14", "diabetes", "geranium", ill("diabetes")),
    ("A14", "diabetes_unstable", "geranium", ill("diabetes_unstable")),
    ("A15", "", "wintergreen", {}),
]


def oils_left_out(screening, because):
    return {
        entry.code.removeprefix("aromatherapy:")
        for entry in screening.forbidden_add_ons
        if entry.because == because and entry.code.startswith("aromatherapy:")
    }


@pytest.mark.parametrize(("rule", "because", "oils", "answers"), CASES)
def test_oils_are_left_out_because_of_their_caution(rule, because, oils, answers):
    never = set() if because else {"wintergreen"}

    assert oils_left_out(screened(**answers), because) - never == set(oils.split()) - never


@pytest.mark.parametrize(("rule", "because", "oils", "answers"), CASES)
def test_without_the_row_its_oils_are_allowed(rule, because, oils, answers):
    given = IntakeAnswers.from_document({"health_section_answered": True, **answers})
    without = screen(given, CURRENT_RULEBOOK.tuned("draft", off=[rule]))

    left_out = {entry.code.value for entry in without.forbidden_add_ons}
    assert left_out & {f"aromatherapy:{oil}" for oil in oils.split()} <= {"aromatherapy:wintergreen"}


def test_every_row_of_oils_has_a_client():
    # A07, pregnancy, allows four oils and is tested with the limits of pregnancy.
    assert {rule for rule, *_ in CASES} | {"A07"} == {row.id for row in CURRENT_RULEBOOK.oils}


def test_single_oils_leave_aromatherapy_and_the_others():
    screening = screened(requested_add_ons=["aromatherapy", "aromatherapy:rosemary", "aromatherapy:lavender"],
                         conditions=[{"code": "asthma"}])  # fmt: skip

    assert screening.offered_add_ons == ("aromatherapy", "aromatherapy:lavender")


def test_old_people_get_oils_at_half_strength():
    assert "half_strength" in [told.code for told in screened(age=75).tell_client]
    assert "half_strength" not in [told.code for told in screened(age=74).tell_client]
