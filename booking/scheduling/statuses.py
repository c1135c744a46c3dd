"""What an appointment goes through on its day: confirm, check in, start, complete, no-show."""

from datetime import datetime

from booking.availability import health
from booking.availability.asks import ask_to_move
from booking.exceptions import HealthRefused, WrongStatus
from booking.models import Appointment, EventKind, Status
from booking.permissions import may_change_status, may_start
from booking.scheduling.locking import lock_appointment
from booking.scheduling.records import change, refuse_step, refuse_unless
from booking.scheduling.transactions import in_one_transaction
from intake import screenings
from intake.models import Screening
from spa.models import User

NOT_YOURS = "Only the desk and the therapist of this session may do that."


def _take(appointment: Appointment, to: Status, version: int | None, by: User) -> Appointment:
    refuse_unless(may_change_status(by, appointment), NOT_YOURS)
    appointment = lock_appointment(appointment, version)
    refuse_step(appointment, to)
    return appointment


def _become(appointment: Appointment, to: Status, by: User, now: datetime, **fields) -> Appointment:
    data = {"status": to.value, "status_before": appointment.status}
    return change(appointment, EventKind.STATUS, by=by, now=now, data=data, status=to, **fields)


@in_one_transaction
def confirm(*, appointment: Appointment, version: int | None, by: User, now: datetime | None = None) -> Appointment:
    """The client said that they will come."""
    appointment = _take(appointment, Status.CONFIRMED, version, by)
    return _become(appointment, Status.CONFIRMED, by, now)


@in_one_transaction
def check_in(*, appointment: Appointment, version: int | None, by: User, now: datetime | None = None) -> Appointment:
    """The client is here; the screening is made again for today."""
    appointment = _take(appointment, Status.ARRIVED, version, by)
    local_day = appointment.visit.location.local_day
    if local_day(now) < local_day(appointment.starts_at):
        day = health.long_day(local_day(appointment.starts_at))
        raise WrongStatus(f"This visit is on {day}. Move it to today if the client is here now.")
    screening = screenings.record(client=appointment.client, day=local_day(now), now=now)
    return _become(appointment, Status.ARRIVED, by, now, arrived_at=now, screening=screening)


@in_one_transaction
def start(*, appointment: Appointment, version: int | None, by: User, now: datetime | None = None) -> Appointment:
    """The session begins; only when a screening of today permits it, with what is signed, answered and cleared."""
    refuse_unless(may_start(by, appointment), NOT_YOURS)
    appointment = lock_appointment(appointment, version)
    refuse_step(appointment, Status.IN_SESSION)
    screening = _permitted_today(appointment, now)
    return _become(appointment, Status.IN_SESSION, by, now, started_at=now, screening=screening)


def _permitted_today(appointment: Appointment, now: datetime) -> Screening:
    ask, day = ask_to_move(appointment), appointment.visit.location.local_day(now)
    judged = health.judged_on(ask, [day]).get(day)
    if judged is None:
        name = appointment.client.called
        raise HealthRefused(f"There is no intake for {name} yet. Take the intake first, then start the session.")
    if refused := health.refusal(ask, judged, health.technique_codes(ask)):
        raise refused
    judgement, permit = judged
    if not permit.may_start:
        raise HealthRefused(health.before_start(ask.client, permit.before_start))
    return screenings.keep(judgement, now=now)


@in_one_transaction
def complete(*, appointment: Appointment, version: int | None, by: User, now: datetime | None = None) -> Appointment:
    """The session is over; the therapist's note is still to be signed."""
    appointment = _take(appointment, Status.COMPLETED, version, by)
    return _become(appointment, Status.COMPLETED, by, now, completed_at=now)


@in_one_transaction
def mark_no_show(
    *, appointment: Appointment, version: int | None, by: User, now: datetime | None = None
) -> Appointment:
    """The client did not come; only once the start has passed. The time stays held."""
    appointment = _take(appointment, Status.NO_SHOW, version, by)
    if now < appointment.starts_at:
        at = appointment.visit.location.clock(appointment.starts_at)
        raise WrongStatus(f"The visit starts at {at}. Until then the client can still come.")
    return _become(appointment, Status.NO_SHOW, by, now)
