"""A day at the board: somebody comes, is treated and goes; others move, cancel, or do not come."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from booking.models import Appointment
from tests.browser.watching import barriers

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def board(open_as, receptionist, house):
    """The board as it stands when it is opened, at the width of a desk."""

    def open_board() -> Page:
        page = open_as(receptionist, "/board/")
        page.set_viewport_size({"width": 1440, "height": 1000})
        return page

    return open_board


def beside(page: Page):
    return page.get_by_role("complementary", name="Beside the board")


def open_card(page: Page, words: str) -> None:
    page.get_by_role("region", name="Day board").get_by_role("link", name=words).click()
    expect(beside(page).get_by_role("heading", level=2).first).to_be_focused()


def is_now(page: Page, status: str) -> None:
    expect(beside(page).get_by_role("list", name="Status").locator("[aria-current=step]")).to_contain_text(status)


def test_mira_is_confirmed_comes_is_treated_and_done(board, desk_of, therapist, mira_at_ten, monday):
    page = board()
    open_card(page, "10:00 to 11:55, Mira Holm")
    beside(page).get_by_role("button", name="Confirm").click()
    is_now(page, "Confirmed")
    beside(page).get_by_role("button", name="Arrived", exact=True).click()
    is_now(page, "Arrived")

    monday.shift(timedelta(minutes=30))
    theirs = desk_of(therapist, "/board/")
    open_card(theirs, "10:00 to 11:55, Mira Holm")
    beside(theirs).get_by_role("button", name="Start session").click()
    is_now(theirs, "In session")
    expect(theirs.get_by_role("link", name=re.compile("Mira Holm, .*In session"))).to_be_visible()
    monday.shift(timedelta(minutes=115))
    theirs = desk_of(therapist, "/board/")  # her tablet lay idle and asked who she is
    open_card(theirs, "10:00 to 11:55, Mira Holm")
    beside(theirs).get_by_role("button", name="Complete").click()
    is_now(theirs, "Completed")
    expect(beside(theirs).get_by_role("link", name="Session note")).to_be_visible()

    expect(theirs.get_by_role("link", name=re.compile("Mira Holm, Myofascial release 90, .*Completed"))).to_be_visible()


def test_a_visit_is_moved_in_a_dialog(board, book, wren):
    book(wren, "Theo", "11:00")
    page = board()
    open_card(page, "11:00 to 12:00, Wren Calloway")
    page.keyboard.press("m")
    dialog = page.get_by_role("dialog", name="Move this visit")
    expect(dialog).to_be_visible()
    with page.expect_response("**/move/?*"):
        dialog.get_by_label("With").select_option("Tove")
    dialog.get_by_role("group", name="Mon 13 April").get_by_text("13:00").click()
    dialog.get_by_role("button", name="Move to the picked time").click()

    expect(dialog).to_be_hidden()
    expect(page.get_by_role("region", name="Tove").get_by_role("link", name="13:00 to 14:00, Wren")).to_be_visible()
    expect(page.get_by_role("link", name="11:00 to 12:00, Wren Calloway")).to_have_count(0)


def test_a_visit_is_cancelled_with_a_reason(board, book, wren):
    book(wren, "Theo", "11:00")
    page = board()
    open_card(page, "11:00 to 12:00, Wren Calloway")
    beside(page).get_by_role("link", name="Cancel visit").click()
    dialog = page.get_by_role("dialog", name="Cancel this visit")
    dialog.get_by_role("button", name="Cancel the visit").click()
    expect(dialog.get_by_role("link", name="Choose why the visit is cancelled.")).to_be_visible()
    dialog.get_by_label("Client is ill").check()
    dialog.get_by_role("button", name="Cancel the visit").click()

    expect(dialog).to_be_hidden()
    is_now(page, "Cancelled")
    expect(page.get_by_role("link", name="Book Theo from 11:00")).to_be_visible()
    appointment = Appointment.objects.get()
    assert (appointment.status, appointment.get_cancel_reason_display()) == ("cancelled", "Client is ill")


def test_who_does_not_come_is_marked_so(board, book, wren, monday):
    book(wren, "Theo", "11:00")
    monday.shift(timedelta(hours=2))
    page = board()
    open_card(page, "11:00 to 12:00, Wren Calloway")
    beside(page).get_by_role("link", name="No-show").click()
    dialog = page.get_by_role("dialog", name="Did Wren Calloway not come?")
    expect(dialog).to_be_visible()
    assert barriers(page) == []
    dialog.get_by_role("button", name="Mark as no-show").click()

    expect(dialog).to_be_hidden()
    is_now(page, "No-show")
    expect(page.get_by_role("link", name=re.compile("11:00 to 12:00, Wren Calloway, .*No-show"))).to_be_visible()
