"""Where a session fits on one local day. Pure arithmetic on a calendar that is already read.

This is the only place that decides whether a start can be booked: the list of open slots and the operations that write
both come here.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cached_property

from booking.availability.asks import Ask, Slot, Spans
from booking.availability.calendar import Calendar, Staff
from booking.availability.hours import A_DAY, local_day_span
from booking.intervals import Span, any_contains, any_overlaps, common, minus, union
from booking.models import EquipmentUnit, Room, Therapist

QUARTER = timedelta(minutes=15)
STEP = timedelta(minutes=5)
GRACE = timedelta(minutes=15)  # a walk-in at 10:05 is typed at 10:07
HORIZON = timedelta(days=365)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Owner = Therapist | Room | EquipmentUnit
Place = tuple[Room, tuple[EquipmentUnit, ...]]


def is_on(step: timedelta, moment: datetime) -> bool:
    """Whether an instant is a whole number of steps; every zone is off UTC by whole quarters."""
    return not (moment - EPOCH) % step


class Day:
    """One local day of a calendar for one ask, at the moment ``now`` (UTC)."""

    def __init__(self, ask: Ask, calendar: Calendar, day: date, now: datetime) -> None:
        self.ask, self.calendar, self.day, self.now = ask, calendar, day, now
        self.span = local_day_span(ask.location, day)
        self.window = Span(self.span.start, self.span.end + A_DAY)
        self.open = calendar.doors.on(self.window)
        self._held: dict[int, tuple[Span, ...]] = {}
        self._spans: dict[datetime, Spans] = {}
        self._places: dict[datetime, Place | None] = {}

    @cached_property
    def earliest(self) -> datetime:
        return self.now - GRACE

    @property
    def is_past(self) -> bool:
        return self.span.end <= self.earliest

    @property
    def is_beyond_horizon(self) -> bool:
        return self.day > self.ask.location.local_day(self.now) + HORIZON

    def held_by(self, owner: Owner) -> tuple[Span, ...]:
        """What is taken of a therapist, room or unit around this day."""
        if owner.resource_id not in self._held:
            near = Span(self.window.start - A_DAY, self.window.end)
            spans = tuple(span for span in self.calendar.held_by(owner) if span.overlaps(near))
            self._held[owner.resource_id] = spans
        return self._held[owner.resource_id]

    @cached_property
    def free_time(self) -> dict[int, tuple[Span, ...]]:
        """By therapist: on shift here and not held."""
        return {
            member.therapist.pk: minus(self.on_shift(member), self.held_by(member.therapist))
            for member in self.calendar.staff
        }

    def on_shift(self, member: Staff) -> tuple[Span, ...]:
        return common(member.work.bookable, [self.window])

    @property
    def at_work(self) -> tuple[Span, ...]:
        """When anybody works here who could give it, while the doors are open."""
        return common(union(span for member in self.calendar.staff for span in self.on_shift(member)), self.open)

    def starts_today(self, member: Staff) -> bool:
        """Whether this therapist works at all on this day, within the doors' hours."""
        return bool(common(self.on_shift(member), common(self.open, [self.span])))

    # --- Starts ---

    @cached_property
    def common_starts(self) -> frozenset[datetime]:
        """Whoever the therapist is: every quarter of an hour, and every five minutes around now for a walk-in."""
        quarters = _steps(self.span, QUARTER)
        walk_ins = _steps(Span(self.earliest, self.now + GRACE), STEP)
        return self._possible((*quarters, *walk_ins, *self.freed_starts))

    @cached_property
    def freed_starts(self) -> frozenset[datetime]:
        """When the first fitting room, or unit of a kind, is given back after all of them were taken."""
        pools = [self.calendar.rooms, *(self.units_of(kind) for kind in self.ask.equipment_kinds)]
        return frozenset(
            span.end for pool in pools for owner in pool for span in self.held_by(owner) if self._was_last(pool, span)
        )

    @property
    def _kept_start(self) -> set[datetime]:
        """Whoever moves, or takes a cancelling back, may come at the time they had."""
        return {self.ask.moving.starts_at.astimezone(UTC)} if self.ask.moving else set()

    def _was_last(self, pool: tuple[Owner, ...], span: Span) -> bool:
        just_before = Span(span.end - STEP, span.end)
        return all(any_overlaps(self.held_by(owner), just_before) for owner in pool)

    def starts_of(self, member: Staff) -> list[datetime]:
        """When a session with this therapist may begin: also right after a session, a break or the shift's start."""
        own = {span.start for span in self.free_time[member.therapist.pk]}
        held = {span.end for span in self.held_by(member.therapist)}
        return sorted(self.common_starts | self._possible(own | held | self._kept_start))

    def _possible(self, starts: Iterable[datetime]) -> frozenset[datetime]:
        """Those of this day that are not past, on five minutes."""
        return frozenset(s for s in starts if s >= self.earliest and self.span.holds(s) and is_on(STEP, s))

    # --- Fitting ---

    def spans_from(self, start: datetime) -> Spans:
        """What a session from ``start`` takes; the same for every therapist."""
        if start not in self._spans:
            self._spans[start] = self.ask.spans_from(start)
        return self._spans[start]

    def units_of(self, kind: int) -> tuple[EquipmentUnit, ...]:
        return self.calendar.units.get(kind, ())

    def in_doors(self, spans: Spans) -> bool:
        """The last clean-up of the day is part of the day."""
        return any_contains(self.open, spans.all_of_it)

    def is_free(self, owner: Owner, span: Span) -> bool:
        return not any_overlaps(self.held_by(owner), span)

    def has_time(self, member: Staff, spans: Spans) -> bool:
        return any_contains(self.free_time[member.therapist.pk], spans.therapist)

    def free_rooms(self, spans: Spans) -> Iterator[Room]:
        return (room for room in self.calendar.rooms if self.is_free(room, spans.room))

    def free_units(self, spans: Spans) -> tuple[EquipmentUnit, ...] | None:
        """One free unit of each kind that is needed; None when a kind has none."""
        chosen = [self._free_unit(kind, spans) for kind in sorted(self.ask.equipment_kinds)]
        return None if None in chosen else tuple(chosen)

    def _free_unit(self, kind: int, spans: Spans) -> EquipmentUnit | None:
        return next((unit for unit in self.units_of(kind) if self.is_free(unit, spans.room)), None)

    # --- Slots ---

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """Every bookable start of this day with each therapist who could give it, in order of time."""
        if self.is_past or self.is_beyond_horizon:
            return ()
        found = [slot for member in self.calendar.staff if member.may_give for slot in self._slots_with(member)]
        return tuple(sorted(found, key=lambda slot: slot.starts_at))  # stable: therapists keep their order

    def _slots_with(self, member: Staff) -> Iterator[Slot]:
        for start in self.starts_of(member):
            spans = self.spans_from(start)
            if self.has_time(member, spans) and (place := self.place(start)):
                room, units = place
                yield Slot(start, spans.session.end, member.therapist, room, units, self._note(member, start))

    def place(self, start: datetime) -> Place | None:
        """The room and the units that a session from ``start`` would take, while the doors are open."""
        if start not in self._places:
            self._places[start] = self._find_place(self.spans_from(start))
        return self._places[start]

    def _find_place(self, spans: Spans) -> Place | None:
        if not self.in_doors(spans):
            return None
        room, units = self._kept_room(spans) or next(self.free_rooms(spans), None), self.free_units(spans)
        return None if room is None or units is None else (room, units)

    def _kept_room(self, spans: Spans) -> Room | None:
        """Whoever moves keeps the room where it is free."""
        if self.ask.moving is None:
            return None
        kept = self.ask.moving.visit.room_id
        return next((room for room in self.free_rooms(spans) if room.pk == kept), None)

    def _note(self, member: Staff, start: datetime) -> str:
        after_another = any(span.end == start for span in self.held_by(member.therapist))
        return "right after another session" if after_another else ""


def _steps(span: Span, step: timedelta) -> Iterator[datetime]:
    """The whole steps within a span."""
    moment = span.start + (EPOCH - span.start) % step
    while moment < span.end:
        yield moment
        moment += step
