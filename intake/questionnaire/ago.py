"""How long ago: from what was tapped or typed to a day, an answer of the scale, and what is stored."""

import datetime
import re

from intake.questionnaire.catalogue import Question

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_SPAN = re.compile(r"(\d{1,5})\s*(d|w|m|y)(?:ays?|ks?|eeks?|os?|onths?|rs?|ears?)?\.?(?:\s+ago)?\Z", re.IGNORECASE)
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})?\Z")
_NAMED = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?\.?\s+([a-z]{3,9})|([a-z]{3,9})\s+(\d{1,2}))\.?,?(?:\s+(\d{4}))?\Z", re.IGNORECASE
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

Reply = str


class NotADay(ValueError):
    """What was typed is neither a day nor a length of time that the question takes."""


def days_from(question: Question, reply: Reply, as_of: datetime.date) -> int | None:
    """Days stored for a reply: exact for a date, the most recent day of an answer, None where nobody knows.

    Days count back from `as_of`; for something ahead, such as a race, they count forward.
    """
    if _ISO.match(reply):
        return _days(question, datetime.date.fromisoformat(reply), as_of)
    if question.scale and (band := question.scale.band(reply)):
        return band.store
    return question.not_sure_stores if reply == "not_sure" else None


def answer_code(question: Question, reply: Reply, as_of: datetime.date) -> Reply:
    """The answer of the scale that a reply stands for: a date counts as the answer it falls into."""
    if not (question.scale and _ISO.match(reply)):
        return reply
    band = question.scale.band_at(_days(question, datetime.date.fromisoformat(reply), as_of))
    return band.code if band else reply


def read_typed(question: Question, typed: str, as_of: datetime.date) -> Reply:
    """Read a typed day or length: 2026-04-10, 10 April, 10d, 6w, 4m, 2y.

    Days and dates are exact, as an ISO date. Weeks, months and years are roundings, so they become an answer of the
    scale; on the line between two answers it is the more recent one. Raises NotADay.
    """
    text = typed.strip()
    if found := _SPAN.match(text):
        return _read_span(question, int(found[1]), found[2].lower(), as_of)
    day = _read_day(question, text, as_of)
    days = _days(question, day, as_of)
    _refuse_out_of_range(question, days)
    return day.isoformat()


def _read_span(question: Question, count: int, unit: str, as_of: datetime.date) -> Reply:
    days = count * 7 if unit == "w" else shortest_months(count * (12 if unit == "y" else 1)) if unit in "my" else count
    _refuse_out_of_range(question, days)
    if question.scale and unit != "d":
        return question.scale.band_at(days).code
    if question.dates_only and unit != "d":
        raise NotADay("Type the day itself, such as 3 April, or the days, such as 10d.")
    return (as_of + datetime.timedelta(days=days if question.ahead else -days)).isoformat()


def shortest_months(months: int) -> int:
    """Days of so many months in a row, at the least: 3 months are 89 days, 6 are 181, 12 are 365."""
    years, rest = divmod(months, 12)
    return years * 365 + (0, 28, 59, 89, 120, 150, 181, 212, 242, 273, 303, 334)[rest]


def _days(question: Question, day: datetime.date, as_of: datetime.date) -> int:
    days = (as_of - day).days
    return -days if question.ahead else days


def _refuse_out_of_range(question: Question, days: int) -> None:
    if question.ahead:
        if not -365 <= days <= 365:
            raise NotADay("Give a day within a year of today.")
    elif days < 0:
        raise NotADay("This day is still to come.")
    elif days > (question.scale.bands[-1].max if question.scale else 40000):
        raise NotADay("This is longer ago than the form can hold. Choose the last answer instead.")


def _read_day(question: Question, text: str, as_of: datetime.date) -> datetime.date:
    try:
        if _ISO.match(text):
            return datetime.date.fromisoformat(text)
        if found := _DOTTED.match(text):
            return _nearest(question, int(found[1]), int(found[2]), found[3], as_of)
        if (found := _NAMED.match(text)) and (name := (found[2] or found[3])[:3].lower()) in _MONTHS:
            return _nearest(question, int(found[1] or found[4]), _MONTHS.index(name) + 1, found[5], as_of)
    except ValueError:
        pass
    raise NotADay("Write the day as 2026-04-10 or 10 April, or how long: 10d, 6w, 4m, 2y.")


def _nearest(question: Question, day: int, month: int, year: str | None, as_of: datetime.date) -> datetime.date:
    """A day without a year is the last one gone by, or for something ahead the next one."""
    if year:
        return datetime.date(int(year), month, day)
    years = (as_of.year, as_of.year + 1) if question.ahead else (as_of.year, as_of.year - 1)
    found = [datetime.date(each, month, day) for each in years if _exists(each, month, day)]
    fits = [each for each in found if (each >= as_of if question.ahead else each <= as_of)]
    if not fits:
        raise ValueError("no such day")
    return fits[0]


def _exists(year: int, month: int, day: int) -> bool:
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True
