"""A screening becomes services: what fits with its reason, and what is left out with the why."""

from datetime import date

import pytest

from booking.suggestions import Team, add_on_verdicts, catalogue, services_for
from intake import rules
from intake.answers import IntakeAnswers
from tests import factories

pytestmark = pytest.mark.django_db

DAY = date(2026, 4, 13)
HEALTHY = {"as_of": DAY.isoformat(), "age": 40, "health_section_answered": True}
RELAXER = {**HEALTHY, "goals": ["relaxation"], "coverage": "full_body"}
BACK = {
    **HEALTHY,
    "goals": ["pain_relief"],
    "pain_map": {"lower_back_left": 6},
    "pain_score": 6,
    "pain_days": 200,
    "coverage": "specific_areas",
    "pressure_preference": "firm",
    "requested_minutes": 60,
}


def screened(answers):
    return rules.screen(IntakeAnswers.from_document(answers))


def suggested(answers, location, **more):
    screening = screened(answers)
    permit = rules.permitted(screening, on=DAY)
    return services_for(screening, permit, among=catalogue(), team=Team(location), **more)


@pytest.fixture
def swedish():
    return factories.ServiceFactory(name="Swedish massage", techniques=["swedish"], position=1)


@pytest.fixture
def deep(location):
    return factories.ServiceFactory(
        name="Deep tissue", modality="therapeutic", techniques=["deep_tissue"], durations={60: "105"}, position=2
    )


@pytest.fixture
def trigger(location):
    return factories.ServiceFactory(
        name="Trigger point therapy",
        modality="therapeutic",
        techniques=["trigger_point", "neuromuscular"],
        durations={30: "60", 60: "105"},
        position=3,
    )


@pytest.fixture
def tove(location):
    skills = ["swedish", "deep_tissue", "trigger_point", "neuromuscular"]
    return factories.TherapistFactory(name="Tove", location=location, skills=skills)


def names(suggestions):
    return [(each.service.name, each.minutes) for each in suggestions.fitting]


def why(suggestions):
    return {each.service.name: each.why for each in suggestions.left_out}


def test_somebody_who_wants_to_unwind_gets_a_relaxation_service(location, swedish, deep, tove):
    suggestions = suggested(RELAXER, location)

    assert names(suggestions) == [("Swedish massage", 60)]
    assert suggestions.best.reason == "Swedish massage as suggested."
    assert why(suggestions) == {"Deep tissue": "It needs firm pressure, and a softer session is suggested."}


def test_a_long_pain_in_one_place_gets_work_on_the_spot_first(location, swedish, deep, trigger, tove):
    suggestions = suggested(BACK, location)

    assert names(suggestions) == [("Trigger point therapy", 60), ("Deep tissue", 60)]
    assert suggestions.best.reason == "Neuromuscular work and trigger point work for lower back, left."
    assert why(suggestions) == {
        "Swedish massage": "It is a relaxation massage, and the suggestion is the other kind.",
    }


def test_the_desks_choice_of_the_other_kind_counts(location, swedish, trigger, tove):
    assert names(suggested(BACK, location, modality="relaxation")) == [("Swedish massage", 60)]


def test_a_relaxation_session_that_the_desk_chose_is_long_enough_for_the_whole_body(location, tove):
    factories.ServiceFactory(durations={30: "50", 60: "90"})
    short = {name: value for name, value in BACK.items() if name != "requested_minutes"}
    assert screened(short).minutes == 30

    assert names(suggested(short, location, modality="relaxation")) == [("Swedish massage", 60)]


def test_where_either_would_serve_both_kinds_are_named(location, swedish, trigger, tove):
    suggestions = suggested({**HEALTHY, "goals": ["better_sleep"]}, location)

    assert suggestions.of_kind("relaxation").service == swedish
    assert suggestions.of_kind("therapeutic").service == trigger


def test_a_forbidden_technique_leaves_its_service_out_with_the_cautions_sentence(location, deep, trigger, tove):
    answers = {**BACK, "medications": ["antihypertensive"], "conditions": [{"code": "hypertension_controlled"}]}
    screening = screened(answers)
    assert "deep_tissue" in screening.forbidden_techniques

    reasons = why(suggested(answers, location))

    caution = screening.caution("hypertension_controlled")
    assert reasons["Deep tissue"] == f"Deep tissue is left out. {caution.reason}"


def test_where_no_service_of_the_kind_fits_the_best_of_the_other_comes_first(location, swedish, deep, tove):
    answers = {**BACK, "conditions": [{"code": "hypertension_controlled"}]}

    suggestions = suggested(answers, location, modality="therapeutic")

    assert suggestions.fitting == ()
    assert suggestions.best.service == swedish
    assert "Swedish massage" in why(suggestions)


def test_a_pregnant_client_gets_the_service_of_somebody_trained_for_it(location, swedish, tove):
    training = factories.TrainingFactory(code="prenatal")
    prenatal = factories.ServiceFactory(name="Prenatal massage", training=training, durations={45: "80", 90: "130"})
    factories.TherapistFactory(name="Mira", location=location, skills=["swedish"], trainings=["prenatal"])
    answers = {**RELAXER, "pregnant": True, "pregnancy_weeks": 24}

    suggestions = suggested(answers, location)

    assert suggestions.best.service == prenatal
    assert suggestions.best.minutes == 45  # 60 at most; 90 would be too long
    assert suggestions.best.reason.startswith("It is made for this, with somebody trained for pregnancy.")


def test_what_is_made_for_pregnancy_is_not_suggested_to_others(location, tove):
    training = factories.TrainingFactory(code="prenatal")
    factories.ServiceFactory(name="Prenatal massage", training=training)

    assert why(suggested(RELAXER, location)) == {"Prenatal massage": "It is made for pregnancy."}


def test_a_needed_training_that_nobody_has_leaves_a_service_out(location, swedish, tove):
    answers = {**RELAXER, "pregnant": True, "pregnancy_weeks": 24}

    assert why(suggested(answers, location)) == {
        "Swedish massage": "It takes somebody trained for pregnancy, and nobody who gives this service is."
    }


def test_a_technique_that_nobody_has_learned_leaves_a_service_out(location, swedish):
    factories.TherapistFactory(name="Odile", location=location, skills=["deep_tissue"])

    assert why(suggested(RELAXER, location)) == {"Swedish massage": "Nobody on the team has learned all of it."}


def test_somebody_who_has_left_counts_for_nothing(location, swedish, tove):
    tove.resource.is_active = False
    tove.resource.save()

    assert names(suggested(RELAXER, location)) == []


def test_somebody_with_a_shift_here_is_on_the_team_wherever_their_house_is(location, swedish):
    visitor = factories.TherapistFactory(name="Odile", location=factories.LocationFactory(name="Harbour House"))
    assert names(suggested(RELAXER, location)) == []

    factories.ShiftFactory(therapist=visitor, location=location)

    assert names(suggested(RELAXER, location)) == [("Swedish massage", 60)]


def test_a_service_for_two_is_not_suggested_to_one(location, tove):
    factories.ServiceFactory(name="Massage for two", persons=2)

    assert why(suggested(RELAXER, location)) == {"Massage for two": "It is for 2 people at once."}


def test_a_service_whose_shortest_length_is_too_long_is_left_out(location, tove):
    factories.ServiceFactory(name="Long massage", durations={90: "130"})
    answers = {**RELAXER, "pregnant": True, "pregnancy_weeks": 24}
    factories.TherapistFactory(name="Mira", location=location, skills=["swedish"], trainings=["prenatal"])

    assert why(suggested(answers, location)) == {
        "Long massage": "Its shortest length is longer than the 60 minutes that are right for this client."
    }


def test_a_shorter_length_than_suggested_says_so(location, tove):
    factories.ServiceFactory(name="Short massage", durations={30: "50"})

    suggestions = suggested(RELAXER, location)

    assert suggestions.best.reason == "Swedish massage as suggested. It is shorter than the 60 minutes suggested."


def test_what_is_long_enough_comes_before_what_fits_in_techniques_alone(location, deep, trigger, tove):
    factories.ServiceFactory(
        name="Long deep tissue", modality="therapeutic", techniques=["deep_tissue"], durations={90: "135"}
    )

    assert names(suggested({**BACK, "requested_minutes": 90}, location)) == [
        ("Long deep tissue", 90),
        ("Trigger point therapy", 60),
        ("Deep tissue", 60),
    ]


@pytest.mark.parametrize("therapists", [1, 20])
def test_suggesting_takes_five_queries_however_big_the_team_is(
    location, swedish, deep, therapists, django_assert_num_queries
):
    for number in range(therapists):
        factories.TherapistFactory(name=f"Therapist {number}", location=location)

    with django_assert_num_queries(5):
        suggested(RELAXER, location)


# --- Add-ons ---


@pytest.fixture
def with_add_ons(location, tove):
    codes = ["nut_carrier_oil", "scalp_massage", "hot_stones"]
    add_ons = [factories.AddOnFactory(code=code, position=place) for place, code in enumerate(codes)]
    return factories.ServiceFactory(name="Aroma", add_ons=add_ons)


def verdicts(service, answers):
    screening = screened(answers)
    found = add_on_verdicts(service, rules.permitted(screening, on=DAY), offered=screening.offered_add_ons)
    return {each.add_on.code: (each.state, each.because) for each in found}


def test_add_ons_that_fit_come_first_and_refused_ones_last_with_their_caution(with_add_ons):
    answers = {**RELAXER, "allergies": ["nuts"]}

    assert list(verdicts(with_add_ons, answers).items()) == [
        ("scalp_massage", ("offered", "")),
        ("hot_stones", ("offered", "")),
        ("nut_carrier_oil", ("refused", "nut_allergy")),
    ]


def test_a_refused_add_on_says_why(with_add_ons):
    screening = screened({**RELAXER, "allergies": ["nuts"]})

    refused = add_on_verdicts(with_add_ons, rules.permitted(screening, on=DAY))[-1]

    assert refused.is_refused
    assert refused.reason == screening.caution("nut_allergy").reason


def test_without_an_intake_every_add_on_is_possible(with_add_ons):
    assert [each.state for each in add_on_verdicts(with_add_ons, None)] == ["possible"] * 3


def test_an_add_on_that_is_not_sold_any_more_is_not_named(with_add_ons):
    add_on = with_add_ons.add_ons.get(code="hot_stones")
    add_on.is_active = False
    add_on.save()

    assert [each.add_on.code for each in add_on_verdicts(with_add_ons, None)] == ["nut_carrier_oil", "scalp_massage"]
