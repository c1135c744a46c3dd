"""The slot finder asks the client's own screening for each day, as booking does."""

from datetime import timedelta

import pytest

from booking.availability import Ask, open_slots
from intake import submissions
from intake.models import Screening
from tests import factories
from tests.booking.at_the_desk import reasons_of, sign_intake, starts_of
from tests.factories import MONDAY, MONDAY_MORNING


@pytest.fixture
def ask(location, room, service, therapist_row, wren):
    return Ask(location, service, 60, client=wren)


def test_without_an_intake_nothing_is_limited(ask, location, service):
    assert starts_of(ask) == starts_of(Ask(location, service, 60)) != []


def test_fever_closes_today_and_not_next_week(ask, wren, receptionist):
    sign_intake(wren, receptionist, today=["fever"])
    days = open_slots(ask, first_day=MONDAY, days=8, now=MONDAY_MORNING).days

    assert days[0].slots == ()
    assert days[0].reasons[0].startswith("Wren Calloway cannot be booked for Monday 13 April.")
    assert days[7].slots != ()


def test_a_blood_thinner_waits_for_the_doctor(ask, wren, receptionist):
    sign_intake(wren, receptionist, medications=["anticoagulant"])
    (reason,) = reasons_of(ask)

    assert "your doctor's word first" in reason
    assert "send the clearance letter" in reason


def test_an_accepted_clearance_opens_its_days(ask, wren, receptionist, therapist):
    sign_intake(wren, receptionist, medications=["anticoagulant"])
    clearance = submissions.request_clearance(
        client=wren, caution_codes=["anticoagulant"], by=receptionist, now=MONDAY_MORNING
    )
    submissions.accept_clearance(
        clearance=clearance,
        limits={},
        starts_on=MONDAY + timedelta(1),
        ends_on=MONDAY + timedelta(2),
        by=therapist,
        now=MONDAY_MORNING,
    )
    days = open_slots(ask, first_day=MONDAY, days=4, now=MONDAY_MORNING).days

    assert [bool(day.slots) for day in days] == [False, True, True, False]


def test_a_service_made_of_what_is_ruled_out_has_no_slots(location, room, therapist_row, wren, receptionist):
    deep = factories.ServiceFactory(name="Deep tissue", techniques=["deep_tissue"])
    sign_intake(wren, receptionist, conditions=[{"code": "fibromyalgia"}])

    assert reasons_of(Ask(location, deep, 60, client=wren)) == (
        "Deep tissue uses deep tissue, which Wren Calloway's screening leaves out."
        " Your own experience sets the pressure. Choose another service.",
    )


def test_a_session_over_the_limit_has_no_slots(ask, wren, receptionist, service, location):
    sign_intake(wren, receptionist, age=15)

    assert starts_of(ask) != []
    assert reasons_of(Ask(location, service, 90, client=wren)) == (
        "Wren Calloway's session may last 60 minutes at most; this one would last 90. Choose a shorter one.",
    )


def test_an_add_on_that_is_ruled_out_has_no_slots_and_says_why(ask, wren, receptionist, service, location):
    oil = factories.AddOnFactory(code="nut_carrier_oil", minutes=0)
    service.add_ons.add(oil)
    sign_intake(wren, receptionist, allergies=["nuts"])
    (reason,) = reasons_of(Ask(location, service, 60, client=wren, add_ons=(oil,)))

    assert reason.startswith("Please leave out what the screening rules out. Nut oil: ")


def test_looking_keeps_no_screening(ask, wren, receptionist):
    sign_intake(wren, receptionist)
    kept = Screening.objects.count()
    open_slots(ask, first_day=MONDAY, days=14, now=MONDAY_MORNING)

    assert Screening.objects.count() == kept
