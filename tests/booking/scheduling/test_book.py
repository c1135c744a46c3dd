"""The receptionist books; the house says no in words."""

from datetime import datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db.models import prefetch_related_objects

from booking import scheduling
from booking.exceptions import AddOnRefused, BookingError, NotAllowed, NotOffered, NotQualified, SlotTaken
from booking.models import Allocation, Appointment, AppointmentEvent, ServiceDuration, Therapist, Visit
from tests import factories
from tests.booking.at_the_desk import at, clock
from tests.factories import MONDAY, MONDAY_MORNING


def held(appointment):
    """Who is held for what time, on the wall."""
    location = appointment.visit.location
    rows = Allocation.objects.filter(visit=appointment.visit).order_by("resource__kind", "resource__name")
    return [
        (
            row.resource.name,
            clock(location, row.starts_at),
            clock(location, row.ends_at),
            row.appointment == appointment,
        )
        for row in rows.select_related("resource", "appointment")
    ]


def test_a_session_holds_its_therapist_and_its_room_each_with_its_turnover(book, therapist_row, wren, receptionist):
    appointment = book("10:00")

    appointment.refresh_from_db()
    assert (appointment.client, appointment.therapist, appointment.status) == (wren, therapist_row, "booked")
    assert (appointment.starts_at, appointment.ends_at) == (at("10:00"), at("11:00"))
    assert (appointment.therapist_turnover, appointment.room_turnover, appointment.version) == (10, 15, 1)
    assert held(appointment) == [("Alder", "10:00", "11:15", False), ("Tove", "10:00", "11:10", True)]
    assert (appointment.visit.created_by, appointment.visit.created_at) == (receptionist, MONDAY_MORNING)


def test_minutes_and_money_are_those_of_the_moment_of_booking(book, service):
    towels = factories.AddOnFactory(code="hot_towels", minutes=5, price=Decimal("8.50"))
    service.add_ons.add(towels)
    appointment = book("10:00", add_ons=[towels])
    ServiceDuration.objects.update(price=Decimal("999"))
    type(towels).objects.update(price=Decimal("999"), minutes=45)

    appointment.refresh_from_db()
    assert (appointment.minutes, appointment.price, appointment.currency) == (60, Decimal("90.00"), "EUR")
    assert list(appointment.add_ons.values_list("name", "minutes", "price")) == [("Hot towels", 5, Decimal("8.50"))]
    assert appointment.ends_at == at("11:05")


def test_what_is_sold_is_read_anew_whatever_a_page_remembers_of_the_service(book, service):
    towels = factories.AddOnFactory(code="hot_towels", minutes=5)
    service.add_ons.add(towels)
    prefetch_related_objects([service], "add_ons", "durations", "techniques")
    assert [length.minutes for length in service.lengths] == [60, 90]
    type(service).add_ons.through.objects.all().delete()

    with pytest.raises(AddOnRefused, match="Hot towels does not go with Swedish massage"):
        book("10:00", add_ons=[towels])

    ServiceDuration.objects.update(is_active=False)
    with pytest.raises(NotOffered, match="not offered for 60 minutes"):
        book("10:00")


def test_the_price_is_never_the_callers(book, service):
    towels = factories.AddOnFactory(code="hot_towels", minutes=5, price=Decimal("8.50"))
    service.add_ons.add(towels)
    towels.price, towels.minutes = Decimal("0.01"), 0

    appointment = book("10:00", add_ons=[towels])

    assert list(appointment.add_ons.values_list("minutes", "price")) == [(5, Decimal("8.50"))]


def test_equipment_is_held_for_the_appointment(book, location, service):
    kind = factories.EquipmentKindFactory()
    factories.EquipmentUnitFactory(name="Set 1", location=location, kind=kind)
    service.equipment_kind = kind
    service.save()

    assert ("Set 1", "10:00", "11:15", True) in held(book("10:00"))


def test_who_booked_what_is_written_down(book, receptionist, therapist_row):
    appointment = book("10:00")
    (event,) = AppointmentEvent.objects.all()

    assert (event.kind, event.version, event.by, event.at) == ("booked", 1, receptionist, MONDAY_MORNING)
    assert event.data == {
        "starts_at": "2026-04-13T08:00:00+00:00",
        "ends_at": "2026-04-13T09:00:00+00:00",
        "therapist": therapist_row.pk,
        "room": appointment.visit.room_id,
    }


def test_areas_and_the_line_for_the_therapist_come_along(book):
    area = scheduling.PlannedArea
    areas = [area("neck_back"), area("knee_left", "avoid", " fresh scar "), area("neck_back", note="left side")]
    appointment = book("10:00", focus_areas=areas, desk_line="  Likes the window open. ")

    appointment.refresh_from_db()
    assert appointment.desk_line == "Likes the window open."
    assert list(appointment.focus_areas.values_list("region", "kind", "note", "stage")) == [
        ("neck_back", "focus", "left side", "planned"),
        ("knee_left", "avoid", "fresh scar", "planned"),
    ]


def test_an_area_that_the_map_does_not_have_is_refused(book):
    with pytest.raises(BookingError, match="not on the body map"):
        book("10:00", focus_areas=[scheduling.PlannedArea("tail")])


def test_without_a_wish_the_first_who_is_free_takes_it(book, therapist_row, other_therapist_row):
    assert book("10:00", therapist=None).therapist == other_therapist_row, "Theo comes before Tove"
    assert book("10:00", therapist=None).therapist == therapist_row


def test_the_same_form_sent_twice_books_once(book):
    token = uuid4()
    first = book("10:00", token=token)

    assert book("10:00", token=str(token)) == first
    assert (Visit.objects.count(), Appointment.objects.count(), Allocation.objects.count()) == (1, 1, 2)


def test_a_second_form_with_the_same_token_and_other_wishes_finds_the_first(book, other_therapist_row):
    token = uuid4()
    first = book("10:00", token=token)

    assert book("14:00", token=token, therapist=other_therapist_row) == first
    assert Appointment.objects.count() == 1


# --- Refusals, each in words ---


def test_a_therapist_is_busy_until_the_turnover_is_over(book):
    first = book("10:00")
    with pytest.raises(SlotTaken) as refused:
        book("11:05")

    assert str(refused.value) == "Tove is busy 10:00-11:10 (Wren Calloway)."
    assert list(Appointment.objects.all()) == [first]


def test_a_session_that_would_run_into_the_next_is_refused(book):
    book("11:00")
    with pytest.raises(SlotTaken, match=r"^Tove is busy 11:00-12:10 \(Wren Calloway\)\.$"):
        book("10:00")


def test_every_room_is_busy(book, location, other_therapist_row):
    book("10:00")
    book("10:00", therapist=other_therapist_row)
    third = factories.TherapistFactory(location=location)
    with pytest.raises(SlotTaken, match=r"^Every room for this is busy 10:00-11:15\.$"):
        book("10:00", therapist=third)


def test_everybody_is_busy(book, location, therapist_row, other_therapist_row):
    book("10:00")
    book("10:00", therapist=other_therapist_row)
    with pytest.raises(SlotTaken, match=r"^Every qualified therapist on shift is busy 10:00-11:10\.$"):
        book("10:00", therapist=None)


def test_a_block_says_what_it_is_for(book, therapist_row, receptionist):
    scheduling.block(
        resource=therapist_row.resource,
        kind="meeting",
        starts_at=at("10:00"),
        ends_at=at("10:30"),
        by=receptionist,
    )
    with pytest.raises(SlotTaken, match=r"^Tove is busy 10:00-10:30 \(meeting\)\.$"):
        book("10:15")


def test_the_stones_are_in_use(book, location, service, other_therapist_row):
    kind = factories.EquipmentKindFactory(name="Hot stones")
    factories.EquipmentUnitFactory(location=location, kind=kind)
    service.equipment_kind = kind
    service.save()
    book("10:00")
    with pytest.raises(SlotTaken, match=r"^Hot stones in use 10:00-11:15 \(Wren Calloway\)\.$"):
        book("10:30", therapist=other_therapist_row)


@pytest.mark.parametrize(
    ("wall", "sentence"),
    [
        ("10:02", "Sessions start on five minutes, and 10:02 is not."),
        ("10:05", "Sessions start on the quarter hour or right after another one; the next is 10:15."),
        ("09:10", "09:10 on Monday 13 April is past."),
        ("16:00", "Tove is not on shift 16:00-17:10."),
        ("20:00", "The doors are open 08:00-21:00, and with clean-up this takes 20:00-21:15."),
        ("22:00", "The doors are open 08:00-21:00, and with clean-up this takes 22:00-23:15."),
    ],
)
def test_what_is_not_offered_is_refused_with_a_reason(book, wall, sentence):
    with pytest.raises(NotOffered) as refused:
        book(wall)

    assert str(refused.value) == sentence
    assert not Appointment.objects.exists()


def test_a_walk_in_at_five_past_is_typed_at_seven_past(book):
    assert book("10:05", now=at("10:07")).starts_at == at("10:05")


def test_more_than_a_quarter_back_is_past(book):
    with pytest.raises(NotOffered, match="09:45 on Monday 13 April is past"):
        book("09:45", now=at("10:01"))


def test_more_than_a_year_ahead_is_not_open_yet(book):
    with pytest.raises(NotOffered, match="Bookings open 365 days ahead"):
        book(starts_at=at("10:00", MONDAY + timedelta(366)))


def test_a_closed_day_is_named(book, location):
    location.closing_days.create(day=MONDAY, reason="Stocktaking")
    with pytest.raises(NotOffered, match=r"^Linden House is closed: Stocktaking on Monday 13 April\.$"):
        book("10:00")


def test_a_length_that_is_not_sold(book):
    with pytest.raises(NotOffered, match=r"^Swedish massage is not offered for 45 minutes\.$"):
        book("10:00", minutes=45)


def test_a_therapist_without_the_skill(book):
    lymph = factories.ServiceFactory(name="Lymph drainage", techniques=["lymphatic"])
    with pytest.raises(NotQualified, match=r"^Tove is not trained for Lymph drainage\.$"):
        book("10:00", service=lymph)


def test_a_wish_for_a_woman_is_kept(book):
    with pytest.raises(NotQualified, match="The client wishes for a woman, and Tove is not"):
        book("10:00", wish="woman")


def test_a_wish_that_is_met_is_written_down(book, therapist_row):
    Therapist.objects.filter(pk=therapist_row.pk).update(gender="woman")
    appointment = book("10:00", wish="woman", asked_for=True)

    assert (appointment.therapist_wish, appointment.therapist_asked_for) == ("woman", True)


def test_an_add_on_of_another_service(book):
    with pytest.raises(AddOnRefused, match=r"^Scalp massage does not go with Swedish massage\.$"):
        book("10:00", add_ons=[factories.AddOnFactory()])


def test_a_room_that_does_not_take_the_service(book, location):
    small = factories.RoomFactory(name="Small", location=location, services=[factories.ServiceFactory(name="Thai")])
    with pytest.raises(NotOffered, match=r"^Small does not take Swedish massage\.$"):
        book("10:00", room=small)


def test_a_line_that_is_too_long_is_refused_before_the_database_does(book):
    with pytest.raises(BookingError, match="longer than 300 letters"):
        book("10:00", desk_line="x" * 301)


@pytest.mark.parametrize("who", ["therapist", "nobody"])
def test_only_the_desk_books(book, request, who, location):
    by = request.getfixturevalue("therapist") if who == "therapist" else factories.UserFactory(location=location)
    with pytest.raises(NotAllowed):
        book("10:00", by=by)

    assert not Appointment.objects.exists()


def test_a_start_without_a_zone_is_a_mistake_of_the_program(book):
    with pytest.raises(ValueError, match="time zone"):
        book(starts_at=datetime(2026, 4, 13, 10, 0))  # noqa: DTZ001
