"""A desk that is killed at work loses nothing that it acknowledged and leaves nothing half-written."""

import multiprocessing
import os
import signal
from itertools import islice

import pytest
from django.db import connection

from booking.models import Allocation
from spa.databases import ask
from tests.booking.busy import book_on, first_free_day, half_written, numbers
from tests.booking.races.racing import double_bookings, hang_up

pytestmark = pytest.mark.django_db(transaction=True)

FORK = multiprocessing.get_context("fork")
PATIENCE = 60  # seconds
DESKS = 2
AT_MOST = 60  # sessions one desk books while the other waits for its turn: far fewer than the year ahead has room for


def work(days_ahead: int, read: int, acknowledged: int) -> None:
    """Book without a pause, write down what was acknowledged, as a person at the desk would, and wait for the end."""
    os.close(read)
    for number in islice(book_on(days_ahead, every=DESKS), AT_MOST):
        os.write(acknowledged, number.to_bytes(8, "big"))
    signal.pause()


def open_desk(days_ahead: int) -> tuple[multiprocessing.Process, int]:
    """A desk at work in a process of its own, and where its numbers can be read."""
    read, written = os.pipe()
    desk = FORK.Process(target=work, args=(days_ahead, read, written), daemon=True)
    desk.start()
    os.close(written)
    return desk, read


def next_number(read: int) -> int:
    """0 when nobody writes any more."""
    return int.from_bytes(os.read(read, 8), "big")


def killed_after(sessions: int) -> set[int]:
    """What the desks, each with days of its own, had acknowledged when they were killed, in the middle of a booking."""
    free = first_free_day()
    hang_up()
    desks = [open_desk(free + n) for n in range(DESKS)]
    seen = {next_number(read) for _ in range(sessions) for _, read in desks}
    assert 0 not in seen, "a desk ended by itself"
    for desk, _ in desks:
        os.kill(desk.pid, signal.SIGKILL)
        desk.join(PATIENCE)
    for _, read in desks:
        while number := next_number(read):
            seen.add(number)
        os.close(read)
    return seen


def test_a_killed_desk_loses_no_booking_and_leaves_none_half_written(
    location, room, other_therapist, service, therapist_row, receptionist
):
    acknowledged: set[int] = set()
    for n in range(3):
        acknowledged |= killed_after(sessions=2 + n)

    assert len(acknowledged) >= 18
    assert acknowledged <= numbers()
    assert half_written() == []
    assert double_bookings() == 0
    assert Allocation.objects.count() == 2 * len(numbers())
    if connection.vendor == "sqlite":
        assert ask("default", "PRAGMA integrity_check") == [("ok",)]
        assert ask("default", "PRAGMA foreign_key_check") == []
