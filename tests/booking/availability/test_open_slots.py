"""A slot is offered where a therapist, a room and the equipment are all there for it."""

from datetime import timedelta

import pytest

from booking import scheduling
from booking.availability import Ask, ask_to_move, open_slots
from booking.models import Therapist
from tests import factories
from tests.booking.at_the_desk import TUESDAY, at, clock, starts_of
from tests.factories import MONDAY, MONDAY_MORNING


def slots(ask, day=TUESDAY, now=MONDAY_MORNING):
    return open_slots(ask, first_day=day, days=1, now=now).slots


def who(ask, wall="10:00", day=TUESDAY):
    return [slot.therapist.resource.name for slot in slots(ask, day) if slot.starts_at == at(wall, day)]


def where(ask, wall="10:00", day=TUESDAY):
    return [slot.room.resource.name for slot in slots(ask, day) if slot.starts_at == at(wall, day)]


def test_a_slot_says_who_where_and_until_when(location, room, service, therapist_row):
    first = slots(Ask(location, service, 60))[0]

    assert (first.starts_at, first.ends_at) == (at("09:00", TUESDAY), at("10:00", TUESDAY))
    assert (first.therapist, first.room, first.units, first.note) == (therapist_row, room, (), "")


def test_add_ons_make_the_session_longer(location, room, service, therapist_row):
    stones = factories.AddOnFactory(minutes=15)
    service.add_ons.add(stones)
    first = slots(Ask(location, service, 60, add_ons=(stones,)))[0]

    assert first.ends_at == at("10:15", TUESDAY)


# --- Therapists ---


def test_only_therapists_with_every_technique_are_offered(location, room, therapist_row):
    deep = factories.ServiceFactory(name="Deep tissue", techniques=["deep_tissue", "myofascial"])
    factories.TherapistFactory(name="Half", location=location, skills=["deep_tissue"])
    factories.TherapistFactory(name="Whole", location=location, skills=["deep_tissue", "myofascial", "swedish"])

    assert who(Ask(location, deep, 60)) == ["Whole"]


def test_a_service_may_need_a_training(location, room, therapist_row):
    prenatal = factories.ServiceFactory(name="Prenatal", training=factories.TrainingFactory(code="prenatal"))
    factories.TherapistFactory(name="Trained", location=location, trainings=["prenatal"])

    assert who(Ask(location, prenatal, 60)) == ["Trained"]


def test_the_clients_wish_narrows_the_therapists(location, room, service):
    factories.TherapistFactory(name="Ana", location=location, gender=Therapist.Gender.WOMAN)
    factories.TherapistFactory(name="Ben", location=location, gender=Therapist.Gender.MAN)
    factories.TherapistFactory(name="Chris", location=location)

    found = {wish: sorted(who(Ask(location, service, 60, wish=wish))) for wish in ("any", "woman", "man")}
    assert found == {"any": ["Ana", "Ben", "Chris"], "woman": ["Ana"], "man": ["Ben"]}


def test_a_therapist_who_left_is_not_offered(location, room, service, therapist_row, other_therapist_row):
    other_therapist_row.resource.is_active = False
    other_therapist_row.resource.save()

    assert who(Ask(location, service, 60)) == ["Tove"]


def test_only_the_therapist_who_is_asked_for(location, room, service, therapist_row, other_therapist_row):
    assert who(Ask(location, service, 60, therapist=other_therapist_row)) == ["Theo"]


def test_another_house_has_its_own_therapists_and_rooms(location, room, service, therapist_row):
    elsewhere = factories.LocationFactory(name="Elm House")
    factories.RoomFactory(location=elsewhere)
    factories.TherapistFactory(name="Far", location=elsewhere)

    assert who(Ask(location, service, 60)) == ["Tove"]


def test_a_therapist_who_works_at_two_houses_is_busy_in_both(location, room, service, booked):
    elsewhere = factories.LocationFactory(name="Elm House")
    factories.RoomFactory(location=elsewhere)
    guest = factories.TherapistFactory(name="Guest", location=location)
    for weekday in range(7):
        factories.ShiftFactory(therapist=guest, location=elsewhere, weekday=weekday)
    booked("10:00", therapist=guest)

    assert who(Ask(elsewhere, service, 60), "09:45") == []
    assert who(Ask(elsewhere, service, 60), "11:15") == ["Guest"]


# --- What is taken ---


def test_a_session_keeps_the_therapist_until_the_turnover_is_over(
    location, room, service, therapist_row, other_therapist_row, booked
):
    factories.RoomFactory(location=location)
    booked("10:00", therapist=therapist_row)
    starts = starts_of(Ask(location, service, 60, therapist=therapist_row))

    assert [s for s in starts if "08:59" < s < "12:00"] == ["11:10", "11:15", "11:30", "11:45"]


def test_turnover_is_kept_before_the_next_session_too(location, room, service, therapist_row, booked):
    booked("12:00", therapist=therapist_row)
    starts = starts_of(Ask(location, service, 60))

    assert [s for s in starts if s < "13:00"] == [
        "09:00",
        "09:15",
        "09:30",
        "09:45",
        "10:00",
        "10:15",
        "10:30",
        "10:45",
    ]


def test_the_only_room_is_given_back_after_its_clean_up(
    location, room, service, therapist_row, other_therapist_row, booked
):
    booked("10:00", therapist=therapist_row)
    starts = starts_of(Ask(location, service, 60, therapist=other_therapist_row))

    assert [s for s in starts if "08:59" < s < "12:00"] == ["11:15", "11:30", "11:45"]


def test_a_start_follows_the_rooms_clean_up_off_the_quarter(location, room, therapist_row, other_therapist_row, booked):
    oil = factories.ServiceFactory(name="Oil", room_turnover=20)
    booked("10:00", service=oil, therapist=therapist_row)
    starts = starts_of(Ask(location, oil, 60, therapist=other_therapist_row))

    assert [s for s in starts if "08:59" < s < "12:00"] == ["11:20", "11:30", "11:45"]


def test_a_slot_right_after_another_says_so(location, room, service, therapist_row, booked):
    service.room_turnover = 0
    service.save()
    booked("10:00", therapist=therapist_row)
    notes = {clock(location, slot.starts_at): slot.note for slot in slots(Ask(location, service, 60))}

    assert (notes["11:10"], notes["11:15"]) == ("right after another session", "")


def test_a_block_is_busy_time(location, room, service, therapist_row, receptionist):
    scheduling.block(
        resource=therapist_row.resource,
        kind="meeting",
        starts_at=at("10:15", TUESDAY),
        ends_at=at("15:30", TUESDAY),
        by=receptionist,
    )

    assert starts_of(Ask(location, service, 60)) == ["09:00", "15:30", "15:45"]


def test_a_cancelled_session_is_not_busy_time(location, room, service, therapist_row, booked, receptionist):
    everything = starts_of(Ask(location, service, 60))
    appointment = booked("10:00")
    scheduling.cancel(appointment=appointment, reason="ill", version=1, by=receptionist, now=MONDAY_MORNING)

    assert starts_of(Ask(location, service, 60)) == everything


def test_what_an_appointment_holds_is_free_for_its_own_move(location, room, service, therapist_row, booked):
    appointment = booked("10:00")

    assert [s for s in starts_of(ask_to_move(appointment)) if "09:30" < s < "11:00"] == [
        "09:45",
        "10:00",
        "10:15",
        "10:30",
        "10:45",
    ]


# --- Rooms and equipment ---


def test_a_room_takes_the_services_on_its_list_and_one_without_a_list_takes_all(location, service, therapist_row):
    stone = factories.ServiceFactory(name="Hot stone")
    factories.RoomFactory(name="Stone room", location=location, services=[stone])

    assert where(Ask(location, service, 60)) == []
    factories.RoomFactory(name="Willow", location=location)
    assert where(Ask(location, service, 60)) == ["Willow"]


def test_the_room_that_can_do_least_is_taken_first(location, service, therapist_row, booked):
    other = factories.ServiceFactory(name="Thai")
    factories.RoomFactory(name="Large", location=location, capacity=2)
    factories.RoomFactory(name="Everything", location=location)
    factories.RoomFactory(name="Two", location=location, services=[service, other])
    factories.RoomFactory(name="One", location=location, services=[service])
    for n in range(3):
        factories.TherapistFactory(name=f"More {n}", location=location)

    taken = [booked("10:00").visit.room.resource.name for _ in range(4)]

    assert taken == ["One", "Two", "Everything", "Large"]


def test_a_couple_needs_a_room_for_two(location, room, therapist_row):
    couple = factories.ServiceFactory(name="Side by side", persons=2)
    assert where(Ask(location, couple, 60)) == []

    factories.RoomFactory(name="Large", location=location, capacity=2)
    assert where(Ask(location, couple, 60)) == ["Large"]


def test_the_room_that_is_asked_for(location, room, service, therapist_row):
    other = factories.RoomFactory(name="Other", location=location)

    assert where(Ask(location, service, 60, room=other)) == ["Other"]


@pytest.fixture
def stones(location):
    return factories.EquipmentKindFactory(name="Hot stones")


def test_a_session_takes_a_unit_until_the_room_is_clean(
    location, room, therapist_row, other_therapist_row, stones, booked
):
    factories.RoomFactory(location=location)
    unit = factories.EquipmentUnitFactory(location=location, kind=stones)
    service = factories.ServiceFactory(name="Hot stone", equipment_kind=stones)
    ask = Ask(location, service, 60, therapist=other_therapist_row)
    assert slots(ask)[0].units == (unit,)

    booked("10:00", service=service, therapist=therapist_row)

    assert [s for s in starts_of(ask) if "08:59" < s < "12:00"] == ["11:15", "11:30", "11:45"]


def test_an_add_on_takes_a_unit_of_its_own_kind(location, room, service, therapist_row, stones):
    cups = factories.EquipmentKindFactory(name="Cups")
    add_ons = [
        factories.AddOnFactory(code="hot_stones", equipment_kind=stones, minutes=0),
        factories.AddOnFactory(code="cupping", equipment_kind=cups, minutes=0),
    ]
    service.add_ons.set(add_ons)
    units = (
        factories.EquipmentUnitFactory(location=location, kind=stones),
        factories.EquipmentUnitFactory(location=location, kind=cups),
    )

    assert slots(Ask(location, service, 60, add_ons=tuple(add_ons)))[0].units == units


def test_a_second_unit_serves_a_second_session(location, room, therapist_row, other_therapist_row, stones, booked):
    factories.RoomFactory(location=location)
    for _ in range(2):
        factories.EquipmentUnitFactory(location=location, kind=stones)
    service = factories.ServiceFactory(name="Hot stone", equipment_kind=stones)
    held = [
        set(booked("10:00", service=service, therapist=therapist).allocations.values_list("resource__name", flat=True))
        for therapist in (therapist_row, other_therapist_row)
    ]

    assert len(held[0] & {"Tove"}) == len(held[1] & {"Theo"}) == 1
    assert held[0].isdisjoint(held[1])


# --- The moment ---


def test_a_walk_in_starts_on_any_five_minutes_from_a_quarter_ago_to_a_quarter_ahead(
    location, room, service, therapist_row
):
    starts = starts_of(Ask(location, service, 60), MONDAY, now=at("10:07"))

    assert starts[:8] == ["09:55", "10:00", "10:05", "10:10", "10:15", "10:20", "10:30", "10:45"]


def test_nothing_is_offered_a_year_and_a_day_ahead(location, room, service, therapist_row):
    last = MONDAY + timedelta(days=365)
    offer = open_slots(Ask(location, service, 60), first_day=last, days=2, now=MONDAY_MORNING)

    assert [bool(day.slots) for day in offer.days] == [True, False]
    assert offer.days[1].reasons == ("bookings open 365 days ahead",)


def test_yesterday_is_past(location, room, service, therapist_row):
    offer = open_slots(Ask(location, service, 60), first_day=MONDAY - timedelta(1), days=2, now=MONDAY_MORNING)

    assert offer.days[0].reasons == ("this day is past",)
    assert offer.first.starts_at == at("09:15")
