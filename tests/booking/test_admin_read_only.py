"""Visits and notes are looked up in the admin, and no more."""

from datetime import timedelta

import pytest

from booking import charting, scheduling
from booking.models import (
    Allocation,
    AppointmentEvent,
    Visit,
)
from spa.models import Location, User
from tests.conftest import browser_of
from tests.factories import (
    MONDAY_MORNING,
    PASSWORD,
)


@pytest.fixture
def superuser_desk(location):
    return browser_of(User.objects.create_superuser("root", password=PASSWORD, location=location))


@pytest.fixture
def note(appointment, therapist):
    """Tove's open note, with a marker in each of its parts."""
    moment = MONDAY_MORNING + timedelta(minutes=30)
    for step in (scheduling.check_in, scheduling.start):
        appointment = step(appointment=appointment, version=None, by=therapist, now=moment)
    note = charting.open_note(appointment=appointment, by=therapist, now=moment)
    written = charting.NoteContent(*(f"the marker of {part}" for part in ("s", "o", "a", "p")))
    return charting.save_note(note=note, content=written, revision=0, by=therapist, now=moment)


READ_ONLY = ["visit", "appointment", "allocation", "appointmentevent", "sessionnote"]


@pytest.fixture
def rows(appointment, note) -> dict[str, int]:
    """One row of everything that is for reading only."""
    return {
        "visit": Visit.objects.get().pk,
        "appointment": appointment.pk,
        "allocation": Allocation.objects.filter(visit=appointment.visit).first().pk,
        "appointmentevent": AppointmentEvent.objects.first().pk,
        "sessionnote": note.pk,
    }


@pytest.mark.parametrize("who", ["admin_desk", "superuser_desk"])
@pytest.mark.parametrize("model", READ_ONLY)
def test_visits_and_what_belongs_to_them_are_for_reading_only(request, rows, model, who):
    browser, lists = request.getfixturevalue(who), f"/admin/booking/{model}/"
    page = f"{lists}{rows[model]}"

    assert browser.get(lists).status_code == 200
    assert browser.get(f"{page}/change/").status_code == 200
    assert "delete_selected" not in browser.get(lists).content.decode()
    refused = [
        browser.post(f"{lists}add/", {}),
        browser.post(f"{page}/change/", {"status": "cancelled"}),
        browser.post(f"{page}/delete/", {"post": "yes"}),
    ]
    assert [answer.status_code for answer in refused] == [403, 403, 403]


def test_a_note_is_known_to_exist_and_not_read(admin_desk, note, appointment):
    lists = admin_desk.get("/admin/booking/sessionnote/").content.decode()
    page = admin_desk.get(f"/admin/booking/sessionnote/{note.pk}/change/").content.decode()

    assert f"Appointment {appointment.pk}" in lists
    for html in (lists, page):
        assert "the marker of" not in html


@pytest.mark.parametrize(
    "asked",
    [
        "sessionnote/?subjective__icontains=marker",
        "appointment/?note__subjective__icontains=marker",
        "appointment/?screening__answers__icontains=goals",
        "appointmentevent/?data__icontains=caution",
    ],
)
def test_nobody_finds_out_by_a_filter_in_the_address(admin_desk, note, asked):
    assert admin_desk.get(f"/admin/booking/{asked}").status_code == 400


@pytest.mark.parametrize(("locale", "written"), [("de_AT", "13 Apr 2026, 10:00"), ("en_US", "13 Apr 2026, 10:00 AM")])
def test_appointments_are_listed_by_the_clock_on_the_wall(admin_desk, appointment, locale, written):
    Location.objects.update(locale=locale)

    assert f">{written}<" in admin_desk.get("/admin/booking/appointment/").content.decode()


@pytest.mark.parametrize("path", ["sessionnote/", "appointment/", "shift/add/", "therapist/"])
def test_a_receptionist_and_a_therapist_stay_outside(desk, therapist_desk, path):
    for somebody in (desk, therapist_desk):
        assert somebody.get(f"/admin/booking/{path}", follow=True).status_code == 403
