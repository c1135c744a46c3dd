"""Whoever changes hours, rooms or people is told whom it would strand, and loses nothing of what was typed."""

import re
from datetime import time, timedelta

import pytest
from auditlog.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile

from booking.models import Shift, TimeOff
from tests.booking.views import pages
from tests.factories import MONDAY, ServiceFactory, TechniqueFactory, TrainingFactory

pytestmark = pytest.mark.usefixtures("monday_morning")

ANYWAY = {"_save_anyway": "1"}


def away(therapist, **changed) -> dict:
    """Tove's Monday off, over Wren's session at ten."""
    times = {"starts_at_0": "2026-04-13", "starts_at_1": "10:00", "ends_at_0": "2026-04-13", "ends_at_1": "14:00"}
    return {"therapist": therapist.pk, "reason": "Dentist", **times, **changed}


def told(answer) -> dict:
    """What the page sends back to say which visits were shown."""
    return {"_told": re.search(r'name="_told" value="([^"]*)"', answer.content.decode())[1]}


def test_time_off_over_a_session_is_told_and_not_saved(admin_desk, appointment, therapist_row):
    answer = admin_desk.post("/admin/booking/timeoff/add/", away(therapist_row))

    assert answer.status_code == 200
    assert "One booked visit would be left without what it needs" in pages.words(answer)
    assert "Mon 13 Apr, 10:00 : Wren Calloway, Swedish massage with Tove. Tove is away then." in pages.words(answer)
    assert 'value="Dentist"' in answer.content.decode()
    assert answer.context["errors"] == []
    assert not TimeOff.objects.exists()
    assert not LogEntry.objects.get_for_model(TimeOff).exists()


def test_it_is_saved_when_somebody_says_so(admin_desk, appointment, therapist_row):
    asked = admin_desk.post("/admin/booking/timeoff/add/", away(therapist_row))

    answer = admin_desk.post("/admin/booking/timeoff/add/", away(therapist_row) | ANYWAY | told(asked), follow=True)

    assert "1 booked visit is left without what was taken away. Move them on the board." in pages.words(answer)
    assert TimeOff.objects.get().reason == "Dentist"


def test_a_yes_counts_only_for_the_visits_that_were_shown(admin_desk, appointment, therapist_row, book_again):
    asked = admin_desk.post("/admin/booking/timeoff/add/", away(therapist_row))
    book_again(1)

    answer = admin_desk.post("/admin/booking/timeoff/add/", away(therapist_row) | ANYWAY | told(asked))

    assert "2 booked visits would be left without what they need" in pages.words(answer)
    assert not TimeOff.objects.exists()


def test_a_shift_made_shorter_and_a_break_in_it_are_told(admin_desk, appointment, therapist_row, location):
    monday = therapist_row.shifts.get(weekday=0)
    page = f"/admin/booking/shift/{monday.pk}/change/"
    typed = {
        "therapist": therapist_row.pk, "location": location.pk, "weekday": 0, "valid_from": "2020-01-01",
        "starts": "09:00", "ends": "17:00", "breaks-TOTAL_FORMS": 0, "breaks-INITIAL_FORMS": 0,
    }  # fmt: skip
    pause = {"breaks-TOTAL_FORMS": 1, "breaks-0-starts": "10:30", "breaks-0-ends": "11:00"}

    shorter = admin_desk.post(page, typed | {"starts": "10:30"})
    paused = admin_desk.post(page, typed | pause)
    later = admin_desk.post(page, typed | {"valid_from": (MONDAY + timedelta(days=1)).isoformat()})
    harmless = admin_desk.post(page, typed | {"starts": "10:00"})

    assert "Tove is not on shift then." in pages.words(shorter)
    assert "Tove has a break then." in pages.words(paused)
    assert 'value="10:30' in paused.content.decode()
    assert "Tove is not on shift then." in pages.words(later)
    assert harmless.status_code == 302
    monday.refresh_from_db()
    assert (monday.starts, monday.breaks.count()) == (time(10), 0)


def test_deleting_a_shift_asks_once_more(admin_desk, appointment, therapist_row):
    monday = therapist_row.shifts.get(weekday=0)
    chosen = {"action": "delete_selected", "_selected_action": [monday.pk], "post": "yes"}

    alone = admin_desk.post(f"/admin/booking/shift/{monday.pk}/delete/", {"post": "yes"})
    among = admin_desk.post("/admin/booking/shift/", chosen)

    for answer in (alone, among):
        assert "Tove is not on shift then." in pages.words(answer)
    assert Shift.objects.filter(pk=monday.pk).exists()

    answer = admin_desk.post("/admin/booking/shift/", chosen | ANYWAY | told(among))
    assert answer.status_code == 302
    assert not Shift.objects.filter(pk=monday.pk).exists()


@pytest.mark.parametrize("model", ["therapist", "room"])
def test_retiring_by_the_list_asks_first(admin_desk, appointment, therapist_row, room, model):
    row = {"therapist": therapist_row, "room": room}[model]
    chosen = {"action": "retire", "_selected_action": [row.pk]}

    asked = admin_desk.post(f"/admin/booking/{model}/", chosen)

    row.resource.refresh_from_db()
    assert f"{row} is retired." in pages.words(asked)
    assert f'name="_selected_action" value="{row.pk}"' in asked.content.decode()
    assert row.resource.is_active

    answer = admin_desk.post(f"/admin/booking/{model}/", chosen | ANYWAY | told(asked), follow=True)
    row.resource.refresh_from_db()
    assert f"1 retired: {row}." in pages.words(answer)
    assert not row.resource.is_active


def test_retiring_on_the_page_of_a_room_asks_first(admin_desk, appointment, room, location):
    typed = {"name": "Rowan", "location": location.pk, "position": 3, "capacity": 1}

    answer = admin_desk.post(f"/admin/booking/room/{room.pk}/change/", typed)

    room.resource.refresh_from_db()
    assert "Willow is retired." in pages.words(answer) or "Rowan is retired." in pages.words(answer)
    assert 'value="Rowan"' in answer.content.decode()
    assert (room.resource.name, room.resource.is_active) == ("Willow", True)


def test_shorter_opening_hours_and_a_closing_day_are_told(admin_desk, appointment, location):
    monday, *others = location.opening_hours.all()
    house = {
        "name": location.name, "zone": location.zone, "locale": location.locale, "currency": "EUR",
        "emergency_number": "112", "is_active": "on",
        "opening_hours-TOTAL_FORMS": 1, "opening_hours-INITIAL_FORMS": 1, "opening_hours-0-id": monday.pk,
        "opening_hours-0-location": location.pk, "opening_hours-0-weekday": 0, "opening_hours-0-opens": "08:00",
        "opening_hours-0-closes": "21:00", "closing_days-TOTAL_FORMS": 0, "closing_days-INITIAL_FORMS": 0,
    }  # fmt: skip
    shut = {"closing_days-TOTAL_FORMS": 1, "closing_days-0-day": "2026-04-13", "closing_days-0-reason": "Flood"}
    page = f"/admin/spa/location/{location.pk}/change/"

    later = admin_desk.post(page, house | {"opening_hours-0-opens": "12:00"})
    closed = admin_desk.post(page, house | shut)

    for answer in (later, closed):
        assert "Linden House is closed then." in pages.words(answer)
    assert 'value="Flood"' in closed.content.decode()
    assert [str(each) for each in (location.opening_hours.first(), location.closing_days.first())] == [
        "Monday 08:00 to 21:00",
        "None",
    ]
    assert others


# --- What people, rooms and services can do ---

NO_HOURS = {f"{part}-{form}_FORMS": 0 for part in ("shifts", "time_off") for form in ("TOTAL", "INITIAL")}


def test_a_skill_taken_away_and_a_room_kept_for_others_are_told(admin_desk, appointment, therapist_row, room, location):
    row = {"location": location.pk, "position": 0, "is_active": "on"}
    tove = row | NO_HOURS | {"name": "Tove", "user": therapist_row.user_id, "gender": "woman"}
    others = [ServiceFactory(name="Facial").pk]

    unlearned = admin_desk.post(f"/admin/booking/therapist/{therapist_row.pk}/change/", tove | {"skills": []})
    kept = admin_desk.post(
        f"/admin/booking/room/{room.pk}/change/", row | {"name": "Willow", "capacity": 1, "services": others}
    )

    assert "Tove is not trained for Swedish massage." in pages.words(unlearned)
    assert "Willow does not take Swedish massage." in pages.words(kept)
    assert (therapist_row.skills.count(), room.services.count()) == (2, 0)


def test_a_training_that_only_a_client_needs_is_not_told(admin_desk, appointment, therapist_row, location):
    """Whoever keeps the house need not know who is pregnant."""
    therapist_row.trainings.add(TrainingFactory(code="prenatal"))
    tove = {"location": location.pk, "position": 0, "is_active": "on", "name": "Tove", "gender": "woman"}
    skills = list(therapist_row.skills.values_list("pk", flat=True))

    answer = admin_desk.post(
        f"/admin/booking/therapist/{therapist_row.pk}/change/", tove | NO_HOURS | {"skills": skills, "trainings": []}
    )

    assert answer.status_code == 302
    assert therapist_row.trainings.count() == 0


def test_what_a_service_is_made_of_is_asked_about_and_its_words_are_not(admin_desk, appointment, service):
    length = service.durations.get(minutes=60)
    typed = {
        "name": service.name, "modality": "relaxation", "techniques": [TechniqueFactory().pk], "persons": 1,
        "add_ons": [appointment.add_ons.get().add_on_id], "position": 0, "therapist_turnover": 10, "room_turnover": 15,
        "is_active": "on", "durations-TOTAL_FORMS": 1, "durations-INITIAL_FORMS": 1, "durations-0-id": length.pk,
        "durations-0-service": service.pk, "durations-0-minutes": 60, "durations-0-price": "90",
    }  # fmt: skip
    page = f"/admin/booking/service/{service.pk}/change/"
    more = [TechniqueFactory().pk, TechniqueFactory(code="lymphatic").pk]

    asked = admin_desk.post(page, typed | {"techniques": more})

    assert "Tove is not trained for Swedish massage." in pages.words(asked)
    assert service.techniques.count() == 1
    assert admin_desk.post(page, typed | {"blurb": "Long strokes."}).status_code == 302
    assert admin_desk.post(page, typed | {"techniques": more} | ANYWAY | told(asked)).status_code == 302
    assert service.techniques.count() == 2


def test_an_import_names_whom_it_strands_with_what_it_would_change(admin_desk, appointment, service, book_again):
    TechniqueFactory(code="lymphatic")
    lines = 'name,modality,lengths,techniques\r\nSwedish massage,relaxation,60=90,"lymphatic, swedish"'
    page, text = "/admin/booking/service/import/", {"text": lines}

    shown = admin_desk.post(page, {"file": SimpleUploadedFile("list.csv", lines.encode())})
    assert "Tove is not trained for Swedish massage." in pages.words(shown)
    book_again(1)

    again = admin_desk.post(page, text | ANYWAY | told(shown))
    assert "2 booked visits would be left without what they need" in pages.words(again)
    assert service.techniques.count() == 1

    assert admin_desk.post(page, text | ANYWAY | told(again)).status_code == 302
    assert service.techniques.count() == 2
