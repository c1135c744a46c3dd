"""Several desks at one moment: one wins, the others hear a sentence, and nothing is booked twice."""

from uuid import uuid4

import pytest

from booking import scheduling
from booking.models import Allocation, Appointment
from tests import factories
from tests.booking.at_the_desk import TUESDAY, at
from tests.booking.races.racing import (
    counted,
    double_bookings,
    looking_too_early,
    race,
    slowly,
    without_locks,
    without_the_constraint,
)
from tests.factories import MONDAY_MORNING

pytestmark = pytest.mark.django_db(transaction=True)

TEN = at("10:00", TUESDAY)


@pytest.fixture
def house(transactional_db, location, service, therapist_row, other_therapist_row, receptionist):
    """Tove and Theo at work, and rooms enough for everybody."""
    return [factories.RoomFactory(location=location) for _ in range(9)]


@pytest.fixture
def booking(house, location, service, therapist_row, receptionist):
    """A runner for ``race``: somebody books Tove for Tuesday at ten, or what is named instead."""

    def runner(**more):
        client = factories.ClientFactory(by=receptionist)
        wanted = {"therapist": therapist_row, "starts_at": TEN, "minutes": 60, "service": service, **more}
        return lambda: scheduling.book(client=client, location=location, by=receptionist, now=MONDAY_MORNING, **wanted)

    return runner


@pytest.mark.parametrize("desks", [2, 8])
def test_several_desks_book_one_therapist_and_one_gets_her(booking, monkeypatch, desks):
    slowly(monkeypatch)
    outcomes = race(*(booking() for _ in range(desks)))

    assert counted(outcomes) == {"won": 1, "refused SlotTaken": desks - 1}
    assert (Appointment.objects.count(), Allocation.objects.count(), double_bookings()) == (1, 2, 0)


def test_sessions_that_only_overlap_are_a_clash_too(booking, monkeypatch):
    slowly(monkeypatch)
    outcomes = race(*(booking(starts_at=at(wall, TUESDAY)) for wall in ("10:00", "10:30", "11:00", "10:45")))

    assert counted(outcomes) == {"won": 1, "refused SlotTaken": 3}
    assert double_bookings() == 0


def test_two_therapists_want_the_last_room(booking, house, monkeypatch, therapist_row, other_therapist_row):
    slowly(monkeypatch)
    (willow, *others) = house
    for room in others:
        room.resource.is_active = False
        room.resource.save()
    outcomes = race(booking(therapist=therapist_row), booking(therapist=other_therapist_row))

    assert counted(outcomes) == {"won": 1, "refused SlotTaken": 1}
    assert (Allocation.objects.filter(resource=willow.resource).count(), double_bookings()) == (1, 0)


def test_who_does_not_mind_gets_the_other_therapist(booking, monkeypatch):
    slowly(monkeypatch)
    outcomes = race(*(booking(therapist=None) for _ in range(3)))

    assert counted(outcomes) == {"won": 2, "refused SlotTaken": 1}
    assert (Appointment.objects.values("therapist").distinct().count(), double_bookings()) == (2, 0)


def test_one_form_sent_by_eight_fingers_books_once(booking, monkeypatch):
    slowly(monkeypatch)
    token = uuid4()
    outcomes = race(*(booking(token=token) for _ in range(8)))

    assert counted(outcomes) == {"won": 8}
    assert {outcome.said for outcome in outcomes} == {Appointment.objects.get().pk}


def test_one_form_with_two_wishes_books_once(booking, monkeypatch, therapist_row, other_therapist_row):
    slowly(monkeypatch)
    token = uuid4()
    outcomes = race(booking(token=token, therapist=therapist_row), booking(token=token, therapist=other_therapist_row))

    assert counted(outcomes) == {"won": 2}
    assert {outcome.said for outcome in outcomes} == {Appointment.objects.get().pk}


def test_taking_a_cancelling_back_races_with_bookings(booking, monkeypatch, receptionist):
    gone = scheduling.cancel(appointment=booking()(), reason="ill", version=1, by=receptionist, now=MONDAY_MORNING)
    slowly(monkeypatch)
    outcomes = race(
        lambda: scheduling.uncancel(appointment=gone, version=2, by=receptionist, now=MONDAY_MORNING),
        *(booking() for _ in range(3)),
    )

    assert counted(outcomes) == {"won": 1, "refused SlotTaken": 3}
    assert (Appointment.objects.standing().count(), double_bookings()) == (1, 0)


def test_cancelling_races_with_a_booking_for_the_same_time(booking, monkeypatch, receptionist):
    standing = booking()()
    slowly(monkeypatch)
    outcomes = race(
        lambda: scheduling.cancel(appointment=standing, reason="ill", version=1, by=receptionist, now=MONDAY_MORNING),
        booking(),
    )

    assert counted(outcomes) in ({"won": 2}, {"won": 1, "refused SlotTaken": 1})
    assert (Appointment.objects.filter(status="cancelled").count(), double_bookings()) == (1, 0)


def test_two_moves_that_want_each_others_time_do_not_wait_in_a_circle(
    booking, monkeypatch, receptionist, therapist_row, other_therapist_row
):
    with_tove, with_theo = booking()(), booking(therapist=other_therapist_row)()
    slowly(monkeypatch)

    def moving(appointment, therapist):
        return lambda: scheduling.move(
            appointment=appointment, starts_at=TEN, therapist=therapist, version=1, by=receptionist, now=MONDAY_MORNING
        )

    outcomes = race(moving(with_tove, other_therapist_row), moving(with_theo, therapist_row))

    assert counted(outcomes) == {"refused SlotTaken": 2}
    assert (Allocation.objects.count(), double_bookings()) == (4, 0)


# --- Each guard by itself, and none ---


def test_the_constraint_alone_is_enough(booking, monkeypatch):
    without_locks(monkeypatch)
    looking_too_early(monkeypatch, 4)
    outcomes = race(*(booking() for _ in range(4)))

    assert counted(outcomes) == {"won": 1, "refused SlotTaken": 3}
    assert (Appointment.objects.count(), double_bookings()) == (1, 0)


def test_the_locks_alone_are_enough(booking, monkeypatch):
    slowly(monkeypatch)
    with without_the_constraint():
        outcomes = race(*(booking() for _ in range(4)))

        assert counted(outcomes) == {"won": 1, "refused SlotTaken": 3}
        assert double_bookings() == 0


def test_without_both_the_race_books_twice(booking, monkeypatch):
    without_locks(monkeypatch)
    looking_too_early(monkeypatch, 2)
    with without_the_constraint():
        outcomes = race(booking(), booking())

        assert counted(outcomes) == {"won": 2}
        assert double_bookings() > 0
