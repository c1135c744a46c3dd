"""The visits of one client: those to come, a page of the earlier ones, and what they add up to."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import F, Q

from booking.models import Appointment, Status
from intake.models import Client

A_PAGE = 20
MOST_COMING = 60


@dataclass(frozen=True)
class Tally:
    """What stands at the top of the record. ``first_at`` and ``last_at`` are of sessions that were given."""

    every: int
    coming: int
    completed: int
    no_shows: int
    cancelled: int
    first_at: datetime | None
    last_at: datetime | None

    @property
    def earlier(self) -> int:
        return self.every - self.coming


class _Counted(list):
    """What a paginator needs of the earlier visits: their number. The rows are read with the coming ones."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.total = count

    def __len__(self) -> int:
        return self.total


@dataclass(frozen=True)
class Visits:
    tally: Tally
    coming: list[Appointment]
    earlier: list[Appointment]
    page: Page


def visits_of(client: Client, now: datetime, number: Any = 1) -> Visits:
    """Coming visits, the soonest first, and one page of the others, the latest first. Two queries."""
    booked = Appointment.objects.filter(client=client)
    tally = Tally(**booked.tally(now))
    page = Paginator(_Counted(tally.earlier), A_PAGE).get_page(number)
    expected = Q(ends_at__gt=now, status__in=Status.expected())
    first = (page.number - 1) * A_PAGE
    past = booked.exclude(expected).order_by("-starts_at", "-pk")[first : first + A_PAGE]
    soon = booked.filter(expected).order_by("starts_at", "pk")[:MOST_COMING]
    shown = booked.filter(Q(pk__in=past.values("pk")) | Q(pk__in=soon.values("pk")))
    rows = list(shown.for_card().annotate(note_key=F("note"), signed_at=F("note__signed_at")))
    coming = [each for each in rows if each.state in Status.expected() and each.ends_at > now]
    return Visits(tally, coming, [each for each in reversed(rows) if each not in coming], page)
