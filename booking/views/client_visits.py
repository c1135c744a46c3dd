"""The visits of one client: those to come, those gone by in short, and what they add up to."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from booking.models import Appointment
from intake.models import Client

MOST_COMING = 60
TEXTS = ("subjective", "objective", "assessment", "plan")


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


@dataclass(frozen=True)
class Visits:
    tally: Tally
    coming: list[Appointment]


class Past(NamedTuple):
    """A visit gone by: its key and start, and of its note the key and the pain before the session."""

    pk: int
    starts_at: datetime
    note: int | None
    pain_before: int | None


def visits_of(client: Client, now: datetime) -> Visits:
    """The figures, and what is still to come, the soonest first. Two queries."""
    booked = Appointment.objects.filter(client=client)
    soon = booked.coming(now).for_card().order_by("starts_at", "pk")
    return Visits(Tally(**booked.tally(now)), list(soon[:MOST_COMING]))


def past_of(client: Client, now: datetime) -> list[Past]:
    """Every visit gone by or cancelled, the first one first. One query, of four columns."""
    gone = Appointment.objects.filter(client=client).gone_by(now).order_by("starts_at", "pk")
    return [Past(*row) for row in gone.values_list("pk", "starts_at", "note", "note__pain_before")]


def rows_of(keys: set[int]) -> dict[int, Appointment]:
    """Visits with the figures of their notes, by key; what is written in notes is left there. One query at most."""
    if not keys:
        return {}
    words = [f"note__{text}" for text in TEXTS]
    return Appointment.objects.for_card().select_related("note__author").defer(*words).in_bulk(keys)
