"""A server that is killed while desks book loses nothing that it acknowledged and leaves nothing half-written."""

import http.client
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from urllib.parse import quote, urlencode
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse

from booking.models import Allocation
from intake import clock
from spa import launch
from spa.databases import ask
from tests.booking.at_the_desk import at
from tests.booking.busy import HOURS, half_written, numbers
from tests.booking.races.racing import double_bookings
from tests.conftest import browser_of
from tests.spa.bad_days import run
from tests.spa.programs import ROOT, environment
from tests.spa.test_launch import free_port

pytestmark = pytest.mark.django_db(transaction=True)

DESKS = 3
SLOW = {
    "sqlite": "CREATE TRIGGER slow BEFORE INSERT ON booking_appointmentevent"
    " BEGIN SELECT length(hex(randomblob(20000000))); END",
    "postgresql": "CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN PERFORM pg_sleep(0.2); RETURN NEW; END $$;"
    " CREATE TRIGGER slow BEFORE INSERT ON booking_appointmentevent FOR EACH ROW EXECUTE FUNCTION slow()",
}
AS_BEFORE = {
    "sqlite": "DROP TRIGGER slow",
    "postgresql": "DROP TRIGGER slow ON booking_appointmentevent; DROP FUNCTION slow()",
}
TOKEN = "t" * 32
PATIENCE = 60  # seconds


def address_of_the_database() -> str:
    had = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{had['NAME']}"
    return f"postgres://{had['USER']}:{quote(had['PASSWORD'], safe='')}@{had['HOST']}:{had['PORT']}/{had['NAME']}"


class Server:
    """The web server, two processes of it, as ``make run`` starts it."""

    def __init__(self, folder) -> None:
        self.port = free_port()
        self.env = environment(
            folder, DATABASE_URL=address_of_the_database(), SECRET_KEY=settings.SECRET_KEY, PORT=str(self.port),
            ALLOWED_HOSTS="127.0.0.1", DEVELOPMENT="1", WEB_WORKERS="2",
        )  # fmt: skip

    def open(self) -> None:
        command = launch.PROGRAMS["The web server"]
        self.program = subprocess.Popen(command, cwd=ROOT, env=self.env, start_new_session=True)
        deadline = time.monotonic() + PATIENCE
        while not self.is_well():
            assert time.monotonic() < deadline
            time.sleep(0.1)

    def is_well(self) -> bool:
        try:
            return self.ask("GET", "/healthz").status == 200
        except OSError:
            return False

    def ask(self, method: str, path: str, body: str = "", headers: dict[str, str] | None = None):
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            asked.request(method, path, body, headers or {})
            answer = asked.getresponse()
            answer.read()
            return answer
        finally:
            asked.close()

    def kill(self) -> None:
        """The master and its workers, all at once."""
        if self.program.poll() is None:
            os.killpg(self.program.pid, signal.SIGKILL)
            self.program.wait(PATIENCE)


@pytest.fixture
def server(tmp_path):
    server = Server(tmp_path)
    server.open()
    yield server
    server.kill()


class Desk:
    """Somebody who books one session after the other, on days of their own, until nobody answers."""

    def __init__(self, server: Server, session: str, forms: Iterator[str]) -> None:
        self.server, self.session, self.forms = server, session, forms
        self.acknowledged: set[int] = set()

    def book_on(self) -> None:
        for form in self.forms:
            self.last = form
            try:
                self.send()
            except (OSError, http.client.HTTPException):
                return

    def send(self) -> None:
        cookies = f"sessionid={self.session}; csrftoken={TOKEN}"
        kind = "application/x-www-form-urlencoded"
        told = {"Cookie": cookies, "X-CSRFToken": TOKEN, "Content-Type": kind}
        answer = self.server.ask("POST", reverse("booking:book"), self.last, told)
        assert answer.status == 302, answer.status
        self.acknowledged.add(int(answer.headers["Location"].strip("/").split("/")[1]))


@pytest.fixture
def make_desk(server, location, room, therapist_row, service, receptionist) -> Callable[[int], Desk]:
    session = browser_of(receptionist).cookies["sessionid"].value

    def forms(n: int) -> Iterator[str]:
        day = clock.now().date() + timedelta(days=2 + n)
        while True:
            for hour in HOURS:
                slot = f"{at(hour, day):%Y-%m-%dT%H:%MZ}~{therapist_row.pk}"
                yield urlencode({
                    "new_name": f"Guest of {day} {hour}", "anyway": "1", "service": service.pk, "minutes": 60,
                    "slot": slot, "token": uuid4(),
                })  # fmt: skip
            day += timedelta(days=DESKS)

    return lambda n: Desk(server, session, forms(n))


@contextmanager
def slow_to_log() -> Iterator[None]:
    """A fifth of a second passes between what a booking holds and the event that tells of it."""
    run(SLOW[connection.vendor])
    yield
    run(AS_BEFORE[connection.vendor])


def killed_at_work(desks: list[Desk], server: Server) -> None:
    """The server is killed when each desk has booked some, in the middle of writing the next ones."""
    at_work = [threading.Thread(target=desk.book_on) for desk in desks]
    for thread in at_work:
        thread.start()
    deadline = time.monotonic() + PATIENCE
    while min(len(desk.acknowledged) for desk in desks) < 3 and time.monotonic() < deadline:
        time.sleep(0.01)
    with slow_to_log():
        time.sleep(0.5)
        server.kill()
        for thread in at_work:
            thread.join(PATIENCE)


def test_a_killed_server_loses_no_booking_and_leaves_none_half_written(server, make_desk):
    desks = [make_desk(n) for n in range(DESKS)]
    killed_at_work(desks, server)

    server.open()
    acknowledged = set().union(*(desk.acknowledged for desk in desks))
    assert len(acknowledged) >= 3 * DESKS
    assert acknowledged <= numbers()
    assert half_written() == []

    for desk in desks:
        desk.send()  # what got no answer is sent again, and is booked once
    assert numbers() == set().union(*(desk.acknowledged for desk in desks))
    assert double_bookings() == 0
    assert Allocation.objects.count() == 2 * len(numbers())
    if connection.vendor == "sqlite":
        assert ask("default", "PRAGMA integrity_check") == [("ok",)]
        assert ask("default", "PRAGMA foreign_key_check") == []
