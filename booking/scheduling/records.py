"""What every operation leaves behind: the appointment's next version and the event that says who made it."""

from datetime import datetime
from typing import Any

from booking.exceptions import BookingError, NotAllowed, WrongStatus
from booking.models import Appointment, AppointmentEvent, EventKind, Status
from intake.models import Client
from spa.models import User


def refuse_unless(allowed: bool, sentence: str) -> None:
    if not allowed:
        raise NotAllowed(sentence)


def refuse_erased(client: Client) -> None:
    """Nothing new is planned for, or written about, somebody who was erased; what was booked goes to its end."""
    if client.erased_at is not None:
        raise BookingError("This person was erased, so nothing can be booked or planned for them.")


def refuse_longer(text: str, limit: int, what: str) -> str:
    """The text without blanks around it; PostgreSQL would refuse a longer one without words."""
    text = text.strip()
    if len(text) > limit:
        raise BookingError(f"{what} is longer than {limit} letters. Please shorten it.")
    return text


def change(
    appointment: Appointment, kind: EventKind, *, by: User, now: datetime, data: dict[str, Any], **fields: Any
) -> Appointment:
    """Save the fields as the appointment's next version, with its event."""
    for name, value in fields.items():
        setattr(appointment, name, value)
    appointment.version += 1
    appointment.changed_at = now
    appointment.save(update_fields=[*fields, "version", "changed_at"])
    log(appointment, kind, by=by, now=now, data=data)
    return appointment


def log(appointment: Appointment, kind: EventKind, *, by: User, now: datetime, data: dict[str, Any]) -> None:
    """Figures, codes and ids; no health answers and no free text."""
    AppointmentEvent.objects.create(
        appointment=appointment, version=appointment.version, kind=kind, by=by, at=now, data=data
    )


def refuse_step(appointment: Appointment, to: Status) -> None:
    """Only where the status may become ``to``."""
    if to not in appointment.state.next:
        raise WrongStatus(_wrong_step(appointment.state, to))


def _wrong_step(state: Status, to: Status) -> str:
    if state is to:
        return f"This appointment is already {to.label.lower()}."
    return f"This appointment is {state.label.lower()}, so it cannot become {to.label.lower()}."


def place_of(appointment: Appointment) -> dict[str, Any]:
    """When, with whom and where, as an event keeps it."""
    return {
        "starts_at": appointment.starts_at.isoformat(),
        "ends_at": appointment.ends_at.isoformat(),
        "therapist": appointment.therapist_id,
        "room": appointment.visit.room_id,
    }
