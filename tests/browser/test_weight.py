"""Light on an old tablet: what a full board brings over the wire, from a server that serves as production does."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test.testcases import LiveServerThread
from playwright.sync_api import Page

from booking import scheduling
from spa.launch import LEFT_OUT
from tests import factories
from tests.booking.at_the_desk import at
from tests.conftest import browser_of

pytestmark = pytest.mark.django_db(transaction=True)

FIRST, LATER = 150_000, 40_000
THERAPISTS, VISITS_EACH = 12, 4
SUM_OF_SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => { for (const each of list.getEntries()) window.shifted += each.value; })
  .observe({type: "layout-shift", buffered: true});
"""


@pytest.fixture
def production(monday, settings, tmp_path) -> Iterator[str]:
    """A server with the static files of production: compressed, and named for their content."""
    settings.STATIC_ROOT = tmp_path
    storage = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": storage}
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = False
    call_command("collectstatic", interactive=False, ignore_patterns=[*LEFT_OUT, "admin", "import_export"], verbosity=0)
    server = LiveServerThread("localhost", static_handler=lambda application: application)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    assert server.error is None
    yield f"http://localhost:{server.port}"
    server.terminate()


@pytest.fixture
def full_board(monday, location, receptionist, service) -> None:
    """Twelve therapists with four visits each."""
    rooms = [factories.RoomFactory(name=f"Room {number}", location=location) for number in range(THERAPISTS)]
    for number, room in enumerate(rooms):
        therapist = factories.TherapistFactory(name=f"Anneliese {number}", location=location)
        client = factories.ClientFactory(name=f"Wilhelmina Featherstone {number}", by=receptionist)
        for visit in range(VISITS_EACH):
            scheduling.book(
                client=client, location=location, service=service, minutes=60, therapist=therapist, room=room,
                starts_at=at("09:00") + visit * timedelta(minutes=75), by=receptionist, now=at("08:00"),
            )  # fmt: skip


@dataclass
class Wire:
    """What went over the wire since ``clear``: bytes by address, and who asked for each."""

    bytes: dict[str, int] = field(default_factory=dict)
    asked_by: dict[str, str] = field(default_factory=dict)
    _address: dict[str, str] = field(default_factory=dict)

    def over(self, page: Page) -> None:
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", self._sent)
        session.on("Network.loadingFinished", self._finished)

    def _sent(self, event: dict) -> None:
        self._address[event["requestId"]] = address = event["request"]["url"]
        self.asked_by[address] = event["initiator"].get("url", "")

    def _finished(self, event: dict) -> None:
        if event["encodedDataLength"]:  # nothing, when it came out of the browser's cache
            self.bytes[self._address[event["requestId"]]] = int(event["encodedDataLength"])

    def clear(self) -> None:
        self.bytes.clear()
        self.asked_by.clear()


def test_a_full_board_is_light_and_stands_still(production, full_board, receptionist, browser):
    context = browser.new_context(viewport={"width": 834, "height": 1112})
    session = browser_of(receptionist).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": production}])
    page, wire, board = context.new_page(), Wire(), f"{production}/board/"
    page.add_init_script(SUM_OF_SHIFTS)
    wire.over(page)

    page.goto(board, wait_until="networkidle")
    assert page.locator(".appt[href]").count() == THERAPISTS * VISITS_EACH
    assert sum(wire.bytes.values()) <= FIRST, wire.bytes
    # Whatever the page needs is named in the page itself: nothing waits for another file to name it.
    assert {asked for address, asked in wire.asked_by.items() if "/static/" in address} <= {board, ""}
    assert page.evaluate("window.shifted") < 0.01

    wire.clear()
    page.goto(board, wait_until="networkidle")
    assert list(wire.bytes) == [board]
    assert wire.bytes[board] <= LATER
    context.close()
