"""Where an appointment could move to: the open starts of some days, with its own therapist or another."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.utils.http import urlencode

from booking.availability import DayOffer, Slot, ask_to_move, open_slots
from booking.availability.calendar import therapists_at
from booking.forms.appointments import MoveQuery
from booking.models import Appointment

DAYS = 4


@dataclass(frozen=True)
class MoveDay:
    day: date
    slots: tuple[Slot, ...]
    reasons: tuple[str, ...]


class MovePage:
    """The days on show, from what was asked for in the address or the form."""

    def __init__(self, appointment: Appointment, asked: Mapping[str, Any], now: datetime) -> None:
        self.appointment, self.now = appointment, now
        self.location = appointment.visit.location
        self.today = self.location.local_day(now)
        therapists = therapists_at(self.location)
        self.query = MoveQuery(asked, appointment=appointment, therapists=therapists, today=self.today)
        self.picked = asked.get("slot", "")

    @cached_property
    def days(self) -> list[MoveDay]:
        ask = replace(ask_to_move(self.appointment), therapist=self.query.with_therapist)
        offer = open_slots(ask, first_day=self.query.first_day, days=DAYS, now=self.now)
        return [self._day(offered) for offered in offer.days]

    def _day(self, offered: DayOffer) -> MoveDay:
        slots = tuple(self._one_a_start(slot for slot in offered.slots if not self._is_where_it_stands(slot)))
        reasons = offered.reasons or (() if slots else ("Only where it stands now.",))
        return MoveDay(offered.day, slots, reasons)

    def _is_where_it_stands(self, slot: Slot) -> bool:
        own = self.appointment
        return slot.starts_at == own.starts_at and slot.therapist.pk == own.therapist_id

    def _one_a_start(self, slots: Iterable[Slot]) -> Iterable[Slot]:
        """With whoever is free, each start once: with its own therapist where that is possible."""
        starts: dict[datetime, Slot] = {}
        for slot in slots:
            if slot.starts_at not in starts or slot.therapist.pk == self.appointment.therapist_id:
                starts[slot.starts_at] = slot
        return starts.values()

    @property
    def shows_names(self) -> bool:
        return self.query.with_therapist is None

    def _address(self, day: date) -> str:
        return urlencode({"therapist": self.query["therapist"].value(), "day": day.isoformat()})

    @property
    def earlier(self) -> str:
        """The query of the days before; empty when those are past."""
        day = self.query.first_day
        return self._address(max(self.today, day - timedelta(days=DAYS))) if day > self.today else ""

    @property
    def later(self) -> str:
        return self._address(self.query.first_day + timedelta(days=DAYS))
