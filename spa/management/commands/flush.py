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
    _each(database, guarded, "remove_statements")
    try:
        yield
    finally:
        _each(database, guarded, "create_statements")


def only_added() -> list[tuple[type[models.Model], OnlyAdded]]:
    found = ((model, guard) for model in apps.get_models() for guard in model._meta.constraints)
    return [(model, guard) for model, guard in found if isinstance(guard, OnlyAdded)]


def _each(database: str, guarded: list[tuple[type[models.Model], OnlyAdded]], statements: str) -> None:
    connection = connections[database]
    with connection.cursor() as cursor:
        for model, guard in guarded:
            for sql in getattr(guard, statements)(connection.vendor):
                cursor.execute(sql.replace("{table}", connection.ops.quote_name(model._meta.db_table)))
