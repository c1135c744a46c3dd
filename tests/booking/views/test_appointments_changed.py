"""Cancelling, moving and planning: by dialog and by page, and nothing typed is lost when it is refused."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse

from booking import scheduling
from booking.models import Appointment
from tests import factories
from tests.booking.at_the_desk import at, sign_intake
from tests.booking.views.pages import HTMX, version_on, words
from tests.factories import MONDAY_MORNING

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday_morning")]


@pytest.fixture
def scalp(service):
    scalp = factories.AddOnFactory()
    service.add_ons.set([scalp, factories.AddOnFactory(code="hot_stones", minutes=0)])
    return scalp


@pytest.fixture
def booked(location, room, service, therapist_row, wren, receptionist):
    """Wren at ten with Tove."""
    return scheduling.book(
        client=wren, location=location, service=service, minutes=60, starts_at=at("10:00"), therapist=therapist_row,
        by=receptionist, now=MONDAY_MORNING,
    )  # fmt: skip


def door(name, booked):
    return reverse(f"booking:{name}", args=[booked.pk])


def slot(wall, therapist, days=0):
    return f"{(at(wall) + timedelta(days=days)).isoformat()}/{therapist.pk}"


def state(booked):
    booked.refresh_from_db()
    return booked.status, booked.cancel_reason, booked.cancel_note


# --- Cancel ---


def test_cancelling_asks_for_a_reason_from_the_list(desk, booked):
    assert "Why is it cancelled?" in words(desk.get(door("cancel", booked)))
    refused = desk.post(door("cancel", booked), {"version": booked.version, "note": "rang at nine"})
    assert refused.status_code == 422
    assert 'value="rang at nine"' in refused.content.decode()

    answer = desk.post(door("cancel", booked), {"version": booked.version, "reason": "ill", "note": "rang at nine"})
    assert (answer.status_code, answer.url) == (302, door("peek", booked))
    assert state(booked) == ("cancelled", "ill", "rang at nine")


@pytest.mark.parametrize(
    ("note", "said"),
    [("x" * 201, "At most 200 characters; there are 201."), ("a\x00b", "One character here cannot be kept.")],
    ids=["too long", "a NUL byte"],
)
def test_a_note_that_cannot_be_kept_is_refused_kindly_and_stays(desk, booked, note, said):
    answer = desk.post(door("cancel", booked), {"version": booked.version, "reason": "ill", "note": note})
    assert answer.status_code == 422
    assert said in words(answer)
    assert note in answer.content.decode()


def test_the_dialog_closes_into_the_panel(desk, booked):
    dialog = desk.get(door("cancel", booked), headers=HTMX)
    assert "<html" not in dialog.content.decode()
    answer = desk.post(door("cancel", booked), {"version": booked.version, "reason": "client"}, headers=HTMX)
    assert answer["HX-Retarget"] == "#peek"
    assert {"closeDialog", "boardChanged"} <= set(json.loads(answer["HX-Trigger-After-Settle"]))


def test_a_stale_dialog_says_what_changed_and_keeps_what_was_typed(desk, booked, admin):
    scheduling.confirm(appointment=booked, version=None, by=admin)
    typed = {"version": booked.version, "reason": "other", "note": "double booked"}
    answer = desk.post(door("cancel", booked), typed, headers=HTMX)
    assert answer.status_code == 409
    assert "Ada changed this appointment at 09:30 (confirmed)." in words(answer)
    assert 'value="double booked"' in answer.content.decode()

    again = desk.post(door("cancel", booked), typed | {"version": version_on(answer)}, headers=HTMX)
    assert again.status_code == 200
    assert state(booked) == ("cancelled", "other", "double booked")


def test_a_cancelling_is_taken_back(desk, booked, receptionist):
    scheduling.cancel(appointment=booked, reason="ill", version=None, by=receptionist)
    booked.refresh_from_db()
    desk.post(reverse("booking:status", args=[booked.pk, "uncancel"]), {"version": booked.version})
    assert state(booked) == ("booked", "", "")


# --- Move ---


def test_moving_offers_the_coming_days_with_the_same_therapist(desk, booked, therapist_row, other_therapist_row):
    page = desk.get(door("move", booked))
    said = words(page)
    assert all(each in said for each in ("Mon 13 April", "Tue 14 April", "Wed 15 April", "Thu 16 April"))
    assert slot("14:00", therapist_row) in page.content.decode()
    assert slot("10:00", therapist_row) not in page.content.decode()
    assert slot("14:00", other_therapist_row) not in page.content.decode()


def test_another_therapist_and_another_day_are_asked_for_by_address(desk, booked, other_therapist_row, therapist_row):
    page = desk.get(door("move", booked), {"therapist": other_therapist_row.pk, "day": "2026-04-20"}).content.decode()
    assert slot("10:00", other_therapist_row, days=7) in page
    anyone = desk.get(door("move", booked), {"therapist": "any"}).content.decode()
    assert [anyone.count(slot("14:00", each)) for each in (therapist_row, other_therapist_row)] == [1, 0]


def test_a_visitor_who_has_a_shift_here_can_be_asked_for(desk, booked, location):
    elsewhere = factories.LocationFactory(name="Harbour House")
    visitor, stranger = (factories.TherapistFactory(name=name, location=elsewhere) for name in ("Odile", "Sten"))
    factories.ShiftFactory(therapist=visitor, location=location, weekday=0)

    page = desk.get(door("move", booked), {"therapist": visitor.pk}).content.decode()

    assert slot("14:00", visitor) in page
    assert f'<option value="{stranger.pk}"' not in page


@pytest.mark.parametrize("asked", [{"day": "soon"}, {"therapist": "²"}, {"day": "1999-01-01"}, {"day": "9999-12-31"}])
def test_an_odd_address_still_answers(desk, booked, asked):
    assert desk.get(door("move", booked), asked).status_code == 200


def test_moving_keeps_the_length_and_takes_the_picked_therapist(desk, booked, other_therapist_row):
    data = {"version": booked.version, "slot": slot("14:00", other_therapist_row)}
    assert desk.post(door("move", booked), data).status_code == 302
    moved = Appointment.objects.get()
    assert (moved.starts_at, moved.ends_at, moved.therapist) == (at("14:00"), at("15:00"), other_therapist_row)


def test_a_slot_that_was_just_taken_says_so_with_fresh_times(
    desk, booked, location, service, therapist_row, receptionist
):
    other = factories.ClientFactory(by=receptionist)
    scheduling.book(
        client=other, location=location, service=service, minutes=60, starts_at=at("14:00"), therapist=therapist_row,
        by=receptionist, now=MONDAY_MORNING,
    )  # fmt: skip
    answer = desk.post(door("move", booked), {"version": booked.version, "slot": slot("14:00", therapist_row)})
    assert answer.status_code == 409
    assert slot("14:00", therapist_row) not in answer.content.decode()
    assert slot("15:30", therapist_row) in answer.content.decode()
    assert Appointment.objects.get(pk=booked.pk).starts_at == at("10:00")


@pytest.mark.parametrize(
    "typed", ["", "noon", "2026-04-13T10:00:00/1", "2026-04-13T10:00:00+00:00/0", "2026-04-13T10:00Z/x"]
)
def test_what_is_no_slot_is_asked_for_again(desk, booked, typed):
    answer = desk.post(door("move", booked), {"version": booked.version, "slot": typed})
    assert answer.status_code == 422
    assert "Pick" in words(answer)


@pytest.mark.parametrize(
    "moment", ["0001-01-01T00:00:00+00:00", "9999-12-31T23:59:00+00:00", "2026-04-13T10:03:00+00:00"]
)
def test_a_start_that_nobody_offered_is_refused_in_words(desk, booked, therapist_row, moment):
    answer = desk.post(door("move", booked), {"version": booked.version, "slot": f"{moment}/{therapist_row.pk}"})
    assert answer.status_code in (409, 422)
    assert Appointment.objects.get().starts_at == at("10:00")


def test_an_unreadable_wish_counts_as_the_appointments_own_therapist(desk, booked, other_therapist_row, therapist_row):
    page = desk.get(door("move", booked), {"therapist": "nobody"}).content.decode()
    assert [slot("14:00", each) in page for each in (therapist_row, other_therapist_row)] == [True, False]


# --- Plan ---


def test_the_plan_changes_add_ons_areas_and_the_line(desk, booked, scalp):
    assert desk.get(door("plan", booked)).status_code == 200
    data = {"version": booked.version, "add_on": [scalp.pk], "area-neck_back": "focus", "area-jaw_left": "avoid"}
    answer = desk.post(door("plan", booked), data | {"desk_line": "Brings her own pillow"})
    assert answer.status_code == 302

    said = words(desk.get(door("peek", booked)))
    assert "Scalp massage" in said
    assert "Focus Back of neck" in said
    assert "Not to touch Jaw (TMJ), left" in said
    assert "Brings her own pillow" in said
    assert "10:00 to 11:10" in said


def test_a_plan_that_did_not_change_leaves_no_trace(desk, booked, scalp):
    desk.post(door("plan", booked), {"version": booked.version, "desk_line": ""})
    assert [event.kind for event in booked.events.all()] == ["booked"]


def test_an_add_on_that_the_screening_rules_out_gives_its_reason(desk, booked, scalp, wren, receptionist):
    sign_intake(wren, receptionist, pregnant=True)
    page = desk.get(door("plan", booked))
    assert "disabled" in page.content.decode().split("<b>Hot stones</b>")[0].rsplit("<label", 1)[1]


def test_a_stale_plan_keeps_what_was_typed(desk, booked, scalp, admin):
    scheduling.confirm(appointment=booked, version=None, by=admin)
    typed = {"version": booked.version, "add_on": [scalp.pk], "desk_line": "Ring twice", "area-neck_back": "focus"}
    answer = desk.post(door("plan", booked), typed)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Ada" in words(answer)
    assert 'value="Ring twice"' in page
    assert f'value="{scalp.pk}" checked' in page
    assert desk.post(door("plan", booked), typed | {"version": version_on(answer)}).status_code == 302


def test_the_therapist_of_the_session_plans_areas_but_no_add_ons(therapist_desk, other_therapist_desk, booked, scalp):
    assert other_therapist_desk.get(door("plan", booked)).status_code == 403
    assert "Scalp massage" not in words(therapist_desk.get(door("plan", booked)))
    data = {"version": booked.version, "area-neck_back": "focus", "add_on": [scalp.pk]}
    assert therapist_desk.post(door("plan", booked), data).status_code == 302
    assert [area.region for area in booked.focus_areas.all()] == ["neck_back"]
    assert not booked.add_ons.exists()
