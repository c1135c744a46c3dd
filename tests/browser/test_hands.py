"""The whole way with a client, from the door to the signed note: by keyboard alone, and without any script."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from playwright.sync_api import Locator, Page, expect

from booking.models import Appointment
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

MOST_TABS = 120
FOCUSED = "element => element === document.activeElement"
IN_THE_GROUP = "radio => document.activeElement.type === 'radio' && document.activeElement.name === radio.name"


class Keyboard:
    """Hands that have no mouse: Tab to a control, then its own key."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def _walk(self, control: Locator, there: str = FOCUSED) -> None:
        for _ in range(MOST_TABS):
            if control.evaluate(there):
                return
            self.page.keyboard.press("Tab")
        pytest.fail(f"The keyboard does not reach {control}")

    def press(self, control: Locator) -> None:
        self._walk(control)
        self.page.keyboard.press("Enter")

    def tick(self, control: Locator) -> None:
        self._walk(control)
        self.page.keyboard.press("Space")

    def choose(self, radio: Locator) -> None:
        """A group of radios is one stop; arrows move within it and choose."""
        self._walk(radio, IN_THE_GROUP)
        if radio.evaluate(FOCUSED):
            return self.page.keyboard.press("Space")
        for _ in range(MOST_TABS):
            if radio.evaluate(FOCUSED):
                return None
            self.page.keyboard.press("ArrowDown")
        pytest.fail(f"The arrows do not reach {radio}")

    def write(self, control: Locator, words: str) -> None:
        self._walk(control)
        self.page.keyboard.type(words)


class Pointer:
    """Hands with a mouse, at a page that runs no script."""

    def press(self, control: Locator) -> None:
        control.click()

    tick = press

    def choose(self, radio: Locator) -> None:
        radio.press("Space")  # its label lies over it

    def write(self, control: Locator, words: str) -> None:
        control.fill(words)


@pytest.fixture
def tove_does_it_all(therapist, house, mira_draft) -> None:
    """In a small house one person sits at the desk and gives the sessions. Mira's answers are typed, not yet signed."""
    therapist.groups.add(Group.objects.get(name="receptionist"))


def sign_in(page: Page, hands, door: str) -> None:
    page.goto(door)
    hands.write(page.get_by_label("Username"), "tove")
    hands.write(page.get_by_label("Password"), factories.PASSWORD)
    hands.press(page.get_by_role("button", name="Sign in"))
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()


def find_mira(page: Page, hands) -> None:
    field = page.get_by_label("Find a client by name or phone")
    hands.write(field, "mira")
    hands.press(field) if isinstance(hands, Keyboard) else field.press("Enter")
    hands.press(page.get_by_role("main").get_by_role("link", name="Mira Holm").first)
    expect(page.get_by_role("heading", name="Mira Holm", level=1)).to_be_visible()


def take_the_intake(page: Page, hands) -> None:
    hands.press(page.get_by_role("button", name="Continue intake").first)
    hands.press(page.get_by_role("button", name="Read back and sign").first)
    hands.tick(page.get_by_role("checkbox", name="Consent to massage"))
    hands.tick(page.get_by_role("checkbox", name="How we keep what you tell us"))
    hands.write(page.get_by_label("Full name, as signature"), "Mira Holm")
    hands.press(page.get_by_role("button", name="Sign and finish"))
    expect(page.get_by_role("heading", name="Therapeutic massage fits best today", level=1)).to_be_visible()


def settle_what_was_open(page: Page, hands) -> None:
    hands.press(page.get_by_role("link", name="Record the answer"))
    hands.write(page.get_by_label("What did they answer?"), "No, the scan was fine.")
    hands.choose(page.get_by_label("Yes, it may go ahead"))
    hands.press(page.get_by_role("button", name="Record the answer"))
    expect(page.get_by_text("The booking is marked")).to_have_count(0)


def book_the_first_time(page: Page, hands) -> None:
    page.wait_for_load_state()  # of the two links the sheet shows one
    hands.press(page.get_by_role("link", name="Book this").first)
    expect(page.get_by_role("heading", name="Find a time", level=1)).to_be_visible()
    hands.choose(page.get_by_role("radio", name=re.compile(r"^Mon 13 April")).first)
    hands.press(page.get_by_role("button", name=re.compile("^Book")).last)
    expect(page.get_by_text("Booked: Mira Holm")).to_be_visible()


def see_her_through(page: Page, hands, later: Callable[[], None]) -> None:
    hands.press(page.get_by_role("link", name="Board", exact=True))
    hands.press(page.get_by_role("region", name="Day board").get_by_role("link", name=re.compile("Mira Holm")))
    hands.press(page.get_by_role("button", name="Arrived", exact=True))
    later()
    hands.press(page.get_by_role("button", name="Start session"))
    hands.press(page.get_by_role("button", name="Complete"))


def write_the_note(page: Page, hands) -> None:
    hands.press(page.get_by_role("link", name="Session note"))
    hands.write(page.get_by_label("Subjective"), "Worse since the move.")
    hands.press(page.get_by_role("button", name="Sign and lock"))
    expect(page.get_by_label("Subjective")).to_have_count(0)


def go_the_whole_way(page: Page, hands, door: str, later: Callable[[], None]) -> None:
    sign_in(page, hands, door)
    find_mira(page, hands)
    take_the_intake(page, hands)
    settle_what_was_open(page, hands)
    book_the_first_time(page, hands)
    see_her_through(page, hands, later)
    write_the_note(page, hands)
    appointment = Appointment.objects.get()
    assert (appointment.status, appointment.note.subjective, appointment.note.is_signed) == (
        "completed", "Worse since the move.", True
    )  # fmt: skip


@pytest.fixture
def later(monday) -> Callable[[], None]:
    return lambda: monday.shift(timedelta(minutes=25))


def test_by_keyboard_alone(page, live_server, tove_does_it_all, later):
    page.set_viewport_size({"width": 1440, "height": 1000})
    go_the_whole_way(page, Keyboard(page), live_server.url, later)


def test_without_javascript(browser, live_server, watch, tove_does_it_all, later):
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, java_script_enabled=False)
    page = context.new_page()
    watch.over(page)
    go_the_whole_way(page, Pointer(), live_server.url, later)
    context.close()
