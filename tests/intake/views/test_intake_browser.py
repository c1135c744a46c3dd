"""The intake in Chromium: by keyboard, saving as it is typed, beside another tab, and without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from intake import submissions
from intake.models import Intake
from tests.intake.views.taking import section_url

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def intake(wren, receptionist) -> Intake:
    return submissions.start_intake(client=wren, way="phone", by=receptionist)


@pytest.fixture
def health(open_as, receptionist, intake) -> Page:
    page = open_as(receptionist, section_url(intake, "health"))
    page.get_by_role("heading", name="Read out each line").click()
    return page


def kept(intake: Intake, section: str = "health") -> dict:
    intake.refresh_from_db()
    return intake.raw.get(section, {})


def test_letters_answer_the_lines_and_never_fire_while_typing(health, intake):
    health.keyboard.press("h")
    health.keyboard.press("0")
    health.keyboard.press("j")
    health.keyboard.press("?")
    health.keyboard.press("r")
    health.keyboard.press("1")
    finder = health.get_by_label("Type to add")
    expect(finder.last).to_be_focused()
    health.keyboard.type("eliq")
    health.keyboard.press("Enter")
    health.keyboard.type("bp")
    health.keyboard.press("Enter")

    expect(health.get_by_text("BP tablets: Is it new")).to_be_visible()
    expect(health.get_by_text("9 lines and 2 questions open")).to_be_visible()
    assert kept(intake) == {
        "heart": ["none"],
        "bones": ["not_sure"],
        "medicines": ["some"],
        "medicines_list": ["anticoagulant", "antihypertensive"],
    }


def test_what_no_longer_applies_goes_and_comes_back_as_it_was(health, intake):
    line = health.get_by_role("group", name="Allergies:")
    line.get_by_text("Some", exact=True).click()
    health.get_by_label("Nuts or peanuts").check()
    health.get_by_role("group", name="Nuts: Can it be serious").get_by_text("Yes").click()
    line.get_by_text("None", exact=True).first.click()
    expect(health.get_by_label("Nuts or peanuts")).to_have_count(0)
    line.get_by_text("Some", exact=True).click()

    expect(health.get_by_label("Nuts or peanuts")).to_be_checked()
    assert kept(intake) == {"allergies": ["some"], "allergies_list": ["nuts"], "nuts_bad": ["yes"]}


def test_an_answer_is_saved_while_another_is_being_typed(open_as, receptionist, intake):
    page = open_as(receptionist, section_url(intake, "you"))
    age = page.get_by_label("How old are you?")
    age.fill("3")
    page.get_by_text("No", exact=True).click()
    age.press("End")
    age.press_sequentially("4")

    expect(age).to_have_value("34")
    expect(page.get_by_text("Nothing open")).to_be_visible()
    page.get_by_role("button", name="Next: your visit").click()
    expect(page.get_by_role("heading", name="Your visit")).to_be_visible()
    assert kept(intake, "you") == {"age": ["34"], "first_massage": ["no"]}


def test_a_button_pressed_while_a_save_is_on_its_way_waits_for_it(open_as, receptionist, intake):
    page = open_as(receptionist, section_url(intake, "you"))
    page.route("**/you/", lambda route: (page.wait_for_timeout(600), route.continue_()))
    page.get_by_text("No", exact=True).click()
    with page.expect_request("**/you/"):
        pass
    page.get_by_label("How old are you?").fill("34")
    page.get_by_role("button", name="Next: your visit").click()

    expect(page.get_by_role("heading", name="Your visit")).to_be_visible()
    assert kept(intake, "you") == {"age": ["34"], "first_massage": ["no"]}


def test_a_stale_tab_is_told_and_keeps_what_it_holds(health, intake, receptionist):
    submissions.save_draft(intake=intake, section="health", raw={"mind": ["none"]}, revision=0, by=receptionist)
    health.get_by_role("group", name="Breathing:").get_by_text("None", exact=True).click()

    expect(health.get_by_text("This intake was saved on another page")).to_be_visible()
    assert kept(intake) == {"mind": ["none"]}
    health.get_by_role("button", name="Keep what is on this page").click()
    expect(health.get_by_text("This intake was saved on another page")).to_have_count(0)
    assert kept(intake)["breathing"] == ["none"]


def test_an_alarm_is_told_at_once(open_as, receptionist, intake):
    page = open_as(receptionist, section_url(intake, "today"))
    page.get_by_text("Some", exact=True).click()
    page.get_by_label("Pressure or pain in the chest").check()

    expect(page.get_by_role("alert").filter(has_text="Get medical help now")).to_be_visible()


def test_none_clears_the_others(open_as, receptionist, intake):
    page = open_as(receptionist, section_url(intake, "body"))
    page.get_by_label("Something hurts").check()
    page.get_by_label("No, nothing").check()

    expect(page.get_by_label("Something hurts")).not_to_be_checked()


def test_places_are_typed_with_their_strength(open_as, receptionist, intake):
    page = open_as(receptionist, section_url(intake, "body"))
    page.get_by_label("Something hurts").check()
    finder = page.locator("#q-pain_map").get_by_label("Type to add")
    for typed in ("low r 6", "ba ne 8", "ba ne 9"):
        finder.fill(typed)
        finder.press("Enter")

    expect(page.get_by_text("4 questions open")).to_be_visible()
    page.get_by_role("button", name="Finish later").click()
    expect(page).not_to_have_url(re.compile(section_url(intake, "body")))
    body = kept(intake, "body")
    assert (body["pain_map"], body["pain_map-sev-neck_back"]) == (["neck_back", "lower_back_right"], ["9"])
    assert body["pain_map-sev-lower_back_right"] == ["6"]


def test_a_step_pressed_on_the_read_back_goes_there(open_as, receptionist, intake):
    page = open_as(receptionist, section_url(intake, "finish"))
    page.get_by_label("Anything else?").fill("Likes it quiet")
    expect(page.get_by_text("Nothing typed yet")).to_have_count(0)
    page.get_by_role("button", name="Skin today").click()

    expect(page.get_by_role("heading", name="Skin today", level=1)).to_be_visible()
    assert kept(intake, "finish") == {"anything_else": ["Likes it quiet"]}


def test_the_page_works_without_scripts(browser, live_server, desk, intake):
    context = browser.new_context(java_script_enabled=False)
    session = desk.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto(live_server.url + section_url(intake, "body"))
    page.get_by_label("Something hurts").check()
    page.get_by_role("button", name="Show what follows").click()
    page.get_by_label("Back of neck", exact=True).check()
    page.get_by_role("button", name="Finish later").click()
    context.close()

    assert kept(intake, "body")["pain_map"] == ["neck_back"]
