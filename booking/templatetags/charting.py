"""What the therapists' pages say in a few words."""

from collections.abc import Iterable

from django import template

from booking.models import Status
from intake.vocabulary import Level, Region, walton
from intake.vocabulary.words import Word

register = template.Library()

STATUS_LOOKS = {
    Status.BOOKED: ("s-booked", "chip-booked"),
    Status.CONFIRMED: ("s-confirmed", "chip-line"),
    Status.ARRIVED: ("s-arrived", "chip-warn"),
    Status.IN_SESSION: ("s-session", "chip-session"),
    Status.COMPLETED: ("s-done", ""),
    Status.NO_SHOW: ("s-noshow", "chip-noshow"),
    Status.CANCELLED: ("s-cancelled", "chip-void"),
}


@register.filter
def in_walton(pressure: int | None) -> str:
    """A pressure of the Walton scale, 1 to 5, in words; empty where none is said."""
    return walton.in_walton(pressure) if pressure else ""


@register.filter
def status_icon(status: str) -> str:
    return STATUS_LOOKS[Status(status)][0]


@register.filter
def status_chip(status: str) -> str:
    return STATUS_LOOKS[Status(status)][1]


@register.filter
def labels(words: Iterable[Word]) -> str:
    """Codes as people read them, in one line; the names of regions hold commas."""
    return "; ".join(word.label for word in words)


@register.filter
def caution_tone(level: str) -> str:
    """How loud a caution is shown: what stops is an alert, what waits is a warning, the rest is quiet."""
    if level in (Level.STOP, Level.CLEAR):
        return "alert"
    return "" if level == Level.ADAPT else "warn"


@register.filter
def region_label(slug: str) -> str:
    return Region(slug).label
