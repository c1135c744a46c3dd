"""What is harmless raises nothing stricter than ADAPT, and most of it nothing at all (domain rules, section 11)."""

import pytest

from intake.vocabulary import Activity, AddOnCode, Goal, Level, TechniqueCode
from tests.intake.rules.cases.words import feels, hurt, ill, operated, pain, reading, takes
from tests.intake.rules.contract import screened

NOTHING_AT_ALL = {
    "scoliosis": ill("scoliosis"),
    "carpal tunnel": ill("carpal_tunnel"),
    "thoracic outlet": ill("thoracic_outlet"),
    "jaw": ill("tmj_disorder"),
    "obesity": ill("obesity"),
    "migraine without flare": ill("migraine"),
    "migraine, flare denied": ill("migraine", flare=False),
    "depression": ill("depression"),
    "anxiety disorder": ill("anxiety_disorder"),
    "a good reading": reading(130, 82),
    "old back pain": pain(10, "lower_back_left", "lower_back_right", pain_days=400),
    "pain at night": feels("night_pain"),
    "growing pain": feels("worsening"),
    "stress": {"stress": 10},
    "anxiety": {"anxiety": 10},
    "bad sleep": {"sleep_trouble": 10},
    "a journey": {"recent_travel_or_bedrest": True},
    "both calves after a journey": {
        "recent_travel_or_bedrest": True,
        **pain(3, "calf_left", "calf_right", pain_days=2),
    },
    "first and deep, with a complaint": {
        "first_massage": True,
        "pressure_preference": "deep",
        "goals": ["pain_relief"],
    },
    "an old operation": operated(days_ago=3 * 365),
    "an old whiplash, seen": hurt("whiplash", 400, "neck_back", medically_seen=True),
    "an older cosmetic injection": {"cosmetic_injection_days_ago": 10},
    "an event in ten days": {"event_in_days": 10},
    "areas to avoid": {"avoid_regions": ["abdomen"]},
    "seventy-eight": {"age": 78},
    "no age": {"age": None},
    "a strain of last month": hurt("strain", 30, "hamstring_left"),
    **{f"goal {goal}": {"goals": [goal.value], "primary_goal": goal.value} for goal in Goal},
    **{f"activity {activity}": {"activity": [activity.value]} for activity in Activity},
    **{
        f"technique {technique}": {"requested_techniques": [technique.value]}
        for technique in TechniqueCode
        if technique != TechniqueCode.FORCED_STRETCHING
    },
    **{f"add-on {add_on}": {"requested_add_ons": [add_on.value]} for add_on in AddOnCode},
    **{
        f"note: {note}": {"free_text": note}
        for note in (
            "no pain, no gain",
            "long smooth strokes please",
            "not pregnant",
            "no nut allergy",
            "off warfarin since 2019",
            "no history of blood clots",
        )
    },
}
ADAPT_AT_MOST = {
    "recovery from addiction": ill("substance_recovery"),
    "worn joints": ill("osteoarthritis"),
    "low blood pressure": ill("hypotension"),
    "high blood pressure under control": ill("hypertension_controlled"),
    "asthma": ill("asthma"),
    "sensitive skin": ill("sensitive_skin"),
    "diabetes": ill("diabetes"),
    "trauma": ill("trauma_history"),
    **{
        f"allergy {allergy}": {"allergies": [allergy]}
        for allergy in ("nuts", "nuts_severe", "seeds", "fragrance", "latex", "silicone", "adhesive")
    },
    "calm psoriasis": {"skin": [{"what": "psoriasis_stable", "regions": ["shin_left"]}]},
    "deep without a complaint": {"pressure_preference": "deep"},
    "a stroke three years ago": ill("stroke_history", days_ago=3 * 365),
    "cannot lie on the front": {"cannot_lie": ["prone"]},
    "dislikes heat": {"dislikes_heat": True},
    "seventeen, signed for": {"age": 17, "guardian_consent": True},
    "numb for months with carpal tunnel": {**ill("carpal_tunnel"), **feels("numbness", pain_days=300)},
    "sun afterwards": {"sun_after_session": True},
    "aspirin": takes("aspirin"),
}


@pytest.mark.parametrize("answers", NOTHING_AT_ALL.values(), ids=NOTHING_AT_ALL.keys())
def test_it_raises_nothing_at_all(answers):
    assert screened(**answers).cautions == ()


@pytest.mark.parametrize("answers", ADAPT_AT_MOST.values(), ids=ADAPT_AT_MOST.keys())
def test_it_adapts_the_session_at_most(answers):
    assert {caution.level for caution in screened(**answers).cautions} == {Level.ADAPT}


def test_every_wished_add_on_is_offered_but_never_oils():
    wished = [code.value for code in AddOnCode]

    offered = screened(requested_add_ons=wished).offered_add_ons

    assert [code.value for code in offered] == [code for code in wished if code != "aromatherapy:wintergreen"]
