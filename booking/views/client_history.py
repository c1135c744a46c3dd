"""The history of one client: visits gone by, intakes and, for therapists, notes; in one order, a page at a time."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator

from booking.models import Appointment, FocusArea
from booking.views.client_visits import Past, rows_of
from intake.models import Intake

A_PAGE = 20
VISIT, INTAKE, NOTE = "visit", "intake", "note"
WORDS = {"all": "All", "visits": "Visits", "intakes": "Intakes", "notes": "Notes"}
KINDS = {"all": {VISIT, INTAKE, NOTE}, "visits": {VISIT}, "intakes": {INTAKE}, "notes": {NOTE}}


class Mark(NamedTuple):
    """Where an entry stands in time, before its row is read. ``pk`` is that of the visit or the intake."""

    at: datetime
    is_note: bool
    kind: str
    pk: int


@dataclass(frozen=True)
class Entry:
    """One line of the history: a visit, the note of a visit, or an intake."""

    kind: str
    visit: Appointment | None = None
    intake: Intake | None = None

    @property
    def worked(self) -> str:
        """The areas that a signed note says were worked; their names hold commas."""
        areas = (self.visit.note.signed_document or {}).get("areas", [])
        return "; ".join(area["label"] for area in areas if area["kind"] == FocusArea.Kind.FOCUS)


@dataclass(frozen=True)
class Filter:
    show: str
    words: str
    is_on: bool


@dataclass(frozen=True)
class History:
    """One page of the entries that ``show`` asks for, the latest first."""

    show: str
    filters: list[Filter]
    entries: list[Entry]
    page: Page

    @property
    def query(self) -> str:
        """What stands in the address of another page besides its number."""
        return "" if self.show == "all" else f"show={self.show}&"

    @property
    def said(self) -> str:
        """For who does not see the list change."""
        return f"{WORDS[self.show]}: {self.page.paginator.count} in the history."


def history_of(
    past: Iterable[Past], intakes: Sequence[Intake], *, show: str, number: Any = 1, with_notes: bool = False
) -> History:
    """``show`` is a key of ``WORDS``, anything else is all; notes are there ``with_notes`` alone. One query."""
    offered = [key for key in WORDS if with_notes or key != "notes"]
    show = show if show in offered else "all"
    wanted = KINDS[show] - (set() if with_notes else {NOTE})
    marks = sorted((mark for mark in _marks(past, intakes) if mark.kind in wanted), reverse=True)
    page = Paginator(marks, A_PAGE).get_page(number)
    filters = [Filter(key, WORDS[key], key == show) for key in offered]
    return History(show, filters, _entries(page.object_list, intakes), page)


def _marks(past: Iterable[Past], intakes: Iterable[Intake]) -> Iterator[Mark]:
    """A note stands with its visit, whenever it was written."""
    for each in past:
        yield Mark(each.starts_at, False, VISIT, each.pk)
        if each.note is not None:
            yield Mark(each.starts_at, True, NOTE, each.pk)
    for intake in intakes:
        yield Mark(intake.submitted_at or intake.started_at, False, INTAKE, intake.pk)


def _entries(marks: Iterable[Mark], intakes: Iterable[Intake]) -> list[Entry]:
    marks, told = list(marks), {intake.pk: intake for intake in intakes}
    visits = rows_of({mark.pk for mark in marks if mark.kind != INTAKE})
    return [
        Entry(INTAKE, intake=told[mark.pk]) if mark.kind == INTAKE else Entry(mark.kind, visit=visits[mark.pk])
        for mark in marks
    ]
