"""Who waits too long for somebody else hears a sentence, and the next try works."""

import threading
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection, transaction

from booking import scheduling
from booking.exceptions import TryAgain
from booking.models import Appointment, Resource
from booking.scheduling.transactions import in_one_transaction, is_contention
from tests import factories
from tests.booking.at_the_desk import TUESDAY, at
from tests.factories import MONDAY_MORNING

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def impatient(transactional_db):
    """This connection waits a tenth of a second, and as long as before afterwards."""
    waits = {
        "sqlite": ("PRAGMA busy_timeout=100", "PRAGMA busy_timeout=30000"),
        "postgresql": ("SET lock_timeout = 100", "SET lock_timeout = 5000"),
    }
    short, long = waits[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(short)
    yield
    with connection.cursor() as cursor:
        cursor.execute(long)


@contextmanager
def somebody_at_the_rows():
    """Another desk, on a connection of its own, holds every resource."""
    holds, may_go = threading.Event(), threading.Event()

    def hold():
        with transaction.atomic():
            list(Resource.objects.select_for_update())
            holds.set()
            may_go.wait(30)
        connection.close()

    other = threading.Thread(target=hold)
    other.start()
    assert holds.wait(30)
    try:
        yield
    finally:
        may_go.set()
        other.join(30)


def test_a_lock_that_does_not_come_asks_to_try_again_and_changes_nothing(
    location, room, service, therapist_row, wren, receptionist, impatient
):
    def book():
        return scheduling.book(
            client=wren,
            location=location,
            service=service,
            minutes=60,
            starts_at=at("10:00", TUESDAY),
            by=receptionist,
            now=MONDAY_MORNING,
        )

    with somebody_at_the_rows(), pytest.raises(TryAgain, match="Nothing was changed; please try once more"):
        book()

    assert not Appointment.objects.exists()
    assert book().status == "booked"


class Busy(Exception):
    """What a driver raises for a deadlock or a lock that did not come."""

    def __init__(self, sqlstate):
        super().__init__("database is locked")
        self.sqlstate = sqlstate


def operation_that_meets(*errors):
    """An operation which fails as often as there are errors, and then says how often it was tried."""
    left, tries = list(errors), []

    @in_one_transaction
    def operate(*, now=None):
        tries.append(now)
        factories.LocationFactory(name=f"Try {len(tries)}")
        if left:
            raise OperationalError("database is locked") from left.pop()
        return len(tries)

    return operate, tries


@pytest.mark.parametrize("sqlstate", ["40P01", "55P03"])
def test_a_deadlock_is_tried_once_more_in_a_new_transaction(transactional_db, sqlstate):
    operate, tries = operation_that_meets(Busy(sqlstate))

    assert operate(now=MONDAY_MORNING) == 2
    assert tries == [MONDAY_MORNING, MONDAY_MORNING]
    assert [location.name for location in factories.Location.objects.all()] == ["Try 2"]


def test_a_second_deadlock_is_a_sentence(transactional_db):
    operate, tries = operation_that_meets(Busy("40P01"), Busy("40P01"))
    with pytest.raises(TryAgain):
        operate()

    assert len(tries) == 2
    assert not factories.Location.objects.exists()


def test_inside_another_transaction_nothing_is_tried_twice(transactional_db):
    operate, tries = operation_that_meets(Busy("40P01"))
    with pytest.raises(TryAgain), transaction.atomic():
        operate()

    assert len(tries) == 1


def test_another_error_of_the_database_is_not_hidden(transactional_db):
    failure = OperationalError("disk I/O error")
    failure.__cause__ = Busy("58030")

    assert not is_contention(failure)

    @in_one_transaction
    def operate(*, now=None):
        raise failure

    with pytest.raises(OperationalError, match="disk"):
        operate()
