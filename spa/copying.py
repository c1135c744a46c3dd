"""All of a desk from one database into another, empty one: from SQLite to PostgreSQL when a house outgrows it, or back.

Rows are copied as they are, keys and times included, in one transaction on the new side while nobody writes on the old.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice

from auditlog.context import disable_auditlog
from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import Error, connections, models, transaction

from spa.databases import NotDone, ask, counts, refuse_other_counts

OLD = "default"
CHUNK = 500
Tell = Callable[[str], None]


def copy_all(*, to: str, tell: Tell) -> dict[str, int]:
    """Copy every row into the database of this alias; rows of each table. Raises NotDone; then the new side is empty.

    The new tables are made first. Whatever a migration put into them makes way for what the old desk has.
    """
    if connections[to].introspection.table_names():
        raise NotDone("The new database has tables already. Make an empty one.")
    tell("Making the tables.")
    with disable_auditlog():  # the history that it would write stands in the old database
        call_command("migrate", database=to, interactive=False, verbosity=0)
    with held_still(OLD), transaction.atomic(using=to):
        empty(to)
        for model in copied():
            copy_rows(model, to, tell)
        set_sequences(to)
        refuse_other_counts(counts(to), counts(OLD))
        refuse_low_sequences(to)
    return counts(to)


@contextmanager
def held_still(alias: str) -> Iterator[None]:
    """One moment of the old side: on SQLite nobody else writes meanwhile, on PostgreSQL we do not see it."""
    with transaction.atomic(using=alias):
        if connections[alias].vendor == "postgresql":
            ask(alias, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def copied() -> list[type[models.Model]]:
    """Every table of ours and of the packages we use, those between two models too."""
    found = apps.get_models(include_auto_created=True)
    return [model for model in found if model._meta.managed and not model._meta.proxy]


def empty(alias: str) -> None:
    connection = connections[alias]
    with connection.cursor() as cursor:
        for model in copied():
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")


def copy_rows(model: type[models.Model], to: str, tell: Tell) -> None:
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    rows, done = model._base_manager.using(OLD).order_by("pk").iterator(CHUNK), 0
    manager = model._base_manager.using(to)
    for some in in_chunks(rows):
        try:
            # raw: as the row is, without what a field would fill in when it is saved
            manager._insert(some, fields=fields, using=to, raw=True)
        except Error as error:
            raise NotDone(f"{model._meta.label} does not fit: {type(error).__name__}.") from error
        done += len(some)
    if done:
        tell(f"  {done} {model._meta.verbose_name_plural}")


def in_chunks(rows: Iterator[models.Model]) -> Iterator[list[models.Model]]:
    while some := list(islice(rows, CHUNK)):
        yield some


# --- Numbers that are given next -------------------------------------------------------------------------------------


def set_sequences(alias: str) -> None:
    """The next row gets a number of its own. SQLite sees to that by itself."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), copied()):
            cursor.execute(sql)


def refuse_low_sequences(alias: str) -> None:
    """Raises NotDone when a table would give a number that it has given already."""
    if connections[alias].vendor != "postgresql":
        return
    for model in copied():
        key, table = model._meta.pk, model._meta.db_table
        if isinstance(key, models.AutoField):
            ((name,),) = ask(alias, "SELECT pg_get_serial_sequence(%s, %s)", table, key.column)
            sql = f'SELECT last_value >= (SELECT coalesce(max("{key.column}"), 0) FROM "{table}") FROM {name}'
            if ask(alias, sql) != [(True,)]:
                raise NotDone(f"{table} would give its numbers twice.")
