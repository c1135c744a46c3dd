"""The open slots of some days."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from booking.availability import health
from booking.availability.asks import Ask, DayOffer, Offer, Sale
from booking.availability.calendar import Calendar, read_calendar
from booking.availability.hours import days_from
from booking.availability.placing import GRACE, HORIZON, Day
from booking.availability.reasons import why_never, why_not_on


def open_slots(
    ask: Ask,
    *,
    first_day: date,
    days: int,
    now: datetime,
    judged: Mapping[date, health.Judged] | None = None,
    sale: Sale | None = None,
) -> Offer:
    """What can be booked on ``days`` local days from ``first_day``, or for each day why there is nothing.

    Five queries for the calendar, and three more for the health of a client, however many therapists, rooms and days
    there are. A page that has just read the client's health for these days passes it as ``judged``, and how the service
    is sold as ``sale``. Days that are past or beyond the horizon are answered without reading them.
    """
    first, last = _within_reach(ask, first_day, days, now)
    if last < first:
        return Offer(tuple(_out_of_reach(ask, day, now) for day in _asked_days(first_day, days)))
    calendar = read_calendar(ask, first, last, sale)
    judged = health.judged_on(ask, calendar.days) if judged is None else judged
    return Offer(
        tuple(
            _offer_of(Day(ask, calendar, day, now), judged.get(day))
            if first <= day <= last
            else _out_of_reach(ask, day, now)
            for day in _asked_days(first_day, days)
        )
    )


def _asked_days(first_day: date, days: int) -> tuple[date, ...]:
    """At most a year of them."""
    return days_from(first_day, first_day + timedelta(days=min(max(days, 1), HORIZON.days + 1) - 1))


def _within_reach(ask: Ask, first_day: date, days: int, now: datetime) -> tuple[date, date]:
    last_asked = _asked_days(first_day, days)[-1]
    earliest = ask.location.local_day(now - GRACE)
    return max(first_day, earliest), min(last_asked, ask.location.local_day(now) + HORIZON)


def _out_of_reach(ask: Ask, day: date, now: datetime) -> DayOffer:
    return DayOffer(day, reasons=why_not_on(Day(ask, Calendar.empty(day), day, now)))


def _offer_of(day: Day, judged: health.Judged | None) -> DayOffer:
    never = why_never(day.ask, day.calendar)
    if never is None and (refused := health.refusal(day.ask, judged, day.calendar.sale.techniques)):
        return DayOffer(day.day, reasons=(str(refused),))
    slots = () if never else day.slots
    return DayOffer(day.day, slots, () if slots else why_not_on(day), day.at_work)
