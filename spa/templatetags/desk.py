"""Tags that every page may use without loading them: icons, navigation, money, minutes, and times in the spa's zone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.conf import settings
from django.forms import BaseForm
from django.template.context import Context
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from spa.models import Location

register = template.Library()

ICON = '<svg class="{}" aria-hidden="true" focusable="false"><use href="#i-{}"/></svg>'
FLAG_WORDS = {
    "alert": "Health alert",
    "intake": "Intake missing",
    "note": "Note unsigned",
    "settled": "Health alert, settled",
}
ROLE_WORDS = {"receptionist": "Front desk", "therapist": "Therapist", "admin": "Admin"}

LONGEST_IN_MINUTES = 120


@register.simple_tag
def icon(name: str, size: str = "", css: str = "") -> SafeString:
    """One drawing of the sprite, hidden from screen readers: words stand beside it. ``size="lg"`` is bigger."""
    classes = " ".join(filter(None, ["ic", f"ic-{size}" if size else "", css]))
    return format_html(ICON, classes, name)


@register.simple_tag
def flag(name: str, words: str | None = None) -> SafeString:
    """A badge: ``alert``, ``intake`` or ``note``, each of its own shape. ``words=""`` where words stand beside it."""
    words = FLAG_WORDS[name] if words is None else words
    drawing = format_html(
        '<svg viewBox="0 0 20 20" aria-hidden="true" focusable="false"><use href="#i-f-{}"/></svg>', name
    )
    if not words:
        return format_html('<span class="flag">{}</span>', drawing)
    return format_html(
        '<span class="flag" title="{0}">{1}<span class="visually-hidden">{0}</span></span>', words, drawing
    )


@register.simple_tag(takes_context=True)
def nav_link(context: Context, view: str, icon_name: str, words: str, section: str = "") -> SafeString | str:
    """A link of the app bar, marked as current on its own page and on those whose view name begins with ``section``.

    Nothing when the page is not mounted, so that error pages stand on their own.
    """
    try:
        address = reverse(view)
    except NoReverseMatch:
        return ""
    match = getattr(context.get("request"), "resolver_match", None)
    here = bool(match) and match.view_name.startswith(section or view)
    current = SafeString(' aria-current="page"') if here else ""
    return format_html('<a href="{}"{}>{}<span>{}</span></a>', address, current, icon(icon_name), words)


@dataclass(frozen=True)
class Problem:
    """One line of an error summary; no anchor when it belongs to no field."""

    anchor: str
    sentence: str


@register.simple_tag
def problems(form: BaseForm | str = "", forms: Iterable[BaseForm] | str = "") -> list[Problem]:
    """What to mend in a form or several, in the order of their fields."""
    every = [*([form] if form else []), *(forms or [])]
    return [problem for one in every for problem in problems_of(one)]


def problems_of(form: BaseForm) -> Iterable[Problem]:
    for error in form.non_field_errors():
        yield Problem("", str(error))
    for field in form:
        anchor = field.id_for_label or field.auto_id
        for error in field.errors:
            yield Problem(anchor, f"{lead_in(str(field.label))}{error}")


def lead_in(label: str) -> str:
    """``Name: `` before an error; a question keeps its own mark."""
    return f"{label} " if label.endswith(("?", ".", ":")) else f"{label}: " if label else ""


@register.simple_tag
def roles(person: Any) -> str:
    """What somebody does here, in the words of the desk."""
    return ", ".join(words for name, words in ROLE_WORDS.items() if name in person.role_names)


@register.simple_tag
def csrf_cookie_name() -> str:
    """The cookie from which the page's script takes the CSRF token at the moment of sending."""
    return settings.CSRF_COOKIE_NAME


@register.simple_tag(takes_context=True)
def money(context: Context, amount: Decimal | int | str | None, currency: str = "") -> str:
    """An amount as the page's location writes it, ``£1,250.00``. Without a currency, in that of the location."""
    if amount is None or amount == "":
        return ""
    return location_of(context).money(Decimal(amount), currency)


def location_of(context: Context) -> Location:
    """Whose page this is; one as good as any other on a page that knows none."""
    try:
        return template.Variable("desk.location").resolve(context) or Location()
    except template.VariableDoesNotExist:
        return Location()


@register.simple_tag
def minutes(count: int | None) -> str:
    """A length: ``90 min`` as services are named, ``5 h 30 min`` for more than two hours."""
    if count is None:
        return ""
    if count <= LONGEST_IN_MINUTES:
        return f"{count}\u00a0min"
    hours, rest = divmod(count, 60)
    return f"{hours}\u00a0h {rest}\u00a0min" if rest else f"{hours}\u00a0h"


@register.filter
def local_time(moment: datetime | None, location: Any) -> str:
    """The wall clock of the location at an instant, ``14:30``, as the location writes it."""
    return location.clock(moment) if moment else ""


@register.filter
def local_day(moment: date | None, location: Any) -> str:
    """The location's day at an instant, ``Tuesday 14 April``. A plain date is taken as it stands."""
    return long_day(as_day(moment, location)) if moment else ""


@register.filter
def short_day(moment: date | None, location: Any = None) -> str:
    """``Wed 15 April``. An instant needs the location; a plain date does not."""
    if not moment:
        return ""
    day = as_day(moment, location)
    return f"{day:%a} {day.day} {day:%B}"


@register.filter
def full_date(moment: date | None, location: Any = None) -> str:
    """``15 April 2026``, for days that may lie in another year."""
    if not moment:
        return ""
    day = as_day(moment, location)
    return f"{day.day} {day:%B %Y}"


def long_day(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B}"


def as_day(moment: date, location: Any) -> date:
    return location.local_day(moment) if isinstance(moment, datetime) else moment
