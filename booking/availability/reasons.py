"""Why a day, or one start, has nothing to offer: the first thing that stands in the way, in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce

from booking.availability.asks import Ask, Spans
from booking.availability.calendar import Calendar, Staff
from booking.availability.health import long_day
from booking.availability.placing import HORIZON, STEP, Day, Owner, is_on
from booking.exceptions import AddOnRefused, BookingError, NotOffered, NotQualified, SlotTaken
from booking.intervals import Span, any_contains, common, union
from intake.models import Client
from spa.models import Location

WISHED = {Client.TherapistWish.WOMAN: "woman", Client.TherapistWish.MAN: "man"}


@dataclass(frozen=True)
class Why:
    """A reason in words, the refusal it becomes for one start, and whose time clashes, where that is it."""

    words: str
    error: type[BookingError] = NotOffered
    owners: tuple[Owner, ...] = ()

    @property
    def sentence(self) -> str:
        return f"{self.words[0].upper()}{self.words[1:]}."


def clock_span(location: Location, span: Span) -> str:
    """A span as the house's clock shows it: 14:00-15:10."""
    return f"{location.clock(span.start)}-{location.clock(span.end)}"


def clock_spans(location: Location, spans: Iterable[Span]) -> str:
    return ", ".join(clock_span(location, span) for span in spans)


def everywhere_taken(pools: Sequence[Sequence[Span]]) -> tuple[Span, ...]:
    """The moments at which every member of a pool is taken."""
    return reduce(common, pools[1:], union(pools[0])) if pools else ()


# --- What holds for every start ---


def why_never(ask: Ask, calendar: Calendar) -> Why | None:
    """What stands in the way on any day: not sold, no room, no equipment, nobody who can."""
    return _why_not_sold(ask, calendar) or _why_no_place(ask, calendar) or _why_nobody(ask, calendar)


def _why_not_sold(ask: Ask, calendar: Calendar) -> Why | None:
    if ask.length is None and not calendar.sale.is_offered:
        return Why(f"{ask.service} is not offered for {ask.minutes} minutes")
    strange = [add_on for add_on in ask.add_ons if add_on.pk not in calendar.sale.add_ons]
    if strange and ask.moving is None:
        return Why(f"{', '.join(map(str, strange))} does not go with {ask.service}", AddOnRefused)
    return None


def _why_no_place(ask: Ask, calendar: Calendar) -> Why | None:
    if not calendar.rooms:
        return Why(f"{ask.room or 'no room here'} {'does not take' if ask.room else 'takes'} {ask.service}")
    missing = [name for kind, name in equipment_names(ask) if not calendar.units.get(kind)]
    return Why(f"there are no {' or '.join(missing)} in this house") if missing else None


def equipment_names(ask: Ask) -> list[tuple[int, str]]:
    """Key and name of each kind of equipment that is needed."""
    sources = [ask.service, *ask.add_ons]
    found = {each.equipment_kind_id: each for each in sources if each.equipment_kind_id is not None}
    return [(key, source.equipment_kind.name.lower()) for key, source in sorted(found.items())]


def _why_nobody(ask: Ask, calendar: Calendar) -> Why | None:
    if any(member.may_give for member in calendar.staff):
        return None
    if ask.therapist is None:
        return Why(f"no {WISHED.get(ask.wish, 'therapist')} here is trained for {ask.service}", NotQualified)
    if not calendar.staff:
        return Why(f"{ask.therapist} is not bookable any more")
    if not calendar.staff[0].is_skilled:
        return Why(f"{ask.therapist} is not trained for {ask.service}", NotQualified)
    return Why(f"the client wishes for a {WISHED.get(ask.wish, ask.wish)}, and {ask.therapist} is not", NotQualified)


# --- A day ---


def why_not_on(day: Day) -> tuple[str, ...]:
    """The reasons of a day without slots; the first that holds says enough."""
    why = _why_no_such_day(day) or why_never(day.ask, day.calendar) or _why_closed(day) or _why_no_shift(day)
    return (why.words,) if why else tuple(why.words for why in _why_all_taken(day))


def _why_no_such_day(day: Day) -> Why | None:
    if day.is_past:
        return Why("this day is past")
    return Why(f"bookings open {HORIZON.days} days ahead") if day.is_beyond_horizon else None


def _why_closed(day: Day) -> Why | None:
    if common(day.open, [day.span]):
        return None
    reason = day.calendar.doors.closed.get(day.day)
    return Why(f"closed: {reason}" if reason else "closed")


def _why_no_shift(day: Day) -> Why | None:
    if any(member.may_give and day.starts_today(member) for member in day.calendar.staff):
        return None
    return Why(f"{day.ask.therapist or 'no qualified therapist'} {'is not ' if day.ask.therapist else ''}on shift")


def _why_all_taken(day: Day) -> list[Why]:
    """Somebody is on shift, and yet there is no slot: time, therapists, rooms or equipment."""
    able = [member for member in day.calendar.staff if member.may_give and day.starts_today(member)]
    starts = [(member, s) for member in able for s in day.starts_of(member)]
    in_time = [(member, s) for member, s in starts if _could_work(day, member, day.spans_from(s))]
    if not in_time:
        return [Why(f"no {day.ask.stay} minutes are left in the hours of this day")]
    with_time = [s for member, s in in_time if day.has_time(member, day.spans_from(s))]
    if not with_time:
        return [_why_staff_taken(day, able)]
    return _why_place_taken(day, with_time)


def _could_work(day: Day, member: Staff, spans: Spans) -> bool:
    return day.in_doors(spans) and any_contains(day.on_shift(member), spans.therapist)


def _why_staff_taken(day: Day, able: list[Staff]) -> Why:
    who = f"{able[0].therapist} is" if len(able) == 1 else "every qualified therapist on shift is"
    return _busy(day, who, [member.therapist for member in able], "booked")


def _why_place_taken(day: Day, starts: list[datetime]) -> list[Why]:
    spans = [day.spans_from(start) for start in starts]
    whys = []
    if not any(any(day.free_rooms(each)) for each in spans):
        whys.append(_busy(day, "every room for this is", day.calendar.rooms, "busy"))
    for kind, name in equipment_names(day.ask):
        if not any(day.is_free(unit, each.room) for each in spans for unit in day.units_of(kind)):
            whys.append(_busy(day, name, day.units_of(kind), "in use"))
    return whys or [Why("rooms and equipment are not free at the same time")]


def _busy(day: Day, who: str, owners: Sequence[Owner], word: str) -> Why:
    """Names the spans in which all of them are taken, from now on and while the doors are open."""
    ahead = common(day.open, [Span(max(day.span.start, day.earliest), day.span.end)])
    taken = common(everywhere_taken([day.held_by(owner) for owner in owners]), ahead)
    when = clock_spans(day.ask.location, taken) or "at changing times"
    return Why(f"{who} {word} {when}", SlotTaken, tuple(owners))


# --- One start ---


def why_not_at(day: Day, start: datetime) -> Why:
    """Why a session cannot begin at ``start``, which is not among the day's slots."""
    spans = day.spans_from(start)
    return (
        _why_no_such_start(day, start)
        or why_never(day.ask, day.calendar)
        or _why_not_open(day, spans)
        or _why_not_working(day, spans)
        or _why_staff_busy(day, spans)
        or _why_place_busy(day, spans)
        or _why_off_the_grid(day, start)
    )


def _why_no_such_start(day: Day, start: datetime) -> Why | None:
    at = day.ask.location.clock(start)
    if not is_on(STEP, start):
        return Why(f"sessions start on five minutes, and {at} is not")
    if start < day.earliest:
        return Why(f"{at} on {long_day(day.day)} is past")
    return _why_no_such_day(day)


def _why_not_open(day: Day, spans: Spans) -> Why | None:
    if day.in_doors(spans):
        return None
    if closed := _why_closed(day):
        return Why(f"{day.ask.location} is {closed.words} on {long_day(day.day)}")
    hours = clock_spans(day.ask.location, (span for span in day.open if span.overlaps(day.span)))
    needed = clock_span(day.ask.location, spans.all_of_it)
    return Why(f"the doors are open {hours}, and with clean-up this takes {needed}")


def _why_not_working(day: Day, spans: Spans) -> Why | None:
    able = [member for member in day.calendar.staff if member.may_give]
    if any(any_contains(day.on_shift(member), spans.therapist) for member in able):
        return None
    at = clock_span(day.ask.location, spans.therapist)
    return Why(f"{day.ask.therapist or 'no qualified therapist'} {'is not ' if day.ask.therapist else ''}on shift {at}")


def _why_staff_busy(day: Day, spans: Spans) -> Why | None:
    on_shift = [
        member
        for member in day.calendar.staff
        if member.may_give and any_contains(day.on_shift(member), spans.therapist)
    ]
    if any(day.has_time(member, spans) for member in on_shift):
        return None
    owners = tuple(member.therapist for member in on_shift)
    who = str(owners[0]) if len(owners) == 1 else "every qualified therapist on shift"
    return _taken_then(day, f"{who} is busy", owners, spans.therapist)


def _why_place_busy(day: Day, spans: Spans) -> Why | None:
    if not any(day.free_rooms(spans)):
        who = str(day.ask.room or "every room for this")
        return _taken_then(day, f"{who} is busy", day.calendar.rooms, spans.room)
    for kind, name in equipment_names(day.ask):
        units = day.units_of(kind)
        if not any(day.is_free(unit, spans.room) for unit in units):
            return _taken_then(day, f"{name} in use", units, spans.room)
    return None


def _taken_then(day: Day, words: str, owners: Sequence[Owner], wanted: Span) -> Why:
    """The words with the times at which the first to be free again is taken."""
    taken = [union(span for span in day.held_by(owner) if span.overlaps(wanted)) for owner in owners]
    when = min(taken, key=lambda spans: (spans[-1].end, spans))
    return Why(f"{words} {clock_spans(day.ask.location, when)}", SlotTaken, tuple(owners))


def _why_off_the_grid(day: Day, start: datetime) -> Why:
    later = [slot.starts_at for slot in day.slots if slot.starts_at > start]
    nearest = f"; the next is {day.ask.location.clock(later[0])}" if later else ""
    return Why(f"sessions start on the quarter hour or right after another one{nearest}")
