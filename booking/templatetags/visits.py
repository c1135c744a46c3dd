"""Tags of the board, the panel and the client's page: status chips, names cut short, found text marked."""

import re
from datetime import datetime

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from booking.models import Appointment
from booking.templatetags.charting import STATUS_LOOKS
from spa.models import Location

register = template.Library()


@register.inclusion_tag("booking/_status_chip.html")
def status_chip(appointment: Appointment) -> dict[str, str]:
    """The status as a chip: its own edge, icon and word."""
    drawing, look = STATUS_LOOKS[appointment.state]
    return {"drawing": drawing, "look": look, "words": appointment.state.label}


@register.filter
def initials(name: str) -> str:
    """Two letters at most, for the round badge."""
    return "".join(part[0] for part in name.split()[:2]).upper()


@register.filter
def short_name(name: str) -> str:
    """``Ines M.`` for Ines Marlow; the whole name stands beside it for who needs it."""
    first, *others = name.split() or [""]
    return f"{first} {others[-1][0]}." if others else first


@register.filter
def year_of(moment: datetime | None, location: Location) -> str:
    """The year of an instant on the location's calendar."""
    return str(location.local_day(moment).year) if moment else ""


@register.filter
def marked(text: str, typed: str) -> SafeString:
    """The text with every typed word marked where a word of it begins so."""
    words = sorted({re.escape(word) for word in str(typed).split()}, key=len, reverse=True)
    if not words:
        return conditional_escape(text)
    pieces = re.split(rf"((?<!\w)(?:{'|'.join(words)}))", str(text), flags=re.IGNORECASE)
    plain_and_found = zip(pieces[::2], [*pieces[1::2], ""], strict=True)
    return format_html_join("", "{}{}", ((plain, _mark(found)) for plain, found in plain_and_found))


def _mark(found: str) -> SafeString | str:
    return format_html("<mark>{}</mark>", found) if found else ""
