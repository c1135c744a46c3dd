"""Random days, counted minute by minute by code that shares nothing with the engine.

Every slot offered can be booked, and nothing that is not offered can be.
"""

from dataclasses import dataclass
from datetime import time, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from booking import scheduling
from booking.availability import Ask, open_slots
from booking.exceptions import BookingError
from booking.models import Allocation, Block, OpeningHours, ShiftBreak, TimeOff
from tests import factories
from tests.booking.at_the_desk import TUESDAY, at
from tests.factories import MONDAY_MORNING

DAY = 24 * 60
MIDNIGHT = at("00:00", TUESDAY)


def minutes(earliest=6 * 60, latest=21 * 60):
    """Minutes since midnight, on five."""
    return st.integers(earliest // 5, latest // 5).map(lambda n: n * 5)


def spans(shortest=30, longest=600, **limits):
    """A start and an end on the same day."""
    lengths = st.integers(shortest // 5, longest // 5).map(lambda n: n * 5)
    return st.tuples(minutes(**limits), lengths).map(lambda pair: (pair[0], min(pair[0] + pair[1], DAY - 5)))


busy = st.lists(spans(5, 150), min_size=1, max_size=4)


@dataclass(frozen=True)
class Person:
    shifts: list
    breaks: list
    away: list
    held: list


people = st.builds(
    Person,
    shifts=st.lists(spans(240, 540, latest=12 * 60), min_size=1, max_size=2),
    breaks=st.lists(spans(5, 60), max_size=1),
    away=st.lists(spans(30, 240), max_size=1),
    held=busy,
)


@dataclass(frozen=True)
class RandomDay:
    doors: list
    people: list
    rooms: list
    units: list | None
    stay: int
    pauses: tuple
    now: int | None


random_days = st.builds(
    RandomDay,
    doors=st.lists(spans(480, 800, latest=10 * 60), min_size=1, max_size=2, unique_by=lambda span: span[0]),
    people=st.lists(people, min_size=1, max_size=2),
    rooms=st.lists(busy, min_size=1, max_size=2),
    units=st.none() | st.lists(busy, min_size=1, max_size=2),
    stay=st.sampled_from([30, 60, 85]),
    pauses=st.sampled_from([(10, 15), (25, 15), (0, 30), (10, 0)]),
    now=st.none() | st.integers(8 * 60, 12 * 60),
)


# --- The count ---


def filled(pairs):
    return {minute for start, end in pairs for minute in range(start, end)}


def apart(pairs):
    """The same spans without those that overlap an earlier one, since a resource cannot be held twice."""
    kept = []
    for pair in pairs:
        if not filled([pair]) & filled(kept):
            kept.append(pair)
    return kept


def bookable_minutes(day, person):
    """The minutes at which a session may start with this person: each asked by itself."""
    at_work = filled(person.shifts) - filled(person.breaks) - filled(person.away) - filled(apart(person.held))
    pools = [day.rooms] + ([day.units] if day.units is not None else [])
    taken = [[filled(apart(owner)) for owner in pool] for pool in pools]
    doors = filled(day.doors)
    return [start for start in range(0, DAY, 5) if fits(day, start, doors, at_work, taken)]


def fits(day, start, doors, at_work, taken):
    therapist_pause, room_pause = day.pauses
    for_therapist = set(range(start, start + day.stay + therapist_pause))
    for_room = set(range(start, start + day.stay + room_pause))
    return (
        for_therapist | for_room <= doors
        and for_therapist <= at_work
        and all(any(not for_room & owner for owner in pool) for pool in taken)
        and (day.now is None or start >= day.now - 15)
        and is_a_start(day, start, at_work, taken)
    )


def is_a_start(day, start, at_work, taken):
    """On the quarter, close to now, as the therapist comes free, or as the first of rooms or units does."""
    just_before = set(range(start - 5, start))
    return (
        start % 15 == 0
        or (day.now is not None and day.now - 15 <= start < day.now + 15)
        or start - 1 not in at_work
        or any(all(just_before & owner for owner in pool) for pool in taken)
    )


# --- The same day in the house ---


def wall(minute):
    return time(minute // 60, minute % 60)


def moment(minute):
    return MIDNIGHT + timedelta(minutes=minute)


def hold(resource, pairs):
    for start, end in apart(pairs):
        block = Block.objects.create(resource=resource)
        Allocation.objects.create(resource=resource, block=block, starts_at=moment(start), ends_at=moment(end))


def build(day, location):
    """The rows of a random day, and what to ask for."""
    for opens, closes in day.doors:
        OpeningHours.objects.create(location=location, weekday=1, opens=wall(opens), closes=wall(closes))
    kind = factories.EquipmentKindFactory() if day.units is not None else None
    service = factories.ServiceFactory(
        name="Random",
        durations={day.stay: "90.00"},
        therapist_turnover=day.pauses[0],
        room_turnover=day.pauses[1],
        equipment_kind=kind,
    )
    for pairs in day.rooms:
        hold(factories.RoomFactory(location=location).resource, pairs)
    for pairs in day.units or []:
        hold(factories.EquipmentUnitFactory(location=location, kind=kind).resource, pairs)
    return Ask(location, service, day.stay), [build_person(person, location) for person in day.people]


def build_person(person, location):
    therapist = factories.TherapistFactory(location=location, user=None, shift=None)
    for starts, ends in person.shifts:
        shift = factories.ShiftFactory(therapist=therapist, weekday=1, starts=wall(starts), ends=wall(ends))
        for pause, until in person.breaks:
            ShiftBreak.objects.create(shift=shift, starts=wall(pause), ends=wall(until))
    for start, end in person.away:
        TimeOff.objects.create(therapist=therapist, starts_at=moment(start), ends_at=moment(end))
    hold(therapist.resource, person.held)
    return therapist


def can_be_booked(ask, client, by, starts_at, therapist, now):
    """Try it through the desk's operation and undo it."""
    with transaction.atomic():
        try:
            scheduling.book(
                client=client,
                location=ask.location,
                service=ask.service,
                minutes=ask.minutes,
                starts_at=starts_at,
                therapist=therapist,
                by=by,
                now=now,
            )
            return True
        except BookingError:
            return False
        finally:
            transaction.set_rollback(True)


@pytest.fixture
def house(db):
    return factories.LocationFactory(name="Random House", open_hours=None)


@settings(
    max_examples=max(25, settings.default.max_examples // 3),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(day=random_days, data=st.data())
def test_what_is_offered_is_what_a_count_of_minutes_finds(house, receptionist, wren, day, data):
    with transaction.atomic():
        ask, therapists = build(day, house)
        now = MONDAY_MORNING if day.now is None else moment(day.now)
        slots = open_slots(ask, first_day=TUESDAY, days=1, now=now).slots
        offered = {(slot.starts_at, slot.therapist.pk) for slot in slots}
        counted = {
            (moment(start), therapist.pk)
            for person, therapist in zip(day.people, therapists, strict=True)
            for start in bookable_minutes(day, person)
        }
        assert offered == counted

        starts = st.integers(0, DAY // 5 - 1).map(lambda n: moment(5 * n))
        drawn = data.draw(st.lists(st.tuples(starts, st.sampled_from(therapists)), min_size=2, max_size=2))
        by_key = {therapist.pk: therapist for therapist in therapists}
        tried = drawn + [(start, by_key[key]) for start, key in sorted(offered)[:1] + sorted(offered)[-1:]]
        for start, therapist in tried:
            is_booked = can_be_booked(ask, wren, receptionist, start, therapist, now)
            assert is_booked is ((start, therapist.pk) in counted)
        transaction.set_rollback(True)
