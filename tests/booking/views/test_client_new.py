"""A new client is looked for among those on file: while one types, and once more before they are added."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from booking.models import Appointment
from intake.models import Client
from tests import factories
from tests.booking.views.pages import HTMX, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday_morning")]

NEW, ALIKE = reverse("booking:client-new"), reverse("booking:client-alike")
BOOK = reverse("booking:book")
ASK = "Is it one of these?"


@pytest.fixture
def renee(receptionist):
    return factories.ClientFactory(
        name="Renée Müller-Katz", phone="+4316600123", email="Renee@Katz.test", birth_date=date(1990, 4, 30),
        by=receptionist,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": "Renee Muller Katz"}, "Similar name"),
        ({"name": "muller-katz RENÉE"}, "Similar name"),
        ({"name": "Renée Katz"}, "Similar name"),
        ({"name": "Renne Muller-Katz"}, "Similar name"),
        ({"name": "Otto", "phone": "+43 1 6600123"}, "Same phone"),
        ({"name": "Otto", "email": "renee@katz.test"}, "Same e-mail"),
        ({"name": "Renée", "birth_date": "1990-04-30"}, "Same birth date"),
        ({"name": "Renée Katz", "phone": "+43 1 6600123"}, "Same phone, similar name"),
    ],
)
def test_somebody_on_file_is_shown_while_their_card_is_typed_again(desk, renee, typed, said):
    answer = desk.get(ALIKE, typed, headers=HTMX)
    assert ASK in words(answer)
    assert f"Renée Müller-Katz 01 6600123, Renee@Katz.test, born 30 April 1990 {said} Add" in words(answer)
    assert reverse("booking:client", args=[renee.pk]) in answer.content.decode()
    assert "1 client on file may be the same person." in answer["HX-Trigger"]


@pytest.mark.parametrize(
    "typed",
    [
        {"name": ""},
        {"name": "Renée"},
        {"name": "Renée Huber"},
        {"name": "Otto Müller"},
        {"name": "Renée Katz", "birth_date": "1991-04-30"},
        {"name": "Otto", "phone": "+43 1 6600124"},
        {"name": "Otto", "email": "renee@kat.test"},
        {"name": "Otto", "phone": "no", "email": "no", "birth_date": "spring"},
        {"name": "\x00", "phone": "\x00"},
        {"name": "x" * 5000},
    ],
)
def test_nobody_is_shown_for_somebody_else(desk, renee, typed):
    assert words(desk.get(ALIKE, typed, headers=HTMX)) == ""


def test_one_name_alone_is_alike_only_for_who_has_no_other(desk, receptionist):
    for name in ("Ines", "Ines Marlow"):
        factories.ClientFactory(name=name, by=receptionist)
    assert words(desk.get(ALIKE, {"name": "ines"})).startswith(f"{ASK} Ines Similar name")


def test_without_a_script_the_question_comes_before_the_card_is_kept(desk, renee):
    typed = {"name": "Renee Katz", "phone": "", "next": "/book/?therapist=3"}

    asked = desk.post(NEW, typed)

    assert asked.status_code == 409
    assert ASK in words(asked)
    assert f"/book/?therapist=3&amp;client={renee.pk}" in asked.content.decode()
    assert 'value="Renee Katz"' in asked.content.decode()
    assert Client.objects.get() == renee

    added = desk.post(NEW, typed | {"anyway": "1"})
    assert added.status_code == 302
    assert sorted(Client.objects.values_list("name", flat=True)) == ["Renee Katz", "Renée Müller-Katz"]


def test_a_page_that_begins_with_a_search_asks_at_once(desk, renee):
    assert ASK in words(desk.get(NEW, {"name": "Renee Katz"}))
    assert ASK not in words(desk.get(NEW, {"name": "Otto Huber"}))


def test_a_birth_date_is_kept_with_the_new_card(desk, location):
    desk.post(NEW, {"name": "Una Field", "birth_date": "1990-04-30"})
    assert Client.objects.get().birth_date == date(1990, 4, 30)
    assert "Check the year" in words(desk.post(NEW, {"name": "Una Two", "birth_date": "2027-01-01"}))


@pytest.mark.parametrize("size", [1, 20])
def test_one_question_finds_them_however_many_there_are(receptionist, django_assert_num_queries, size):
    for n in range(size):
        factories.ClientFactory(name=f"Renée Katz {n}", phone="+4316600123", by=receptionist)
    with django_assert_num_queries(1):
        found = Client.objects.alike(name="Renee Katz", email="renee@katz.test")
    assert len(found) == min(size, 6)


# --- Somebody new in a booking ---


@pytest.fixture
def wish(service, therapist_row, room):
    """What the page sends for somebody new, Tuesday at ten with Tove."""
    return {
        "client": "", "new_name": "Renee Katz", "service": service.pk, "minutes": 60, "token": str(uuid4()),
        "slot": f"2026-04-14T08:00Z~{therapist_row.pk}", "first": "2026-04-14",
    }  # fmt: skip


def test_a_booking_for_somebody_new_asks_before_it_adds_them(desk, renee, wish):
    asked = desk.post(BOOK, wish)

    assert asked.status_code == 422
    assert f"{ASK} Take Renée Müller-Katz" in words(asked)
    assert Client.objects.get() == renee

    desk.post(BOOK, wish | {"client": renee.pk})
    assert Appointment.objects.get().client == renee


def test_a_booking_adds_somebody_new_all_the_same_and_once(desk, renee, wish):
    for _ in range(2):
        assert desk.post(BOOK, wish | {"anyway": "1"}).status_code == 302
    assert Appointment.objects.get().client.name == "Renee Katz"


def test_in_a_booking_who_is_alike_is_taken_by_a_button(desk, renee):
    answer = desk.get(ALIKE, {"new_name": "Renee Katz", "new_phone": "", "pick": "booking"}, headers=HTMX)
    assert f'name="client" value="{renee.pk}"' in answer.content.decode()
    assert f"{ASK} Take Renée Müller-Katz" in words(answer)
