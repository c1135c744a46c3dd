"""Which booked visits a change of hours, people, rooms, doors or services would leave without what they need.

Asked before such a change is kept: the desk is told, and decides. What a client's own health asks of a therapist is
left out: whoever changes the house need not read health answers, and a training that is missed would tell them.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction
from django.db.models import OuterRef, Prefetch, Q

from booking.availability.fitting import lacks_a_technique, lacks_the_training, takes
from booking.availability.hours import Doors, Work, read_doors, read_work
from booking.intervals import Span, lasting
from booking.models import Allocation, Appointment, AppointmentAddOn, ResourceKind
from intake import clock
from spa.models import Location

_THERAPIST, _ROOM = "therapist__resource", "visit__room__resource"
_FITS = {
    "is_untaught": lacks_a_technique(OuterRef("service"), resource=_THERAPIST),
    "is_untrained": Q(service__training__isnull=False)
    & lacks_the_training(OuterRef("service__training"), resource=_THERAPIST),
    "room_takes_it": takes(OuterRef("service"), resource=_ROOM),
}


@dataclass(frozen=True)
class Stranded:
    """A coming appointment and what it lacks, in words that end a sentence: Tove is not on shift then."""

    appointment: Appointment
    reasons: tuple[str, ...]


class Coming:
    """The coming appointments that a change may touch, with what was amiss with them before it.

    ``touched`` narrows them to those of a therapist, a room, a unit, a service or a house. Read it before the change
    is written, then ask ``stranded`` after: only what is newly amiss counts.
    """

    def __init__(self, touched: Q, *, now: datetime | None = None) -> None:
        self.touched, self.now = touched, now or clock.now()
        self.before = dict(self._amiss())

    def stranded(self) -> tuple[Stranded, ...]:
        """Whom the change has stranded since; in order of time. Three queries, and two for each house."""
        return tuple(
            Stranded(appointment, tuple(why for why in reasons if why not in self._known(appointment)))
            for appointment, reasons in self._amiss()
            if set(reasons) - set(self._known(appointment))
        )

    def _known(self, appointment: Appointment) -> Sequence[str]:
        return self.before.get(appointment, ())

    def _amiss(self) -> Iterator[tuple[Appointment, tuple[str, ...]]]:
        by_house: dict[Location, list[Appointment]] = defaultdict(list)
        for appointment in self._appointments():
            by_house[appointment.visit.location].append(appointment)
        for location, appointments in by_house.items():
            house = _House(location, appointments)
            yield from ((each, reasons) for each in appointments if (reasons := tuple(house.lacks(each))))

    def _appointments(self) -> Iterable[Appointment]:
        held = Prefetch("allocations", Allocation.objects.select_related("resource__equipment_unit"))
        add_ons = Prefetch("add_ons", AppointmentAddOn.objects.select_related("add_on__equipment_kind"))
        rows = Appointment.objects.yet_to_arrive(self.now).filter(self.touched).for_card().annotate(**_FITS)
        rows = rows.select_related("service__equipment_kind").prefetch_related(held, add_ons)
        return rows.order_by("starts_at", "pk").distinct()


def stranded_by(change: Callable[[], object], *, touched: Q, now: datetime | None = None) -> tuple[Stranded, ...]:
    """Whom a change would strand: it is made, looked at, and taken back.

    ``change`` writes rows and nothing else. Call it in a transaction where what is read must stay true.
    """
    with transaction.atomic():
        coming = Coming(touched, now=now)
        with transaction.atomic():
            change()
            found = coming.stranded()
            transaction.set_rollback(True)
    return found


def touching_resources(keys: Iterable[int]) -> Q:
    """Appointments that hold one of these resources: themselves, or by the room of their visit."""
    wanted = list(keys)
    return Q(allocations__resource__in=wanted) | Q(visit__room__resource__in=wanted)


class _House:
    """The hours of one house around some appointments, as the database has them now."""

    def __init__(self, location: Location, appointments: Sequence[Appointment]) -> None:
        self.location = location
        days = [location.local_day(each.starts_at) for each in (appointments[0], appointments[-1])]
        self.doors: Doors = read_doors(location, *days)
        self.work: dict[int, Work] = read_work(location, {each.therapist_id for each in appointments}, *days)
        self.bookable = {key: work.bookable for key, work in self.work.items()}

    def lacks(self, appointment: Appointment) -> Iterator[str]:
        """What it would not be booked without, as ``placing`` sees it."""
        session = Span(appointment.starts_at.astimezone(UTC), appointment.ends_at.astimezone(UTC))
        for_therapist = lasting(session.start, _minutes(session) + appointment.therapist_turnover)
        for_room = lasting(session.start, _minutes(session) + appointment.room_turnover)
        if not self.location.is_active or not _lies_in(self.doors.open, max(for_therapist, for_room)):
            yield f"{self.location} is closed then"
        if not _lies_in(self.bookable[appointment.therapist_id], for_therapist):
            yield self._why_not_there(appointment, for_therapist)
        yield from _retired(appointment)
        yield from _unfit(appointment)

    def _why_not_there(self, appointment: Appointment, span: Span) -> str:
        work, name = self.work[appointment.therapist_id], appointment.therapist
        if not _lies_in(work.shifts, span):
            return f"{name} is not on shift then"
        is_away = any(away.overlaps(span) for away, _ in work.time_off)
        return f"{name} is away then" if is_away else f"{name} has a break then"


def _minutes(span: Span) -> int:
    return int((span.end - span.start).total_seconds()) // 60


def _lies_in(spans: Sequence[Span], wanted: Span) -> bool:
    """Whether one of the spans, which are sorted and do not touch, holds all of ``wanted``."""
    place = bisect_right(spans, wanted.start, key=lambda span: span.start)
    return place > 0 and spans[place - 1].contains(wanted)


def _retired(appointment: Appointment) -> Iterator[str]:
    room = appointment.visit.room
    if not appointment.therapist.resource.is_active:
        yield f"{appointment.therapist} is retired"
    if not room.resource.is_active:
        yield f"{room} is retired"
    for held in appointment.allocations.all():
        if _is_unit(held) and not held.resource.is_active:
            yield f"{held.resource} is retired"


def _unfit(appointment: Appointment) -> Iterator[str]:
    """What whoever gives it, the room and the units it holds cannot do for its service."""
    service, room = appointment.service, appointment.visit.room
    if appointment.is_untaught or appointment.is_untrained:
        yield f"{appointment.therapist} is not trained for {service}"
    if room.capacity < service.persons:
        yield f"{room} is too small"
    if not appointment.room_takes_it:
        yield f"{room} does not take {service}"
    held = {each.resource.equipment_unit.kind_id for each in appointment.allocations.all() if _is_unit(each)}
    sold = (service, *(booked.add_on for booked in appointment.add_ons.all()))
    needed = {each.equipment_kind for each in sold if each.equipment_kind_id not in (None, *held)}
    yield from (f"no unit of {kind} is held for it" for kind in sorted(needed, key=str))


def _is_unit(held: Allocation) -> bool:
    return held.resource.kind == ResourceKind.EQUIPMENT
