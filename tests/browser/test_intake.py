"""The receptionist takes Mira's intake, section by section, and signs it with her."""

import pytest
from playwright.sync_api import Page, expect

from intake.models import Intake
from tests.browser import answering
from tests.browser.answering import MIRA, answer, go_on
from tests.browser.watching import barriers

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def page_of_mira(open_as, receptionist, mira) -> Page:
    page = open_as(receptionist, f"/clients/{mira.pk}/")
    page.set_viewport_size({"width": 1440, "height": 1000})
    return page


def sorted_of(raw: dict) -> dict:
    """A draft without the order in which boxes were ticked."""
    return {section: {name: sorted(values) for name, values in typed.items()} for section, typed in raw.items()}


def test_every_section_is_filled_by_clicking_and_nothing_is_lost(page_of_mira):
    page = page_of_mira
    page.get_by_role("button", name="Take intake").click()
    answering.about_her(page)
    go_on(page, "Your visit")
    answering.her_visit(page)
    go_on(page, "Your body now")
    answering.her_body(page)
    assert barriers(page) == []
    go_on(page, "Stress and sleep")
    answering.her_feelings(page)
    page.get_by_role("button", name="Finish later").click()

    expect(page.get_by_role("heading", name="Mira Holm", level=1)).to_be_visible()
    page.get_by_role("button", name="Continue intake").first.click()
    page.get_by_role("button", name="Stress and sleep").click()
    page.wait_for_load_state()
    expect(answering.question(page, "Stress this week").get_by_role("radio", name="7", exact=True)).to_be_checked()
    go_on(page, "Today")
    answer(page, "Today:", "None")
    go_on(page, "Health history")
    answering.her_health(page)
    expect(page.get_by_text("Nothing open")).to_be_visible()
    assert barriers(page) == []
    go_on(page, "Skin today")
    answer(page, "Skin today:", "None")
    go_on(page, "Your wishes")
    answering.her_wishes(page)
    page.get_by_role("button", name="Next: read back and sign").click()
    page.get_by_label("Anything else?").fill("Likes it quiet.")
    page.get_by_role("button", name="Finish later").click()

    expect(page.get_by_role("heading", name="Mira Holm", level=1)).to_be_visible()
    assert sorted_of(Intake.objects.get().raw) == sorted_of(MIRA)


def test_what_was_left_out_is_named_with_a_way_to_it(page_of_mira):
    page = page_of_mira
    page.get_by_role("button", name="Take intake").click()
    page.get_by_label("How old are you?").fill("forty")
    answer(page, "Is it the first professional massage", "No")
    page.get_by_role("button", name="Next: your visit").click()

    wrong = page.get_by_role("alert")
    expect(wrong.get_by_role("heading", name="One thing needs another look")).to_be_visible()
    assert barriers(page) == []
    wrong.get_by_role("link").click()
    expect(answering.question(page, "How old are you?")).to_be_focused()


def test_the_answers_are_read_back_agreed_to_and_signed(open_as, receptionist, mira_draft):
    page = open_as(receptionist, f"/intakes/{mira_draft.pk}/review/")
    page.set_viewport_size({"width": 1440, "height": 1000})
    body = page.get_by_role("region", name="Your body now")
    expect(body).to_contain_text("Back of neck, 6 of 10; Shoulder blade, left, 3 of 10; Lower back, right, 7 of 10")
    expect(page.get_by_role("region", name="Health history")).to_contain_text("128 over 82")
    page.get_by_role("button", name="Sign and finish").click()

    wrong = page.get_by_role("alert")
    expect(wrong.get_by_role("heading", name="3 things need another look")).to_be_visible()
    wrong.get_by_role("link", name="Type the full name to sign.").click()
    expect(page.get_by_label("Full name, as signature")).to_be_focused()
    page.keyboard.type("Mira Holm")
    for text in ("Consent to massage", "How we keep what you tell us"):
        page.get_by_role("checkbox", name=text).check()
    page.get_by_role("button", name="Sign and finish").click()

    expect(page.get_by_role("heading", name="Therapeutic massage fits best today", level=1)).to_be_visible()
    mira_draft.refresh_from_db()
    assert (mira_draft.status, mira_draft.answers["age"], mira_draft.answers["free_text"]) == (
        "submitted", 42, "Vitamin D. Likes it quiet."
    )  # fmt: skip
