"""What the desk and the therapists note on an appointment beside its time: areas, a line, a lifted limit."""

from collections.abc import Sequence
from datetime import datetime

from booking.availability import health
from booking.availability.asks import ask_to_move
from booking.exceptions import BookingError, HealthRefused, WrongStatus
from booking.models import Appointment, EventKind, Override
from booking.permissions import may_override, may_plan
from booking.scheduling.areas import PlannedArea, plan_areas
from booking.scheduling.locking import lock_appointment
from booking.scheduling.records import change, refuse_erased, refuse_longer, refuse_unless
from booking.scheduling.statuses import NOT_YOURS
from booking.scheduling.transactions import in_one_transaction
from intake.rules import Caution, Permit
from intake.rules.tables.allergies import ALLERGY_CODES
from intake.vocabulary import CautionCode, Level
from spa.models import User


@in_one_transaction
def change_plan(
    *,
    appointment: Appointment,
    focus_areas: Sequence[PlannedArea],
    desk_line: str,
    version: int | None,
    by: User,
    now: datetime | None = None,
) -> Appointment:
    """Plan other areas, and say something else to the therapist."""
    refuse_unless(may_plan(by, appointment), NOT_YOURS)
    desk_line = refuse_longer(desk_line, 300, "The line for the therapist")
    appointment = lock_appointment(appointment, version)
    refuse_erased(appointment.client)
    if not appointment.state.can_be_planned:
        raise WrongStatus(f"This appointment is {appointment.get_status_display().lower()}; its plan stays.")
    plan_areas(appointment, focus_areas)
    data = {"areas": len(focus_areas), "has_line": bool(desk_line)}
    return change(appointment, EventKind.PLAN, by=by, now=now, data=data, desk_line=desk_line)


@in_one_transaction
def override(
    *, appointment: Appointment, caution_code: str, reason: str, by: User, now: datetime | None = None
) -> Override:
    """A therapist lifts the limits of one caution for this appointment, with a reason.

    What asks for fresh answers, a doctor, a signature or a reply is lifted by these alone, and what an allergy forbids
    by nothing.
    """
    refuse_unless(may_override(by, appointment), "Only a therapist lifts a limit.")
    reason = refuse_longer(reason, 300, "The reason")
    if not reason:
        raise BookingError("Say why the limit is lifted.")
    appointment = lock_appointment(appointment, None)
    refuse_erased(appointment.client)
    _refuse_what_stays(appointment, caution_code)
    lifted, is_new = Override.objects.get_or_create(
        appointment=appointment,
        caution_code=caution_code,
        defaults={"reason": reason, "made_by": by, "made_at": now},
    )
    if not is_new:
        raise BookingError(f"This limit is already lifted, by {lifted.made_by.display_name}.")
    change(appointment, EventKind.OVERRIDE, by=by, now=now, data={"caution": str(caution_code)})
    return lifted


def _refuse_what_stays(appointment: Appointment, code: str) -> None:
    ask, day = ask_to_move(appointment), appointment.visit.location.local_day(appointment.starts_at)
    _, permit = health.judged_on(ask, [day]).get(day, (None, None))
    caution, lifted = _caution(permit, code)
    if caution is None:
        raise BookingError("The screening of that day has no such caution, so there is nothing to lift.")
    label = CautionCode(code).label
    if code in ALLERGY_CODES:
        raise HealthRefused(f"{label}: what an allergy forbids is never lifted.")
    if caution.level in (Level.STOP, Level.CLEAR) or (caution.level in (Level.CONSENT, Level.ASK) and not lifted):
        raise HealthRefused(f"{label}: {caution.desk_action} A therapist cannot lift this alone.")


def _caution(permit: Permit | None, code: str) -> tuple[Caution | None, bool]:
    judged = (each for each in permit.cautions if each.caution.code == code) if permit else ()
    return next(((each.caution, each.lifted) for each in judged), (None, False))
