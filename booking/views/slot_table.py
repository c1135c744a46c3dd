"""The open slots of a week as a table: days across, morning, afternoon and evening down."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from booking.availability import DayOffer, Offer, Slot
from booking.forms.bookings import Start, start_value
from booking.intervals import Span
from spa.models import Location

PARTS = (("Morning", 0, 12), ("Afternoon", 12, 17), ("Evening", 17, 24))
SHOWN = 3  # starts of a part of a day that stand open; the others wait behind a word


@dataclass(frozen=True)
class Time:
    """One start as the table shows it."""

    slot: Slot
    clock: str
    is_picked: bool

    @property
    def value(self) -> str:
        return start_value(self.slot.starts_at, self.slot.therapist)

    @property
    def first_name(self) -> str:
        return str(self.slot.therapist).split()[0]

    @property
    def id(self) -> str:
        return f"slot-{int(self.slot.starts_at.timestamp())}-{self.slot.therapist.pk}"


@dataclass(frozen=True)
class Cell:
    """One part of one day: the best starts, and the rest."""

    day: date
    shown: tuple[Time, ...] = ()
    more: tuple[Time, ...] = ()
    is_worked: bool = True

    @property
    def why_none(self) -> str:
        """What stands in a part of a day without a start."""
        return "Full" if self.is_worked else "Nobody works"


@dataclass(frozen=True)
class Table:
    days: tuple[DayOffer, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]

    @property
    def shared_reason(self) -> str:
        """Why there is nothing, where it is the same for every day."""
        said = {day.reasons for day in self.days}
        return " ".join(said.pop()) if len(said) == 1 and not any(day.slots for day in self.days) else ""

    @property
    def count(self) -> int:
        return sum(len(cell.shown) + len(cell.more) for _, cells in self.rows for cell in cells)


def table_of(offer: Offer, location: Location, picked: Slot | None) -> Table:
    """One start for each time: with the picked therapist, else with whom it leaves no gap, else the first."""
    by_day = [(day, _one_for_each_time(day.slots, picked)) for day in offer.days]
    rows = tuple(
        (words, tuple(_cell(day, slots, location, span, picked) for day, slots in by_day if day.slots))
        for words, *span in PARTS
    )
    return Table(offer.days, rows)


def _one_for_each_time(slots: Iterable[Slot], picked: Slot | None) -> list[Slot]:
    best: dict[object, Slot] = {}
    for slot in slots:
        kept = best.get(slot.starts_at)
        if kept is None or slot == picked or (slot.note and not kept.note and kept != picked):
            best[slot.starts_at] = slot
    return list(best.values())


def _cell(day: DayOffer, slots: Sequence[Slot], location: Location, span: Sequence[int], picked: Slot | None) -> Cell:
    here = [slot for slot in slots if span[0] <= location.local(slot.starts_at).hour < span[1]]
    first = sorted(here, key=lambda slot: (slot != picked, not slot.note, _roundness(slot, location)))[:SHOWN]
    times = [Time(slot, location.clock(slot.starts_at), slot == picked) for slot in here]
    shown = tuple(time for time in times if time.slot in first)
    more = tuple(time for time in times if time not in shown)
    return Cell(day.day, shown, more, any(_touches(work, day.day, location, span) for work in day.at_work))


def _touches(work: Span, day: date, location: Location, hours: Sequence[int]) -> bool:
    """Whether somebody works in a part of a day; the evening ends at midnight."""
    starts, ends = location.local(work.start), location.local(work.end)
    first = starts.hour + starts.minute / 60 if starts.date() == day else 0 if starts.date() < day else 24
    last = ends.hour + ends.minute / 60 if ends.date() == day else 24 if ends.date() > day else 0
    return first < hours[1] and last > hours[0]


def _roundness(slot: Slot, location: Location) -> int:
    """Full hours before half hours before quarters before the rest."""
    minute = location.local(slot.starts_at).minute
    return 0 if minute == 0 else 1 if minute == 30 else 2 if minute in (15, 45) else 3


def find(offer: Offer, start: Start | None) -> Slot | None:
    """The open slot of a start, with its therapist if it names one."""
    if start is None:
        return None
    at_that_time = (slot for slot in offer.slots if slot.starts_at == start.at)
    return next((slot for slot in at_that_time if start.therapist in (None, slot.therapist)), None)


def nearest(offer: Offer, start: Start) -> list[Slot]:
    """The open slots just before and just after a start that is gone, with the same therapist where there are some."""
    slots = [slot for slot in offer.slots if slot.therapist == start.therapist] or _one_for_each_time(offer.slots, None)
    before = [slot for slot in slots if slot.starts_at < start.at][-1:]
    return before + [slot for slot in slots if slot.starts_at > start.at][:1]
