"""Everything about one person on one page: figures, visits a page at a time, doctors' answers."""

from datetime import timedelta

import pytest
from django.urls import reverse

from booking import scheduling
from booking.models import Appointment, Status
from intake import submissions
from tests.booking.at_the_desk import at, sign_intake
from tests.booking.views.pages import words
from tests.factories import MONDAY, MONDAY_MORNING

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday_morning")]

SESSION_USER_AND_ROLES = 3


def card(client):
    return reverse("booking:client", args=[client.pk])


@pytest.fixture
def book(location, room, service, therapist_row, receptionist):
    def book_one(client, moment, now=MONDAY_MORNING):
        return scheduling.book(
            client=client, location=location, service=service, minutes=60, starts_at=moment, therapist=therapist_row,
            by=receptionist, now=now,
        )  # fmt: skip

    return book_one


@pytest.fixture
def past(book):
    """Visits that ended in some way, a day apart, the last one yesterday."""

    def visits(client, *states):
        for ago, state in zip(range(len(states), 0, -1), states, strict=True):
            starts = at("10:00", MONDAY - timedelta(days=ago))
            visit = book(client, starts, now=starts - timedelta(hours=1))
            reason = "ill" if state == Status.CANCELLED else ""
            Appointment.objects.filter(pk=visit.pk).update(status=state, cancel_reason=reason)

    return visits


def figures(page):
    return words(page, 'aria-label="Visits in figures"').split(" To be careful")[0].split("> ")[-1]


def test_the_record_begins_with_what_its_visits_add_up_to(desk, wren, past, book):
    past(wren, "completed", "no_show", "cancelled", "completed", "cancelled")
    book(wren, at("10:00", MONDAY + timedelta(days=1)))
    assert figures(desk.get(card(wren))) == (
        "Visits 2 Last visit 11 April 2026 Next visit 14 April 2026 No-shows 1 Cancellations 2"
    )


def test_who_was_never_here_has_figures_too(desk, wren):
    said = figures(desk.get(card(wren)))
    assert said == "Visits 0 Last visit None yet Next visit Not booked No-shows 0 Cancellations 0"


def test_earlier_visits_come_a_page_at_a_time(desk, wren, past, book):
    past(wren, *["completed"] * 23)
    book(wren, at("10:00", MONDAY + timedelta(days=2)))
    first, second = (words(desk.get(card(wren), {"page": number})) for number in ("1", "2"))
    assert (first.count("Swedish massage 60"), second.count("Swedish massage 60")) == (21, 4)
    assert first.index("Sun 12 April, 10:00") < first.index("Sat 11 April, 10:00")
    assert "Page 2 of 2" in second
    assert "Wed 15 April, 10:00" in second
    assert desk.get(card(wren), {"page": "x"}).status_code == 200


@pytest.fixture
def clear(receptionist, therapist):
    """Eight weeks pregnant: one doctor's answer ran out, the second's holds, a third is being asked."""

    def clear_client(client):
        told = {"pregnant": True, "pregnancy_weeks": 8, "allergies": ["latex"], "medications": ["aspirin"]}
        sign_intake(client, receptionist, **told, pain_map={"neck_back": 7})
        for doctor, days in (("Dr Old", (-60, -30)), ("Dr Now", (0, 30)), ("Dr Next", None)):
            asked = submissions.request_clearance(
                client=client, caution_codes=["pregnancy_first_trimester"], doctor=doctor, by=receptionist
            )
            if days:
                answered(asked, *(MONDAY + timedelta(days=ahead) for ahead in days))

    def answered(clearance, starts, ends):
        received = submissions.receive_clearance(clearance=clearance, by=receptionist, note="Zwetschgenroester")
        submissions.accept_clearance(clearance=received, limits={}, starts_on=starts, ends_on=ends, by=therapist)

    return clear_client


def test_doctors_answers_say_how_they_stand_and_until_when(desk, therapist_desk, wren, clear):
    clear(wren)
    said = words(desk.get(card(wren)), 'id="doctors"').split("Coming visits")[0]
    nobody, now, old = said.split("Dr ")[1:]
    assert nobody.startswith("Next Letter sent")
    assert now.startswith("Now Holds")
    assert old.startswith("Old Ran out")
    assert "decided 13 April 2026 by Tove. Holds from 13 April 2026 to 13 May 2026." in now
    assert "Zwetschgenroester" not in said
    assert "Zwetschgenroester" in words(therapist_desk.get(card(wren)))


def test_the_desk_learns_no_answer_and_the_therapist_reads_the_lists(desk, therapist_desk, wren, clear):
    clear(wren)
    at_the_desk, at_the_table = (words(browser.get(card(wren))) for browser in (desk, therapist_desk))
    assert "Allergies Latex allergy Medicines Aspirin" in at_the_table
    assert not any(
        word in at_the_desk for word in ("Allergies", "Medicines", "Where it hurts", "First weeks of pregnancy")
    )


@pytest.mark.parametrize("size", [1, 60])
def test_the_page_asks_twelve_questions_at_most(therapist_desk, wren, past, clear, django_assert_max_num_queries, size):
    past(wren, *["completed"] * size)
    clear(wren)
    therapist_desk.get(card(wren))
    with django_assert_max_num_queries(SESSION_USER_AND_ROLES + 12):
        therapist_desk.get(card(wren))
