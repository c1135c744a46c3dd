"""What the booking page says when it cannot be: the page stays as it was, with the reason and fresh times."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from booking import scheduling
from booking.models import Appointment
from intake.models import Client
from tests import factories
from tests.booking.at_the_desk import TUESDAY, at, sign_intake
from tests.booking.views.pages import words
from tests.booking.views.test_bookings import BOOK, NEW, TEN, booked, slot
from tests.factories import MONDAY, MONDAY_MORNING

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday_morning")]


@pytest.fixture
def oil(db):
    return factories.AddOnFactory(code="nut_carrier_oil", minutes=0, price="5.00")


@pytest.fixture
def service(oil):
    return factories.ServiceFactory(add_ons=[factories.AddOnFactory(), oil])


@pytest.fixture
def wish(service, therapist_row, room, wren):
    return {
        "client": wren.pk, "service": service.pk, "minutes": 60, "slot": slot(TEN, therapist_row),
        "first": "2026-04-14", "token": str(uuid4()), "desk_line": "Likes it quiet",
    }  # fmt: skip


@pytest.fixture
def taken(service, therapist_row, room, location, receptionist):
    """Somebody else has Tuesday at ten by now."""
    return scheduling.book(
        client=factories.ClientFactory(name="Jonas Whitlock", by=receptionist), location=location, service=service,
        minutes=60, starts_at=TEN, therapist=therapist_row, by=receptionist, now=MONDAY_MORNING,
    )  # fmt: skip


def test_a_time_that_was_just_taken_shows_the_nearest_others(desk, wish, taken):
    page = desk.post(BOOK, wish)

    assert page.status_code == 409
    assert "Tue 14 April 10:00 was not booked." in words(page)
    assert re.findall(r"Take (\d\d:\d\d with \w+)", words(page)) == ["11:15 with Tove"]
    assert 'value="Likes it quiet"' in page.content.decode()
    assert len(booked()) == 1


def test_the_nearest_time_is_taken_with_one_press(desk, wish, taken):
    page = desk.post(BOOK, wish)
    button = re.search(r'name="take" value="([^"]+)"', page.content.decode())[1]

    desk.post(BOOK, wish | {"take": button})

    assert ("Wren Calloway", at("11:15", TUESDAY), 60, "Tove") in booked()


def test_a_new_client_stays_chosen_when_the_time_was_taken(desk, wish, taken):
    page = desk.post(BOOK, wish | {"client": "", "new_name": "Nora Blank"})

    nora = Client.objects.get(name="Nora Blank")
    assert f'name="client" value="{nora.pk}"' in page.content.decode()
    assert page.status_code == 409


def test_an_add_on_that_health_rules_out_is_refused_also_when_the_form_is_forged(desk, wish, wren, receptionist, oil):
    sign_intake(wren, receptionist, allergies=["nuts"])

    page = desk.post(BOOK, wish | {"add_ons": [oil.pk]})

    assert page.status_code == 409
    assert "Please leave out what the screening rules out. Nut oil:" in words(page)
    assert booked() == []


def test_an_add_on_of_another_service_is_refused(desk, wish):
    other = factories.AddOnFactory(code="cupping")
    factories.ServiceFactory(name="Aroma", add_ons=[other])

    assert desk.post(BOOK, wish | {"add_ons": [other.pk]}).status_code == 409
    assert booked() == []


def test_a_client_who_may_not_come_that_day_is_not_booked_and_the_way_out_is_shown(
    desk, wish, wren, receptionist, therapist_row
):
    intake = sign_intake(wren, receptionist, today=["fever"])
    today = wish | {"slot": slot(at("14:00", MONDAY), therapist_row), "first": "2026-04-13"}

    shown = desk.get(NEW, today).content.decode()
    refused = desk.post(BOOK, today)

    assert f'href="{reverse("booking:suggestion", args=[intake.pk])}?day=2026-04-13"' in shown
    assert f'formaction="{BOOK}"' not in shown
    assert refused.status_code == 409
    assert booked() == []
    assert desk.post(BOOK, wish).status_code == 302  # the fever is today's


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"slot": ""}, "Choose a time."),
        ({"slot": "tea time~1"}, "This time cannot be read."),
        ({"client": ""}, "Choose a client, or type the name of a new one."),
        ({"client": "999999"}, "This client is not here any more."),
        ({"service": "999999"}, "Select a valid choice."),
        ({"add_ons": ["999999"]}, "One of the add-ons is not on the list."),
        ({"add_ons": ["x' OR 1=1"]}, "One of the add-ons is not on the list."),
        ({"desk_line": "x" * 10_000}, "At most 300 characters; there are 10000."),
        ({"desk_line": "a\x00b"}, "One character here cannot be kept."),
        ({"token": "again"}, "Something went missing on the way."),
        ({"minutes": "many"}, "Enter a whole number."),
        ({"client": "", "new_name": "x" * 121}, "At most 120 characters; there are 121."),
        ({"client": "", "new_name": "..."}, "Type the name in letters."),
        ({"client": "", "new_name": "Nora", "new_phone": "12"}, "This number cannot be read."),
    ],
)
def test_what_cannot_be_read_is_named_and_nothing_is_written(desk, wish, change, sentence):
    page = desk.post(BOOK, wish | change)

    assert page.status_code == 422
    assert sentence in words(page)
    assert booked() == []
    assert not Client.objects.filter(name="Nora").exists()


@pytest.mark.parametrize("minutes", [45, 6000])
def test_a_length_that_is_not_on_offer_is_refused(desk, wish, minutes):
    page = desk.post(BOOK, wish | {"minutes": minutes})

    assert page.status_code in (409, 422)
    assert booked() == []


@pytest.mark.parametrize("wall", ["07:00", "10:02", "23:30"])
def test_a_start_that_was_never_offered_is_refused(desk, wish, therapist_row, wall):
    assert desk.post(BOOK, wish | {"slot": slot(at(wall, TUESDAY), therapist_row)}).status_code == 409
    assert not Appointment.objects.exists()


def test_the_line_is_shown_as_text_and_never_as_markup(desk, wish, taken):
    page = desk.post(BOOK, wish | {"desk_line": '"><script>alert(1)</script>'})

    assert "<script>alert" not in page.content.decode()


def test_the_times_just_before_and_just_after_are_the_nearest(desk, wish, taken, therapist_row, location, receptionist):
    scheduling.book(
        client=factories.ClientFactory(name="Dario Fontes", by=receptionist), location=location,
        service=taken.service, minutes=60, starts_at=at("13:00", TUESDAY), therapist=therapist_row,
        by=receptionist, now=MONDAY_MORNING,
    )  # fmt: skip

    page = desk.post(BOOK, wish | {"slot": slot(at("13:30", TUESDAY), therapist_row)})

    assert re.findall(r"Take (\d\d:\d\d with \w+)", words(page)) == ["11:45 with Tove", "14:15 with Tove"]
