"""A session from its booking to its end, as the therapists' pages need it."""

from datetime import timedelta

import pytest

from booking import scheduling
from booking.scheduling import PlannedArea
from intake.models import ConsentText
from intake.vocabulary import Region
from tests import factories
from tests.booking.at_the_desk import sign_intake

NOW = factories.MONDAY_MORNING
TEN = NOW + timedelta(minutes=30)


@pytest.fixture
def screened_wren(wren, receptionist):
    ConsentText.objects.get_or_create(
        kind="massage", version=1, defaults={"title": "Consent", "body": "I agree.", "published_at": NOW}
    )
    sign_intake(wren, receptionist)
    return wren


@pytest.fixture
def appointment(screened_wren, location, room, therapist_row, receptionist):
    scalp = factories.AddOnFactory()
    service = factories.ServiceFactory(add_ons=[scalp])
    planned = [PlannedArea(Region.NECK_BACK, note="stiff"), PlannedArea(Region.JAW_LEFT, "avoid")]
    return scheduling.book(
        client=screened_wren, location=location, service=service, minutes=60, starts_at=TEN, therapist=therapist_row,
        add_ons=[scalp], focus_areas=planned, by=receptionist, now=NOW,
    )  # fmt: skip


@pytest.fixture
def in_session(appointment, receptionist, therapist):
    scheduling.check_in(appointment=appointment, version=None, by=receptionist, now=TEN)
    return scheduling.start(appointment=appointment, version=None, by=therapist, now=TEN)


@pytest.fixture
def completed(in_session, therapist):
    return scheduling.complete(appointment=in_session, version=None, by=therapist, now=TEN + timedelta(hours=1))


@pytest.fixture
def book_again(appointment, location, therapist_row, receptionist):
    """Book more sessions for other clients after the first, on the same day."""

    def book(count):
        for n in range(count):
            client = factories.ClientFactory(name=f"Guest {n}", by=receptionist)
            scheduling.book(
                client=client, location=location, service=appointment.service, minutes=60,
                starts_at=TEN + timedelta(hours=2 * (n + 1)) - timedelta(minutes=30), therapist=therapist_row,
                by=receptionist, now=NOW,
            )  # fmt: skip

    return book
