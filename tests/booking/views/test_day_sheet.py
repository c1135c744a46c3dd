"""The day on paper: who prints whose, what the short and the long form say, and a page for each therapist."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from booking import scheduling
from intake import submissions
from intake.models import RecordReading
from tests import factories
from tests.booking.at_the_desk import at, sign_intake
from tests.booking.views.pages import words
from tests.factories import MONDAY_MORNING

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday_morning")]

SHEET = reverse("booking:day-sheet")
LONG = {"form": "long"}
OWN_WORDS = "Zwetschgenroester"


@pytest.fixture
def book(location, room, service, receptionist):
    def book_one(client, therapist, wall):
        return scheduling.book(
            client=client, location=location, service=service, minutes=60, starts_at=at(wall), therapist=therapist,
            by=receptionist, now=MONDAY_MORNING,
        )  # fmt: skip

    return book_one


@pytest.fixture
def day(book, wren, receptionist, therapist_row, other_therapist_row):
    """Wren with Tove at ten, pregnant, weeks unknown; Otto with Theo at noon, whose second visit is called off."""
    sign_intake(wren, receptionist, age=30, pregnant=True, allergies=["latex"], free_text=OWN_WORDS)
    book(wren, therapist_row, "10:00")
    otto = factories.ClientFactory(name="Otto Huber", talk_preference="quiet", by=receptionist)
    book(otto, other_therapist_row, "12:00")
    gone = book(otto, other_therapist_row, "15:00")
    scheduling.cancel(appointment=gone, reason="client", version=None, by=receptionist)


def test_the_desk_prints_everybody_in_short(desk, day):
    said = words(desk.get(SHEET))
    theo, tove = said.split(" Tove Mon 13 April, ")
    assert "Day sheet, Monday 13 April 2026 Linden House. Printed 13 April 2026, 09:30." in theo
    assert tove.startswith("09:00 to 17:00, Willow")
    assert "10:00–11:00 Wren C. Swedish massage 60 Willow ! " in tove
    assert "12:00–13:00 Otto H. Swedish massage 60" in theo
    assert "First visit. Not confirmed. Intake to take. Likes it quiet" in theo
    assert "15:00–16:00 Otto H. Swedish massage 60 Willow Cancelled" in theo
    assert "Calloway" not in said


def test_the_desk_prints_one(desk, day, other_therapist_row):
    said = words(desk.get(SHEET, {"therapist": other_therapist_row.pk}), "<h1")
    assert "Otto H." in said
    assert "Wren C." not in said
    for odd in ("x", "9" * 30, "999"):
        assert desk.get(SHEET, {"therapist": odd}).status_code == 200


def test_the_long_form_tells_the_desk_what_to_do_and_no_answer(desk, admin_desk, day):
    for browser in (desk, admin_desk):
        said = words(browser.get(SHEET, LONG))
        assert "Ask first." in said
        assert not any(word in said for word in ("Latex allergy", OWN_WORDS, "Aims", "Allergies"))
    assert not RecordReading.objects.exists()


def test_the_long_form_tells_therapists_what_their_clients_told(therapist_desk, day, therapist):
    said = words(therapist_desk.get(SHEET, LONG))
    assert "Allergies: Latex allergy" in said
    assert f"In their own words: {OWN_WORDS}" in said
    assert "Otto" not in said
    assert RecordReading.objects.get().reader == therapist


def test_a_therapist_prints_nobody_elses_page(therapist_desk, day, therapist_row, other_therapist_row):
    asked = [
        therapist_desk.get(SHEET, {"therapist": row.pk}).status_code for row in (therapist_row, other_therapist_row)
    ]
    assert asked == [200, 403]


def test_what_was_answered_is_no_alert_any_more(desk, day, wren, receptionist):
    (visit,) = wren.appointments.select_related("screening")
    assert " Willow ! " in words(desk.get(SHEET))

    submissions.record_reply(
        screening=visit.screening, caution_code="pregnancy", question="How many weeks?", answer="Twenty",
        may_go_ahead=True, by=receptionist,
    )  # fmt: skip

    assert " Willow ! " not in words(desk.get(SHEET))
    assert "Health alert, settled" in words(desk.get(reverse("booking:board")), 'id="visit-')
    assert "Ask first: Answered." in words(desk.get(SHEET, LONG))


@pytest.mark.parametrize("size", [1, 5])
def test_a_long_day_takes_the_same_queries(
    desk, book, receptionist, therapist_row, django_assert_max_num_queries, size
):
    for hour in range(size):
        client = factories.ClientFactory(name=f"Guest {hour}", by=receptionist)
        sign_intake(client, receptionist, allergies=["latex"])
        book(client, therapist_row, f"{10 + hour * 5 // 4}:{hour * 75 % 60:02}")
    desk.get(SHEET, LONG)
    with django_assert_max_num_queries(22):
        desk.get(SHEET, LONG)


def test_other_days_are_printed_too(desk, day):
    tomorrow = MONDAY_MORNING.date() + timedelta(days=1)
    said = words(desk.get(reverse("booking:day-sheet-on", args=[tomorrow])))
    assert "Tuesday 14 April 2026" in said
    assert "Nothing is booked." in said


@pytest.mark.django_db(transaction=True)
def test_each_therapist_has_a_page_of_paper(open_as, receptionist, day):
    page = open_as(receptionist, SHEET)
    paper = page.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page[^s]", paper)) == 2


def test_the_long_form_tells_therapists_also_where_there_is_nothing_to_heed(
    therapist_desk, book, wren, receptionist, therapist_row
):
    sign_intake(wren, receptionist, free_text=OWN_WORDS)
    book(wren, therapist_row, "10:00")
    assert f"In their own words: {OWN_WORDS}" in words(therapist_desk.get(SHEET, LONG))


def test_nobody_reads_what_a_cancelled_session_does_not_tell(therapist_desk, book, wren, receptionist, therapist_row):
    sign_intake(wren, receptionist, free_text=OWN_WORDS)
    gone = book(wren, therapist_row, "10:00")
    scheduling.cancel(appointment=gone, reason="client", version=None, by=receptionist)

    assert OWN_WORDS not in words(therapist_desk.get(SHEET, LONG))
    assert not RecordReading.objects.exists()
