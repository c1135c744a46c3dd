"""The calendar is read with the same few queries, whatever there is in it."""

from datetime import time, timedelta

import pytest

from booking.availability import Ask, ask_to_move, day_plan, open_slots
from booking.models import ClosingDay, EquipmentKind, ShiftBreak, TimeOff
from tests import factories
from tests.booking.at_the_desk import TUESDAY, at, sign_intake
from tests.factories import MONDAY, MONDAY_MORNING


@pytest.fixture
def house(location, service, booked):
    """``house(20)``: so many therapists at work, rooms, units, breaks, absences and sessions; and the stone service."""

    def fill(size):
        kind = EquipmentKind.objects.get_or_create(name="Hot stones")[0]
        add_on = factories.AddOnFactory(code="hot_stones", equipment_kind=kind)
        service.add_ons.set([add_on])
        ClosingDay.objects.create(location=location, day=MONDAY + timedelta(5))
        for n in range(size):
            factories.RoomFactory(location=location, services=[service] if n % 2 else [])
            factories.EquipmentUnitFactory(location=location, kind=kind)
            therapist = factories.TherapistFactory(location=location)
            ShiftBreak.objects.create(shift=therapist.shifts.first(), starts=time(12), ends=time(13))
            TimeOff.objects.create(therapist=therapist, starts_at=at("09:00"), ends_at=at("10:00"))
            booked("10:00", therapist=therapist, add_ons=[add_on])
        return Ask(location, service, 60, add_ons=(add_on,))

    return fill


@pytest.mark.parametrize(("size", "days"), [(1, 1), (1, 14), (20, 1), (20, 28)])
def test_five_queries_find_every_slot(house, django_assert_num_queries, size, days):
    ask = house(size)

    with django_assert_num_queries(5):
        offer = open_slots(ask, first_day=TUESDAY, days=days, now=MONDAY_MORNING)

    assert len({slot.therapist for slot in offer.slots}) == size


@pytest.mark.parametrize("days", [1, 28])
def test_three_more_ask_for_the_clients_health(house, wren, receptionist, django_assert_num_queries, days):
    ask = house(1)
    sign_intake(wren, receptionist, conditions=[{"code": "asthma"}], allergies=["nuts"])
    ask = Ask(ask.location, ask.service, 60, client=wren)

    with django_assert_num_queries(8):
        open_slots(ask, first_day=TUESDAY, days=days, now=MONDAY_MORNING)


def test_out_of_reach_nothing_is_read(location, service, django_assert_num_queries):
    with django_assert_num_queries(0):
        open_slots(Ask(location, service, 60), first_day=MONDAY - timedelta(9), days=3, now=MONDAY_MORNING)


@pytest.mark.parametrize(("size", "days"), [(1, 1), (1, 7), (20, 1), (20, 7)])
def test_six_queries_plan_the_board(house, location, django_assert_num_queries, size, days):
    house(size)

    with django_assert_num_queries(6):
        plan = day_plan(location, TUESDAY, days, now=MONDAY_MORNING)
        said = [(card.appointment.client.name, card.appointment.visit.room.resource.name) for card in plan.cards]

    assert len(said) == size


@pytest.mark.parametrize("size", [1, 20])
def test_five_queries_plan_the_rooms(house, location, django_assert_num_queries, size):
    house(size)

    with django_assert_num_queries(5):
        plan = day_plan(location, TUESDAY, 1, now=MONDAY_MORNING, by="room")
        said = [(card.appointment.therapist.resource.name, len(card.add_ons)) for card in plan.cards]

    assert len(said) == size


def test_moving_asks_no_more_than_booking(house, booked, django_assert_num_queries):
    house(1)
    appointment = booked("14:00")
    ask = ask_to_move(appointment)

    with django_assert_num_queries(7):  # overrides, and a client without an intake
        open_slots(ask, first_day=TUESDAY, days=7, now=MONDAY_MORNING)
