"""A desk moves into another database, with every row and the numbers that come next."""

import os
from urllib.parse import quote

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from spa.copying import copied
from spa.databases import ask, beside
from tests.booking.busy import book_on, half_written
from tests.factories import ClientFactory

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


def test_every_row_moves_and_the_next_number_is_new(house, new_place, wren):
    url, settings = new_place
    had = rows_of("default")

    call_command("copy_to", url)

    assert rows_of("default") == had
    with beside(**settings) as new:
        found = rows_of(new)
        assert found == had
        assert half_written(new) == []
        with transaction.atomic(using=new):
            last = max(key for key, *_ in had["intake.Client"])
            assert type(wren).objects.using(new).create(name="Newt New").pk == last + 1


def test_every_row_moves_into_a_file_of_sqlite(house, tmp_path):
    file = f"sqlite:///{tmp_path / 'there.sqlite3'}"
    had = rows_of("default")
    call_command("copy_to", file)

    engine = "django.db.backends.sqlite3"
    with beside(ENGINE=engine, NAME=str(tmp_path / "there.sqlite3"), OPTIONS={}) as there:
        assert rows_of(there) == had


def test_an_occupied_place_is_refused(house, new_place):
    url, _ = new_place
    call_command("copy_to", url)
    ClientFactory(name="Later")

    with pytest.raises(CommandError, match="Nothing was moved. The new database has tables already"):
        call_command("copy_to", url)


def test_the_password_is_not_shown(new_place, house, capsys):
    call_command("copy_to", new_place[0])

    said = capsys.readouterr().out
    assert "rows in" in said
    assert connection.vendor == "sqlite" or connection.settings_dict["PASSWORD"] not in said
