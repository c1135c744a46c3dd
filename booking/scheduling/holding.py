"""Finding the place of a session and holding it: lock, look, check the client's health, write."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import TypeVar

from django.db import IntegrityError, transaction

from booking.availability import health
from booking.availability.asks import Ask, Slot
from booking.availability.calendar import candidates_of, read_calendar
from booking.availability.placing import Day
from booking.availability.reasons import Why, why_never, why_not_at
from booking.exceptions import BookingError, SlotTaken
from booking.intervals import Span
from booking.models import Allocation, Appointment, Visit
from booking.scheduling.locking import lock_resources
from booking.scheduling.transactions import is_overlap
from intake import screenings
from intake.models import Screening

T = TypeVar("T")


def in_utc(moment: datetime) -> datetime:
    """The same instant in UTC. Raises ValueError for one without a zone, which is a mistake of the program."""
    if moment.tzinfo is None:
        raise ValueError("a start needs its time zone")
    return moment.astimezone(UTC)


def lock_candidates(ask: Ask) -> None:
    """Hold every resource that the ask may come to take."""
    lock_resources(candidates_of(ask).values_list("pk", flat=True))


def screened(ask: Ask, starts_at: datetime, now: datetime) -> Screening | None:
    """The client's own screening for the local day of the visit, kept; a refusal when it stands against the ask.

    None without a current intake: most people book by phone first.
    """
    day = ask.location.local_day(starts_at)
    judged = health.judged_on(ask, [day]).get(day)
    if judged is None:
        return None
    if refused := health.refusal(ask, judged, health.technique_codes(ask)):
        raise refused
    return screenings.keep(judged[0], now=now)


def slots_at(ask: Ask, starts_at: datetime, now: datetime) -> list[Slot]:
    """The same slots that ``open_slots`` offers at this start, best first; a refusal in words when there is none."""
    day = _day(ask, starts_at, now)
    if why := why_never(ask, day.calendar):
        raise refusal_at(day, starts_at, why)
    slots = [slot for slot in day.slots if slot.starts_at == starts_at]
    if not slots:
        raise refusal_at(day, starts_at, why_not_at(day, starts_at))
    return slots


def _day(ask: Ask, starts_at: datetime, now: datetime) -> Day:
    local_day = ask.location.local_day(starts_at)
    return Day(ask, read_calendar(ask, local_day, local_day), local_day, now)


def refusal_at(day: Day, starts_at: datetime, why: Why) -> BookingError:
    """The reason as an error; where one resource alone is in the way, with what it is held for."""
    if not issubclass(why.error, SlotTaken) or len(why.owners) != 1:
        return why.error(why.sentence)
    named = ", ".join(_held_for(day, starts_at, why.owners[0].resource_id))
    return SlotTaken(Why(f"{why.words} ({named})" if named else why.words).sentence)


def _held_for(day: Day, starts_at: datetime, resource_id: int) -> list[str]:
    span = day.ask.spans_from(starts_at).all_of_it
    rows = (
        Allocation.objects.overlapping(span.start, span.end)
        .filter(resource=resource_id)
        .select_related("block")
        .prefetch_related("visit__appointments__client")
    )
    return sorted({held_for(row) for row in rows})


def held_for(row: Allocation) -> str:
    """What an allocation is for, in words: the clients, or the kind of block."""
    if row.block is not None:
        return row.block.get_kind_display().lower()
    return " and ".join(sorted({appointment.client.name for appointment in row.visit.appointments.all()}))


def try_each(ask: Ask, slots: Iterable[Slot], now: datetime, write: Callable[[Slot], T]) -> T:
    """Write with the first slot that the database accepts; each try has its own savepoint.

    The guard's refusal is an IntegrityError, which would break the transaction around it.
    """
    slots = list(slots)
    for slot in slots:
        try:
            with transaction.atomic():
                return write(slot)
        except IntegrityError as error:
            if not is_overlap(error):
                raise
    day = _day(ask, slots[0].starts_at, now)
    raise refusal_at(day, slots[0].starts_at, why_not_at(day, slots[0].starts_at))


def hold(appointment: Appointment, slot: Slot, ask: Ask) -> None:
    """One allocation each: the therapist for the appointment, the room for the visit, a unit for the appointment."""
    spans, visit = ask.spans_from(slot.starts_at), appointment.visit
    _hold(slot.therapist.resource_id, spans.therapist, visit=visit, appointment=appointment)
    _hold(slot.room.resource_id, spans.room, visit=visit)
    for unit in slot.units:
        _hold(unit.resource_id, spans.room, visit=visit, appointment=appointment)


def _hold(resource_id: int, span: Span, **owner: Visit | Appointment) -> None:
    Allocation.objects.create(resource_id=resource_id, starts_at=span.start, ends_at=span.end, **owner)


def release(appointment: Appointment) -> None:
    """Give back what the appointment holds, and the room when nobody else of the visit still comes."""
    appointment.allocations.all().delete()
    others = appointment.visit.appointments.standing().exclude(pk=appointment.pk)
    if not others.exists():
        appointment.visit.allocations.all().delete()
