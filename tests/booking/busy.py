"""A desk that books one session after the other, and a look whether any was left half-written."""

from collections.abc import Iterator
from datetime import timedelta

from booking import scheduling
from booking.models import Room, Service, Therapist
from intake import submissions
from spa.databases import ask
from spa.models import Location, User
from tests.booking.at_the_desk import TUESDAY, at
from tests.factories import MONDAY_MORNING

HOURS = ("09:00", "10:30", "12:00", "13:30")

# A whole appointment has its event, its therapist's time and its visit's room.
HALF_WRITTEN = """
SELECT id FROM booking_appointment AS one WHERE
(SELECT count(*) FROM booking_appointmentevent WHERE appointment_id = one.id) = 0
OR (SELECT count(*) FROM booking_allocation WHERE visit_id = one.visit_id) <> 2
UNION ALL SELECT id FROM booking_visit AS one WHERE
(SELECT count(*) FROM booking_appointment WHERE visit_id = one.id) = 0
"""


def book_on() -> Iterator[int]:
    """Books four sessions a day for ever; gives the number of each once it is acknowledged."""
    desk = User.objects.get(username="rosa")
    location, service, therapist = Location.objects.get(), Service.objects.get(), Therapist.objects.get()
    day = TUESDAY
    assert Room.objects.exists()
    while True:
        for hour in HOURS:
            client = submissions.add_client(name=f"Guest of {day} {hour}", by=desk, now=MONDAY_MORNING)
            yield scheduling.book(
                client=client, location=location, service=service, minutes=60, starts_at=at(hour, day),
                therapist=therapist, by=desk, now=MONDAY_MORNING,
            ).pk  # fmt: skip
        day += timedelta(days=1)


def half_written(alias: str = "default") -> list[tuple]:
    return ask(alias, HALF_WRITTEN)


def numbers(alias: str = "default") -> set[int]:
    """Of the appointments that are there."""
    return {number for (number,) in ask(alias, "SELECT id FROM booking_appointment")}
