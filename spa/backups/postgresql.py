"""PostgreSQL's own programs, called so that what they wrote can be relied on."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from spa.backups.archive import Tell, new_file
from spa.databases import Contents, NotDone, ask, contents_of, refuse_other_counts

INSTALL = "Install postgresql-client-{0} (Debian and Ubuntu: apt-get install postgresql-client-{0})."
NO_OWNERS = ["--no-owner", "--no-privileges", "--no-comments"]
BEGINS = re.compile(rb"^COPY [^ .]+\.\"?(\w+)\"? \(")
ENDS = b"\\.\n"


def dump(target: Path, tell: Tell) -> Contents:
    """Dump our database; returns what it held at the very moment of the dump."""
    program = program_of("pg_dump")
    with new_file(target):
        pass
    with transaction.atomic():
        ask("default", "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        ((moment,),) = ask("default", "SELECT pg_export_snapshot()")
        tell("  pg_dump is at work")
        run([program, "--format=custom", *NO_OWNERS, f"--snapshot={moment}", f"--file={target}"])
        return contents_of("default")


def refuse_unless_whole(file: Path, wanted: dict[str, int], guards: Iterable[str]) -> None:
    """Read a dump from its first byte to its last: the guards are in it, and of each table as many rows."""
    program = program_of("pg_restore")
    listed = run([program, "--list", str(file)])
    missing = [guard for guard in guards if guard not in listed]
    if missing:
        raise NotDone(f"The dump lacks the guards {', '.join(missing)}.")
    refuse_other_counts(rows_in(program, file), wanted)


def rows_in(program: str, file: Path) -> dict[str, int]:
    """Rows of each table in a dump; a row is one line between COPY and its end."""
    found: dict[str, int] = {}
    table = None
    with subprocess.Popen([program, "--data-only", "--file=-", str(file)], stdout=subprocess.PIPE) as reading:
        for line in reading.stdout:
            if table is None:
                if begins := BEGINS.match(line):
                    table = begins[1].decode()
                    found[table] = 0
            elif line == ENDS:
                table = None
            else:
                found[table] += 1
    if reading.returncode:
        raise NotDone("The dump cannot be read to its end.")
    return found


def restore(file: Path) -> None:
    """Fill our empty database from a dump, wholly or not at all."""
    run(
        [
            program_of("pg_restore"),
            "--single-transaction",
            "--exit-on-error",
            *NO_OWNERS,
            f"--dbname={name()}",
            str(file),
        ]
    )


def name() -> str:
    return connection.settings_dict["NAME"]


def program_of(tool: str) -> str:
    """Where a tool stands that is as new as the server. Raises NotDone with what to install."""
    connection.ensure_connection()
    needed = connection.pg_version // 10000
    found = shutil.which(tool)
    if found is None:
        raise NotDone(f"{tool} is missing. {INSTALL.format(needed)}")
    version = int(re.search(r"\d+", run([found, "--version"]))[0])
    if version < needed:
        raise NotDone(f"{tool} is of PostgreSQL {version}, the server of {needed}. {INSTALL.format(needed)}")
    return found


def run(command: Iterable[Any]) -> str:
    """What a program said. Raises NotDone with the first line of what it complained of."""
    done = subprocess.run(
        list(command), capture_output=True, text=True, env={**os.environ, **whereabouts()}, check=False
    )
    if done.returncode:
        said = (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[0]
        raise NotDone(f"That did not work: {said}")
    return done.stdout


def whereabouts() -> dict[str, str]:
    """The database as PostgreSQL's programs read it from the environment, where no other user sees the password."""
    settings = connection.settings_dict
    known = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    return {variable: str(settings[key]) for variable, key in known.items() if settings[key]}
