"""A therapist's column on the board: shading, breaks, bookings, turnover and free gaps, each with its place."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from booking.availability import Card, Column, PlannedDay
from booking.intervals import Span, common, minus
from booking.models import AddOn, Appointment, Status
from booking.templatetags.charting import STATUS_LOOKS
from booking.views.board_grid import Grid, pieces_of, side_by_side

SHORT, TALL = 45, 75
LOOKS = {
    Status.BOOKED: "is-booked",
    Status.CONFIRMED: "is-confirmed",
    Status.ARRIVED: "is-arrived",
    Status.IN_SESSION: "is-session",
    Status.COMPLETED: "is-done",
    Status.NO_SHOW: "is-noshow",
    Status.CANCELLED: "is-cancelled",
}
FLAGS = {"alert": "Health alert", "intake": "Intake missing", "note": "Note unsigned"}
MARKS = FLAGS | {"settled": "Health alert, settled"}


@dataclass(frozen=True)
class Piece:
    """One thing in a column. ``kind`` names its look: off, break, block, buffer, free or appt."""

    kind: str
    start: datetime
    place: str
    words: str = ""
    clock: str = ""
    card: "BoardCard | None" = None


@dataclass(frozen=True)
class BoardCard:
    """An appointment as its card shows it."""

    appointment: Appointment
    css: str
    flags: tuple[str, ...]
    sentence: str
    add_ons: tuple[AddOn, ...] = ()

    @property
    def icon(self) -> str:
        return STATUS_LOOKS[self.appointment.state][0]

    @property
    def is_short(self) -> bool:
        return "is-short" in self.css


@dataclass(frozen=True)
class Lane:
    """One column with its head."""

    column: Column
    hours: str
    pieces: tuple[Piece, ...] = field(default=())

    @property
    def name(self) -> str:
        return self.column.resource.name


def lanes_of(day: PlannedDay, grid: Grid, *, show: str, with_gaps: bool) -> list[Lane]:
    """Every column of a day; ``show`` names a flag, and bookings without it are dimmed."""
    return [_Lane(column, day.opening, grid, show, with_gaps).built() for column in day.columns]


def flags_of(card: Card) -> tuple[str, ...]:
    """The badges of a card; who did not come, or cancelled, asks for nothing any more."""
    if card.appointment.state in (Status.CANCELLED, Status.NO_SHOW):
        return ()
    marks = {"alert": card.alert, "intake": card.intake_missing, "note": card.note_unsigned}
    marks["settled"] = card.settled
    return tuple(flag for flag, applies in marks.items() if applies)


class _Lane:
    def __init__(self, column: Column, doors: Sequence[Span], grid: Grid, show: str, with_gaps: bool) -> None:
        self.column, self.grid, self.show, self.with_gaps = column, grid, show, with_gaps
        self.at_work = common(column.shifts, doors)
        self.is_closed = not doors

    def built(self) -> Lane:
        pieces = [*self._off(), *self._away(), *self._breaks(), *self._blocks(), *self._buffers(), *self._shared()]
        pieces.sort(key=lambda piece: piece.start)
        return Lane(self.column, self._hours(), tuple(pieces))

    def _hours(self) -> str:
        spans = (f"{self._short(span.start)}–{self._short(span.end)}" for span in self.column.shifts)
        return ", ".join(spans)

    def _short(self, moment: datetime) -> str:
        """Without what says nothing: 8 for 08:00, 4 PM for 4:00 PM."""
        return re.sub(r"[:.]00\b", "", self.grid.clock(moment).removeprefix("0"))

    def _piece(self, kind: str, span: Span, words: str, **more) -> Piece:
        return Piece(kind, span.start, self.grid.place(span), words, self.grid.clock(span.start), **more)

    def _off(self) -> Iterator[Piece]:
        """Time in which nothing can be booked: off shift, or the doors are shut."""
        for span in minus([self.grid.shown], self.at_work):
            yield self._piece("off", span, self._why_off(span))

    def _why_off(self, span: Span) -> str:
        if any(work.end == span.start for work in self.at_work):
            return f"Off from {self.grid.clock(span.start)}"
        if any(work.start == span.end for work in self.at_work):
            return f"From {self.grid.clock(span.end)}"
        return "Closed" if self.is_closed else "Off today"

    def _away(self) -> Iterator[Piece]:
        for away in self.column.time_off:
            for span in self._on_shift(away.span):
                yield self._piece("off", span, "Away")

    def _breaks(self) -> Iterator[Piece]:
        return (self._piece("break", span, "Break") for span in self.column.breaks)

    def _on_shift(self, span: Span) -> list[Span]:
        cut = (span.cut_to(shift) for shift in self.column.shifts)
        return [each for each in cut if not each.is_empty]

    def _blocks(self) -> Iterator[Piece]:
        for blocked in self.column.blocks:
            words = blocked.block.note or blocked.block.get_kind_display()
            yield self._piece("block", blocked.span, words)

    def _buffers(self) -> Iterator[Piece]:
        for span in self.column.turnovers:
            if not span.is_empty:
                yield self._piece("buffer", span, f"Turnover {int((span.end - span.start).total_seconds()) // 60} min")

    def _shared(self) -> Iterator[Piece]:
        """Bookings, then cancelled ones, then the gaps they leave: whoever shares the time stands beside the other."""
        standing = [card for card in self.column.cards if card.holds_time]
        cancelled = [card for card in self.column.cards if not card.holds_time]
        gaps = list(self._gaps(cancelled)) if self.with_gaps else []
        sides = side_by_side([*(card.span for card in [*standing, *cancelled]), *gaps])
        for card, side in zip([*standing, *cancelled], sides, strict=False):
            yield self._piece("appt", card.span, "", card=self._card(card, side))
        for gap, side in zip(gaps, sides[len(sides) - len(gaps) :], strict=True):
            yield Piece("free", gap.start, f"{self.grid.place(gap)} {side}".strip(), "", self.grid.clock(gap.start))

    def _gaps(self, cancelled: Iterable[Card]) -> Iterator[Span]:
        cuts = [card.span for card in cancelled]
        for gap in self.column.gaps:
            yield from pieces_of(gap, cuts)

    def _card(self, card: Card, side: str) -> BoardCard:
        flags = flags_of(card)
        size = "is-short" if card.minutes <= SHORT else "is-tall" if card.minutes >= TALL else ""
        dim = "is-dim" if self.show and self.show not in flags else ""
        css = " ".join(filter(None, [LOOKS[card.appointment.state], size, side, dim]))
        add_ons = tuple(booked.add_on for booked in card.add_ons)
        return BoardCard(card.appointment, css, flags, sentence_of(card, flags, self.grid), add_ons)


def sentence_of(card: Card, flags: Iterable[str], grid: Grid) -> str:
    """All that a card shows, as one sentence for who cannot see it."""
    booked = card.appointment
    when = f"{grid.clock(card.span.start)} to {grid.clock(card.span.end)}"
    what = f"{booked.service.name} {booked.minutes}, {booked.visit.room}, {booked.state.label}"
    marks = "".join(f". {MARKS[flag]}" for flag in flags)
    extras = f". Add-ons: {', '.join(each.name for each in card.add_ons)}" if card.add_ons else ""
    return f"{when}, {booked.client.name}, {what}{marks}{extras}"
