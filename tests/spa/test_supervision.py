"""Programs that run side by side end together."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from spa.supervision import Household

pytestmark = pytest.mark.one_database

PATIENT = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = [sys.executable, "-c", "import signal, time; signal.signal(15, signal.SIG_IGN); print(1); time.sleep(60)"]


@pytest.fixture(autouse=True)
def _signals_as_before():
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


def nothing() -> None:
    pass


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_told_to_stop_it_stops_all(number, capsys):
    household = Household({"One": PATIENT, "Two": PATIENT})
    threading.Timer(0.5, os.kill, (os.getpid(), number)).start()

    assert household.run(lambda: True, nothing) == 0

    assert [program.returncode for program in household.running.values()] == [-signal.SIGTERM] * 2
    assert "Closing the desk." in capsys.readouterr().out


def test_when_one_ends_the_other_ends_too_and_it_says_which(capsys):
    household = Household({"The web server": PATIENT, "The worker": [sys.executable, "-c", "raise SystemExit(3)"]})

    assert household.run(lambda: True, nothing) == 1

    assert household.running["The web server"].returncode == -signal.SIGTERM
    assert capsys.readouterr().err == "The worker ended by itself (exit code 3), so all ends.\n"


def test_it_announces_once_and_only_when_the_desk_is_open():
    looks, told = iter([False, False, True]), []
    household = Household({"One": [sys.executable, "-c", "import time; time.sleep(1.5)"]})

    household.run(lambda: next(looks, True), lambda: told.append("open"))

    assert told == ["open"]
    assert list(looks) == []


def test_who_does_not_listen_is_ended_all_the_same(monkeypatch):
    monkeypatch.setattr("spa.supervision.PATIENCE", 0.5)
    household = Household({"Stubborn": STUBBORN})
    threading.Timer(1, os.kill, (os.getpid(), signal.SIGTERM)).start()

    started = time.monotonic()
    household.run(lambda: True, nothing)

    assert household.running["Stubborn"].returncode == -signal.SIGKILL
    assert time.monotonic() - started < 10


def test_a_program_that_cannot_start_leaves_none_behind():
    household = Household({"One": PATIENT, "Two": ["no-such-program"]})

    with pytest.raises(FileNotFoundError):
        household.run(lambda: True, nothing)

    assert isinstance(household.running["One"], subprocess.Popen)
    assert household.running["One"].returncode == -signal.SIGTERM
