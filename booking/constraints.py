"""What the database itself refuses about bookings and notes, on SQLite and PostgreSQL; see ``intake.constraints``."""

from intake.constraints import GuardConstraint

__all__ = ["OVERLAP_REFUSED", "FrozenOnceSigned", "GuardConstraint", "NoOverlap"]

OVERLAP_REFUSED = "no_overlap_of_a_resource"


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
