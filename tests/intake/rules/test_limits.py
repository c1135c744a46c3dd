"""What each caution rules out: pressure, minutes, add-ons, techniques, areas, positions, as the tables say."""

import pytest

from intake.regions import LEG, QUADRANT
from tests.intake.rules.cases.words import fitted, hurt, ill, operated, skin, takes
from tests.intake.rules.contract import screened

STONES = {"hot_stones", "heat_pack"}
HEAT = STONES | {"hot_towels"}
CUP = {"cupping"}
PERC = {"percussion_device"}
SCRUB = {"exfoliating_scrub"}
FEET = {"foot_reflexology"}
LYMPH = {"lymphatic"}
FORCED = {"forced_stretching"}
TAPPING = {"tapotement"}
DEEP = {"deep_tissue", "trigger_point", "deep_stripping"}
GENTLE_ONLY = {"neuromuscular", "tapotement", "forced_stretching", "cupping", "percussion_device"}
NEVER = {"aromatherapy:wintergreen"}
BY_CAP = {None: set(), 4: set(), 3: DEEP, 2: DEEP | GENTLE_ONLY}


def ruled_out(screening):
    return {*map(str, screening.forbidden_techniques), *(entry.code.value for entry in screening.forbidden_add_ons)}


CASES = {
    "fever": ({"today": ["fever"]}, None, None, HEAT | CUP | LYMPH),
    "clot in the past": (ill("dvt_history"), 3, None, HEAT | CUP | LYMPH),
    "blood thinner": (takes("anticoagulant"), 2, None, STONES | CUP | PERC),
    "aspirin": (takes("aspirin"), 4, None, CUP),
    "bleeding disorder": (ill("bleeding_disorder"), 2, None, STONES),
    "fresh heart attack": (ill("recent_cardiac_event"), 2, 60, HEAT | CUP),
    "weak heart": (ill("heart_failure"), 2, None, HEAT | CUP | LYMPH),
    "unsteady heart": (ill("arrhythmia"), 3, None, STONES),
    "stroke long ago": (ill("stroke_history", days_ago=999), 3, None, STONES),
    "poor circulation": (ill("peripheral_artery_disease"), 3, None, HEAT | FEET),
    "organ failure": (ill("kidney_failure"), 2, None, HEAT | CUP | LYMPH),
    "weak immunity": (ill("immune_suppressed"), None, None, CUP | SCRUB),
    "a strain of today": (hurt("strain", 0, "calf_left"), 3, None, STONES | CUP | PERC),
    "a broken shin": (hurt("fracture", 30, "shin_left"), None, None, PERC),
    "whiplash": (hurt("whiplash", 1), 2, None, HEAT | {"scalp_massage"} | STONES | CUP | PERC),
    "fresh operation": (operated(days_ago=3), 3, None, HEAT | CUP),
    "operation, agreed": (operated(days_ago=60, cleared=True), 3, None, STONES),
    "slipped disc": (ill("herniated_disc"), 3, None, FORCED | TAPPING),
    "worn discs": (ill("degenerative_disc"), None, None, FORCED),
    "osteoporosis": (ill("osteoporosis"), 3, None, TAPPING | FORCED | PERC | STONES),
    "severe osteoporosis": (ill("osteoporosis_severe"), 2, None, STONES),
    "fibromyalgia": (ill("fibromyalgia"), 3, None, CUP | FORCED),
    "fibromyalgia, bad week": ({**ill("fibromyalgia"), "pain_score": 7}, 2, None, CUP | FORCED),
    "no feeling": (ill("neuropathy"), 3, None, HEAT | FEET | PERC),
    "multiple sclerosis": (ill("multiple_sclerosis"), 3, None, HEAT),
    "frail": (ill("frail"), 2, 60, {f"aromatherapy:{oil}" for oil in ("cinnamon", "clove", "camphor", "hyssop")}),
    "parkinsons": (ill("parkinsons"), 2, None, FORCED | TAPPING),
    "dementia": (ill("dementia"), 2, 60, set()),
    "opioid": (takes("opioid"), 3, None, STONES),
    "opioid today": (takes("opioid_today"), 2, None, STONES),
    "muscle relaxant": (takes("muscle_relaxant_today"), 2, None, STONES),
    "sedative": (takes("sedative"), 3, None, STONES),
    "new device": (fitted("pacemaker", days_ago=5), 3, None, PERC | CUP | STONES),
    "device": (fitted("pacemaker", days_ago=500), None, None, PERC | CUP),
    "minor": ({"age": 17}, 3, 60, {"cbd_topical"}),
    "recovery": (ill("substance_recovery"), None, None, {"cbd_topical"}),
    "severe nut allergy": (
        {"allergies": ["nuts_severe"]},
        None,
        None,
        {"nut_carrier_oil", "seed_oil", "exfoliating_scrub", "cbd_topical"},
    ),
    "latex": ({"allergies": ["latex"]}, None, None, CUP),
    "adhesive": ({"allergies": ["adhesive"]}, None, None, {"heat_pack"}),
    "lice": (skin("lice"), None, None, HEAT | CUP | {"scalp_massage"}),
    "a burn": (skin("burn", "shin_left"), None, None, HEAT | SCRUB),
    "fresh cosmetics": ({"cosmetic_injection_days_ago": 0}, None, None, {"scalp_massage"}),
}


@pytest.mark.parametrize(("answers", "cap", "max_minutes", "no"), CASES.values(), ids=CASES.keys())
def test_a_caution_rules_out_what_the_table_says(answers, cap, max_minutes, no):
    screening = screened(pressure_preference="deep", goals=["mobility"], **answers)

    assert (screening.pressure, screening.max_minutes) == (cap or 5, max_minutes)
    assert ruled_out(screening) == no | BY_CAP[cap] | NEVER


def test_a_clot_of_the_past_limits_the_legs_more():
    limit = screened(**ill("dvt_history")).regional_limits

    assert [(set(each.regions), each.max_pressure, each.because) for each in limit] == [(LEG, 2, "dvt_history")]
    assert {*DEEP, *GENTLE_ONLY} == {*limit[0].forbidden_techniques, *limit[0].forbidden_add_ons}


def test_nodes_removed_keep_the_whole_quadrant_light():
    screening = screened(**ill("lymph_nodes_removed", regions=["chest_left"]))

    assert [set(each.regions) for each in screening.regional_limits] == [QUADRANT["chest_left"]]
    assert set(screening.caution("lymph_node_removal").regions) == QUADRANT["chest_left"]
    assert {"upper_arm_left", "scapular_left", "chest_left"} <= QUADRANT["chest_left"]


def test_the_pressure_minds_the_regional_limit_of_a_place_that_is_worked_on():
    legs = screened(**ill("stroke_history", days_ago=999), pain_regions=["knee_left"], pain_days=40)
    neck = screened(**ill("stroke_history", days_ago=999), pain_regions=["neck_back"], pain_days=40)

    assert (legs.pressure, neck.pressure) == (3, 2)


def test_pregnancy_lies_on_the_side_and_keeps_four_oils():
    screening = screened(pregnancy_weeks=20)

    assert screening.positions == ("not_prone", "not_supine", "side_lying")
    allowed = {"aromatherapy:lavender", "aromatherapy:mandarin", "aromatherapy:sweet_orange", "aromatherapy:neroli"}
    assert ruled_out(screening).isdisjoint(allowed | {"aromatherapy"})
    assert "aromatherapy:rose" in ruled_out(screening)
    assert (screening.max_minutes, screening.modality, screening.avoid_regions) == (60, "relaxation", ("abdomen",))


def test_the_strictest_caution_gives_the_reason_for_what_is_forbidden():
    screening = screened(medications=["anticoagulant"], allergies=["latex"], conditions=[{"code": "arrhythmia"}])

    because = {entry.code.value: entry.because for entry in screening.forbidden_add_ons}
    assert (because["cupping"], because["hot_stones"]) == ("anticoagulant", "anticoagulant")
    assert because["aromatherapy:wintergreen"] == "anticoagulant"


def test_veins_are_left_alone_and_nothing_presses_below_them():
    screening = screened(**skin("varicose_veins", "knee_left"))

    assert screening.avoid_regions == ("knee_left",)
    assert screening.regional_limits[0].regions == ("shin_left", "ankle_foot_left", "calf_left")


def test_the_clients_own_areas_join_those_to_avoid():
    screening = screened(avoid_regions=["abdomen"], pain_regions=["abdomen", "neck_back"], pain_days=400)

    assert (screening.avoid_regions, screening.focus_regions) == (("abdomen",), ("neck_back",))
