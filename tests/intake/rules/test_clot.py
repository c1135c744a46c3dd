"""F15: one sore or swollen limb. A fresh sprain explains it; after a long flight nothing but a doctor does."""

import pytest

from tests.intake.rules.cases.words import feels, ill, takes
from tests.intake.rules.contract import level_of, screened

SPRAIN = {"type": "sprain", "days_ago": 2, "regions": ["ankle_foot_left"], "medically_seen": True}
STRAIN = {"type": "strain", "days_ago": 2, "regions": ["calf_left"], "medically_seen": True}
JOURNEY = {"recent_travel_or_bedrest": True}
RECENT_OPERATION = {"what": "shoulder", "days_ago": 30, "cleared": True, "regions": ["shoulder_right"]}
KNEE_OPERATION = {"what": "knee", "days_ago": 30, "cleared": True, "regions": ["knee_left"]}

ALARMS = {
    "one leg fat, no place named": feels("one_sided_swelling"),
    "one leg fat, both calves sore": feels("one_sided_swelling", pain_regions=["calf_left", "calf_right"]),
    "one sore calf, hot": feels("heat", pain_regions=["calf_left"]),
    "one tense calf, red": feels("redness", tension_regions=["calf_right"]),
    "one sore calf after a journey": {**JOURNEY, "pain_regions": ["calf_left"]},
    "one sore thigh after a journey, six weeks": {**JOURNEY, "pain_regions": ["hamstring_left"], "pain_days": 42},
    "one sore calf after an operation elsewhere": {"surgeries": [RECENT_OPERATION], "pain_regions": ["calf_left"]},
    "one sore calf with a clotting disorder": {**ill("clotting_disorder"), "pain_regions": ["calf_left"]},
    "a strained calf, hot, after a journey": {**JOURNEY, **feels("heat", pain_regions=["calf_left"]), "injury": STRAIN},
    "a sprained ankle and a sore calf after a journey": {
        **JOURNEY,
        **feels("swelling", pain_regions=["calf_left", "ankle_foot_left"]),
        "injury": SPRAIN,
    },
    "an old sprain, fat again": {
        **feels("swelling", pain_regions=["ankle_foot_left"]),
        "injury": {**SPRAIN, "days_ago": 22},
    },
    "a sprain of the other side": {
        **feels("swelling", pain_regions=["ankle_foot_right"]),
        "injury": SPRAIN,
    },
    "lymphoedema, but hot": {
        **ill("lymphedema", regions=["calf_left"]),
        **feels("one_sided_swelling", "heat", pain_regions=["calf_left"]),
    },
    "an arm fat and hot": feels("one_sided_swelling", "heat", pain_regions=["forearm_left"]),
    "an arm fat under chemotherapy": takes(
        "chemotherapy", **feels("one_sided_swelling", pain_regions=["upper_arm_left"])
    ),
}
NO_ALARMS = {
    "a fresh sprain, fat and warm": {
        **feels("swelling", "heat", pain_regions=["ankle_foot_left"]),
        "injury": SPRAIN,
    },
    "a fresh sprain after a journey, foot only": {
        **JOURNEY,
        **feels("swelling", pain_regions=["ankle_foot_left"]),
        "injury": SPRAIN,
    },
    "an arthritic knee, fat": {
        **ill("inflammatory_arthritis", flare=False),
        **feels("swelling", pain_regions=["knee_left"]),
    },
    "lymphoedema of that leg": {
        **ill("lymphedema", regions=["calf_left"]),
        **feels("one_sided_swelling", pain_regions=["calf_left"]),
    },
    "an old sore calf after a journey": {**JOURNEY, "pain_regions": ["calf_left"], "pain_days": 43},
    "a sore foot after a journey": {**JOURNEY, "pain_regions": ["plantar_foot_left"]},
    "both calves sore after a journey": {**JOURNEY, "pain_regions": ["calf_left", "calf_right"]},
    "one sore calf, nothing else": {"pain_regions": ["calf_left"], "pain_days": 3},
    "a sore knee after its own operation": {"surgeries": [KNEE_OPERATION], "pain_regions": ["knee_left"]},
    "an arm fat after nodes were removed there": {
        **ill("lymph_nodes_removed", regions=["upper_arm_left"]),
        **feels("one_sided_swelling", "heat", pain_regions=["upper_arm_left"]),
    },
    "an arm fat, no heat and no risk": feels("one_sided_swelling", pain_regions=["forearm_left"]),
}


@pytest.mark.parametrize("answers", ALARMS.values(), ids=ALARMS.keys())
def test_a_suspected_clot_is_urgent(answers):
    screening = screened(**answers)

    assert (level_of(screening, "suspected_dvt"), screening.urgent) == ("STOP", True)
    assert "lymphatic" in screening.forbidden_techniques


@pytest.mark.parametrize("answers", NO_ALARMS.values(), ids=NO_ALARMS.keys())
def test_what_has_a_harmless_reason_is_no_clot(answers):
    assert level_of(screened(**answers), "suspected_dvt") is None


def test_the_sore_leg_and_the_whole_sore_arm_are_left_alone():
    leg = screened(**feels("heat", pain_regions=["calf_left", "knee_left"]))
    arm = screened(**ALARMS["an arm fat and hot"])

    assert leg.caution("suspected_dvt").regions == ("knee_left", "calf_left")
    assert arm.caution("suspected_dvt").regions == (
        "shoulder_left",
        "upper_arm_left",
        "forearm_left",
        "wrist_hand_left",
        "elbow_left",
    )


def test_a_swelling_that_turns_out_to_be_a_clot_opens_no_place_again():
    places = ["calf_left", "calf_right", "lower_back_left"]
    swollen = screened(**feels("swelling", pain_regions=places))
    clot = screened(**feels("swelling", "one_sided_swelling", pain_regions=places))

    assert set(swollen.avoid_regions) == set(clot.avoid_regions) == set(places)
