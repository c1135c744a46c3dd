"""A way to fill the calendar: book for a client of nobody's concern."""

import pytest

from booking import scheduling
from tests import factories
from tests.booking.at_the_desk import TUESDAY, at
from tests.factories import MONDAY_MORNING


@pytest.fixture
def booked(location, service, receptionist):
    """``booked("10:00", therapist=...)`` on Tuesday: an appointment, through the desk's own operation."""

    def book(wall, day=TUESDAY, **more):
        wanted = {"service": service, "minutes": 60, "client": None, **more}
        wanted["client"] = wanted["client"] or factories.ClientFactory(by=receptionist)
        return scheduling.book(
            location=location, starts_at=at(wall, day), by=receptionist, now=MONDAY_MORNING, **wanted
        )

    return book
