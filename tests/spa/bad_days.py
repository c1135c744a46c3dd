"""Bad days of a database, each as the database itself makes it, until the block ends.

What was set for a connection ends with it, so some days end by hanging up.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import close_old_connections, connection, transaction

from tests.booking.races.racing import hang_up

CLIENTS = "intake_client"
NOWHERE = "/nowhere/desk.sqlite3"
IMPATIENT = {"sqlite": "PRAGMA busy_timeout=100", "postgresql": "SET lock_timeout = 100"}
READ_ONLY = {"sqlite": "PRAGMA query_only=on", "postgresql": "SET default_transaction_read_only = on"}
NO_ROOM = f"""
CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$;
CREATE TRIGGER no_room BEFORE INSERT ON {CLIENTS} FOR EACH ROW EXECUTE FUNCTION no_room()
"""
HANG_UP = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid = %s"


def run(sql: str, *params: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params or None)
        return cursor.fetchall() if cursor.description else []


def elsewhere(work: Callable[[], None]) -> threading.Thread:
    """Done by somebody else, on a connection of their own."""

    def on_their_own() -> None:
        try:
            work()
        finally:
            connection.close()

    other = threading.Thread(target=on_their_own)
    other.start()
    return other


@contextmanager
def closed_to_writing() -> Iterator[None]:
    run(READ_ONLY[connection.vendor])
    yield
    hang_up()


@contextmanager
def locked_by_another_program(table: str = CLIENTS, mode: str = "ACCESS EXCLUSIVE") -> Iterator[None]:
    """Somebody holds a table, on SQLite all of them, for longer than anybody waits."""
    holds, may_go = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic():  # on SQLite nobody else writes from here on
            if connection.vendor == "postgresql":
                run(f"LOCK TABLE {table} IN {mode} MODE")
            holds.set()
            may_go.wait(30)

    run(IMPATIENT[connection.vendor])
    other = elsewhere(hold)
    assert holds.wait(30)
    yield
    may_go.set()
    other.join(30)
    hang_up()


@contextmanager
def full_disk() -> Iterator[None]:
    """SQLite may not grow by a page; PostgreSQL says what it says when it cannot extend a file."""
    if connection.vendor == "sqlite":
        run("VACUUM")
        run(f"PRAGMA max_page_count={run('PRAGMA page_count')[0][0]}")
        yield
        hang_up()
    else:
        run(NO_ROOM)
        yield
        run(f"DROP TRIGGER no_room ON {CLIENTS}; DROP FUNCTION no_room()")


@contextmanager
def gone() -> Iterator[None]:
    """SQLite's file cannot be opened; PostgreSQL ends the session under our hands, as a restart does."""
    if connection.vendor == "sqlite":
        kept = connection.settings_dict["NAME"]
        connection.close()
        connection.settings_dict["NAME"] = NOWHERE
        yield
        connection.settings_dict["NAME"] = kept
    else:
        (us,) = run("SELECT pg_backend_pid()")[0]
        elsewhere(lambda: run(HANG_UP, us)).join(30)
        yield
    close_old_connections()  # as the end of every request does


BAD_DAYS = [closed_to_writing, locked_by_another_program, full_disk, gone]
