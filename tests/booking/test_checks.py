"""The database is asked whether it holds its guards, by ``check`` and by /healthz."""

from contextlib import contextmanager

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import OperationalError, connection

from booking.checks import missing_guards
from booking.constraints import GuardConstraint
from booking.models import Allocation, SessionNote

pytestmark = pytest.mark.django_db(transaction=True)


def guard_of(model) -> GuardConstraint:
    return next(guard for guard in model._meta.constraints if isinstance(guard, GuardConstraint))


@contextmanager
def without_guard(model):
    """The guard is taken down, and put back whatever happens."""
    guard = guard_of(model)
    with connection.schema_editor() as editor:
        guard.remove_sql(model, editor)
    try:
        yield guard.name
    finally:
        with connection.schema_editor() as editor:
            guard.create_sql(model, editor)


def test_all_guards_are_up():
    assert missing_guards() == []
    call_command("check", databases=["default"])


@pytest.mark.parametrize("model", [Allocation, SessionNote])
def test_a_missing_guard_is_complained_of(model):
    with without_guard(model) as name:
        errors = run_checks(databases=["default"])
        assert [error.id for error in errors] == ["booking.E001"]
        assert name in errors[0].msg
        with pytest.raises(SystemCheckError, match=name):
            call_command("check", databases=["default"])

    assert missing_guards() == []


def test_half_a_guard_is_a_missing_guard():
    """On SQLite the guard is two triggers; on PostgreSQL the half is all of it."""
    guard = guard_of(Allocation)
    last_piece = guard.remove_statements(connection.vendor)[-1]
    try:
        with connection.cursor() as cursor:
            cursor.execute(last_piece.replace("{table}", "booking_allocation"))
        assert missing_guards() == [guard.name]
    finally:
        with connection.schema_editor() as editor:
            guard.remove_sql(Allocation, editor)
            guard.create_sql(Allocation, editor)


def test_a_database_without_tables_is_new_and_not_broken():
    assert "booking_allocation" in connection.introspection.table_names()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE booking_allocation RENAME TO put_away")
    try:
        assert run_checks(databases=["default"]) == []
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE put_away RENAME TO booking_allocation")


def test_healthz_is_for_whoever_asks(client):
    answer = client.get("/healthz")

    assert (answer.status_code, answer.text) == (200, "ok\n")


def test_healthz_names_a_missing_guard(client):
    with without_guard(Allocation):
        answer = client.get("/healthz")

    assert (answer.status_code, answer.text) == (503, "the database lacks no_overlap_of_a_resource\n")


def test_healthz_says_when_the_database_is_down(client):
    def silence(*_: object) -> None:
        raise OperationalError("could not connect")

    with connection.execute_wrapper(silence):
        answer = client.get("/healthz")

    assert (answer.status_code, answer.text) == (503, "the database does not answer\n")


def test_healthz_changes_nothing(client):
    assert client.post("/healthz").status_code == 405
