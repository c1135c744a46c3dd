"""``make run`` from nothing to an open desk, and again."""

import http.client
import re
import signal
import socket
import stat
import subprocess
import sys
import time
from fnmatch import fnmatch
from pathlib import Path

import pytest
from django.conf import settings

from spa import launch
from tests.spa.programs import ROOT, environment, python

pytestmark = pytest.mark.one_database

OWN_SPA = {
    "DEMO": "0",
    "ADMIN_NAME": "Mira Hale",
    "ADMIN_USERNAME": "mira",
    "ADMIN_PASSWORD": "nine quiet lindens",
    "SPA_NAME": "Mill Spa",
    "SPA_ZONE": "Europe/Vienna",
    "SPA_CURRENCY": "EUR",
    "SPA_EMERGENCY_NUMBER": "112",
    "SPA_CATALOGUE": "no",
}


def free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return tried.getsockname()[1]


class Desk:
    """A desk that was launched, until it is closed."""

    def __init__(self, env: dict[str, str]) -> None:
        self.port = int(env["PORT"])
        self.program = subprocess.Popen(
            [sys.executable, "-m", "spa.launch"],
            cwd=ROOT,
            env={**env, "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def read_until(self, words: str) -> str:
        said = ""
        for line in self.program.stdout:
            said += line
            if words in line:
                return said
        raise AssertionError(f"the desk ended before it said {words!r}:\n{said}")

    def get(self, path: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def close(self) -> tuple[int, str]:
        self.program.send_signal(signal.SIGINT)
        said, _ = self.program.communicate(timeout=40)
        return self.program.returncode, said


def test_from_nothing_to_an_open_desk_and_again_the_next_day(tmp_path):
    """First by a program that leaves out what nobody is there to be asked for, then with it."""
    env = environment(tmp_path, PORT=str(free_port()), **OWN_SPA)
    done = python("-m", "spa.launch", env={name: env[name] for name in env if name != "ADMIN_NAME"})
    assert done.returncode == 1
    assert done.stderr == "ADMIN_NAME is not set, and nobody is there to ask: Your name.\n"
    assert "Wrote SECRET_KEY and ALLOWED_HOSTS to .env." in done.stdout

    desk = Desk(env)
    said = desk.read_until("Ctrl-C")
    assert "Mill Spa is ready. Sign in as mira." in said
    assert f"Spa Desk is open: http://127.0.0.1:{desk.port}/" in said
    assert desk.get("/healthz") == (200, "ok\n")
    status, page = desk.get("/account/login/")
    assert (status, "Mill Spa" in page) == (200, True)
    style = re.search(r'href="(/static/bootstrap/css/bootstrap\.min\.\w+\.css)"', page)[1]
    assert desk.get(style)[0] == 200
    assert desk.close()[0] == 0
    secrets = (tmp_path / ".env").read_text()

    again = Desk({name: value for name, value in env.items() if not name.startswith(("SPA_", "ADMIN_"))})
    started = time.monotonic()
    said = again.read_until("Ctrl-C")
    assert time.monotonic() - started < 60
    assert "Wrote" not in said
    assert "A few questions" not in said
    assert (tmp_path / ".env").read_text() == secrets
    assert "Mill Spa" in again.get("/account/login/")[1]
    assert again.close()[0] == 0


def test_what_belongs_to_the_desk_is_readable_by_its_owner_alone(tmp_path):
    done = python("-c", "from spa import launch; launch.write_env()", env=environment(tmp_path))

    assert done.returncode == 0, done.stderr
    lines = dict(line.split("=", 1) for line in (tmp_path / ".env").read_text().splitlines())
    assert set(lines) == {"SECRET_KEY", "ALLOWED_HOSTS"}
    assert len(lines["SECRET_KEY"]) >= 50
    assert lines["ALLOWED_HOSTS"] == "localhost,127.0.0.1,[::1]"
    assert stat.S_IMODE((tmp_path / ".env").stat().st_mode) == 0o600


def test_what_somebody_wrote_into_the_env_file_stays(tmp_path):
    (tmp_path / ".env").write_text("EMAIL_URL=smtp://mail.example.com\nALLOWED_HOSTS=desk.example.com")

    python("-c", "from spa import launch; launch.write_env()", env=environment(tmp_path))

    lines = (tmp_path / ".env").read_text().splitlines()
    assert lines[:2] == ["EMAIL_URL=smtp://mail.example.com", "ALLOWED_HOSTS=desk.example.com"]
    assert [line.split("=")[0] for line in lines[2:]] == ["SECRET_KEY"]


def test_a_port_that_is_taken_is_said_in_one_line(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        done = python("-m", "spa.launch", env=environment(tmp_path, PORT=str(port), **OWN_SPA))

    assert done.returncode == 1
    assert done.stderr == (
        f"Cannot listen on 127.0.0.1:{port}: Address already in use. Choose another: PORT={port + 1} make run\n"
    )
    assert not (tmp_path / "data" / "desk.sqlite3").exists()


STATIC = re.compile(r"""\{%\s*static\s+["']([^"'{}]+)["']""")


@pytest.mark.parametrize("path", sorted((settings.BASE_DIR / "templates").rglob("*.html")), ids=lambda path: path.name)
def test_no_page_uses_what_is_not_collected(path: Path):
    named = STATIC.findall(path.read_text())

    assert [name for name in named for left in launch.LEFT_OUT if fnmatch(Path(name).name, left)] == []
