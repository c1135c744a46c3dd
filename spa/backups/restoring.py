"""A desk made again from a backup, in a place where there is none."""

import os
import tempfile
from datetime import datetime
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from booking.checks import missing_guards
from intake.models import Outbox
from spa.backups import archive, postgresql, sqlite
from spa.backups.archive import Manifest, Tell
from spa.databases import NotDone, counts, refuse_other_counts

OCCUPIED = (
    "{} holds a database already, and a restored desk takes nobody's place. Close the desk and move that database away,"
    " or name an empty place in DATABASE_URL."
)


def restore_backup(*, file: Path, tell: Tell) -> Manifest:
    """Make the desk again from a backup and bring its tables up to date. Raises NotDone; then nothing has changed."""
    refuse_unless_empty()
    folder = place_for_unpacking()
    with tempfile.TemporaryDirectory(prefix=".restoring-", dir=folder) as unpacking:
        unpacked = Path(unpacking) / "database"
        tell(f"Unpacking {file.name}.")
        manifest = archive.extract(file, unpacked, tell)
        refuse_unless_ours(manifest)
        tell("Checking and putting it in place.")
        put_in_place(unpacked, manifest)
    call_command("migrate", interactive=False, verbosity=0)
    if missing := missing_guards():
        raise NotDone(f"The restored database lacks {', '.join(missing)}. Do not open it.")
    return manifest


def waiting_since(manifest: Manifest, now: datetime) -> int:
    """Messages that fell due after the backup: the desk that was lost may have sent them."""
    made_at = datetime.fromisoformat(manifest.made_at)
    return Outbox.objects.due(now).filter(due_at__gt=made_at).count()


def refuse_unless_empty() -> None:
    if connection.vendor == "postgresql":
        occupied = bool(connection.introspection.table_names())
    else:
        file = database_file()
        occupied = any(Path(f"{file}{end}").exists() for end in ("", "-wal", "-shm", "-journal"))
    if occupied:
        raise NotDone(OCCUPIED.format(connection.settings_dict["NAME"]))


def place_for_unpacking() -> Path | None:
    """Beside the database to be, so that it needs only its name; for PostgreSQL anywhere."""
    if connection.vendor == "postgresql":
        return None
    folder = database_file().parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def database_file() -> Path:
    return Path(connection.settings_dict["NAME"])


def refuse_unless_ours(manifest: Manifest) -> None:
    if manifest.vendor != connection.vendor:
        raise NotDone(
            f"This backup is of a desk on {manifest.vendor}, and this desk uses {connection.vendor}. Restore it there,"
            " then move with manage.py copy_to."
        )
    known = MigrationLoader(None).disk_migrations
    newer = [f"{app}.{name}" for app, name in manifest.migrations if (app, name) not in known]
    if newer:
        raise NotDone(f"This backup was made by a newer Spa Desk ({', '.join(newer[:3])}). Install that one first.")


def put_in_place(unpacked: Path, manifest: Manifest) -> None:
    """Only what is whole gets the database's place."""
    if connection.vendor == "postgresql":
        postgresql.refuse_unless_whole(unpacked, manifest.counts, manifest.guards)
        postgresql.restore(unpacked)
        refuse_other_counts(counts("default"), manifest.counts)
        return
    refuse_other_counts(sqlite.inspect(unpacked).counts, manifest.counts)
    connection.close()
    os.link(unpacked, database_file())  # unlike a rename, it never takes the place of another file
