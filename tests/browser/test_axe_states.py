"""What opens on a page shuts nobody out: dialogs, panels, menus, errors; nor do pages with nothing on them."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.access import doors
from tests.access.world import World
from tests.browser.walking import barriers_everywhere

pytestmark = pytest.mark.django_db(transaction=True)


def press(name: str, role: str = "button") -> Callable[[Page], None]:
    return lambda page: page.get_by_role(role, name=name).first.click()


def in_dialog(opener: str, button: str = "") -> Callable[[Page], None]:
    """Open the panel of Tuesday's booking and a dialog from it; press a button in it that it refuses."""

    def steps(page: Page) -> None:
        page.locator(".appt[href]").first.click()
        page.locator("#peek").get_by_role("link", name=opener).click()
        dialog = page.get_by_role("dialog")
        expect(dialog).to_be_visible()
        if button:
            dialog.get_by_role("button", name=button).click()
            expect(dialog.get_by_role("alert")).to_be_visible()

    return steps


def a_panel(page: Page) -> None:
    page.locator(".appt[href]").first.click()
    expect(page.locator("#peek").get_by_role("heading", level=2).first).to_be_focused()


def a_search(page: Page) -> None:
    page.get_by_role("searchbox", name="Find a client").press_sequentially("e")
    expect(page.locator("#find-list a").first).to_be_visible()


def wrong_password(page: Page) -> None:
    page.locator("[name=login]").fill("rosa")
    page.locator("[name=password]").fill("not hers")
    page.locator("main").get_by_role("button").first.click()


DAY = "/board/2026-04-14/"
STATES = {
    "the panel of a booking": (doors.DESK, DAY, a_panel),
    "moving": (doors.DESK, DAY, in_dialog("Move")),
    "cancelling without a reason": (doors.DESK, DAY, in_dialog("Cancel visit", "Cancel the visit")),
    "the history of a booking": (doors.DESK, DAY, in_dialog("History")),
    "the menu of a person": (doors.ADMIN, "/clients/", lambda page: page.locator(".menu > summary").click()),
    "clients under the search": (doors.DESK, "/clients/", a_search),
    "nobody found": (doors.DESK, "/clients/search/?q=zzz", None),
    "an empty day": (doors.DESK, "/board/2027-05-01/", None),
    "a new client without a name": (doors.DESK, "/clients/new/", press("Add client")),
    "no answer recorded": (doors.DESK, "/intakes/{wrens}/reply/pregnancy/", press("Record the answer")),
    "no guardian": (doors.DESK, "/intakes/{minors}/guardian/", press("Sign")),
    "signing without a name": (doors.DESK, "/intakes/{draft}/review/", press("Sign and finish")),
    "an intake's health history": (doors.DESK, "/intakes/{draft}/health/", None),
    "an intake's body": (doors.DESK, "/intakes/{draft}/body/", None),
    "an intake's wishes": (doors.DESK, "/intakes/{draft}/wishes/", None),
    "an intake's skin": (doors.DESK, "/intakes/{draft}/skin/", None),
    "a doctor is asked first": (doors.DESK, "/intakes/{letters}/suggestion/", None),
    "a guardian signs first": (doors.DESK, "/intakes/{minors}/suggestion/", None),
    "no free time": (doors.DESK, "/book/?client={wren}&day=2027-12-01", None),
    "a wrong password": (doors.NOBODY, "/account/login/", wrong_password),
    "nothing here": (doors.DESK, "/clients/987654/", None),
    "not for you": (doors.STRANGER, "/board/", None),
}


def address(path: str, world: World) -> str:
    keys = {name: getattr(world, name).pk for name in ("wren", "wrens", "minors", "letters", "draft")}
    return path.format(**keys)


def test_what_opens_on_pages(world, cast, visitors):
    visitors.watch.meant += ("404 (Not Found)", "403 (Forbidden)")  # two of the states
    found = []
    for name, (who, path, steps) in STATES.items():
        page = visitors.window(cast[who])
        page.goto(visitors.server + address(path, world))
        if steps:
            steps(page)
            page.wait_for_load_state()
        found += [f"{name}: {line}" for line in barriers_everywhere(page)]
    assert not found, "\n".join(found)
