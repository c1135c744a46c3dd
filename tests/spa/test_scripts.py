"""What the small scripts do in a browser: the body map mirrors its fields, and single keys press their controls."""

import re

import pytest
from django.conf import settings
from django.template import Context, Template
from django.template.loader import render_to_string
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

SCRIPTS = settings.BASE_DIR / "spa/static/spa/js"
STYLES = settings.BASE_DIR / "spa/static/spa/css"
PICKER = "{% load body_map %}<main>{% body_map_picker prefix='area' mode=mode scores=scores %}</main>"
KEYS = """
<label>Name <input id="name"></label>
<button id="new" aria-keyshortcuts="n">New</button>
<button id="keys" data-keys-switch aria-pressed="true">Keys</button>
<dialog id="dialog"><button id="inside" aria-keyshortcuts="i">Inside</button></dialog>
<output></output>
"""
LONG_WORK = """
<form method="post" action="/work" data-working="Reading the file" data-working-lines="Reading">
<input type="file" name="file" aria-label="File"><button>Read</button><p role="status"></p>
</form>
"""
PRESSED_KEYS_ARE_WRITTEN_DOWN = """() => {
  document.querySelector("#new").onclick = () => document.querySelector("output").append("new ");
}"""


def open_page(page: Page, body: str, script: str) -> None:
    """A page of our own making; storage needs an address, which no network answers."""
    page.route("http://desk.test/", lambda route: route.fulfill(body=body, content_type="text/html; charset=utf-8"))
    page.goto("http://desk.test/")
    page.add_script_tag(path=SCRIPTS / script)


def open_map(page: Page, mode: str, **scores: int) -> None:
    open_page(page, Template(PICKER).render(Context({"mode": mode, "scores": scores})), "bodymap.js")
    page.add_style_tag(path=STYLES / "bodymap.css")


def open_keys(page: Page) -> None:
    open_page(page, KEYS, "shortcuts.js")
    page.evaluate(PRESSED_KEYS_ARE_WRITTEN_DOWN)


def test_taps_go_three_six_nine_and_clear(page: Page):
    open_map(page, "score")
    knee, box = page.locator("[data-region=knee_left]").first, page.locator("#area-knee_left")
    seen = []
    for _ in range(4):
        knee.click()
        seen.append((box.is_checked(), page.locator("[data-score=knee_left]").input_value()))
    assert seen == [(True, "3"), (True, "6"), (True, "9"), (False, "9")]


def test_picked_areas_stand_in_words_and_can_be_changed_there(page: Page):
    open_map(page, "score", lower_back_right=6)
    page.get_by_role("button", name="More: Lower back, right").click()
    expect(page.locator("[data-for=lower_back_right] output")).to_have_text("7")
    expect(page.locator("[data-region=lower_back_right]")).to_have_class(re.compile("sev-3"))
    page.get_by_role("button", name="Remove: Lower back, right").press("Enter")
    expect(page.locator("#area-lower_back_right")).not_to_be_checked()
    expect(page.locator(".bm-n")).to_have_count(0)
    expect(page.locator("summary")).to_be_focused()


def test_the_list_alone_is_enough(page: Page):
    open_map(page, "score")
    page.locator("summary").press("Enter")
    page.locator("#area-forehead").press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("5")
    expect(page.locator("[data-for=forehead] output")).to_have_text("5")
    expect(page.locator(".bm-n text")).to_have_text("5")


def test_the_therapist_s_taps_go_focus_avoid_and_clear(page: Page):
    open_map(page, "focus")
    elbow, choice = page.locator("[data-region=elbow_left]"), page.locator("[name=area-elbow_left]")
    seen = []
    for _ in range(3):
        elbow.click()
        seen.append(choice.input_value())
    assert seen == ["focus", "avoid", ""]


def test_a_key_presses_its_control_but_never_while_typing(page: Page):
    open_keys(page)
    page.keyboard.press("n")
    expect(page.locator("output")).to_have_text("new ")
    page.locator("#name").press("n")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+n")
    expect(page.locator("output")).to_have_text("new ")
    expect(page.locator("#name")).to_have_value("n")


def test_a_person_can_switch_single_keys_off(page: Page):
    open_keys(page)
    page.locator("#keys").click()
    expect(page.locator("#keys")).to_have_attribute("aria-pressed", "false")
    page.keyboard.press("n")
    expect(page.locator("output")).to_have_text("")


def test_keys_do_not_reach_behind_an_open_dialog(page: Page):
    open_keys(page)
    page.evaluate("document.querySelector('dialog').showModal()")
    page.keyboard.press("n")
    expect(page.locator("output")).to_have_text("")


def test_a_map_that_htmx_swapped_keeps_its_list_open(page: Page):
    open_map(page, "score")
    page.locator("summary").press("Enter")
    page.locator("#area-forehead").check()
    page.evaluate(
        """() => {
          const main = document.querySelector("main");
          main.innerHTML = main.innerHTML.replace("data-started", "data-swapped");
          main.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true, detail: { elt: main.firstElementChild } }));
        }"""
    )
    expect(page.locator("[data-area-list]")).to_have_attribute("open", "")
    page.locator("#area-sacrum").check()
    expect(page.locator("[data-for=sacrum] output")).to_have_text("3")


def test_a_form_says_what_is_being_done_and_goes_once(page: Page):
    open_page(page, LONG_WORK, "working.js")
    sent = []
    page.route("http://desk.test/work", lambda route: (sent.append(route.request.method), route.fulfill(status=204)))
    page.set_input_files("input", {"name": "a.csv", "mimeType": "text/csv", "buffer": b"name\r\nA\r\nB\r\n"})
    page.wait_for_timeout(100)  # its lines are counted

    page.evaluate("for (const n of [1, 2]) document.querySelector('button').click()")

    expect(page.get_by_role("status")).to_have_text("Reading 2 lines…")
    expect(page.get_by_role("progressbar", name="Reading 2 lines")).to_be_visible()
    assert sent == ["POST"]


def test_a_desk_that_does_not_answer_says_so_until_it_answers(page: Page):
    open_page(page, render_to_string("spa/_lost.html"), "failures.js")
    notice = page.locator("#lost")
    expect(notice).to_be_hidden()
    page.evaluate("document.dispatchEvent(new CustomEvent('htmx:sendError'))")
    expect(notice).to_contain_text("The desk does not answer.")
    page.evaluate("document.dispatchEvent(new CustomEvent('htmx:afterRequest', { detail: { successful: true } }))")
    expect(notice).to_be_hidden()
