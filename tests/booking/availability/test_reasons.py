"""When there is nothing, the desk can say why."""

from datetime import time

import pytest

from booking import scheduling
from booking.availability import Ask
from tests import factories
from tests.booking.at_the_desk import TUESDAY, at, reasons_of
from tests.factories import MONDAY


def test_the_doors_are_closed(location, room, service, therapist_row):
    location.opening_hours.filter(weekday=TUESDAY.weekday()).delete()

    assert reasons_of(Ask(location, service, 60)) == ("closed",)


def test_nobody_is_on_shift(location, room, service, therapist_row):
    therapist_row.shifts.filter(weekday=TUESDAY.weekday()).delete()

    assert reasons_of(Ask(location, service, 60)) == ("no qualified therapist on shift",)
    assert reasons_of(Ask(location, service, 60, therapist=therapist_row)) == ("Tove is not on shift",)


def test_nobody_is_trained(location, room, therapist_row):
    service = factories.ServiceFactory(name="Lymph drainage", techniques=["lymphatic"])

    assert reasons_of(Ask(location, service, 60)) == ("no therapist here is trained for Lymph drainage",)
    assert reasons_of(Ask(location, service, 60, therapist=therapist_row)) == (
        "Tove is not trained for Lymph drainage",
    )


def test_the_wish_cannot_be_met(location, room, service, therapist_row):
    assert reasons_of(Ask(location, service, 60, wish="woman")) == ("no woman here is trained for Swedish massage",)
    assert reasons_of(Ask(location, service, 60, wish="woman", therapist=therapist_row)) == (
        "the client wishes for a woman, and Tove is not",
    )


def test_the_house_does_not_sell_it(location, room, service, therapist_row):
    strange = factories.AddOnFactory()

    assert reasons_of(Ask(location, service, 45)) == ("Swedish massage is not offered for 45 minutes",)
    assert reasons_of(Ask(location, service, 60, add_ons=(strange,))) == (
        "Scalp massage does not go with Swedish massage",
    )
    service.is_active = False
    service.save()
    assert reasons_of(Ask(location, service, 60)) == ("Swedish massage is not offered for 60 minutes",)


def test_no_room_takes_it(location, service, therapist_row):
    room = factories.RoomFactory(name="Willow", location=location, services=[factories.ServiceFactory(name="Thai")])

    assert reasons_of(Ask(location, service, 60)) == ("no room here takes Swedish massage",)
    assert reasons_of(Ask(location, service, 60, room=room)) == ("Willow does not take Swedish massage",)


def test_the_house_has_no_such_equipment(location, room, therapist_row):
    service = factories.ServiceFactory(name="Hot stone", equipment_kind=factories.EquipmentKindFactory())

    assert reasons_of(Ask(location, service, 60)) == ("there are no hot stones in this house",)


@pytest.fixture
def one_hour_shift(location):
    """Two therapists who are there from 14:00 to 15:10 on every day, just long enough for a session."""
    return [
        factories.TherapistFactory(name=name, location=location, shift=(time(14), time(15, 10)))
        for name in ("Ana", "Ben")
    ]


def test_every_therapist_is_booked(location, room, service, one_hour_shift, booked):
    factories.RoomFactory(location=location)
    for therapist in one_hour_shift:
        booked("14:00", therapist=therapist)

    assert reasons_of(Ask(location, service, 60)) == ("every qualified therapist on shift is booked 14:00-15:10",)
    assert reasons_of(Ask(location, service, 60, therapist=one_hour_shift[0])) == ("Ana is booked 14:00-15:10",)


def test_the_room_is_busy(location, room, service, one_hour_shift, booked):
    booked("14:00", therapist=one_hour_shift[0])

    assert reasons_of(Ask(location, service, 60, therapist=one_hour_shift[1])) == (
        "every room for this is busy 14:00-15:15",
    )


def test_the_stones_are_in_use(location, room, one_hour_shift, booked):
    factories.RoomFactory(location=location)
    stones = factories.EquipmentKindFactory(name="Hot stones")
    factories.EquipmentUnitFactory(location=location, kind=stones)
    service = factories.ServiceFactory(name="Hot stone", equipment_kind=stones)
    booked("14:00", service=service, therapist=one_hour_shift[0])

    assert reasons_of(Ask(location, service, 60)) == ("hot stones in use 14:00-15:15",)


def test_the_gaps_are_too_short(location, room, service, therapist_row):
    assert reasons_of(Ask(location, service, 60, length=490)) == ("no 490 minutes are left in the hours of this day",)


def test_the_evening_is_too_late_for_an_hour(location, room, service, therapist_row):
    assert reasons_of(Ask(location, service, 60), MONDAY, now=at("16:30")) == (
        "no 60 minutes are left in the hours of this day",
    )


def test_a_therapist_who_left_cannot_be_asked_for(location, room, service, therapist_row):
    therapist_row.resource.is_active = False
    therapist_row.resource.save()

    assert reasons_of(Ask(location, service, 60, therapist=therapist_row)) == ("Tove is not bookable any more",)


def test_a_blocked_room_is_busy_too(location, room, service, therapist_row, receptionist):
    for wall, until in (("08:00", "16:00"), ("16:00", "21:00")):
        scheduling.block(
            resource=room.resource,
            kind="care",
            starts_at=at(wall, TUESDAY),
            ends_at=at(until, TUESDAY),
            by=receptionist,
        )

    assert reasons_of(Ask(location, service, 60)) == ("every room for this is busy 08:00-21:00",)
