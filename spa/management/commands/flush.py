"""Emptying a house: the one moment at which rows that are only ever added go."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.core.management.commands import flush
from django.db import connections, models

from intake.constraints import OnlyAdded


class Command(flush.Command):
    """Django's own. On SQLite it deletes row by row, so the guards of rows that are only added are down meanwhile."""

    def handle(self, **options: Any) -> None:
        with guards_down(options["database"]):
            super().handle(**options)


@contextmanager
def guards_down(database: str) -> Iterator[None]:
    """PostgreSQL empties tables whole, which no trigger on rows sees."""
    if connections[database].vendor == "postgresql":
        yield
        return
    tables = set(connections[database].introspection.table_names())
    guarded = [(model, guard) for model, guard in only_added() if model._meta.db_table in tables]
    for model, guard in guarded:
        guard.take_down(model, database)
    try:
        yield
    finally:
        for model, guard in guarded:
            guard.put_up(model, database)


def only_added() -> list[tuple[type[models.Model], OnlyAdded]]:
    found = ((model, guard) for model in apps.get_models() for guard in model._meta.constraints)
    return [(model, guard) for model, guard in found if isinstance(guard, OnlyAdded)]
