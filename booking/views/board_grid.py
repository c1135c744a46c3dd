"""Where things stand on the board: rows of five minutes from the first hour shown, by class and never by style."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from booking.intervals import Span
from spa.models import Location

ROW = timedelta(minutes=5)
AN_HOUR = timedelta(hours=1)
MOST_ROWS = 300
LEAST_PIECE = timedelta(minutes=30)


@dataclass(frozen=True)
class Hour:
    words: str
    place: str


@dataclass(frozen=True)
class Grid:
    """The rows of one day: ``shown`` is the span (UTC) from the first row to the last."""

    location: Location
    shown: Span

    @classmethod
    def of(cls, location: Location, shown: Span) -> "Grid":
        """Whole hours on the house's clock, which in some zones begin at half past an hour of UTC."""
        before = timedelta(minutes=location.local(shown.start).minute)
        after = timedelta(minutes=-location.local(shown.end).minute % 60)
        return cls(location, Span(shown.start - before, shown.end + after))

    @property
    def rows(self) -> int:
        return min(MOST_ROWS, (self.shown.end - self.shown.start) // ROW)

    def row(self, moment: datetime) -> int:
        """The row that begins at or before an instant, kept inside the board."""
        return max(0, min(self.rows, (moment - self.shown.start) // ROW))

    def place(self, span: Span) -> str:
        """The classes that put a span on its rows; at least one row high."""
        first = self.row(span.start)
        return f"t{first} e{max(first + 1, self.row(span.end))}"

    def now_place(self, now: datetime) -> str:
        """The class of the now-line; empty when now is not on this board."""
        return f"t{self.row(now)}" if self.shown.holds(now) else ""

    def hours(self) -> Iterator[Hour]:
        """A label for each hour, as the house's clock shows it; a night of 25 hours has one of them twice."""
        moment = self.shown.start
        while moment < self.shown.end:
            yield Hour(self.location.clock_hour(moment), f"t{self.row(moment)}")
            moment += AN_HOUR

    def clock(self, moment: datetime) -> str:
        return self.location.clock(moment)

    @property
    def last_row(self) -> str:
        return f"t{self.rows - 1} e{self.rows}"


def side_by_side(spans: Sequence[Span]) -> list[str]:
    """A class for each span that shares its time with another, empty for one that has the column to itself.

    Whoever is named first keeps the left side::

        booking    [-------)          half-l
        cancelled      [-------)      half-r
        gap                     [--)  (the whole column)
    """
    columns: list[int] = []
    for number, span in enumerate(spans):
        taken = {columns[other] for other in range(number) if spans[other].overlaps(span)}
        columns.append(next(column for column in range(len(spans)) if column not in taken))
    return [_side(number, spans, columns) for number in range(len(spans))]


def _side(number: int, spans: Sequence[Span], columns: Sequence[int]) -> str:
    beside = [columns[other] for other, span in enumerate(spans) if span.overlaps(spans[number])]
    count = max(beside, default=0) + 1
    if count == 1:
        return ""
    if count == 2:
        return ("half-l", "half-r")[columns[number]]
    return ("third-l", "third-m", "third-r")[min(2, columns[number])]


def pieces_of(gap: Span, cuts: Iterable[Span]) -> list[Span]:
    """A free gap in pieces that each offer their own start: cut at full hours, and around cancelled bookings."""
    edges = {gap.start, gap.end}
    inside = [cut.cut_to(gap) for cut in cuts if cut.overlaps(gap)]
    edges |= {edge for cut in inside for edge in (cut.start, cut.end)}
    edges |= {hour for hour in _hours(gap) if not any(cut.start < hour < cut.end for cut in inside)}
    bounds = sorted(edges)
    return _long_enough([Span(start, end) for start, end in zip(bounds, bounds[1:], strict=False)])


def _hours(gap: Span) -> Iterator[datetime]:
    moment = gap.start + (datetime(1970, 1, 1, tzinfo=UTC) - gap.start) % AN_HOUR
    while moment < gap.end:
        yield moment
        moment += AN_HOUR


def _long_enough(pieces: list[Span]) -> list[Span]:
    """Short pieces are joined to the one before them, so that each is big enough to hit and to book."""
    joined: list[Span] = []
    for piece in pieces:
        if joined and (piece.end - piece.start < LEAST_PIECE or joined[-1].end - joined[-1].start < LEAST_PIECE):
            joined[-1] = Span(joined[-1].start, piece.end)
        else:
            joined.append(piece)
    return joined
