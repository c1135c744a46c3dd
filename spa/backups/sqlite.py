"""A copy of SQLite's file as it is at one moment, while others write."""

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from django.db import Error

from spa.backups.archive import Tell, new_file
from spa.databases import Contents, NotDone, ask, contents_of, file_beside

PAGES_AT_ONCE = 5000


def snapshot(source: Path, target: Path, tell: Tell) -> None:
    """Copy by SQLite's online backup. An open transaction holds one moment: writers go on, and it never starts over."""
    if not source.exists():
        raise NotDone(f"There is no database {source} yet.")
    with new_file(target):
        pass
    address = f"file:{quote(str(source))}?mode=rw"
    with closing(sqlite3.connect(address, uri=True, timeout=30, isolation_level=None)) as live:
        live.execute("BEGIN")
        live.execute("SELECT count(*) FROM sqlite_master").fetchone()
        with closing(sqlite3.connect(target, isolation_level=None)) as copy:
            live.backup(copy, pages=PAGES_AT_ONCE, progress=lambda status, left, total: _tell(tell, left, total))
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it


def _tell(tell: Tell, left: int, total: int) -> None:
    if total > PAGES_AT_ONCE:
        tell(f"  {total - left} of {total} pages copied")


def inspect(file: Path) -> Contents:
    """What a file holds. Raises NotDone when the file is not whole."""
    try:
        with file_beside(file) as alias:
            faults = [words for (words,) in ask(alias, "PRAGMA integrity_check(3)") if words != "ok"]
            faults += [f"{row[0]} lacks a row of {row[2]}" for row in ask(alias, "PRAGMA foreign_key_check")]
            if faults:
                raise NotDone(f"The database is damaged: {'; '.join(faults[:5])}.")
            return contents_of(alias)
    except Error as error:
        raise NotDone(f"The database cannot be read: {type(error).__name__}.") from error
