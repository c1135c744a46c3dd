"""How an operation of the desk meets the database: one transaction, one retry, and every refusal in words."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import IntegrityError, OperationalError, connection, transaction

from booking.constraints import OVERLAP_REFUSED
from booking.exceptions import TryAgain
from intake import clock

P = ParamSpec("P")
R = TypeVar("R")

DEADLOCK, LOCK_TIMEOUT = "40P01", "55P03"


def in_one_transaction(operation: Callable[P, R]) -> Callable[P, R]:
    """Run an operation whole or not at all, with ``now`` settled.

    A deadlock or a lock that did not come in time is retried once, outside the transaction, and then becomes TryAgain.
    Inside somebody else's transaction there is nothing left to retry.
    """

    @wraps(operation)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        kwargs["now"] = kwargs.get("now") or clock.now()
        tries_left = 0 if connection.in_atomic_block else 1
        while True:
            try:
                with transaction.atomic():
                    return operation(*args, **kwargs)
            except OperationalError as error:
                if not is_contention(error):
                    raise
                if not tries_left:
                    raise TryAgain from error
                tries_left -= 1

    return run


def is_contention(error: OperationalError) -> bool:
    """Whether others were at the same rows, so that a second try may do."""
    if connection.vendor == "sqlite":
        return "database is locked" in str(error) or "database table is locked" in str(error)
    return getattr(error.__cause__, "sqlstate", None) in (DEADLOCK, LOCK_TIMEOUT)


def is_overlap(error: IntegrityError) -> bool:
    """Whether the guard on allocations refused."""
    return OVERLAP_REFUSED in str(error)


def is_seen_token(error: IntegrityError) -> bool:
    """Whether the same form was submitted before."""
    return "booking_visit.token" in str(error) or "booking_visit_token" in str(error)
