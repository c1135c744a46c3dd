"""What the database itself refuses, on SQLite and on PostgreSQL.

Both constraints are made of SQL that stands beside the table (an exclusion constraint or triggers). They hand it to the
schema editor as deferred SQL whenever the table is created or rebuilt, so that no later migration can lose it: SQLite
rebuilds a table to alter it, and drops its triggers with the old one.
"""

from collections.abc import Callable
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement, Table

OVERLAP_REFUSED = "no_overlap_of_a_resource"


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


class NoOverlap(GuardConstraint):
    """No two rows of one ``resource`` share a moment; half-open, so touching is free.

    One predicate for both databases: ``a.starts_at < b.ends_at and b.starts_at < a.ends_at``.
    """

    def create_statements(self, vendor: str) -> list[str]:
        if vendor == "postgresql":
            return [
                "CREATE EXTENSION IF NOT EXISTS btree_gist",
                f"ALTER TABLE {{table}} ADD CONSTRAINT {self.name} EXCLUDE USING gist "
                "(resource_id WITH =, tstzrange(starts_at, ends_at) WITH &&)",
            ]
        return [
            self._trigger("insert", "INSERT", ""),
            self._trigger("update", "UPDATE OF resource_id, starts_at, ends_at", "AND other.id <> NEW.id "),
        ]

    def _trigger(self, suffix: str, event: str, itself: str) -> str:
        return (
            f"CREATE TRIGGER {self.name}_{suffix} BEFORE {event} ON {{table}} FOR EACH ROW WHEN EXISTS "
            f"(SELECT 1 FROM {{table}} other WHERE other.resource_id = NEW.resource_id {itself}"
            "AND other.starts_at < NEW.ends_at AND NEW.starts_at < other.ends_at) "
            f"BEGIN SELECT RAISE(ABORT, '{self.name}'); END"
        )

    def remove_statements(self, vendor: str) -> list[str]:
        if vendor == "postgresql":
            return [f"ALTER TABLE {{table}} DROP CONSTRAINT IF EXISTS {self.name}"]
        return [f"DROP TRIGGER IF EXISTS {self.name}_{event}" for event in ("insert", "update")]

    def postgresql_presence(self) -> str:
        return "SELECT count(*) FROM pg_constraint WHERE conrelid = to_regclass(%s) AND conname = %s AND contype = 'x'"


class FrozenOnceSigned(GuardConstraint):
    """A row whose ``signed_at`` is set never changes, but for erasing a person, which says so in ``erased_at``."""

    MESSAGE = "a signed note never changes"

    def create_statements(self, vendor: str) -> list[str]:
        if vendor == "postgresql":
            return [
                f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                "IF OLD.signed_at IS NOT NULL AND NEW.erased_at IS NULL THEN "
                f"RAISE EXCEPTION '{self.MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
                "RETURN NEW; END $$",
                f"CREATE TRIGGER {self.name} BEFORE UPDATE ON {{table}} FOR EACH ROW EXECUTE FUNCTION {self.name}()",
            ]
        return [
            f"CREATE TRIGGER {self.name}_update BEFORE UPDATE ON {{table}} FOR EACH ROW "
            f"WHEN OLD.signed_at IS NOT NULL AND NEW.erased_at IS NULL BEGIN SELECT RAISE(ABORT, '{self.MESSAGE}'); END"
        ]

    def remove_statements(self, vendor: str) -> list[str]:
        if vendor == "postgresql":
            return [f"DROP TRIGGER IF EXISTS {self.name} ON {{table}}", f"DROP FUNCTION IF EXISTS {self.name}()"]
        return [f"DROP TRIGGER IF EXISTS {self.name}_update"]

    def postgresql_presence(self) -> str:
        return "SELECT count(*) FROM pg_trigger WHERE tgrelid = to_regclass(%s) AND tgname = %s"
