"""Confirmation, reminder and cancellation as rows of the outbox, written in the transaction of the change.

No health data: not even the service's name, which can tell of a pregnancy.
"""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from booking.availability.health import long_day
from booking.models import Appointment
from intake.models import Outbox

REMIND_BEFORE = timedelta(hours=24)


def tell_booked(appointment: Appointment, now: datetime) -> None:
    """A confirmation now and a reminder a day before; those for an earlier time that are not sent yet go."""
    _take_back(appointment)
    if not _may_write(appointment) or appointment.starts_at <= now:
        return
    _write(appointment, "confirmation", f"Your visit on {_when(appointment)}", _kept_body(appointment), now, now)
    remind_at = appointment.starts_at - REMIND_BEFORE
    if remind_at > now:
        subject = f"Reminder of your visit on {_when(appointment)}"
        _write(appointment, "reminder", subject, _kept_body(appointment), remind_at, now)


def tell_cancelled(appointment: Appointment, now: datetime) -> None:
    """Take back what is not sent yet and say that the visit is off."""
    _take_back(appointment)
    if not _may_write(appointment) or appointment.starts_at <= now:
        return
    body = _letter(appointment, f"your visit on {_when(appointment)} is cancelled.")
    _write(appointment, "cancellation", f"Cancelled: your visit on {_when(appointment)}", body, now, now)


def tell_length(appointment: Appointment) -> None:
    """What waits says the new length; what has gone out stands, since when to come is as it was."""
    _waiting(appointment).update(body=_kept_body(appointment))


def _waiting(appointment: Appointment) -> QuerySet[Outbox]:
    return Outbox.objects.filter(key__startswith=f"appointment:{appointment.pk}:", sent_at__isnull=True)


def _take_back(appointment: Appointment) -> None:
    _waiting(appointment).delete()


def _may_write(appointment: Appointment) -> bool:
    client = appointment.client
    return bool(client.may_email and client.email and not appointment.visit.is_demo)


def _write(appointment: Appointment, kind: str, subject: str, body: str, due_at: datetime, now: datetime) -> None:
    """Under the plain key; under a key with the version when one of this kind has gone out before."""
    key = f"appointment:{appointment.pk}:{kind}"
    if Outbox.objects.filter(key=key).exists():
        key = f"{key}:{appointment.version}"
    Outbox.objects.create(
        client=appointment.client,
        key=key,
        to=appointment.client.email,
        subject=subject,
        body=body,
        due_at=due_at,
        useless_after=appointment.starts_at,
        created_at=now,
    )


def _when(appointment: Appointment) -> str:
    location, starts_at = appointment.visit.location, appointment.starts_at
    return f"{long_day(location.local_day(starts_at))} at {location.clock(starts_at)}"


def _kept_body(appointment: Appointment) -> str:
    minutes = int((appointment.ends_at - appointment.starts_at).total_seconds()) // 60
    return _letter(
        appointment,
        f"we look forward to your visit on {_when(appointment)}, for {minutes} minutes."
        " If you cannot come, please call us.",
    )


def _letter(appointment: Appointment, line: str) -> str:
    location = appointment.visit.location
    house = "\n".join(part for part in (location.name, location.address.strip(), str(location.phone)) if part)
    return f"Dear {appointment.client.called},\n\n{line}\n\n{house}\n"
