"""Short words for tests about time and health: hours of Linden House, and an intake as somebody signs it."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from booking.availability import Ask, open_slots
from intake import submissions
from intake.models import Client, Intake
from spa.models import Location, User
from tests.factories import MONDAY, MONDAY_MORNING
from tests.intake.signed import HEALTHY

VIENNA = ZoneInfo("Europe/Vienna")
TUESDAY = MONDAY + timedelta(days=1)


def at(wall: str, day: date = MONDAY) -> datetime:
    """The UTC instant of a wall time in Vienna: ``at("10:05")``."""
    return datetime.combine(day, time.fromisoformat(wall), tzinfo=VIENNA).astimezone(UTC)


def sign_intake(client: Client, by: User, now: datetime = MONDAY_MORNING, **answers) -> Intake:
    """The client's current intake from now on, healthy but for ``answers``."""
    document = {**HEALTHY, "as_of": now.astimezone(VIENNA).date().isoformat(), **answers}
    intake = submissions.start_intake(client=client, way="desk", by=by, now=now)
    signature = submissions.Signature(client.name)
    return submissions.submit_intake(intake=intake, answers=document, signature=signature, by=by, now=now)


def starts_of(ask: Ask, day: date = TUESDAY, now: datetime = MONDAY_MORNING) -> list[str]:
    """The starts of a day on the house's clock, each once."""
    offer = open_slots(ask, first_day=day, days=1, now=now)
    return sorted({f"{ask.location.local(slot.starts_at):%H:%M}" for slot in offer.slots})


def reasons_of(ask: Ask, day: date = TUESDAY, now: datetime = MONDAY_MORNING) -> tuple[str, ...]:
    """Why a day has nothing; the slots themselves when it has something."""
    (offer,) = open_slots(ask, first_day=day, days=1, now=now).days
    return offer.reasons or offer.slots


def clock(location: Location, moment: datetime) -> str:
    return f"{location.local(moment):%H:%M}"
