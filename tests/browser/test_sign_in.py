"""A session ends while somebody types: the password is asked for in place, and what was typed is saved."""

from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from booking import charting, scheduling
from booking.models import SessionNote
from tests.browser.watching import barriers
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = "Worse since the move, and tired."


@pytest.fixture
def note(mira_at_ten, therapist) -> SessionNote:
    scheduling.check_in(appointment=mira_at_ten, version=None, by=therapist)
    scheduling.start(appointment=mira_at_ten, version=None, by=therapist)
    return charting.open_note(appointment=mira_at_ten, by=therapist)


def asked_in_place(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Sign in to go on")


@pytest.fixture
def half_typed(desk_of, therapist, note, monday) -> Page:
    """Tove types into her note after an hour away; the draft tries to save itself."""
    page = desk_of(therapist, f"/appointments/{note.appointment_id}/note/")
    monday.shift(timedelta(hours=1))
    page.get_by_label("Subjective").press_sequentially(WORDS)
    expect(asked_in_place(page)).to_be_visible()
    return page


def sign_in(page: Page, password: str, name: str = "") -> None:
    if name:
        page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(password)
    page.keyboard.press("Enter")


def test_she_signs_in_over_her_note_and_it_is_saved(half_typed, note):
    page = half_typed
    expect(page.get_by_label("Username")).to_have_value("tove")
    expect(page.get_by_label("Password")).to_be_focused()
    assert barriers(page) == []
    sign_in(page, "not her password")
    expect(page.get_by_role("alert")).to_contain_text("not correct")
    assert barriers(page) == []
    expect(page.get_by_label("Password")).to_be_focused()

    sign_in(page, PASSWORD)

    expect(asked_in_place(page)).to_be_hidden()
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    expect(page.get_by_label("Subjective")).to_be_focused()
    note.refresh_from_db()
    assert note.subjective == WORDS
    page.get_by_label("Plan").fill("Two weeks.")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_role("region", name="Messages").get_by_text("The draft is saved.")).to_be_visible()
    expect(page.get_by_label("Plan")).to_have_value("Two weeks.")


def test_for_somebody_else_it_is_thrown_away(half_typed, note, other_therapist):
    sign_in(half_typed, PASSWORD, name="theo")

    messages = half_typed.get_by_role("region", name="Messages")
    expect(messages).to_contain_text("was thrown away, not saved")
    expect(half_typed.get_by_role("heading", name="My day, Theo")).to_be_visible()
    note.refresh_from_db()
    assert (note.subjective, note.revision) == ("", 0)


def test_put_off_it_says_that_nothing_is_saved_and_asks_again(half_typed):
    page = half_typed
    page.wait_for_timeout(500)  # leaving the field saves it as well; that has been held back by now
    page.keyboard.press("Escape")
    expect(asked_in_place(page)).to_be_hidden()
    expect(page.get_by_text("What you type is not saved")).to_be_visible()
    expect(page.get_by_label("Subjective")).to_have_value(WORDS)

    page.get_by_label("Plan").fill("Two weeks.")

    expect(asked_in_place(page)).to_be_visible()


def test_a_board_that_is_only_watched_asks_once(desk_of, receptionist, house, monday):
    page = desk_of(receptionist, "/board/")
    monday.shift(timedelta(hours=1))
    poll = "() => htmx.trigger(document.body, 'boardChanged')"
    with page.expect_response("**/board/**"):
        page.evaluate(poll)
    expect(asked_in_place(page)).to_be_visible()
    page.get_by_role("button", name="Not now").last.click()

    with page.expect_response("**/board/**"):
        page.evaluate(poll)
    expect(page.get_by_text("You are signed out.")).to_be_visible()
    expect(asked_in_place(page)).to_be_hidden()
    page.get_by_label("Find a client by name or phone").fill("Mira")
    expect(asked_in_place(page)).to_be_visible()
    sign_in(page, PASSWORD)

    expect(page.get_by_text("You are signed out.")).to_be_hidden()
    expect(page.locator("#find-list")).not_to_be_empty()


def test_without_scripts_what_was_sent_is_sent_after_the_log_in(browser, live_server, receptionist, house, monday):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/clients/new/")
    sign_in(page, PASSWORD, name="rosa")
    page.locator("#id_name").fill("Newt New")
    monday.shift(timedelta(hours=1))
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_label("Username")).to_have_value("rosa")
    sign_in(page, PASSWORD)
    page.get_by_role("button", name="Send it now").click()

    expect(page.get_by_role("heading", name="Newt New", level=1)).to_be_visible()
    context.close()
