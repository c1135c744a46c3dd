"""Admins write shifts and time off; whoever does holds the therapist meanwhile."""

from datetime import UTC, date, datetime, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from booking.models import (
    Shift,
    TimeOff,
)

HOURS = {"starts": "09:00", "ends": "17:00"}
NO_BREAKS = {"breaks-TOTAL_FORMS": 0, "breaks-INITIAL_FORMS": 0}


def shift(therapist, location, **changed) -> dict:
    return {"therapist": therapist.pk, "location": location.pk, **HOURS, **NO_BREAKS, **changed}


@pytest.fixture
def tove(therapist_row):
    """Tove without shifts."""
    therapist_row.shifts.all().delete()
    return therapist_row


def test_an_admin_gives_a_therapist_a_weekly_shift_with_a_break(admin_desk, tove, location):
    breaks = {"breaks-TOTAL_FORMS": 1, "breaks-0-starts": "12:30", "breaks-0-ends": "13:00"}

    admin_desk.post("/admin/booking/shift/add/", shift(tove, location, weekday=1, valid_from="2026-04-01") | breaks)

    made = Shift.objects.get()
    assert (made.weekday, made.starts, made.ends, made.valid_from) == (1, time(9), time(17), date(2026, 4, 1))
    assert list(made.breaks.values_list("starts", "ends")) == [(time(12, 30), time(13))]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({}, "weekday"),
        ({"weekday": 1, "day": "2026-04-14", "valid_from": "2026-04-01"}, "weekday"),
        ({"weekday": 1}, "valid_from"),
        ({"day": "2026-04-14", "valid_from": "2026-04-01"}, "day"),
        ({"weekday": 1, "valid_from": "2026-04-14", "valid_until": "2026-04-01"}, "valid_until"),
    ],
    ids=["neither", "both", "weekly from no day", "a day with a first day", "ends before it begins"],
)
def test_a_shift_is_weekly_or_on_one_day(admin_desk, tove, location, fields, wrong):
    answer = admin_desk.post("/admin/booking/shift/add/", shift(tove, location, **fields))

    assert wrong in answer.context["adminform"].form.errors
    assert not Shift.objects.exists()


@pytest.mark.parametrize(
    ("starts", "ends", "pause", "resumes", "is_fine"),
    [
        ("09:00", "17:00", "12:00", "12:30", True),
        ("09:00", "17:00", "16:30", "17:00", True),
        ("09:00", "17:00", "16:30", "17:30", False),
        ("09:00", "17:00", "08:00", "08:30", False),
        ("22:00", "06:00", "01:00", "01:30", True),
        ("22:00", "06:00", "23:45", "00:15", True),
        ("22:00", "06:00", "12:00", "12:30", False),
        ("09:00", "17:00", "13:00", "12:00", False),
    ],
)
def test_a_break_lies_within_its_shift(admin_desk, tove, location, starts, ends, pause, resumes, is_fine):
    breaks = {"breaks-TOTAL_FORMS": 1, "breaks-0-starts": pause, "breaks-0-ends": resumes}
    data = shift(tove, location, day="2026-04-14") | breaks | {"starts": starts, "ends": ends}

    admin_desk.post("/admin/booking/shift/add/", data)

    assert Shift.objects.exists() is is_fine


def away(therapist, **changed) -> dict:
    return {
        "therapist": therapist.pk,
        "starts_at_0": "2026-04-13",
        "starts_at_1": "10:00",
        "ends_at_0": "2026-04-13",
        "ends_at_1": "14:00",
        **changed,
    }


def test_time_off_is_typed_and_shown_as_the_clock_on_the_wall_shows_it(admin_desk, tove):
    admin_desk.post("/admin/booking/timeoff/add/", away(tove))

    made = TimeOff.objects.get()
    assert (made.starts_at, made.ends_at) == (
        datetime(2026, 4, 13, 8, tzinfo=UTC),
        datetime(2026, 4, 13, 12, tzinfo=UTC),
    )
    page = admin_desk.get(f"/admin/booking/timeoff/{made.pk}/change/").content.decode()
    assert 'value="10:00"' in page


def locks_before_writing(queries: CaptureQueriesContext, table: str) -> bool:
    """Whether the resource was asked for, in a transaction, before a row of the table was written."""
    said = [query["sql"] for query in queries]
    wrote = next(place for place, sql in enumerate(said) if sql.startswith(("INSERT", "DELETE")) and table in sql)
    locked = (place for place, sql in enumerate(said) if sql.startswith("SELECT") and 'FROM "booking_resource"' in sql)
    return any(place < wrote and _is_lock(said[place]) for place in locked)


def _is_lock(sql: str) -> bool:
    """SQLite knows no row locks: its transaction is alone from the beginning."""
    return "ORDER BY" in sql and ("FOR NO KEY UPDATE" in sql or connection.vendor == "sqlite")


def test_whoever_writes_hours_holds_the_therapist(admin_desk, tove, location):
    with CaptureQueriesContext(
        connection,
    ) as adding:
        admin_desk.post("/admin/booking/shift/add/", shift(tove, location, day="2026-04-14"))
    with CaptureQueriesContext(connection) as resting:
        admin_desk.post("/admin/booking/timeoff/add/", away(tove))
    chosen = {"action": "delete_selected", "_selected_action": [Shift.objects.get().pk], "post": "yes"}
    with CaptureQueriesContext(connection) as deleting:
        admin_desk.post("/admin/booking/shift/", chosen)

    assert not Shift.objects.exists()
    assert locks_before_writing(adding, "booking_shift")
    assert locks_before_writing(resting, "booking_timeoff")
    assert locks_before_writing(deleting, "booking_shift")
