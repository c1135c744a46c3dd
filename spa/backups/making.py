"""Making a backup while people work."""

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from django.db import connection

from spa.backups import archive, postgresql, sqlite
from spa.backups.archive import Manifest, Tell
from spa.databases import NotDone

NAME = "spa-desk-{:%Y-%m-%d-%H%M%S}.zip"
OURS = re.compile(r"spa-desk-\d{4}-\d\d-\d\d-\d{6}\.zip")
UNFINISHED = ".unfinished-"


def make_backup(*, folder: Path, keep: int | None = None, now: datetime, tell: Tell) -> Path:
    """Write one verified backup into a folder, named for the moment (UTC); of older ones there, ``keep`` stay in all.

    Raises NotDone with what stands against it; then no file has the final name, and no older one is gone.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / NAME.format(now)
    with alone_in(folder):
        if path.exists():
            raise NotDone(f"{path} exists already.")
        finish(path, now, tell)
        prune(folder, keep)
    return path


def finish(path: Path, now: datetime, tell: Tell) -> None:
    """Copy, check, pack, read again; then the name. What is left of an earlier try that was killed goes first."""
    clear(path.parent)
    copied, packed = (path.parent / f"{UNFINISHED}{part}" for part in ("database", "backup"))
    try:
        tell("Copying the database.")
        manifest = copy(copied, now, tell)
        tell(f"Packing {copied.stat().st_size / 1e6:.1f} MB.")
        manifest = archive.write(packed, copied, manifest, tell)
        archive.verify(packed, manifest, tell)
        packed.rename(path)
        remember(path.parent)
    finally:
        clear(path.parent)


def copy(target: Path, now: datetime, tell: Tell) -> Manifest:
    """A checked copy of our database in a file, with what there is to say of it."""
    if connection.vendor == "postgresql":
        held = postgresql.dump(target, tell)
        postgresql.refuse_unless_whole(target, held.counts, held.guards)
    else:
        sqlite.snapshot(Path(connection.settings_dict["NAME"]), target, tell)
        held = sqlite.inspect(target)
    return Manifest(made_at=now.isoformat(timespec="seconds"), vendor=connection.vendor, **asdict(held))


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """One backup at a time. The lock goes with the process, however that ends."""
    with open(os.open(folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600), "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise NotDone(f"Another backup is being made in {folder}.") from error
        yield


def clear(folder: Path) -> None:
    for left in folder.glob(f"{UNFINISHED}*"):
        left.unlink()


def remember(folder: Path) -> None:
    """The name is on the disk too, should the power fail."""
    handle = os.open(folder, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)


def prune(folder: Path, keep: int | None) -> None:
    """Only files that are named as ours go, the oldest first."""
    if keep is not None:
        for old in sorted(file for file in folder.iterdir() if OURS.fullmatch(file.name))[:-keep]:
            old.unlink()
