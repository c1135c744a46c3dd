"""After the modality: minutes, focus, techniques, add-ons, what is told and asked (domain rules, section 10)."""

import pytest

from tests.intake.rules.cases.words import ill
from tests.intake.rules.contract import screened

BACK = ["lower_back_left", "lower_back_right"]
KNOTS = {"knots": True, "goals": ["mobility"]}
CALM = {"goals": ["relaxation"], "style_wish": "smooth"}


@pytest.mark.parametrize(
    ("answers", "minutes"),
    [
        ({**KNOTS, "tension_regions": BACK}, 30),
        ({**KNOTS, "tension_regions": [*BACK, "neck_back"]}, 60),
        ({**KNOTS, "tension_regions": [*BACK, "neck_back", "calf_left"]}, 90),
        ({**KNOTS}, 60),
        ({**CALM, "pain_regions": ["neck_back"]}, 60),
        ({**CALM, "tension_regions": [*BACK, "neck_back", "calf_left", "chest_left"]}, 60),
        ({**KNOTS, "tension_regions": BACK, "requested_minutes": 45}, 45),
        ({"coverage": "full_body", "pain_score": 3, "pain_regions": BACK, "pain_days": 10}, 90),
        ({"coverage": "full_body", "pain_score": 2, "pain_regions": BACK, "pain_days": 10}, 60),
        ({"requested_minutes": 120, "age": 17, "guardian_consent": True}, 60),
        ({**ill("frail"), "coverage": "full_body", "pain_score": 5, "pain_regions": BACK, "pain_days": 9}, 60),
    ],
)
def test_minutes_are_what_is_asked_for_or_needed_within_the_limit(answers, minutes):
    assert screened(**answers).minutes == minutes


def test_focus_goes_by_pain_then_by_the_map_then_to_tension_and_old_injuries():
    screening = screened(
        pain_map={"neck_back": 3, "lower_back_left": 8, "lower_back_right": 8},
        tension_regions=["upper_trapezius_left"],
        injury={"type": "strain", "days_ago": 200, "regions": ["calf_left"]},
        pain_days=300,
    )

    expected = ["lower_back_left", "lower_back_right", "neck_back", "upper_trapezius_left", "calf_left"]
    assert (list(screening.focus_regions), screening.minutes) == (expected, 90)


def test_an_hour_focuses_on_three_zones():
    wished = {"goals": ["relaxation"], "style_wish": "smooth"}
    places = ["neck_back", "lower_back_left", "knee_left", "calf_left"]

    screening = screened(pain_regions=places, pain_score=2, pain_days=9, **wished)

    assert (screening.focus_regions, screening.minutes) == (("knee_left", "neck_back", "lower_back_left"), 60)


def test_ninety_minutes_focus_on_five_zones():
    places = ["neck_back", "lower_back_left", "chest_left", "forearm_left", "calf_left", "knee_left"]

    focus = screened(pain_regions=places, pain_days=300, goals=["mobility"], requested_minutes=90).focus_regions

    assert focus == ("chest_left", "forearm_left", "knee_left", "neck_back", "lower_back_left")


@pytest.mark.parametrize(
    ("answers", "techniques"),
    [
        ({}, ["swedish", "myofascial"]),
        (CALM, ["swedish"]),
        ({"goals": ["mobility"]}, ["swedish", "neuromuscular", "trigger_point", "myofascial", "stretching"]),
        (
            {**KNOTS, "pressure_preference": "firm"},
            ["swedish", "deep_tissue", "neuromuscular", "trigger_point", "deep_stripping", "myofascial", "stretching"],
        ),
        ({**CALM, "requested_techniques": ["deep_tissue", "tapotement"]}, ["swedish", "deep_tissue", "tapotement"]),
        (
            {"goals": ["mobility"], "pressure_preference": "light", "requested_techniques": ["trigger_point"]},
            ["swedish", "neuromuscular", "myofascial", "stretching"],
        ),
        ({"goals": ["mobility"], "style_wish": "thorough", **ill("frail")}, ["swedish", "myofascial", "stretching"]),
    ],
)
def test_techniques_follow_kind_pressure_and_wish(answers, techniques):
    assert list(screened(**answers).techniques) == techniques


@pytest.mark.parametrize(
    ("answers", "pressure"),
    [
        ({}, 3),
        ({"pressure_preference": "light"}, 2),
        ({"pressure_preference": "unsure"}, 3),
        ({"pressure_preference": "deep", "goals": ["mobility"]}, 5),
        ({"pressure_preference": "deep", "goals": ["mobility"], "first_massage": True}, 3),
        ({"requested_techniques": ["deep_tissue"]}, 4),
        ({"requested_techniques": ["deep_tissue"], "pressure_preference": "medium"}, 3),
    ],
)
def test_pressure_follows_the_wish(answers, pressure):
    assert screened(**answers).pressure == pressure


@pytest.mark.parametrize(
    ("answers", "offered"),
    [
        (CALM, ["hot_stones", "aromatherapy", "scalp_massage"]),
        ({**CALM, **ill("migraine")}, ["hot_stones", "scalp_massage"]),
        ({**CALM, **ill("asthma")}, ["hot_stones", "scalp_massage"]),
        ({**CALM, **ill("arrhythmia")}, ["aromatherapy", "scalp_massage"]),
        ({**CALM, **ill("stroke_history")}, []),
        ({"style_wish": "smooth"}, []),
        (KNOTS, ["hot_stones", "cupping"]),
        ({**KNOTS, "first_massage": True, "style_wish": "thorough"}, ["hot_stones"]),
        ({"requested_add_ons": ["cupping"], **ill("stroke_history", days_ago=999)}, ["cupping"]),
    ],
)
def test_add_ons_suit_the_session(answers, offered):
    assert list(screened(**answers).offered_add_ons) == offered


def test_a_wish_that_is_forbidden_on_some_regions_only_stays_offered():
    calm_skin = {"skin": [{"what": "psoriasis_stable", "regions": ["shin_left"]}]}

    assert screened(requested_add_ons=["exfoliating_scrub"], **calm_skin).offered_add_ons == ("exfoliating_scrub",)


@pytest.mark.parametrize(
    ("answers", "codes"),
    [
        ({}, ["both_help", "focused_work"]),
        (CALM, ["soft_work"]),
        (KNOTS, ["cupping_marks", "focused_work"]),
        ({**CALM, "requested_minutes": 30}, ["not_enough_time", "soft_work"]),
        ({**CALM, "requested_minutes": 90, "age": 12, "guardian_consent": True},
         ["guardian_present", "less_time", "soft_work"]),
        ({**CALM, **ill("hypotension")}, ["rise_slowly", "soft_work"]),
        ({**CALM, "today": ["chest_pressure"]}, ["seek_help_now", "soft_work"]),
        ({**CALM, "skin": [{"what": "undiagnosed_lump", "regions": ["shin_left"]}]}, ["see_doctor", "soft_work"]),
    ],
)  # fmt: skip
def test_clients_are_told_what_they_should_know(answers, codes):
    assert [told.code for told in screened(**answers).tell_client] == codes


def test_the_question_between_both_kinds_comes_last_and_only_where_coverage_leaves_it_open():
    question = "Shall we work on certain spots, or the whole body?"

    assert screened(unsure=["knots"]).questions[-1] == question
    assert question not in screened(goals=["mobility"]).questions
    assert question not in screened(coverage="full_body", goals=["mobility"]).questions


def test_positions_that_the_client_cannot_take_are_not_suggested():
    on_the_side = screened(pregnancy_weeks=20, cannot_lie=["side"])
    on_the_back = screened(cannot_lie=["supine"], **ill("migraine_now"))

    assert on_the_side.positions == ("not_prone", "not_supine")
    assert on_the_back.positions == ("not_supine",)
