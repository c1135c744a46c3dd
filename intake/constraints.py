"""Constraints that are SQL of our own, on SQLite and on PostgreSQL; and the one that intake needs.

Such SQL stands beside the table (an exclusion constraint or triggers). The schema editor gets it as deferred SQL
whenever the table is created or rebuilt, so that no later migration can lose it: SQLite rebuilds a table to alter it,
and drops its triggers with the old one.
"""

from collections.abc import Callable
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement, Table


class _GuardStatement(Statement):
    """Deferred SQL that belongs to one table; the schema editor drops it with the table and renames it along."""

    def __init__(self, sql: str, table: str, quote: Callable[[str], str]) -> None:
        super().__init__("%(sql)s", sql=sql, table=Table(table, quote))

    def __str__(self) -> str:
        return self.parts["sql"].replace("{table}", str(self.parts["table"]))

    def rename_table_references(self, old_table: str, new_table: str) -> None:
        self.parts["table"].rename_table_references(old_table, new_table)


class GuardConstraint(models.BaseConstraint):
    """A constraint written as SQL of our own. Subclasses name the SQL for each vendor."""

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.deconstruct() == self.deconstruct()

    def __hash__(self) -> int:
        return hash((type(self), self.name))

    def create_statements(self, vendor: str) -> list[str]:
        """SQL that puts the guard up; ``{table}`` stands for the table's quoted name."""
        raise NotImplementedError

    def remove_statements(self, vendor: str) -> list[str]:
        """SQL that takes it down again."""
        raise NotImplementedError

    def put_up(self, model: type[models.Model], using: str = DEFAULT_DB_ALIAS) -> None:
        """On a table that stands."""
        _run(self.create_statements(connections[using].vendor), model, using)

    def take_down(self, model: type[models.Model], using: str = DEFAULT_DB_ALIAS) -> None:
        _run(self.remove_statements(connections[using].vendor), model, using)

    def is_present(self, table: str, using: str = DEFAULT_DB_ALIAS) -> bool:
        """Whether the database really holds it."""
        connection = connections[using]
        with connection.cursor() as cursor:
            cursor.execute(*self.presence_query(connection.vendor, table))
            return cursor.fetchone()[0] == self.pieces(connection.vendor)

    def pieces(self, vendor: str) -> int:
        return len(self.create_statements(vendor)) if vendor == "sqlite" else 1

    def presence_query(self, vendor: str, table: str) -> tuple[str, list[str]]:
        if vendor == "sqlite":
            sql = "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s AND name LIKE %s"
            return sql, [table, f"{self.name}%"]
        return self.postgresql_presence(), [table, self.name]

    def postgresql_presence(self) -> str:
        raise NotImplementedError

    def constraint_sql(self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor) -> None:
        """Nothing inside CREATE TABLE; the SQL follows once the table has its final name."""
        self._defer(model, schema_editor)

    def create_sql(self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor) -> None:
        self._defer(model, schema_editor)

    def remove_sql(self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor) -> None:
        table = schema_editor.quote_name(model._meta.db_table)
        for sql in self.remove_statements(schema_editor.connection.vendor):
            schema_editor.execute(sql.replace("{table}", table))

    def _defer(self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor) -> None:
        for sql in self.create_statements(schema_editor.connection.vendor):
            statement = _GuardStatement(sql, model._meta.db_table, schema_editor.quote_name)
            if str(statement) not in {str(deferred) for deferred in schema_editor.deferred_sql}:
                schema_editor.deferred_sql.append(statement)

    def validate(self, model: Any, instance: Any, exclude: Any = None, using: str = DEFAULT_DB_ALIAS) -> None:
        """Left to the database: operations find the words, see scheduling."""


def _run(statements: list[str], model: type[models.Model], using: str) -> None:
    connection = connections[using]
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        for sql in statements:
            cursor.execute(sql.replace("{table}", table))


class OnlyAdded(GuardConstraint):
    """Rows are written once: none is changed and none is taken out, whoever asks."""

    MESSAGE = "what was read by whom is never rewritten"

    def create_statements(self, vendor: str) -> list[str]:
        if vendor == "postgresql":
            return [
                f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                f"RAISE EXCEPTION '{self.MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
                f"CREATE TRIGGER {self.name} BEFORE UPDATE OR DELETE ON {{table}} "
                f"FOR EACH ROW EXECUTE FUNCTION {self.name}()",
            ]
        return [
            f"CREATE TRIGGER {self.name}_{event} BEFORE {event} ON {{table}} "
            f"BEGIN SELECT RAISE(ABORT, '{self.MESSAGE}'); END"
            for event in ("update", "delete")
        ]

    def remove_statements(self, vendor: str) -> list[str]:
        if vendor == "postgresql":
            return [f"DROP TRIGGER IF EXISTS {self.name} ON {{table}}", f"DROP FUNCTION IF EXISTS {self.name}()"]
        return [f"DROP TRIGGER IF EXISTS {self.name}_{event}" for event in ("update", "delete")]

    def postgresql_presence(self) -> str:
        return "SELECT count(*) FROM pg_trigger WHERE tgrelid = to_regclass(%s) AND tgname = %s"
