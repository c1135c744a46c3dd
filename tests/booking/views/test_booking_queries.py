"""The booking page asks a dozen questions at most, whatever is chosen and however much a client told us."""

from datetime import timedelta

import pytest
from django.urls import reverse

from intake import submissions
from tests import factories
from tests.booking.at_the_desk import TUESDAY, at, sign_intake
from tests.factories import MONDAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday_morning")]

NEW = reverse("booking:new")
# Session, user and roles come before the page's own.
SIGNED_IN = 3


@pytest.fixture
def service(db):
    oil = factories.AddOnFactory(code="nut_carrier_oil", minutes=0)
    return factories.ServiceFactory(add_ons=[factories.AddOnFactory(), oil])


@pytest.fixture
def wish(service, therapist_row, room, wren):
    """What the page sends for Wren, Tuesday at ten with Tove."""
    slot = f"{at('10:00', TUESDAY):%Y-%m-%dT%H:%M}Z~{therapist_row.pk}"
    return {"client": wren.pk, "service": service.pk, "minutes": 60, "slot": slot, "first": "2026-04-14"}


@pytest.fixture
def much_told(location, service, wren, receptionist, therapist):
    """Wren's intake asks for something at every level; the doctor and Wren herself have answered."""
    factories.EquipmentUnitFactory(location=location)
    service.equipment_kind = factories.EquipmentKindFactory()
    service.save()
    conditions = [{"code": "inflammatory_arthritis"}, {"code": "asthma"}]
    intake = sign_intake(
        wren, receptionist, age=30, pregnant=True, pregnancy_weeks=24, allergies=["nuts"],
        medications=["anticoagulant"], conditions=conditions,
    )  # fmt: skip
    screening = intake.screenings.first()
    submissions.choose_modality(screening=screening, modality="relaxation", reason="client", by=receptionist)
    submissions.record_reply(
        screening=screening, caution_code="inflammatory_arthritis_ask_flare", question="A flare?", answer="No.",
        may_go_ahead=True, by=receptionist,
    )  # fmt: skip
    letter = submissions.request_clearance(
        client=wren, caution_codes=[each.code for each in screening.read.cautions if each.level == "CLEAR"],
        by=receptionist,
    )  # fmt: skip
    until = TUESDAY + timedelta(days=60)
    submissions.accept_clearance(clearance=letter, limits={}, starts_on=MONDAY, ends_on=until, by=therapist)
    return {each.level.name for each in screening.read.cautions}


@pytest.mark.parametrize("therapists", [1, 20])
def test_the_page_takes_seven_queries_however_big_the_team_is(
    desk, service, room, therapists, django_assert_num_queries
):
    for number in range(therapists):
        factories.TherapistFactory(name=f"Therapist {number}")
    desk.get(NEW)

    with django_assert_num_queries(SIGNED_IN + 7):
        desk.get(NEW)


def test_with_a_client_the_health_is_read_too(desk, wish, wren, receptionist, django_assert_num_queries):
    sign_intake(wren, receptionist)
    desk.get(NEW, wish)

    with django_assert_num_queries(SIGNED_IN + 10):
        desk.get(NEW, wish)
    with django_assert_num_queries(SIGNED_IN + 11):
        desk.get(NEW, {"client": wren.pk})


@pytest.mark.parametrize("therapists", [1, 20])
def test_twelve_queries_are_enough_for_a_client_who_told_us_much(
    desk, wish, wren, much_told, therapists, django_assert_num_queries
):
    for number in range(therapists):
        factories.TherapistFactory(name=f"Therapist {number}", trainings=["prenatal"])
    assert {"CLEAR", "ASK", "ADAPT"} <= much_told
    desk.get(NEW, wish)

    with django_assert_num_queries(SIGNED_IN + 12):
        chosen = desk.get(NEW, wish)
    with django_assert_num_queries(SIGNED_IN + 12):
        suggested = desk.get(NEW, {"client": wren.pk})

    assert "Trained for this client: Therapist 0" in chosen.content.decode()
    assert "cannot be booked" not in suggested.content.decode()
    assert "<table" in suggested.content.decode()


def test_a_wanted_therapist_without_a_client_takes_two_more(
    desk, service, therapist_row, room, django_assert_num_queries
):
    desk.get(NEW)

    with django_assert_num_queries(SIGNED_IN + 9):
        desk.get(NEW, {"therapist": therapist_row.pk})
