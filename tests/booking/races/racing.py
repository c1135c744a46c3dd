"""Real processes that book at the same moment, each with a connection of its own.

``race`` forks one process for each runner, lets them all go at once, and returns what each got. What is patched here
is patched in the racing process alone: to widen the window between looking and writing, and for the controls to take
guards away. A race that nothing guards has to double book, else it shows nothing.
"""

import multiprocessing
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from queue import Empty
from typing import Any

from django.db import connection, connections

from booking.exceptions import BookingError
from booking.models import Allocation, Appointment
from intake.models import Client

FORK = multiprocessing.get_context("fork")
PATIENCE = 60  # seconds until a process is given up
WINDOW = 0.3  # seconds between looking and writing


@dataclass(frozen=True)
class Outcome:
    """``won`` with the appointment's key, ``refused`` with the error's name, or ``broken`` with what went wrong."""

    kind: str
    said: Any


def race(*runners: Callable[[], Appointment]) -> list[Outcome]:
    """Run each in a process of its own, all from the same moment."""
    hang_up()
    start, results = FORK.Barrier(len(runners)), FORK.Queue()
    processes = [FORK.Process(target=_run, args=(runner, start, results), daemon=True) for runner in runners]
    for process in processes:
        process.start()
    try:
        return [results.get(timeout=PATIENCE) for _ in processes]
    except Empty:
        return [Outcome("broken", "a process did not come back")]
    finally:
        for process in processes:
            process.join(timeout=5)
            process.kill()


def hang_up() -> None:
    """No connection is open when a process forks: two processes on one of them would confuse the database."""
    connections.close_all()
    if hasattr(connection, "close_pool"):
        connection.close_pool()


def _run(runner: Callable[[], Appointment], start, results) -> None:
    try:
        connection.ensure_connection()
        start.wait(PATIENCE)
        outcome = Outcome("won", runner().pk)
    except BookingError as refusal:
        outcome = Outcome("refused", type(refusal).__name__)
    except BaseException as error:
        outcome = Outcome("broken", repr(error))
    finally:
        connections.close_all()
    results.put(outcome)


def counted(outcomes: list[Outcome]) -> dict[str, int]:
    """How many of each: ``{"won": 1, "refused SlotTaken": 7}``."""
    counts: dict[str, int] = {}
    for outcome in outcomes:
        name = {"won": "won", "refused": f"refused {outcome.said}", "broken": f"broken {outcome.said}"}[outcome.kind]
        counts[name] = counts.get(name, 0) + 1
    return counts


def double_bookings() -> int:
    """Pairs of neighbours on one resource that share a moment."""
    rows = list(Allocation.objects.order_by("resource", "starts_at", "pk"))
    return sum(
        one.resource_id == following.resource_id and following.starts_at < one.ends_at
        for one, following in zip(rows, rows[1:], strict=False)
    )


# --- What is taken away, or slowed down ---


def slowly(monkeypatch) -> None:
    """Every racing process waits between looking and writing."""
    from booking.scheduling import booking, moving

    for module in (booking, moving):
        writes = module.try_each
        monkeypatch.setattr(module, "try_each", lambda *args, writes=writes: (time.sleep(WINDOW), writes(*args))[1])


def without_locks(monkeypatch) -> None:
    from booking.scheduling import booking, holding

    monkeypatch.setattr(holding, "lock_resources", lambda keys: None)
    monkeypatch.setattr(booking, "hold_client", lambda key: Client.objects.get(pk=key))


def looking_too_early(monkeypatch, processes: int) -> None:
    """Each looks before the transaction begins, and writes when all of them have looked."""
    from booking.scheduling import booking

    everybody_has_looked, looks, books = FORK.Barrier(processes), booking.slots_at, booking._book

    def look_first(*, ask, starts_at, now, **more):
        seen = looks(ask, starts_at, now)
        everybody_has_looked.wait(PATIENCE)
        monkeypatch.setattr(booking, "slots_at", lambda *args: seen)
        return books(ask=ask, starts_at=starts_at, now=now, **more)

    monkeypatch.setattr(booking, "_book", look_first)


@contextmanager
def without_the_constraint() -> Iterator[None]:
    """The database takes everything, until the guard is put back."""
    guard = next(each for each in Allocation._meta.constraints if each.name == "no_overlap_of_a_resource")
    _execute(guard.remove_statements(connection.vendor))
    try:
        yield
    finally:
        Allocation.objects.all().delete()
        _execute(guard.create_statements(connection.vendor))


def _execute(statements: list[str]) -> None:
    table = connection.ops.quote_name(Allocation._meta.db_table)
    with connection.cursor() as cursor:
        for sql in statements:
            cursor.execute(sql.replace("{table}", table))
