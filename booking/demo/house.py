"""Linden House: its doors, its people, its rooms. Plain rows, as an admin would write them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.auth.models import Group

from booking.demo.told import told
from booking.models import (
    ClosingDay,
    EquipmentKind,
    EquipmentUnit,
    OpeningHours,
    Resource,
    ResourceKind,
    Room,
    Service,
    Shift,
    ShiftBreak,
    Technique,
    Therapist,
    TimeOff,
    Training,
)
from spa.models import THERAPIST, Location, User

WEEK = 7
SUNDAY = 6
SINCE_DAYS = 90


@dataclass(frozen=True)
class House:
    """The demo's house on the day it is made."""

    location: Location
    today: date
    desk: tuple[User, ...]
    therapists: tuple[Therapist, ...]

    @property
    def receptionists(self) -> tuple[User, ...]:
        return tuple(user for user in self.desk if user.is_receptionist)

    def at(self, day: date, wall: time) -> datetime:
        return self.location.moment(day, wall)

    def local_day(self, moment: datetime) -> date:
        return self.location.local_day(moment)


def open_location() -> Location:
    location = Location.objects.create(**told("house")["location"], is_demo=True)
    hours = told("house")["opening_hours"]
    for weekday in range(WEEK):
        opens, closes = hours["sunday" if weekday == SUNDAY else "weekdays"]
        OpeningHours.objects.create(location=location, weekday=weekday, opens=wall(opens), closes=wall(closes))
    return location


def wall(text: str) -> time:
    return time.fromisoformat(text)


def furnish(location: Location, today: date) -> House:
    """Everybody and everything at a location, with shifts that leave ``today`` well staffed."""
    desk = tuple(add_person(location, **person) for person in told("house")["desk"])
    rows = enumerate(told("house")["therapists"])
    therapists = tuple(add_therapist(location, today, position, told_of) for position, told_of in rows)
    add_rooms(location)
    add_equipment(location)
    plan_absences(location, today, therapists)
    return House(location, today, desk, therapists)


def add_person(location: Location, *, username: str, first_name: str, last_name: str, roles: Iterable[str]) -> User:
    """Somebody who works here; ``demo_logins`` gives them a password."""
    user = User.objects.create_user(
        username,
        email=f"{username}@linden.example",
        first_name=first_name,
        last_name=last_name,
        location=location,
        is_staff="admin" in roles,
        is_demo=True,
    )
    user.groups.set(Group.objects.filter(name__in=roles))
    return user


def add_therapist(location: Location, today: date, position: int, told_of: dict[str, Any]) -> Therapist:
    first, last = told_of["first_name"], told_of["last_name"]
    user = add_person(location, username=first.lower(), first_name=first, last_name=last, roles=[THERAPIST])
    therapist = Therapist.objects.create(
        resource=add_resource(location, ResourceKind.THERAPIST, f"{first} {last}", position),
        user=user,
        gender=told_of["gender"],
    )
    therapist.skills.set(Technique.objects.filter(code__in=told_of["skills"]))
    therapist.trainings.set(Training.objects.filter(code__in=told_of["trainings"]))
    add_shifts(therapist, location, today, told_of)
    return therapist


def add_resource(location: Location, kind: ResourceKind, name: str, position: int) -> Resource:
    return Resource.objects.create(location=location, kind=kind, name=name, position=position, is_demo=True)


def add_shifts(therapist: Therapist, location: Location, today: date, told_of: dict[str, Any]) -> None:
    """Five days a week. Days off count from today's weekday, so that the day one looks at is a full one."""
    days_off = {(today.weekday() + offset) % WEEK for offset in told_of["off"]}
    for weekday in sorted(set(range(WEEK)) - days_off):
        starts, ends = hours_on(weekday, *map(wall, told_of["hours"]))
        shift = Shift.objects.create(
            therapist=therapist,
            location=location,
            weekday=weekday,
            valid_from=today - timedelta(days=SINCE_DAYS),
            starts=starts,
            ends=ends,
        )
        pause, resumes = map(wall, told_of["break"])
        ShiftBreak.objects.create(shift=shift, starts=pause, ends=resumes)


def hours_on(weekday: int, starts: time, ends: time) -> tuple[time, time]:
    """A shift within Sunday's shorter hours."""
    if weekday != SUNDAY:
        return starts, ends
    opens, closes = map(wall, told("house")["opening_hours"]["sunday"])
    return max(starts, opens), min(ends, closes)


def add_rooms(location: Location) -> None:
    for position, told_of in enumerate(told("house")["rooms"]):
        resource = add_resource(location, ResourceKind.ROOM, told_of["name"], position)
        room = Room.objects.create(resource=resource, capacity=told_of.get("capacity", 1))
        room.services.set(Service.objects.filter(name__in=told_of.get("services", ())))


def add_equipment(location: Location) -> None:
    for position, told_of in enumerate(told("house")["equipment"]):
        kind, _ = EquipmentKind.objects.get_or_create(name=told_of["kind"])
        resource = add_resource(location, ResourceKind.EQUIPMENT, told_of["name"], position)
        EquipmentUnit.objects.create(resource=resource, kind=kind)


def plan_absences(location: Location, today: date, therapists: tuple[Therapist, ...]) -> None:
    """A therapist on a course next week, and a day on which the house stays shut."""
    first, last = today + timedelta(days=8), today + timedelta(days=10)
    TimeOff.objects.create(
        therapist=therapists[3],
        starts_at=location.moment(first, time(0)),
        ends_at=location.moment(last, time(0)),
        reason="On a course",
    )
    ClosingDay.objects.create(location=location, day=today + timedelta(days=13), reason="Heating is serviced")
