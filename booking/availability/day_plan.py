"""The board: for each day and each therapist or room, when they work, what is booked, and what is free."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.db.models import Q

from booking.availability.calendar import works_at
from booking.availability.cards import Card, appointments_between, card, in_order, is_loud
from booking.availability.hours import Doors, Work, days_from, local_day_span, read_doors, read_work
from booking.availability.permits import permits_of
from booking.availability.placing import EPOCH, STEP
from booking.intervals import Span, common, lasting, minus, total_minutes
from booking.models import Allocation, Appointment, Block, Resource, ResourceKind, Room, Therapist
from spa.models import Location

LEAST_GAP = timedelta(minutes=30)


@dataclass(frozen=True)
class TimeAway:
    span: Span
    reason: str


@dataclass(frozen=True)
class BlockedTime:
    span: Span
    block: Block


@dataclass(frozen=True)
class Column:
    """One therapist's or room's day. Spans are UTC, cut to the local day; cards are whole."""

    owner: Therapist | Room
    shifts: tuple[Span, ...]
    breaks: tuple[Span, ...]
    time_off: tuple[TimeAway, ...]
    blocks: tuple[BlockedTime, ...]
    cards: tuple[Card, ...]
    turnovers: tuple[Span, ...]
    gaps: tuple[Span, ...]
    bookable_minutes: int
    booked_minutes: int

    @property
    def resource(self) -> Resource:
        return self.owner.resource

    @property
    def is_working(self) -> bool:
        return bool(self.shifts)

    @property
    def utilisation(self) -> int:
        """Booked time, turnover included, of the time that is not blocked, in whole percent up to 100."""
        if not self.bookable_minutes:
            return 0
        return min(100, round(100 * self.booked_minutes / self.bookable_minutes))


@dataclass(frozen=True)
class PlannedDay:
    """A local day. ``span`` runs from midnight to midnight, ``shown`` from the first to the last thing on it (UTC)."""

    day: date
    span: Span
    opening: tuple[Span, ...]
    closed: str | None
    shown: Span
    columns: tuple[Column, ...]

    @property
    def is_closed(self) -> bool:
        return not self.opening

    @property
    def cards(self) -> tuple[Card, ...]:
        return in_order(each for column in self.columns for each in column.cards)


@dataclass(frozen=True)
class DayPlan:
    location: Location
    by: str
    now: datetime
    days: tuple[PlannedDay, ...]

    @property
    def cards(self) -> tuple[Card, ...]:
        return in_order(each for day in self.days for each in day.cards)


def day_plan(
    location: Location,
    first_day: date,
    days: int,
    *,
    now: datetime,
    therapists: Sequence[Therapist] | None = None,
    by: str = "therapist",
) -> DayPlan:
    """The board of some days, a column for each therapist or (``by="room"``) each room. Six queries,
    and five more where somebody has a loud caution.

    ``therapists`` narrows the columns to these. A column is there for whoever is active here, and for others with
    something booked.
    """
    wanted = days_from(first_day, first_day + timedelta(days=max(days, 1) - 1))
    reading = _Reading(location, wanted, therapists, ResourceKind(by))
    return DayPlan(location, by, now, tuple(reading.planned(day, now) for day in wanted))


class _Reading:
    """Everything on the board, read once."""

    def __init__(
        self,
        location: Location,
        days: Sequence[date],
        therapists: Sequence[Therapist] | None,
        kind: ResourceKind,
    ) -> None:
        self.location, self.kind = location, kind
        self.doors: Doors = read_doors(location, days[0], days[-1])
        window = Span(local_day_span(location, days[0]).start, local_day_span(location, days[-1]).end)
        self.cards = self._read_cards(window)
        self.owners = self._read_owners(therapists)
        keys = [owner.pk for owner in self.owners] if kind == ResourceKind.THERAPIST else []
        self.work = read_work(location, keys, days[0], days[-1])
        self.held, self.blocks = self._read_held(window)

    def _read_cards(self, window: Span) -> dict[int, list[Card]]:
        cards: dict[int, list[Card]] = defaultdict(list)
        booked = list(appointments_between(self.location, window.start, window.end))
        permits = permits_of(each for each in booked if is_loud(each))
        for each in booked:
            cards[self._owner_key(each)].append(card(each, self._turnover(each), permits.get(each.pk)))
        return cards

    def _owner_key(self, appointment: Appointment) -> int:
        """The key of the resource in whose column it stands."""
        owner = appointment.therapist if self.kind == ResourceKind.THERAPIST else appointment.visit.room
        return owner.resource_id

    def _turnover(self, appointment: Appointment) -> Span:
        of_therapist = self.kind == ResourceKind.THERAPIST
        minutes = appointment.therapist_turnover if of_therapist else appointment.room_turnover
        return lasting(appointment.ends_at, minutes)

    def _read_owners(self, therapists: Sequence[Therapist] | None) -> list[Therapist | Room]:
        here = works_at(self.location) & Q(is_active=True) | Q(pk__in=list(self.cards))  # no room has shifts
        if therapists is not None and self.kind == ResourceKind.THERAPIST:
            here &= Q(therapist__in=[therapist.pk for therapist in therapists])
        rows = Resource.objects.filter(here, kind=self.kind).select_related("therapist__user", "room")
        return [getattr(row, self.kind.value) for row in rows.order_by("position", "name", "pk")]

    def _read_held(self, window: Span) -> tuple[dict[int, list[Span]], dict[int, list[BlockedTime]]]:
        """What is taken, wherever it was booked: the same rows that decide what can be booked."""
        resources = [owner.resource_id for owner in self.owners]
        rows = Allocation.objects.overlapping(window.start, window.end).filter(resource__in=resources)
        held: dict[int, list[Span]] = defaultdict(list)
        blocks: dict[int, list[BlockedTime]] = defaultdict(list)
        for row in rows.select_related("block"):
            span = Span(row.starts_at.astimezone(UTC), row.ends_at.astimezone(UTC))
            held[row.resource_id].append(span)
            if row.block is not None:
                blocks[row.resource_id].append(BlockedTime(span, row.block))
        return held, blocks

    def planned(self, day: date, now: datetime) -> PlannedDay:
        span = local_day_span(self.location, day)
        opening = self.doors.on(span)
        columns = tuple(self._column(owner, span, opening, now) for owner in self.owners)
        shown = _shown(self.location, span, opening, columns)
        return PlannedDay(day, span, opening, self.doors.closed.get(day), shown, columns)

    def _column(self, owner: Therapist | Room, day: Span, opening: tuple[Span, ...], now: datetime) -> Column:
        key, work = owner.resource_id, self._work_of(owner, opening)
        cards = in_order(each for each in self.cards[key] if each.span.overlaps(day))
        blocks = tuple(each for each in self.blocks[key] if each.span.overlaps(day))
        bookable = common(common(work.bookable, opening), [day])
        blocked = [each.span for each in self.blocks[key]]
        booked = common(minus(self.held[key], blocked), [day])
        return Column(
            owner=owner,
            shifts=common(work.shifts, [day]),
            breaks=common(work.breaks, [day]),
            time_off=tuple(TimeAway(s.cut_to(day), why) for s, why in work.time_off if s.overlaps(day)),
            blocks=blocks,
            cards=cards,
            turnovers=tuple(each.turnover for each in self.cards[key] if _is_turnover(each, day)),
            gaps=_gaps(minus(bookable, self.held[key]), now),
            bookable_minutes=total_minutes(minus(bookable, blocked)),
            booked_minutes=total_minutes(booked),
        )

    def _work_of(self, owner: Therapist | Room, opening: tuple[Span, ...]) -> Work:
        """A room works while the doors are open."""
        return self.work[owner.pk] if self.kind == ResourceKind.THERAPIST else Work(shifts=opening)


def _gaps(free: tuple[Span, ...], now: datetime) -> tuple[Span, ...]:
    """Free spans long enough to offer, from now on."""
    ahead = (Span(max(span.start, _next_five(now)), span.end) for span in free)
    return tuple(span for span in ahead if span.end - span.start >= LEAST_GAP)


def _next_five(now: datetime) -> datetime:
    """The next whole five minutes, at which something can start."""
    return now + (EPOCH - now) % STEP


def _is_turnover(each: Card, day: Span) -> bool:
    return each.holds_time and each.turnover.overlaps(day)


def _shown(location: Location, day: Span, opening: tuple[Span, ...], columns: tuple[Column, ...]) -> Span:
    """What the board has to show of the day, in whole hours: the doors, the shifts and everything booked."""
    spans = [*opening]
    for column in columns:
        spans += [*column.shifts, *(each.span for each in column.blocks)]
        spans += [Span(each.span.start, each.turnover.end) for each in column.cards]
    cut = [span.cut_to(day) for span in spans if span.overlaps(day)]
    if not cut:
        return day
    first, last = min(span.start for span in cut), max(span.end for span in cut)
    return Span(_hour_before(location, first), _hour_after(location, last)).cut_to(day)


def _hour_before(location: Location, moment: datetime) -> datetime:
    return moment - timedelta(minutes=location.local(moment).minute)


def _hour_after(location: Location, moment: datetime) -> datetime:
    return moment + timedelta(minutes=-location.local(moment).minute % 60)
