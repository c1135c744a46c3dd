"""Wall times of the house turned into instants: opening hours, shifts, breaks, time off. The rows are read here."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import FilteredRelation, Q, QuerySet

from booking.intervals import Span, common, minus, union
from booking.models import Therapist
from booking.models.hours import shifts_touching
from spa.models import Location

MIDNIGHT = time(0)
A_DAY = timedelta(days=1)


def instants(location: Location, day: date, starts: time, ends: time) -> Span:
    """The UTC span of two wall times; an end at or before the start is on the next day."""
    last = day if ends > starts else day + A_DAY
    return Span(location.moment(day, starts).astimezone(UTC), location.moment(last, ends).astimezone(UTC))


def local_day_span(location: Location, day: date) -> Span:
    """From midnight to midnight on the house's clock: 23, 24 or 25 hours."""
    return instants(location, day, MIDNIGHT, MIDNIGHT)


def days_from(first: date, last: date) -> tuple[date, ...]:
    """Every day from the first to the last, both included."""
    return tuple(first + timedelta(days=n) for n in range((last - first).days + 1))


@dataclass(frozen=True)
class Doors:
    """When the doors are open (UTC), and which days are closing days and why."""

    open: tuple[Span, ...]
    closed: dict[date, str]

    def on(self, day: Span) -> tuple[Span, ...]:
        return common(self.open, [day])


def read_doors(location: Location, first: date, last: date) -> Doors:
    """Opening hours that may touch the days from first to last. One query.

    A closing day takes away what would open on that day; a Friday night that runs into a closed Saturday stays.
    """
    days = days_from(first - A_DAY, last + A_DAY)
    rows = (
        Location.objects.filter(pk=location.pk)
        .annotate(
            shut=FilteredRelation("closing_days", condition=Q(closing_days__day__range=(days[0], days[-1]))),
        )
        .values_list(
            "opening_hours__weekday", "opening_hours__opens", "opening_hours__closes", "shut__day", "shut__reason"
        )
    )
    hours, closed = set(), {}
    for weekday, opens, closes, day, reason in rows:
        if weekday is not None:
            hours.add((weekday, opens, closes))
        if day is not None:
            closed[day] = reason
    spans = (
        instants(location, day, opens, closes)
        for day in days
        if day not in closed
        for weekday, opens, closes in hours
        if day.weekday() == weekday
    )
    return Doors(union(spans), closed)


@dataclass(frozen=True)
class Work:
    """One therapist's hours as instants: shifts, the breaks in them, and time off with its reason."""

    shifts: tuple[Span, ...] = ()
    breaks: tuple[Span, ...] = ()
    time_off: tuple[tuple[Span, str], ...] = ()

    @property
    def bookable(self) -> tuple[Span, ...]:
        """On shift, not in a break and not away."""
        return minus(self.shifts, [*self.breaks, *(span for span, _ in self.time_off)])


def read_work(location: Location, therapists: Iterable[int], first: date, last: date) -> dict[int, Work]:
    """The hours of therapists (by key) at a location around the days from first to last. One query."""
    keys, days = list(therapists), days_from(first - A_DAY, last + A_DAY)
    shifts: dict[int, set[tuple]] = defaultdict(set)
    away: dict[int, dict[int, tuple[Span, str]]] = defaultdict(dict)
    for therapist, time_off, starts_at, ends_at, reason, *shift in _rows_of_work(location, keys, days):
        shifts[therapist].add(tuple(shift))
        if time_off is not None:
            away[therapist][time_off] = (Span(_utc(starts_at), _utc(ends_at)), reason)
    return {key: _work(location, days, shifts[key], tuple(away[key].values())) for key in keys}


def _rows_of_work(location: Location, keys: list[int], days: tuple[date, ...]) -> QuerySet:
    """Each shift of a therapist beside each time off: both are few in a span of days."""
    window = Span(local_day_span(location, days[0]).start, local_day_span(location, days[-1]).end)
    here = Q(shifts__location=location) & shifts_touching(days[0], days[-1])
    gone = Q(time_off__starts_at__lt=window.end, time_off__ends_at__gt=window.start)
    therapists = Therapist.objects.filter(pk__in=keys).annotate(
        shift=FilteredRelation("shifts", condition=here), away=FilteredRelation("time_off", condition=gone)
    )
    return therapists.order_by("away__starts_at", "away__pk").values_list(
        "pk", "away__pk", "away__starts_at", "away__ends_at", "away__reason",
        "shift__weekday", "shift__valid_from", "shift__valid_until", "shift__day", "shift__starts", "shift__ends",
        "shift__breaks__starts", "shift__breaks__ends",
    )  # fmt: skip


def _work(
    location: Location, days: tuple[date, ...], rows: Iterable[tuple], away: tuple[tuple[Span, str], ...]
) -> Work:
    shifts, breaks = [], []
    for weekday, valid_from, valid_until, one_day, starts, ends, pause, pause_ends in rows:
        for day in _occurrences(days, weekday, valid_from, valid_until, one_day) if starts is not None else ():
            shift = instants(location, day, starts, ends)
            shifts.append(shift)
            if pause is not None:
                breaks.append(_break(location, day, starts, ends, pause, pause_ends).cut_to(shift))
    return Work(union(shifts), union(breaks), away)


def _occurrences(
    days: tuple[date, ...],
    weekday: int | None,
    valid_from: date | None,
    valid_until: date | None,
    one_day: date | None,
) -> list[date]:
    if weekday is None:
        return [one_day]
    until = valid_until or date.max
    return [day for day in days if day.weekday() == weekday and valid_from <= day <= until]


def _break(location: Location, day: date, starts: time, ends: time, pause: time, pause_ends: time) -> Span:
    """A break after midnight of a shift that crosses midnight is on the next day."""
    crosses = ends <= starts
    return instants(location, day + A_DAY if crosses and pause < starts else day, pause, pause_ends)


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)
