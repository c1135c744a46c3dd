"""The events of an appointment in words: who, what, when."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from booking.models import AddOn, Appointment, AppointmentEvent, CancelReason, EventKind, Resource


@dataclass(frozen=True)
class HistoryLine:
    what: str
    detail: str
    by: str
    at: datetime


def history_of(appointment: Appointment) -> list[HistoryLine]:
    """The newest first. Four queries at most."""
    events = list(appointment.events.select_related("by").order_by("-version"))
    words = _Words(appointment, events)
    return [HistoryLine(each.in_words, words.detail(each), each.by.display_name, each.at) for each in events]


class _Words:
    """Names for the keys that events hold."""

    def __init__(self, appointment: Appointment, events: list[AppointmentEvent]) -> None:
        self.location = appointment.visit.location
        data = [event.data for event in events]
        therapists = {each.get(key) for each in data for key in ("therapist", "therapist_before")}
        rooms = {each.get(key) for each in data for key in ("room", "room_before")}
        self.therapists = _names("therapist", therapists)
        self.rooms = _names("room", rooms)
        codes = {code for each in data for code in each.get("add_ons", ())}
        self.add_ons = dict(AddOn.objects.filter(code__in=codes).values_list("code", "name")) if codes else {}

    def detail(self, event: AppointmentEvent) -> str:
        data = event.data
        if event.kind in (EventKind.BOOKED, EventKind.UNCANCELLED):
            return self._place(data, "")
        if event.kind == EventKind.MOVED:
            return f"From {self._place(data, '_before')} to {self._place(data, '')}"
        if event.kind == EventKind.ADD_ONS and "add_ons" in data:
            return ", ".join(self.add_ons.get(code, code) for code in data["add_ons"]) or "None left"
        if event.kind == EventKind.CANCELLED and data.get("reason") in CancelReason.values:
            return CancelReason(data["reason"]).label
        return ""

    def _place(self, data: dict[str, Any], suffix: str) -> str:
        start = data.get(f"starts_at{suffix}")
        if not start:
            return ""
        starts_at = datetime.fromisoformat(start)
        local = self.location.local(starts_at)
        who, where = self.therapists.get(data.get(f"therapist{suffix}")), self.rooms.get(data.get(f"room{suffix}"))
        names = ", ".join(filter(None, [who, where]))
        return f"{local:%a} {local.day} {local:%B} {self.location.clock(starts_at)}" + (f", {names}" if names else "")


def _names(kind: str, keys: set[int | None]) -> dict[int, str]:
    wanted = keys - {None}
    if not wanted:
        return {}
    rows = Resource.objects.filter(**{f"{kind}__in": wanted})
    return dict(rows.values_list(kind, "name"))
