"""Cancelling gives the time back; taking it back goes through every check again."""

from datetime import datetime

from booking.availability.asks import ask_to_move
from booking.exceptions import BookingError
from booking.models import Appointment, CancelReason, EventKind, Status
from booking.permissions import may_change_appointment
from booking.scheduling import messages
from booking.scheduling.holding import release
from booking.scheduling.locking import lock_appointment
from booking.scheduling.moving import DESK_ONLY, resettle
from booking.scheduling.records import change, refuse_longer, refuse_step, refuse_unless
from booking.scheduling.transactions import in_one_transaction
from spa.models import User


@in_one_transaction
def cancel(
    *,
    appointment: Appointment,
    reason: str,
    note: str = "",
    version: int | None,
    by: User,
    now: datetime | None = None,
) -> Appointment:
    """Free the time, with a reason; the appointment stays to be seen. What was to be sent is not sent any more."""
    refuse_unless(may_change_appointment(by, appointment), DESK_ONLY)
    if reason not in CancelReason.values:
        raise BookingError("Choose why the visit is cancelled.")
    note = refuse_longer(note, 200, "The note")
    appointment = lock_appointment(appointment, version)
    refuse_step(appointment, Status.CANCELLED)
    data = {"reason": str(reason), "status_before": appointment.status}
    fields = {"status": Status.CANCELLED, "cancel_reason": reason, "cancel_note": note}
    release(appointment)
    change(appointment, EventKind.CANCELLED, by=by, now=now, data=data, **fields)
    messages.tell_cancelled(appointment, now)
    return appointment


@in_one_transaction
def uncancel(*, appointment: Appointment, version: int | None, by: User, now: datetime | None = None) -> Appointment:
    """Take a cancelling back: the same time and therapist, if they are still free and the screening still permits."""
    refuse_unless(may_change_appointment(by, appointment), DESK_ONLY)
    appointment = lock_appointment(appointment, version)
    refuse_step(appointment, Status.BOOKED)
    fields = {"status": Status.BOOKED, "cancel_reason": "", "cancel_note": ""}
    ask, starts_at = ask_to_move(appointment), appointment.starts_at
    return resettle(appointment, ask, starts_at, EventKind.UNCANCELLED, by=by, now=now, **fields)
