"""The one file of a backup: written under another name, read again, and only then given its own."""

import hashlib
import json
import os
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from time import monotonic
from typing import BinaryIO

from spa.databases import NotDone

Tell = Callable[[str], None]
FORMAT = 1
MANIFEST = "manifest.json"
MEMBERS = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
CHUNK = 1 << 20
TELL_EVERY = 2  # seconds
BROKEN = "{} is no backup of a desk, or is damaged: {}."


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself: when it was made (ISO 8601, UTC), of which database, and what that held."""

    made_at: str
    vendor: str
    counts: dict[str, int]
    migrations: list[list[str]]
    guards: list[str]
    sha256: str = ""
    format: int = FORMAT

    @property
    def member(self) -> str:
        return MEMBERS[self.vendor]


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """A file for its owner alone from its first moment; on the disk when the block ends."""
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        yield out
        out.flush()
        os.fsync(out.fileno())


def write(path: Path, database: Path, manifest: Manifest, tell: Tell) -> Manifest:
    """Put a database and its manifest into one file; returns the manifest with the database's hash."""
    # A dump of PostgreSQL is compressed already.
    method = zipfile.ZIP_DEFLATED if manifest.vendor == "sqlite" else zipfile.ZIP_STORED
    with new_file(path) as out, zipfile.ZipFile(out, "w", method, compresslevel=3) as archive:
        with database.open("rb") as source, archive.open(manifest.member, "w", force_zip64=True) as member:
            sha256 = pour(source, member, database.stat().st_size, tell, "written")
        manifest = Manifest(**{**asdict(manifest), "sha256": sha256})
        archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
    return manifest


def verify(path: Path, wanted: Manifest, tell: Tell) -> None:
    """Read the whole file again. Raises NotDone when it does not hold what was put in."""
    with opened(path) as archive:
        found = read_manifest(archive, path)
        with archive.open(found.member) as member:
            sha256 = pour(member, None, archive.getinfo(found.member).file_size, tell, "read again")
    if found != wanted or sha256 != wanted.sha256:
        raise NotDone(BROKEN.format(path.name, "it does not hold what was written"))


def extract(path: Path, target: Path, tell: Tell) -> Manifest:
    """The database of a backup as a file. Raises NotDone when the backup is damaged or none at all."""
    with opened(path) as archive:
        manifest = read_manifest(archive, path)
        with archive.open(manifest.member) as member, new_file(target) as out:
            sha256 = pour(member, out, archive.getinfo(manifest.member).file_size, tell, "unpacked")
    if sha256 != manifest.sha256:
        raise NotDone(BROKEN.format(path.name, "its database is not the one that was saved"))
    return manifest


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except FileNotFoundError as error:
        raise NotDone(f"There is no file {path}.") from error
    except (zipfile.BadZipFile, zipfile.zlib.error, EOFError) as error:
        raise NotDone(BROKEN.format(path.name, error)) from error


def read_manifest(archive: zipfile.ZipFile, path: Path) -> Manifest:
    try:
        read = json.loads(archive.read(MANIFEST))
        if read["format"] > FORMAT:
            raise NotDone(f"{path.name} was made by a newer Spa Desk. Install that one first.")
        manifest = Manifest(**read)
        archive.getinfo(manifest.member)
    except (KeyError, TypeError, ValueError) as error:
        raise NotDone(BROKEN.format(path.name, "it has no manifest that we can read")) from error
    return manifest


def pour(source: BinaryIO, target: BinaryIO | None, size: int, tell: Tell, done: str) -> str:
    """Copy in pieces, tell now and then how far it is, and return the SHA-256 of what went through."""
    digest, through, told = hashlib.sha256(), 0, monotonic()
    while chunk := source.read(CHUNK):
        digest.update(chunk)
        if target:
            target.write(chunk)
        through += len(chunk)
        if monotonic() - told > TELL_EVERY:
            told = monotonic()
            tell(f"  {through / 1e6:.0f} of {size / 1e6:.0f} MB {done}")
    return digest.hexdigest()
