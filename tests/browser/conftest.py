"""The house as it stands on a Monday morning, and pages that may not complain.

Tove knows every technique and is trained for pregnancy; Theo does Swedish and deep tissue. Both work from 9 to 17, in
two rooms, Willow and Cedar. The catalogue is the one that a new house begins with.
"""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.core.management import call_command
from playwright.sync_api import BrowserContext, Page, expect

from booking import scheduling
from booking.models import AddOn, Service, Technique, Therapist
from booking.scheduling import PlannedArea
from intake import screenings, submissions
from intake.models import Client, Intake
from intake.vocabulary import Region
from spa.models import User
from tests import factories
from tests.access import doors
from tests.access.world import World, build
from tests.booking.at_the_desk import at
from tests.browser.answering import MIRA
from tests.browser.walking import Visitors
from tests.browser.watching import Watch
from tests.conftest import browser_of
from tests.intake.views.taking import sign

expect.set_options(timeout=10_000)  # a busy machine is no fault of the page


@pytest.fixture
def monday(transactional_db) -> Iterator[time_machine.Traveller]:
    """Half past nine in Vienna on Monday, 13 April 2026, and the clock goes on."""
    with time_machine.travel(factories.MONDAY_MORNING, tick=True) as clock:
        yield clock


@pytest.fixture
def house(monday, location, receptionist, therapist, other_therapist):
    """Linden House with its catalogue, two rooms and two therapists; returns it."""
    call_command("loaddata", "catalogue", verbosity=0)
    for name in ("Willow", "Cedar"):
        factories.RoomFactory(name=name, location=location)
    factories.EquipmentUnitFactory(name="Stones", location=location, kind__name="Hot stone set")
    every_technique = list(Technique.objects.values_list("code", flat=True))
    factories.TherapistFactory(
        name="Tove", user=therapist, location=location, skills=every_technique, trainings=["prenatal"]
    )
    factories.TherapistFactory(name="Theo", user=other_therapist, location=location)
    return location


@pytest.fixture
def mira(house, receptionist) -> Client:
    """Added by her name alone, as on the phone."""
    return submissions.add_client(name="Mira Holm", by=receptionist)


@pytest.fixture
def mira_draft(mira, receptionist) -> Intake:
    """Mira's intake with the answers that ``test_intake`` clicks, not yet signed."""
    intake = submissions.start_intake(client=mira, way="desk", by=receptionist)
    for revision, (section, raw) in enumerate(MIRA.items()):
        submissions.save_draft(intake=intake, section=section, raw=raw, revision=revision, by=receptionist)
    return intake


@pytest.fixture
def mira_told_us(mira_draft, desk) -> Intake:
    assert sign(desk, mira_draft, "Mira Holm", anything_else="Likes it quiet.").status_code == 302
    return mira_draft


@pytest.fixture
def mira_answered(mira_told_us, receptionist) -> Intake:
    """Mira's intake after she was asked what she was not sure of."""
    screening = screenings.record(client=mira_told_us.client, day=factories.MONDAY)
    submissions.record_reply(
        screening=screening, caution_code="osteoporosis", question="Does this apply to you: osteoporosis?",
        answer="No, the scan was fine.", may_go_ahead=True, by=receptionist,
    )  # fmt: skip
    return mira_told_us


@pytest.fixture
def book(house, receptionist):
    """``book(client, "Tove", "10:00")``: an hour of Swedish massage, or what is named."""

    def run(client: Client, therapist: str, wall: str, *, service: str = "Swedish", minutes: int = 60, **more):
        return scheduling.book(
            client=client, location=house, service=Service.objects.get(name=service), minutes=minutes,
            starts_at=at(wall), therapist=Therapist.objects.get(resource__name=therapist), by=receptionist, **more,
        )  # fmt: skip

    return run


@pytest.fixture
def mira_at_ten(book, mira, mira_answered):
    """Mira with Tove from 10:00 to 11:55: myofascial release, cupping and a scalp massage, and a line of the desk."""
    return book(
        mira, "Tove", "10:00", service="Myofascial release", minutes=90, desk_line="Knock before you go in",
        add_ons=list(AddOn.objects.filter(code__in=["cupping", "scalp_massage"])),
        focus_areas=[PlannedArea(Region.NECK_BACK), PlannedArea(Region.LOWER_BACK_RIGHT, note="since the move")],
    )  # fmt: skip


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Whatever a page complains of, on any of the desks, fails the test at its end."""
    watch = Watch()
    yield watch
    assert not watch.complaints, "\n".join(watch.complaints)


@pytest.fixture
def page(page: Page, watch: Watch) -> Page:
    watch.over(page)
    return page


@pytest.fixture
def desk_of(browser, live_server, watch) -> Iterator[Callable]:
    """``desk_of(therapist, "/my-day/", width=834)``: another browser of that width, that person logged in."""
    contexts: list[BrowserContext] = []

    def open_desk(user, path: str = "/", *, width: int = 1440, height: int = 1000) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height})
        contexts.append(context)
        session = browser_of(user).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page = context.new_page()
        watch.over(page)
        page.goto(live_server.url + path)
        return page

    yield open_desk
    for context in contexts:
        context.close()


# --- One of everything, for walks over many pages ----------------------------------------------------------------


@pytest.fixture
def world(monday) -> World:
    """The world of the access tests, as it stands on Monday at half past nine."""
    return build()


@pytest.fixture
def cast(world) -> dict[str, User | None]:
    """Everybody by the name that the table of routes uses."""
    return {
        doors.NOBODY: None, doors.DESK: world.receptionist, doors.OWN: world.own, doors.OTHER: world.other,
        doors.ADMIN: factories.AdminFactory(location=world.receptionist.location),
        doors.STRANGER: factories.UserFactory(username="olga"),
    }  # fmt: skip


@pytest.fixture
def visitors(browser, live_server, watch) -> Iterator[Visitors]:
    visitors = Visitors(browser, live_server.url, watch)
    yield visitors
    visitors.close()
