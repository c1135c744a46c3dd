"""The receptionist begins her day: she signs in, finds who calls, and adds who is new by a name alone."""

import pytest
from playwright.sync_api import Page, expect

from intake.models import Client
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


def find(page: Page):
    return page.get_by_label("Find a client by name or phone")


def test_she_signs_in_and_the_day_lies_before_her(page, live_server, house):
    page.set_viewport_size({"width": 1440, "height": 1000})
    page.goto(live_server.url)
    page.get_by_label("Username").fill("rosa")
    page.get_by_label("Password").fill(factories.PASSWORD)
    page.get_by_role("button", name="Sign in").click()

    expect(page.get_by_role("heading", name="Monday 13 April", level=1)).to_be_visible()
    board = page.get_by_role("region", name="Day board, one column for each therapist")
    assert [board.get_by_role("region").nth(n).get_attribute("aria-label") for n in range(2)] == ["Theo", "Tove"]
    expect(board.get_by_role("region", name="Tove").get_by_text("9–17, 0% booked")).to_be_visible()


def test_a_key_takes_her_to_the_search_and_another_to_a_booking(open_as, receptionist, house):
    page = open_as(receptionist, "/board/")
    page.keyboard.press("/")
    expect(find(page)).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("n")

    expect(page.get_by_role("heading", name="Find a time", level=1)).to_be_visible()
    expect(page.get_by_role("region", name="Who is it for?")).to_be_visible()


@pytest.mark.parametrize("typed", ["cal wr", "+43 1 6600123", "01 66001"])
def test_she_finds_somebody_as_she_types_a_name_or_a_phone(open_as, receptionist, house, wren, typed):
    page = open_as(receptionist, "/board/")
    page.keyboard.press("/")
    page.keyboard.type(typed)
    found = page.get_by_role("search").get_by_role("link", name="Wren Calloway")
    expect(found).to_contain_text("01 6600123")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Wren Calloway", level=1)).to_be_visible()


def test_somebody_new_needs_a_name_and_nothing_else(open_as, receptionist, house):
    page = open_as(receptionist, "/board/")
    page.set_viewport_size({"width": 1440, "height": 1000})
    find(page).press_sequentially("Mira Holm")
    expect(page.get_by_text("Nobody is found for “Mira Holm”.")).to_be_visible()
    page.get_by_role("link", name="Add Mira Holm as a new client").click()
    expect(page.get_by_role("textbox", name="Name")).to_have_value("Mira Holm")
    page.get_by_role("button", name="Add client").click()

    expect(page.get_by_role("heading", name="Mira Holm", level=1)).to_be_visible()
    expect(page.get_by_role("region", name="To be careful about")).to_contain_text("Intake missing")
    assert [(client.name, str(client.phone), client.email) for client in Client.objects.all()] == [
        ("Mira Holm", "", "")
    ]
