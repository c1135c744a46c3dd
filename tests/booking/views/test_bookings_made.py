"""Booking from the page: one press, once, by those who may."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from booking import scheduling
from booking.models import Appointment, Status
from intake.models import Client
from tests import factories
from tests.booking.at_the_desk import TUESDAY, at
from tests.booking.views.pages import words
from tests.booking.views.test_bookings import BOOK, FIND, NEW, TEN, booked, slot
from tests.factories import MONDAY_MORNING

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday_morning")]


@pytest.fixture
def scalp(db):
    return factories.AddOnFactory(code="scalp_massage", minutes=10)


@pytest.fixture
def service(scalp):
    return factories.ServiceFactory(add_ons=[scalp])


@pytest.fixture
def wish(service, therapist_row, room, wren):
    """What the page sends for Wren, Tuesday at ten with Tove."""
    return {
        "client": wren.pk, "service": service.pk, "minutes": 60, "slot": slot(TEN, therapist_row),
        "first": "2026-04-14", "token": str(uuid4()),
    }  # fmt: skip


def test_one_press_books_and_leads_to_the_appointment(desk, wish, scalp, receptionist):
    answer = desk.post(
        BOOK, wish | {"add_ons": [scalp.pk], "desk_line": "Likes it quiet", "area-neck_back": "focus",
                      "area-calf_left": "avoid"},
    )  # fmt: skip

    appointment = Appointment.objects.get()
    assert answer.url == reverse("booking:peek", args=[appointment.pk])
    assert booked() == [("Wren Calloway", TEN, 60, "Tove")]
    assert appointment.ends_at == TEN + timedelta(minutes=70)
    assert (appointment.desk_line, appointment.therapist_asked_for) == ("Likes it quiet", False)
    assert {(area.region, area.kind) for area in appointment.focus_areas.all()} == {
        ("neck_back", "focus"), ("calf_left", "avoid"),
    }  # fmt: skip
    assert appointment.visit.created_by == receptionist


@pytest.mark.parametrize(
    ("said", "kept"), [({}, False), ({"asked_for": "1"}, True)], ids=["a gap on the board", "asked for by name"]
)
def test_whether_the_client_asked_for_the_therapist_is_said_and_not_guessed(desk, wish, therapist_row, said, kept):
    page = desk.get(NEW, wish | {"therapist": therapist_row.pk})
    assert "They asked for Tove" in words(page)

    desk.post(BOOK, wish | {"therapist": therapist_row.pk} | said)

    assert Appointment.objects.get().therapist_asked_for is kept


def test_pressing_twice_books_once(desk, wish):
    first, second = desk.post(BOOK, wish), desk.post(BOOK, wish)

    assert first.url == second.url
    assert len(booked()) == 1


def test_pressing_twice_for_somebody_new_makes_one_client(desk, wish):
    new = wish | {"client": "", "new_name": "Nora Blank", "new_phone": "+4366012345678"}

    for _ in range(2):
        desk.post(BOOK, new)

    assert booked() == [("Nora Blank", TEN, 60, "Tove")]
    assert [str(client.phone) for client in Client.objects.filter(name="Nora Blank")] == ["+4366012345678"]


def test_a_booking_without_intake_is_marked_and_offers_to_take_it(desk, wish, wren):
    page = desk.get(NEW, wish)

    assert "No intake yet." in words(page)
    assert f'formaction="{reverse("intake:start", args=[wren.pk])}"' in page.content.decode()
    desk.post(BOOK, wish)
    assert Appointment.objects.get().screening is None


@pytest.mark.parametrize("browser", ["therapist_desk", "other_therapist_desk"])
def test_therapists_do_not_book(request, browser, wish):
    browser = request.getfixturevalue(browser)

    assert browser.get(NEW).status_code == 403
    assert browser.post(NEW, wish).status_code == 403
    assert browser.post(BOOK, wish).status_code == 403
    assert browser.get(FIND, {"q": "wren"}).status_code == 403
    assert booked() == []


def test_the_house_admin_books_too(admin_desk, wish):
    admin_desk.post(BOOK, wish)

    assert len(booked()) == 1


def test_nobody_books_by_a_link(desk, wish):
    assert desk.get(BOOK, wish).status_code == 405
    assert booked() == []


def test_a_token_is_its_visits_for_good(desk, wish, wren, location, service, therapist_row, receptionist):
    first = scheduling.book(
        client=wren, location=location, service=service, minutes=60, starts_at=TEN, therapist=therapist_row,
        token=UUID(wish["token"]), by=receptionist, now=MONDAY_MORNING,
    )  # fmt: skip

    desk.post(BOOK, wish | {"slot": slot(at("14:00", TUESDAY), therapist_row)})

    assert list(Appointment.objects.all()) == [first]
    assert first.status == Status.BOOKED
