"""The cast and the house that tests are about.

Rosa sits at the desk, Tove and Theo are therapists, Ada runs the house, Wren is a client. ``desk``, ``therapist_desk``,
``other_therapist_desk`` and ``admin_desk`` are their browsers as Django's test client; ``open_as`` opens a real one.
"""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.db import connections
from django.test import Client as Browser
from hypothesis import HealthCheck, settings
from playwright.sync_api import Playwright, sync_playwright

from booking.models import Room, Service, Therapist
from intake.models import Client
from spa.models import Location, User
from tests import factories

CI = {"deadline": None, "derandomize": True, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("quick", deadline=None, max_examples=50)
settings.register_profile("thorough", max_examples=150, **CI)
settings.register_profile("again", max_examples=40, **CI)  # on PostgreSQL, of what SQLite was asked thoroughly
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "thorough" if os.environ.get("CI") else "quick"))

BACKEND = "spa.accounts.StaffBackend"

# --- The house ---------------------------------------------------------------------------------------------------


@pytest.fixture
def location(db) -> Location:
    """Linden House in Vienna, open from 8 to 21 every day."""
    return factories.LocationFactory()


@pytest.fixture
def room(location) -> Room:
    return factories.RoomFactory(name="Willow", location=location)


@pytest.fixture
def service(db) -> Service:
    """Swedish massage: 60 minutes for 90, 90 for 130; turnover 10 for the therapist, 15 for the room."""
    return factories.ServiceFactory()


@pytest.fixture
def monday_morning() -> Iterator[time_machine.Traveller]:
    """The clock stands at half past nine in Vienna on Monday, 13 April 2026."""
    with time_machine.travel(factories.MONDAY_MORNING, tick=False) as clock:
        yield clock


# --- The cast ----------------------------------------------------------------------------------------------------


@pytest.fixture
def receptionist(location) -> User:
    return factories.ReceptionistFactory(location=location)


@pytest.fixture
def therapist(location) -> User:
    return factories.TherapistUserFactory(username="tove", location=location)


@pytest.fixture
def therapist_row(therapist, location) -> Therapist:
    """Tove at work: from 9 to 17 every day, Swedish and deep tissue."""
    return factories.TherapistFactory(name="Tove", user=therapist, location=location)


@pytest.fixture
def other_therapist(location) -> User:
    return factories.TherapistUserFactory(username="theo", location=location)


@pytest.fixture
def other_therapist_row(other_therapist, location) -> Therapist:
    return factories.TherapistFactory(name="Theo", user=other_therapist, location=location)


@pytest.fixture
def admin(location) -> User:
    return factories.AdminFactory(location=location)


@pytest.fixture
def wren(receptionist) -> Client:
    return factories.ClientFactory(name="Wren Calloway", phone="+4316600123", by=receptionist)


# --- Their browsers ----------------------------------------------------------------------------------------------


def browser_of(user: User) -> Browser:
    browser = Browser()
    browser.force_login(user, backend=BACKEND)
    return browser


@pytest.fixture
def desk(receptionist) -> Browser:
    return browser_of(receptionist)


@pytest.fixture
def therapist_desk(therapist) -> Browser:
    return browser_of(therapist)


@pytest.fixture
def other_therapist_desk(other_therapist) -> Browser:
    return browser_of(other_therapist)


@pytest.fixture
def admin_desk(admin) -> Browser:
    return browser_of(admin)


# --- A real browser ----------------------------------------------------------------------------------------------

CHROMIUM = shutil.which("chromium")
NO_CHROMIUM = "Chromium is missing: apt-get install chromium"
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.hookimpl(tryfirst=True)  # before -m chooses by marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever asks for a page is a browser test; nobody has to remember the mark."""
    for item in items:
        if {"page", "context", "browser"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.browser)


def pytest_runtest_setup(item: pytest.Item) -> None:
    if CHROMIUM or not item.get_closest_marker("browser"):
        return
    if os.environ.get("CI"):
        pytest.fail(NO_CHROMIUM, pytrace=False)
    pytest.skip(NO_CHROMIUM)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A skip in CI is a failure: it hides what was not tried."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter and reporter.stats.get("skipped"):
        reporter.write_line("Something was skipped, and CI skips nothing.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Chromium's driver. While its event loop runs, Django gives this thread another connection than before.

    So that neither is left open beside the other, each is closed before the change.
    """
    connections.close_all()
    with sync_playwright() as driver:
        yield driver
        connections.close_all()


@pytest.fixture(scope="session")
def base_url() -> None:
    """Addresses are whole; playwright's own fixture is written in a way that pytest warns of."""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": CHROMIUM_FLAGS}


@pytest.fixture
def page(page):
    """A page on which no script may fail and nothing may be kept off by the Content-Security-Policy."""
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: "Content Security Policy" in line.text and complaints.append(line.text))
    yield page
    assert complaints == []


@pytest.fixture
def open_as(page, live_server) -> Callable:
    """``open_as(receptionist, "/board/")``: that person, logged in, at that address in Chromium."""

    def open_page(user: User, path: str = "/"):
        session = browser_of(user).cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page.goto(live_server.url + path)
        return page

    return open_page
