"""A second database beside the desk's own, for as long as a command needs it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.utils import load_backend

from booking.checks import is_up_to_date, missing_guards
from intake.constraints import GuardConstraint

BESIDE = "beside"


@dataclass(frozen=True)
class Contents:
    """Rows of each table, the migrations as app and name, and the guards that are up."""

    counts: dict[str, int]
    migrations: list[list[str]]
    guards: list[str]


class NotDone(Exception):
    """What an operator asked for cannot be done; the words say why, and what to do."""


@contextmanager
def beside(**changes: Any) -> Iterator[str]:
    """The alias of a database that is set as our own is, but for ``changes``; forgotten afterwards."""
    settings = {**connections[DEFAULT_DB_ALIAS].settings_dict, **changes}
    connections[BESIDE] = load_backend(settings["ENGINE"]).DatabaseWrapper(settings, BESIDE)
    try:
        yield BESIDE
    finally:
        hang_up(BESIDE)
        del connections[BESIDE]


def hang_up(alias: str) -> None:
    connections[alias].close()
    if hasattr(connections[alias], "close_pool"):
        connections[alias].close_pool()


@contextmanager
def file_beside(file: Path) -> Iterator[str]:
    """A SQLite file, left as one file."""
    with beside(NAME=str(file), OPTIONS={"init_command": "PRAGMA foreign_keys=ON"}) as alias:
        yield alias


def ask(alias: str, sql: str, *params: Any) -> list[tuple]:
    with connections[alias].cursor() as cursor:
        cursor.execute(sql, params or None)
        return cursor.fetchall() if cursor.description else []


def counts(alias: str) -> dict[str, int]:
    """Rows of each table."""
    names = sorted(connections[alias].introspection.table_names())
    quote = connections[alias].ops.quote_name
    return {name: ask(alias, f"SELECT count(*) FROM {quote(name)}")[0][0] for name in names}


def contents_of(alias: str) -> Contents:
    """What a database holds. Raises NotDone when a guard is missing that its migrations put up."""
    missing = missing_guards(alias)
    if missing and is_up_to_date(alias):
        raise NotDone(f"The database lacks the guards {', '.join(missing)}.")
    migrations = ask(alias, "SELECT app, name FROM django_migrations ORDER BY app, name")
    return Contents(counts(alias), [list(row) for row in migrations], sorted(guard_names() - set(missing)))


def guard_names() -> set[str]:
    found = (guard for model in apps.get_models() for guard in model._meta.constraints)
    return {guard.name for guard in found if isinstance(guard, GuardConstraint)}


def refuse_other_counts(found: dict[str, int], wanted: dict[str, int]) -> None:
    """Raises NotDone when a table lacks rows, or has more than it should."""
    names = sorted(name for name in {*found, *wanted} if found.get(name) != wanted.get(name))
    told = [f"{name} has {found.get(name, 'no table')}, not {wanted.get(name, 'no table')}" for name in names]
    if told:
        raise NotDone(f"The rows do not add up: {'; '.join(told)}.")
