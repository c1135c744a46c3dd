"""What has the focus is seen: no bar that sticks to the window lies over all of it (WCAG 2.4.11)."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from tests.access import doors
from tests.access.world import World
from tests.browser.walking import wide

pytestmark = pytest.mark.django_db(transaction=True)

BARS = ".savebar, .submit-row, .appnav, .appbar"
FEW = 40  # presses of a key; as many as lead from the top of any of these pages over its first fold

COVERED = """(bars) => {
  const focused = document.activeElement;
  if (focused === document.body || focused.closest(bars)) return "";
  const shown = focused.matches("[type=radio], [type=checkbox]") ? focused.closest("label") ?? focused : focused;
  const box = shown.getBoundingClientRect();
  const middle = (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2;  // of what a narrow strip shows of it
  const points = [0.1, 0.5, 0.9].map((part) => [middle, box.y + box.height * part]);
  const seen = points.some(([x, y]) => document.elementFromPoint(x, y)?.closest(bars) === null);
  return seen ? "" : focused.id || focused.name || focused.textContent.trim();
}"""


def pages(world: World) -> dict[str, str]:
    """Pages with a bar to save, by address, each with who may see it."""
    return {
        reverse("booking:client-edit", args=[world.wren.pk]): doors.DESK,
        reverse("booking:plan", args=[world.booked.pk]): doors.DESK,
        reverse("intake:section", args=[world.draft.pk, "health"]): doors.DESK,
        reverse("intake:review", args=[world.draft.pk]): doors.DESK,
        reverse("booking:note", args=[world.unsigned.pk]): doors.OWN,
        reverse("admin:booking_service_change", args=[world.service.pk]): doors.ADMIN,
    }


def covered(page: Page) -> list[str]:
    """What a bar hid on the way down; upwards nothing sticks."""
    found = []
    for _ in range(FEW):
        page.keyboard.press("Tab")
        found += filter(None, [page.evaluate(COVERED, BARS)])
    return found


@pytest.mark.parametrize("width", [1440, 834, 390])
def test_no_bar_hides_what_has_the_focus(width, world, cast, visitors):
    hidden = {}
    for path, who in pages(world).items():
        page = visitors.window(cast[who])
        wide(page, width)
        assert page.goto(visitors.server + path).status == 200
        hidden[path] = covered(page)
    assert {path: names for path, names in hidden.items() if names} == {}
