"""Moving an appointment, and changing its add-ons: what it holds is given back and taken anew."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from booking.availability import health
from booking.availability.asks import Ask, Slot, ask_to_move
from booking.exceptions import AddOnRefused, WrongStatus
from booking.intervals import visit_minutes
from booking.models import AddOn, Appointment, EventKind, Room, Status, Therapist
from booking.permissions import may_change_appointment
from booking.scheduling import messages
from booking.scheduling.booking import add_rows, as_sold_now
from booking.scheduling.holding import hold, in_utc, lock_candidates, release, screened, slots_at, try_each
from booking.scheduling.locking import lock_appointment
from booking.scheduling.records import change, place_of, refuse_erased, refuse_unless
from booking.scheduling.transactions import in_one_transaction
from spa.models import User

DESK_ONLY = "Only the desk changes bookings."


@in_one_transaction
def move(
    *,
    appointment: Appointment,
    starts_at: datetime,
    therapist: Therapist | None = None,
    room: Room | None = None,
    version: int | None,
    by: User,
    now: datetime | None = None,
) -> Appointment:
    """Give an appointment another start, therapist or room; its length, price and turnover stay.

    Without a therapist it keeps its own; without a room it keeps its room where that is free, else takes another. The
    client is screened for the new day.
    """
    refuse_unless(may_change_appointment(by, appointment), DESK_ONLY)
    appointment = lock_appointment(appointment, version)
    if not appointment.state.can_be_rescheduled:
        raise WrongStatus(f"This appointment is {appointment.get_status_display().lower()}, so it stays where it is.")
    ask, starts_at = ask_to_move(appointment, therapist=therapist, room=room), in_utc(starts_at)
    fields = _not_here_yet(appointment, starts_at, now)
    return resettle(appointment, ask, starts_at, EventKind.MOVED, by=by, now=now, **fields)


def _not_here_yet(appointment: Appointment, starts_at: datetime, now: datetime) -> dict[str, Any]:
    """Whoever has arrived and then comes on a later day arrives again."""
    local_day = appointment.visit.location.local_day
    if appointment.state != Status.ARRIVED or local_day(starts_at) <= local_day(now):
        return {}
    return {"status": Status.BOOKED, "arrived_at": None}


def resettle(
    appointment: Appointment, ask: Ask, starts_at: datetime, kind: EventKind, *, by: User, now: datetime, **fields
) -> Appointment:
    """Screen for the day, find the place, give back what is held and hold the new; then log and tell the client."""
    refuse_erased(appointment.client)
    lock_candidates(ask)
    screening = screened(ask, starts_at, now)
    before = {f"{name}_before": value for name, value in place_of(appointment).items()}
    slots = slots_at(ask, starts_at, now)
    slot = try_each(ask, slots, now, lambda slot: _exchange(appointment, ask, slot))
    _set_room(appointment, slot.room)
    fields |= {
        "therapist": slot.therapist,
        "starts_at": slot.starts_at,
        "ends_at": slot.ends_at,
        "screening": screening,
    }
    for name, value in fields.items():
        setattr(appointment, name, value)
    data = before | place_of(appointment)
    change(appointment, kind, by=by, now=now, data=data, **fields)
    messages.tell_booked(appointment, now)
    return appointment


def _exchange(appointment: Appointment, ask: Ask, slot: Slot) -> Slot:
    release(appointment)
    hold(appointment, slot, ask)
    return slot


def _set_room(appointment: Appointment, room: Room) -> None:
    visit = appointment.visit
    if visit.room_id != room.pk:
        visit.room = room
        visit.save(update_fields=["room"])


@in_one_transaction
def change_add_ons(
    *,
    appointment: Appointment,
    add_ons: Sequence[AddOn],
    version: int | None,
    by: User,
    now: datetime | None = None,
) -> Appointment:
    """Book exactly these add-ons; those already booked keep their minutes and price. The visit grows or shrinks.

    New ones must go with the service and be permitted by the screening, unless a therapist has lifted the limit.
    """
    refuse_unless(may_change_appointment(by, appointment), DESK_ONLY)
    appointment = lock_appointment(appointment, version)
    if not appointment.state.can_be_planned:
        raise WrongStatus(f"This appointment is {appointment.get_status_display().lower()}; its add-ons stay.")
    booked = {row.add_on_id: row for row in appointment.add_ons.select_related("add_on")}
    wanted = as_sold_now(add_ons)
    new = [add_on for add_on in wanted if add_on.pk not in booked]
    _refuse_strange(appointment, new)
    kept = [booked[add_on.pk] for add_on in wanted if add_on.pk in booked]
    minutes = [row.minutes for row in kept] + [add_on.minutes for add_on in new]
    ask = replace(
        ask_to_move(appointment, room=appointment.visit.room),
        add_ons=wanted,
        length=visit_minutes(appointment.minutes, minutes),
    )
    ended, held = appointment.ends_at, ask_to_move(appointment).equipment_kinds
    appointment.add_ons.exclude(add_on__in=wanted).delete()
    add_rows(appointment, new)
    if new:
        _refuse_unhealthy(ask, appointment)
    if ask.spans_from(appointment.starts_at).session.end == ended and ask.equipment_kinds == held:
        data = {"add_ons": sorted(add_on.code for add_on in wanted)}
        return change(appointment, EventKind.ADD_ONS, by=by, now=now, data=data)
    return _stretch(appointment, ask, by=by, now=now)


def _refuse_strange(appointment: Appointment, new: list[AddOn]) -> None:
    known = set(appointment.service.add_ons.active().values_list("pk", flat=True))
    strange = [str(add_on) for add_on in new if add_on.pk not in known]
    if strange:
        raise AddOnRefused(f"{', '.join(strange)} does not go with {appointment.service}.")


def _refuse_unhealthy(ask: Ask, appointment: Appointment) -> None:
    day = ask.location.local_day(appointment.starts_at)
    judged = health.judged_on(ask, [day]).get(day)
    if refused := health.refusal(ask, judged, health.technique_codes(ask)):
        raise refused


def _stretch(appointment: Appointment, ask: Ask, *, by: User, now: datetime) -> Appointment:
    """The same start with another length or other equipment; a session that has begun may still grow."""
    lock_candidates(ask)
    slots = slots_at(ask, appointment.starts_at, min(now, appointment.starts_at))
    slot = try_each(ask, slots, now, lambda slot: _exchange(appointment, ask, slot))
    data = {
        "add_ons": sorted(add_on.code for add_on in ask.add_ons),
        "ends_at_before": appointment.ends_at.isoformat(),
        "ends_at": slot.ends_at.isoformat(),
    }
    change(appointment, EventKind.ADD_ONS, by=by, now=now, data=data, ends_at=slot.ends_at)
    messages.tell_length(appointment)
    return appointment
