"""What booking does when intake tells of something. Runs inside the transaction of the change."""

from datetime import datetime, timedelta
from typing import Any

from booking import erasing
from booking.models import Appointment, Status
from intake import screenings
from intake.models import Client, Intake

SINCE = timedelta(hours=24)


def erase_with_client(sender: Any, *, client: Client, at: datetime, **kwargs: Any) -> None:
    """A person is erased: so is what booking knows of them."""
    erasing.erase_visits(client=client, at=at)


def screen_after_intake(sender: Any, *, intake: Intake, at: datetime, **kwargs: Any) -> None:
    """A new intake is read for every visit that is still to come."""
    screen_again(intake.client, at)


def screen_after_change(sender: Any, *, client: Client, at: datetime, **kwargs: Any) -> None:
    """A list changed, or something on file did: the same."""
    screen_again(client, at)


def screen_again(client: Client, at: datetime) -> None:
    """Attach the screening of its day to each coming appointment of a client.

    A clash is not stored: the board sees it in the screening's outcome. ``changed_at`` lets open boards fetch it.
    """
    coming = Appointment.objects.filter(client=client, status__in=Status.not_begun(), starts_at__gte=at - SINCE)
    held = coming.select_for_update(of=("self",), no_key=True)
    for appointment in held.select_related("visit__location").order_by("pk"):
        day = appointment.visit.location.local_day(max(appointment.starts_at, at))
        appointment.screening = screenings.record(client=client, day=day, now=at)
        appointment.changed_at = at
        appointment.save(update_fields=["screening", "changed_at"])
