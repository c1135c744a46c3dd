"""A desk that is lost is made again from one file, which was written while people worked."""

import os
import stat
import subprocess
import threading
import time
import urllib.request
from pathlib import Path
from urllib.parse import quote

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from spa import launch
from spa.backups.archive import extract
from spa.databases import NotDone, ask, beside
from tests.booking.busy import book_on, half_written, numbers
from tests.spa.programs import ROOT, SECRET, environment, python
from tests.spa.test_launch import free_port

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def house(location, room, service, therapist_row, receptionist):
    """Everything that a booking needs."""


@pytest.fixture
def busy(house):
    """Somebody books without a pause; the numbers of what was acknowledged so far."""
    acknowledged, closing = [], threading.Event()

    def work() -> None:
        try:
            for number in book_on():
                acknowledged.append(number)
                if closing.is_set():
                    return
        finally:
            connection.close()

    desk = threading.Thread(target=work)
    desk.start()
    while not acknowledged and desk.is_alive():
        time.sleep(0.01)
    yield acknowledged
    closing.set()
    desk.join(60)


@pytest.fixture
def empty_place(tmp_path):
    """Where a lost desk may be made again: the folder's environment, and the name of the database to be."""
    if connection.vendor == "sqlite":
        name = tmp_path / "data" / "desk.sqlite3"
        yield environment(tmp_path, DATABASE_URL=f"sqlite:///{name}"), str(name)
        return
    name, had = f"restored_{os.getpid()}", connection.settings_dict
    ask("default", f"CREATE DATABASE {name}")
    password = quote(had["PASSWORD"], safe="")
    url = f"postgres://{had['USER']}:{password}@{had['HOST']}:{had['PORT']}/{name}"
    yield environment(tmp_path, DATABASE_URL=url), name
    ask("default", f"DROP DATABASE {name} WITH (FORCE)")


def backup(folder: Path, **options) -> Path:
    call_command("backup", to=folder, **options)
    return max(folder.glob("*.zip"))


def restore(file: Path, env: dict[str, str]) -> subprocess.CompletedProcess:
    return python("-m", "spa.launch", "restore", str(file), env=env)


def page_of(env: dict[str, str], path: str) -> tuple[int, str]:
    """What the restored desk answers, served as a spa serves it."""
    port = free_port()
    told = {**env, "PORT": str(port), "DEVELOPMENT": "1"}
    with subprocess.Popen(launch.PROGRAMS["The web server"], cwd=ROOT, env=told) as desk:
        try:
            return when_open(f"http://127.0.0.1:{port}", path)
        finally:
            desk.terminate()


def when_open(address: str, path: str) -> tuple[int, str]:
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=10) as health:
                assert health.read() == b"ok\n"
                break
        except OSError:  # not open yet, or slow on a busy machine
            time.sleep(0.1)
    with urllib.request.urlopen(address + path, timeout=20) as answer:
        return answer.status, answer.read().decode()


def test_what_was_booked_before_a_backup_is_there_after_a_restore(busy, empty_place, tmp_path):
    env, name = empty_place
    before = set(busy)
    file = backup(tmp_path / "backups")
    after = {*busy, max(busy) + 1}

    done = restore(file, env)

    assert done.returncode == 0, done.stderr
    assert "The desk is as it was on" in done.stdout
    with beside(NAME=name) as restored:
        assert before <= numbers(restored) <= after
        assert half_written(restored) == []
    status, page = page_of(env, "/account/login/")
    assert (status, "Linden House" in page) == (200, True)


def test_a_restored_desk_takes_nobody_s_place(house, tmp_path):
    file = backup(tmp_path)

    with pytest.raises(CommandError, match="holds a database already"):
        call_command("restore", file)


def test_a_backup_is_for_its_owner_alone_from_its_first_moment(house, tmp_path, monkeypatch):
    modes = set()
    renamed = Path.rename

    def look_first(path: Path, target: Path) -> Path:
        modes.update(stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir())
        return renamed(path, target)

    monkeypatch.setattr(Path, "rename", look_first)
    before = os.umask(0)
    try:
        file = backup(tmp_path / "backups")
    finally:
        os.umask(before)

    assert modes == {0o600}
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_old_backups_stay_or_go_as_one_wishes(house, tmp_path):
    old = [tmp_path / f"spa-desk-2026-01-0{day}-120000.zip" for day in (1, 2, 3)]
    for file in (*old, tmp_path / "holiday.zip"):
        file.touch()

    newest = backup(tmp_path)
    assert set(tmp_path.glob("*.zip")) == {*old, tmp_path / "holiday.zip", newest}

    newest.rename(tmp_path / "spa-desk-2026-01-04-120000.zip")
    newest = backup(tmp_path, keep=2)
    left = {"holiday.zip", "spa-desk-2026-01-04-120000.zip", newest.name}
    assert {file.name for file in tmp_path.glob("*.zip")} == left


def test_a_backup_that_is_killed_leaves_nothing_under_a_final_name(house, tmp_path):
    """What it leaves under another name goes with the next one."""
    code = f"""
import os, django; django.setup()
from django.db import connection
from spa.backups import archive, make_backup
from pathlib import Path
from intake import clock
connection.settings_dict["NAME"] = {str(connection.settings_dict["NAME"])!r}
archive.verify = lambda *args: os.kill(os.getpid(), 9)
make_backup(folder=Path({str(tmp_path)!r}), now=clock.now(), tell=print)
"""
    url = os.environ["DATABASE_URL"]
    env = environment(tmp_path, DATABASE_URL=url, SECRET_KEY=SECRET, ALLOWED_HOSTS="localhost")
    done = python("-c", code, env={**env, "DJANGO_SETTINGS_MODULE": "spa.settings"})
    assert (done.returncode, list(tmp_path.glob("*.zip"))) == (-9, [])
    assert [file.stat().st_size > 0 for file in tmp_path.glob(".unfinished-*")] == [True, True]

    backup(tmp_path)

    assert list(tmp_path.glob(".unfinished-*")) == []


def damaged(file: Path, at: float) -> Path:
    data = bytearray(file.read_bytes())
    data[int(len(data) * at)] ^= 0xFF
    file.write_bytes(data)
    return file


def test_a_damaged_backup_is_not_unpacked(house, tmp_path):
    file = damaged(backup(tmp_path / "backups"), at=0.5)

    with pytest.raises(NotDone, match=f"{file.name} is no backup of a desk, or is damaged"):
        extract(file, tmp_path / "database", print)


@pytest.mark.parametrize("words", [None, b"", b"Dear diary"])
def test_what_is_no_backup_is_said_in_a_sentence(words, tmp_path):
    file = tmp_path / "notes.zip"
    if words is not None:
        file.write_bytes(words)

    with pytest.raises(NotDone, match="There is no file|is no backup of a desk"):
        extract(file, tmp_path / "database", print)
