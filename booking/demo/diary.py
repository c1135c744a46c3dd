"""The demo's calendar: each therapist's days walked through from the start of the shift, booking as the desk books."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from booking import scheduling
from booking.demo.guests import Choice, Guest, Hands
from booking.demo.house import House
from booking.demo.lives import Clockwork
from booking.demo.told import told
from booking.exceptions import BookingError, NotOffered, SlotTaken
from booking.intervals import visit_minutes
from booking.models import Appointment, BlockKind, Resource, Shift

QUARTER = timedelta(minutes=15)
TURNOVER = timedelta(minutes=10)
# How likely it is that the next free stretch gets booked: today, in the days around it, and further off.
FULL, BUSY, EASY = 0.8, 0.24, 0.1
AROUND = 3
CALLERS = 0.04  # how likely each client without an intake gets the next hour of today
TRIES = 4


@dataclass(frozen=True)
class Stretch:
    """Free time of one therapist on one day (UTC)."""

    hands: Hands
    day: date
    start: datetime
    end: datetime


@dataclass(frozen=True)
class Booked:
    appointment: Appointment
    at: datetime


class Diary:
    """Fills days for a house; the same seed and the same moment make the same calendar."""

    def __init__(self, house: House, guests: list[Guest], rng: Random, now: datetime) -> None:
        self.house, self.guests, self.rng, self.now = house, guests, rng, now
        self.team = [Hands.of(therapist) for therapist in house.therapists]
        self.clockwork = Clockwork(rng, now, house.receptionists[0])

    def fill(self, day: date) -> list[Appointment]:
        """Book a day and let its visits live until now."""
        likely = self.likely_on(day)
        made = []
        for stretch in self.stretches(day):
            made += self.fill_stretch(stretch, likely)
        for booked in made:
            self.clockwork.live(booked.appointment, booked.at)
        return [booked.appointment for booked in made]

    def likely_on(self, day: date) -> float:
        away = abs((day - self.house.today).days)
        return FULL if not away else BUSY if away <= AROUND else EASY

    def stretches(self, day: date) -> Iterator[Stretch]:
        """Before and after each therapist's break."""
        shifts = Shift.objects.filter(weekday=day.weekday()).prefetch_related("breaks")
        by_therapist = {shift.therapist_id: shift for shift in shifts}
        for hands in self.team:
            if shift := by_therapist.get(hands.therapist.pk):
                pause = shift.breaks.all()[0]
                for starts, ends in ((shift.starts, pause.starts), (pause.ends, shift.ends)):
                    yield Stretch(hands, day, self.utc(day, starts), self.utc(day, ends))

    def utc(self, day: date, wall: time) -> datetime:
        return self.house.at(day, wall).astimezone(UTC)

    def fill_stretch(self, stretch: Stretch, likely: float) -> list[Booked]:
        made, start = [], stretch.start
        while start + timedelta(minutes=40) <= stretch.end:
            booked = self.book_at(stretch, start) if self.rng.random() < likely else None
            if booked:
                made.append(booked)
                start = next_quarter(booked.appointment.ends_at + TURNOVER)
            else:
                start += self.rng.choice((1, 2, 3)) * QUARTER
        return made

    def book_at(self, stretch: Stretch, start: datetime) -> Booked | None:
        """The first of a few fitting guests whom the desk may book at this start."""
        booked_at = self.moment_of_booking(start)
        for guest in self.candidates(stretch, start, booked_at)[:TRIES]:
            try:
                if booked := self.book_for(guest, stretch, start, booked_at):
                    return booked
            except (SlotTaken, NotOffered):
                return None
            except BookingError:
                continue
        return None

    def moment_of_booking(self, start: datetime) -> datetime:
        """Up to six days before the visit, and never in the future."""
        before = start - timedelta(days=self.rng.randint(1, 6), minutes=self.rng.randint(0, 300))
        return min(before, self.now - timedelta(minutes=self.rng.randint(20, 600)))

    def candidates(self, stretch: Stretch, start: datetime, booked_at: datetime) -> list[Guest]:
        """Who could come: first some who only telephoned, for today's board, then those who ask for this therapist."""
        able = [
            guest
            for guest in self.guests
            if guest.is_free_on(stretch.day)
            and guest.suits(stretch.hands)
            and guest.is_known_at(booked_at)
            and (guest.may_start or start > self.now)
        ]
        able.sort(
            key=lambda guest: (
                not self.telephoned(guest, stretch.day),
                not guest.prefers(stretch.hands),
                self.rng.random(),
            )
        )
        return able

    def telephoned(self, guest: Guest, day: date) -> bool:
        return day == self.house.today and not guest.told.has_intake and self.rng.random() < CALLERS

    def book_for(self, guest: Guest, stretch: Stretch, start: datetime, booked_at: datetime) -> Booked | None:
        chosen = guest.choose(stretch.hands, self.rng)
        if chosen is None:
            return None
        choice, minutes = chosen
        add_ons = choice.add_ons(self.rng)
        stay = timedelta(minutes=visit_minutes(minutes, [each.minutes for each in add_ons])) + TURNOVER
        if start + stay > stretch.end:
            return None
        appointment = self.book(guest, stretch.hands, choice, minutes, add_ons, start, booked_at)
        guest.days.add(stretch.day)
        return Booked(appointment, booked_at)

    def book(
        self,
        guest: Guest,
        hands: Hands,
        choice: Choice,
        minutes: int,
        add_ons: list,
        start: datetime,
        booked_at: datetime,
    ) -> Appointment:
        return scheduling.book(
            client=guest.client,
            location=self.house.location,
            service=choice.service,
            minutes=minutes,
            starts_at=start,
            therapist=hands.therapist,
            add_ons=add_ons,
            focus_areas=guest.areas,
            desk_line=self.rng.choice(told("notes")["desk_lines"]) if self.rng.random() < 0.1 else "",
            wish=guest.client.therapist_wish,
            asked_for=guest.prefers(hands),
            by=self.rng.choice(self.house.receptionists),
            now=booked_at,
            demo=True,
        )


def next_quarter(moment: datetime) -> datetime:
    past = timedelta(minutes=moment.minute % 15, seconds=moment.second, microseconds=moment.microsecond)
    return moment + (QUARTER - past if past else timedelta(0))


def days_around(today: date, days: int) -> list[date]:
    """Today first, so that it finds everybody free; then so many days behind and ahead, in order."""
    others = [today + timedelta(days=offset) for offset in range(-days, days + 1) if offset]
    return [today, *others]


def block_times(house: House, now: datetime) -> None:
    """A meeting this evening, and a room that gets a new table tomorrow."""
    priya, elm = house.therapists[4].resource, Resource.objects.get(location=house.location, name="Elm")
    tomorrow = house.today + timedelta(days=1)
    blocks = (
        (priya, BlockKind.MEETING, house.today, time(18, 15), time(18, 45), "Rota for next month"),
        (elm, BlockKind.CARE, tomorrow, time(9), time(12), "New table"),
    )
    for resource, kind, day, starts, ends, note in blocks:
        scheduling.block(
            resource=resource,
            kind=kind,
            starts_at=house.at(day, starts),
            ends_at=house.at(day, ends),
            note=note,
            by=house.receptionists[0],
            now=now - timedelta(days=2),
        )
