"""Admins edit the catalogue, the team and its hours; visits and notes they look up, and no more."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from booking import charting, scheduling
from booking.models import (
    AddOn,
    Allocation,
    Appointment,
    AppointmentEvent,
    Resource,
    Room,
    Service,
    Shift,
    Technique,
    Therapist,
    TimeOff,
    Training,
    Visit,
)
from intake import submissions
from spa.models import User
from tests.conftest import browser_of
from tests.factories import (
    MONDAY_MORNING,
    PASSWORD,
    AddOnFactory,
    EquipmentKindFactory,
    ServiceFactory,
    TechniqueFactory,
    TrainingFactory,
)

HOURS = {"starts": "09:00", "ends": "17:00"}
NO_BREAKS = {"breaks-TOTAL_FORMS": 0, "breaks-INITIAL_FORMS": 0}
ANSWERS = {"as_of": "2026-04-13", "age": 40, "health_section_answered": True, "goals": ["relaxation"]}


@pytest.fixture
def superuser_desk(location):
    return browser_of(User.objects.create_superuser("root", password=PASSWORD, location=location))


@pytest.fixture
def appointment(monday_morning, wren, location, service, therapist_row, room, receptionist) -> Appointment:
    """Wren's Swedish hour with Tove at ten on Monday."""
    intake = submissions.start_intake(client=wren, way="desk", by=receptionist)
    submissions.submit_intake(intake=intake, answers=ANSWERS, signature=submissions.Signature("Wren"), by=receptionist)
    return scheduling.book(
        client=wren,
        location=location,
        service=service,
        minutes=60,
        starts_at=MONDAY_MORNING + timedelta(minutes=30),
        therapist=therapist_row,
        by=receptionist,
    )


# --- The catalogue -----------------------------------------------------------------------------------------------


def sold(**changed) -> dict:
    lengths = {
        "durations-TOTAL_FORMS": 1,
        "durations-INITIAL_FORMS": 0,
        "durations-0-minutes": 45,
        "durations-0-price": "70.00",
        "durations-0-is_active": "on",
    }
    return {
        "name": "Back massage", "modality": "relaxation", "techniques": TechniqueFactory().pk, "persons": 1,
        "position": 0, "therapist_turnover": 10, "room_turnover": 15, "is_active": "on", **lengths, **changed,
    }  # fmt: skip


def test_an_admin_adds_a_service_with_its_first_length(admin_desk):
    answer = admin_desk.post("/admin/booking/service/add/", sold())

    service = Service.objects.get(name="Back massage")
    assert answer.status_code == 302
    assert list(service.durations.values_list("minutes", "price")) == [(45, 70)]


def test_a_service_without_a_length_or_off_the_five_minutes_is_refused(admin_desk):
    without = admin_desk.post(
        "/admin/booking/service/add/", sold(**{"durations-0-minutes": "", "durations-0-price": ""})
    )
    odd = admin_desk.post("/admin/booking/service/add/", sold(therapist_turnover=12))

    assert "Ensure this value is a multiple of step size 5" in odd.content.decode()
    assert (without.status_code, odd.status_code, Service.objects.count()) == (200, 200, 0)


def test_what_is_sold_is_switched_off_and_never_deleted(admin_desk, service):
    assert admin_desk.post(f"/admin/booking/service/{service.pk}/delete/", {"post": "yes"}).status_code == 403
    assert admin_desk.post(f"/admin/booking/addon/{AddOnFactory().pk}/delete/", {"post": "yes"}).status_code == 403


def test_a_training_in_use_says_so_instead_of_going(admin_desk):
    training = TrainingFactory()
    ServiceFactory(training=training)

    answer = admin_desk.post(f"/admin/booking/training/{training.pk}/delete/", {"post": "yes"})

    assert "would require deleting the following protected related objects" in answer.content.decode()
    assert Training.objects.filter(pk=training.pk).exists()


def test_a_code_that_the_rules_know_stays(admin_desk):
    add_on = AddOnFactory(code="cupping")
    changed = {"code": "hot_stones", "name": "Cups", "minutes": 10, "price": "20", "position": 0, "is_active": "on"}

    admin_desk.post(f"/admin/booking/addon/{add_on.pk}/change/", changed)

    assert AddOn.objects.values_list("code", "name").get() == ("cupping", "Cups")


def test_nobody_offers_forced_stretching(admin_desk):
    admin_desk.post("/admin/booking/technique/add/", {"code": "forced_stretching", "name": "Forced", "is_active": "on"})

    assert not Technique.objects.exists()


# --- The team ----------------------------------------------------------------------------------------------------


def along(location, **changed) -> dict:
    return {"name": "Willow", "location": location.pk, "position": 3, "is_active": "on", **changed}


def test_adding_a_therapist_makes_what_can_be_held(admin_desk, therapist, location):
    skill = TechniqueFactory()
    new = along(location, name="Tove", user=therapist.pk, gender="woman", skills=[skill.pk])

    answer = admin_desk.post("/admin/booking/therapist/add/", new)

    tove = Therapist.objects.get()
    assert answer.status_code == 302
    assert (tove.user, tove.gender, list(tove.skills.all())) == (therapist, "woman", [skill])
    assert Resource.objects.values_list("kind", "name", "location", "position", "is_active").get() == (
        "therapist",
        "Tove",
        location.pk,
        3,
        True,
    )


def test_a_change_reaches_the_resource(admin_desk, room, location):
    changed = along(location, name="Rowan", capacity=2, is_active="")

    answer = admin_desk.post(f"/admin/booking/room/{room.pk}/change/", changed)

    room = Room.objects.select_related("resource").get()
    assert answer.status_code == 302
    assert (room.resource.name, room.resource.is_active, room.capacity) == ("Rowan", False, 2)


def test_two_rooms_of_one_name_are_refused_in_words(admin_desk, room, location):
    answer = admin_desk.post("/admin/booking/room/add/", along(location, capacity=1))

    assert answer.context["adminform"].form.errors == {"name": ["Linden House has a room of this name already."]}
    assert Room.objects.count() == 1


def test_equipment_has_its_kind(admin_desk, location):
    kind = EquipmentKindFactory()

    admin_desk.post("/admin/booking/equipmentunit/add/", along(location, name="Set one", kind=kind.pk))

    assert list(kind.units.values_list("resource__name", "resource__kind")) == [("Set one", "equipment")]


@pytest.mark.parametrize("model", ["therapist", "room", "equipmentunit"])
def test_the_lists_of_the_team_open(admin_desk, therapist_row, room, model):
    assert admin_desk.get(f"/admin/booking/{model}/").status_code == 200


# --- Hours -------------------------------------------------------------------------------------------------------


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
    assert 'value="10:00:00"' in page


def test_time_off_over_an_appointment_says_what_is_booked(admin_desk, appointment, therapist_row):
    answer = admin_desk.post("/admin/booking/timeoff/add/", away(therapist_row), follow=True)

    assert "1 appointment is booked with Tove in this time. Move them on the board." in answer.content.decode()


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


# --- What is booked and written ----------------------------------------------------------------------------------


@pytest.fixture
def note(appointment, therapist):
    """Tove's open note, with a marker in each of its parts."""
    moment = MONDAY_MORNING + timedelta(minutes=30)
    for step in (scheduling.check_in, scheduling.start):
        appointment = step(appointment=appointment, version=None, by=therapist, now=moment)
    note = charting.open_note(appointment=appointment, by=therapist, now=moment)
    written = charting.NoteContent(*(f"the marker of {part}" for part in ("s", "o", "a", "p")))
    return charting.save_note(note=note, content=written, revision=0, by=therapist, now=moment)


READ_ONLY = ["visit", "appointment", "allocation", "appointmentevent", "sessionnote", "block"]


@pytest.fixture
def rows(appointment, note, room, receptionist) -> dict[str, int]:
    """One row of everything that is for reading only."""
    block = scheduling.block(
        resource=room.resource,
        kind="care",
        starts_at=MONDAY_MORNING + timedelta(hours=4),
        ends_at=MONDAY_MORNING + timedelta(hours=5),
        by=receptionist,
    )
    return {
        "visit": Visit.objects.get().pk,
        "appointment": appointment.pk,
        "allocation": Allocation.objects.filter(visit=appointment.visit).first().pk,
        "appointmentevent": AppointmentEvent.objects.first().pk,
        "sessionnote": note.pk,
        "block": block.pk,
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


def test_appointments_are_listed_by_the_clock_on_the_wall(admin_desk, appointment):
    html = admin_desk.get("/admin/booking/appointment/").content.decode()

    assert "April 13, 2026, 10 a.m." in html


@pytest.mark.parametrize("path", ["sessionnote/", "appointment/", "shift/add/", "therapist/"])
def test_a_receptionist_and_a_therapist_stay_outside(desk, therapist_desk, path):
    for somebody in (desk, therapist_desk):
        assert somebody.get(f"/admin/booking/{path}", follow=True).status_code == 403
