"""The board in a browser, while other desks work: nobody loses the place where they are."""

import pytest
from playwright.sync_api import Page, expect

from booking import scheduling
from tests import factories
from tests.booking.at_the_desk import at
from tests.factories import MONDAY_MORNING

pytestmark = pytest.mark.django_db(transaction=True)

SCROLLED = "[document.querySelector('#board').scrollLeft, document.querySelector('#board').scrollTop]"
NEXT_POLL = 12_000  # milliseconds; it asks every five seconds


@pytest.fixture
def booked(monday_morning, location, room, service, therapist_row, wren, receptionist):
    """Wren at ten and Una at twelve, both with Tove."""
    una = factories.ClientFactory(name="Una Field", by=receptionist)
    factories.RoomFactory(name="Cedar", location=location)
    return [
        scheduling.book(
            client=client,
            location=location,
            service=service,
            minutes=60,
            starts_at=at(wall),
            therapist=therapist_row,
            by=receptionist,
            now=MONDAY_MORNING,
        )  # fmt: skip
        for client, wall in ((wren, "10:00"), (una, "12:00"))
    ]


@pytest.fixture
def board(open_as, receptionist, booked, other_therapist_row) -> Page:
    page = open_as(receptionist, "/board/2026-04-13/")
    page.set_viewport_size({"width": 1200, "height": 560})
    return page


def card(board: Page, appointment):
    return board.locator(f"#visit-{appointment.pk}")


def test_a_poll_brings_the_change_and_keeps_focus_and_scroll_position(board, booked, admin):
    wrens, unas = booked
    board.evaluate("document.querySelector('#board').scrollTo(0, 150)")
    card(board, unas).evaluate("card => card.focus({ preventScroll: true })")
    place = board.evaluate(SCROLLED)
    assert place[1] == 150

    scheduling.confirm(appointment=wrens, version=None, by=admin)

    expect(card(board, wrens)).to_have_class("appt is-confirmed t24 e36", timeout=NEXT_POLL)
    expect(card(board, unas)).to_be_focused()
    assert board.evaluate(SCROLLED) == place


def test_arrows_walk_the_cards_enter_opens_one_and_escape_leads_back(board, booked):
    wrens, unas = booked
    card(board, wrens).focus()
    board.keyboard.press("ArrowDown")
    board.keyboard.press("ArrowDown")
    expect(card(board, unas)).to_be_focused()

    board.keyboard.press("Enter")
    expect(board.locator("#peek-title")).to_be_focused()
    expect(board.locator("#peek-title")).to_have_text("Una Field")
    expect(board.locator("#glance")).to_be_hidden()

    board.keyboard.press("Escape")
    expect(board.locator("#glance")).to_be_visible()
    expect(card(board, unas)).to_be_focused()


def test_the_open_panel_follows_what_another_desk_does(board, booked, admin):
    wrens, _ = booked
    card(board, wrens).click()
    expect(board.locator("#do-arrive")).to_be_visible()
    board.locator("#peek-move").focus()

    scheduling.check_in(appointment=wrens, version=None, by=admin)

    expect(board.locator("#peek .btn-primary")).to_have_text("Take intake i", timeout=NEXT_POLL)
    expect(board.locator("#peek-move")).to_be_focused()
    expect(card(board, wrens)).to_have_class("appt is-arrived t24 e36 is-picked")


def test_one_tap_takes_an_arrival_and_says_so(board, booked):
    wrens, _ = booked
    board.locator(f"#arrive-{wrens.pk}").click()
    expect(board.locator("#messages")).to_have_text("Wren Calloway is here.")
    expect(card(board, wrens)).to_have_class("appt is-arrived t24 e36")
    expect(board.locator("#arriving")).to_contain_text("Here")
    expect(board.locator("#peek")).to_be_empty()


def test_keys_lead_to_other_days_and_back(board, booked):
    seen = []
    for key in "][[t":
        with board.expect_navigation():
            board.keyboard.press(key)
        seen.append(board.get_by_role("heading", level=1).inner_text())
    assert seen == ["Tuesday 14 April", "Monday 13 April", "Sunday 12 April", "Monday 13 April"]
