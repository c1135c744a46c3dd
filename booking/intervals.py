"""Arithmetic on spans of time. Pure: half-open spans of aware UTC datetimes, or of whole minutes in tests.

A span holds its start and not its end, so spans that touch share no moment. Local wall times are turned into instants
before they come here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

Moment = Any  # datetime or int, never both in one calculation


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From ``start`` up to, but not including, ``end``; empty when the end is not after the start."""

    start: Moment
    end: Moment

    @property
    def is_empty(self) -> bool:
        return not self.start < self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a moment.

        Against a span from 10 to 12::

                        8    9    10   11   12   13   14
            self                  [---------)
            before      [----)    |         |             no
            touches          [----)         |             no
            reaches in       [---------)    |             yes
            same start            [----)    |             yes
            inside                | [-----) |             yes
            same                  [---------)             yes
            same end              |    [----)             yes
            covers           [--------------------)       yes
            reaches out           |    [---------)        yes
            follows               |         [----)        no
            after                 |         |    [----)   no

        An empty span shares nothing.
        """
        return self.start < other.end and other.start < self.end and not (self.is_empty or other.is_empty)

    def contains(self, other: "Span") -> bool:
        """Whether ``other`` lies wholly inside; touching an edge from within is inside."""
        return self.start <= other.start and other.end <= self.end

    def holds(self, moment: Moment) -> bool:
        return self.start <= moment < self.end

    def cut_to(self, other: "Span") -> "Span":
        """The part inside ``other``; empty when they share nothing."""
        return Span(max(self.start, other.start), min(self.end, other.end))


def union(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same moments as sorted spans that neither overlap nor touch."""
    merged: list[Span] = []
    for span in sorted(span for span in spans if not span.is_empty):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def minus(spans: Iterable[Span], taken: Iterable[Span]) -> tuple[Span, ...]:
    """What is left of ``spans`` when the moments of ``taken`` are cut out; sorted, nothing empty.

    ::

        spans   [---------------)   [------)
        taken       [---)             [---------)
        left    [---)   [-------)   [-)
    """
    cuts = union(taken)
    return tuple(piece for span in union(spans) for piece in _pieces(span, cuts))


def _pieces(span: Span, cuts: Iterable[Span]) -> Iterator[Span]:
    start = span.start
    for cut in cuts:
        if not span.overlaps(cut):
            continue
        if start < cut.start:
            yield Span(start, cut.start)
        start = cut.end
    if start < span.end:
        yield Span(start, span.end)


def common(some: Iterable[Span], others: Iterable[Span]) -> tuple[Span, ...]:
    """The moments that are in both."""
    others = union(others)
    return union(span.cut_to(other) for span in union(some) for other in others)


def any_overlaps(spans: Iterable[Span], wanted: Span) -> bool:
    """Whether something among the spans shares a moment with ``wanted``."""
    return any(span.overlaps(wanted) for span in spans)


def any_contains(spans: Iterable[Span], wanted: Span) -> bool:
    """Whether one of the spans holds all of ``wanted``; the spans should come from ``union`` or ``minus``."""
    return any(span.contains(wanted) for span in spans)


def total_minutes(spans: Iterable[Span]) -> int:
    """Whole minutes covered, counting a moment once. For spans of datetimes."""
    return sum(int((span.end - span.start).total_seconds()) // 60 for span in union(spans))


def visit_minutes(minutes: int, add_on_minutes: Iterable[int] = ()) -> int:
    """How long a client stays: the service and its add-ons, without turnover. The one place that adds this up."""
    return minutes + sum(add_on_minutes)


def lasting(start: datetime, minutes: int) -> Span:
    """The span that begins at an instant and lasts so many minutes."""
    return Span(start, start + timedelta(minutes=minutes))
