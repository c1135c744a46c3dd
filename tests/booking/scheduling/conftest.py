"""The desk at half past nine on Monday, with Tove and Theo at work and one free room each."""

import pytest

from booking import scheduling
from tests import factories
from tests.booking.at_the_desk import at
from tests.factories import MONDAY_MORNING


@pytest.fixture
def rooms(location):
    return [factories.RoomFactory(name=name, location=location) for name in ("Willow", "Alder")]


@pytest.fixture
def house(rooms, service, therapist_row, other_therapist_row, monday_morning):
    """Everything that a booking needs."""


@pytest.fixture
def book(house, location, service, wren, receptionist, therapist_row):
    """``book("10:00")``: Wren with Tove for an hour of Swedish massage; name what is to be different."""

    def run(wall="10:00", **more):
        starts_at = {} if "starts_at" in more else {"starts_at": at(wall)}
        wanted = {
            "client": wren,
            "location": location,
            "service": service,
            "minutes": 60,
            "therapist": therapist_row,
            "by": receptionist,
            **starts_at,
            **more,
        }
        return scheduling.book(**wanted)

    return run


@pytest.fixture
def step(receptionist):
    """``step(scheduling.confirm, appointment)``: the receptionist does it, on the appointment as it stands."""

    def run(operation, appointment, **more):
        appointment.refresh_from_db()
        wanted = {"version": appointment.version, "by": receptionist, "now": MONDAY_MORNING, **more}
        return operation(appointment=appointment, **wanted)

    return run
