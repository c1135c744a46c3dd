"""A desk moves into another database, with every row and the numbers that come next."""

import os
from urllib.parse import quote

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from booking.checks import missing_guards
from booking.models import Allocation
from intake.models import Client
from spa.copying import copied, refuse_low_sequences
from spa.databases import ask, beside
from tests.booking.busy import book_on, half_written
from tests.spa.programs import environment, python

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def house(location, room, service, therapist_row, receptionist):
    bookings = book_on()
    return [next(bookings) for _ in range(3)]


@pytest.fixture
def new_place(tmp_path):
    """An empty SQLite file for a desk on SQLite, an empty database for one on PostgreSQL: its address and settings."""
    if connection.vendor == "sqlite":
        name = str(tmp_path / "new.sqlite3")
        yield f"sqlite:///{name}", {"NAME": name, "OPTIONS": {}}
        return
    had, name = connection.settings_dict, f"copied_{os.getpid()}"
    ask("default", f"CREATE DATABASE {name}")
    yield (
        f"postgres://{had['USER']}:{quote(had['PASSWORD'], safe='')}@{had['HOST']}:{had['PORT']}/{name}",
        {"NAME": name},
    )
    ask("default", f"DROP DATABASE {name} WITH (FORCE)")


def rows_of(alias: str) -> dict[str, list[tuple]]:
    return {
        model._meta.label: list(model._base_manager.using(alias).order_by("pk").values_list()) for model in copied()
    }


def test_a_desk_moves_into_a_file_and_on_to_where_it_has_outgrown_it(house, new_place, tmp_path):
    """On PostgreSQL: from there to SQLite, and back by a desk whose own database that file is."""
    url, settings = new_place
    file = tmp_path / "there.sqlite3"
    had = rows_of("default")
    call_command("copy_to", f"sqlite:///{file}")
    with beside(ENGINE="django.db.backends.sqlite3", NAME=str(file), OPTIONS={}) as there:
        assert rows_of(there) == had

    moved = python("-m", "spa.launch", "copy_to", url, env=environment(tmp_path, DATABASE_URL=f"sqlite:///{file}"))

    assert moved.returncode == 0, moved.stderr
    assert "rows in" in moved.stdout
    assert connection.vendor == "sqlite" or connection.settings_dict["PASSWORD"] not in moved.stdout
    with beside(**settings) as new:
        assert rows_of(new) == had
        assert (half_written(new), missing_guards(new)) == ([], [])
        refuse_low_sequences(new)
        assert next_client(new) == max(key for key, *_ in had["intake.Client"]) + 1
        with pytest.raises(IntegrityError, match="overlap"):
            hold_once_more(new)


def next_client(alias: str) -> int:
    """The number that somebody new gets."""
    with transaction.atomic(using=alias):
        return Client.objects.using(alias).create(name="Newt New").pk


def hold_once_more(alias: str) -> None:
    """The same time of the same resource, in a row of its own."""
    held = Allocation.objects.using(alias).first()
    held.pk = None
    held.save(using=alias, force_insert=True)


def test_an_occupied_place_is_refused(new_place):
    url, settings = new_place
    with beside(**settings) as new:
        ask(new, "CREATE TABLE somebody (name text)")

    with pytest.raises(CommandError, match="Nothing was moved. The new database has tables already"):
        call_command("copy_to", url)
