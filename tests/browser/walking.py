"""Windows of several people at one house, and pages looked at in every width and in both themes."""

from dataclasses import dataclass, field

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Page, expect

from spa.models import User
from tests.browser.watching import CHECKED, Watch
from tests.conftest import browser_of

WIDTHS = {1440: 1000, 834: 1112, 390: 844}
"""Width and height of a desk's screen, a tablet held upright and a phone."""

OF_COLOURS = ["color-contrast", "link-in-text-block"]
"""The only rules that dark can break, since it changes the tokens of colours and nothing else; and the slowest ones."""

EVERYTHING = {"runOnly": {"type": "tag", "values": CHECKED}}
COLOURS = {"runOnly": {"type": "rule", "values": OF_COLOURS}}
BUT_COLOURS = {**EVERYTHING, "rules": {rule: {"enabled": False} for rule in OF_COLOURS}}

LOOKS = [
    ("light", 1440, EVERYTHING),
    ("light", 834, BUT_COLOURS),
    ("light", 390, EVERYTHING),
    ("dark", 390, COLOURS),
    ("dark", 1440, COLOURS),
]
"""What is looked for in which theme and width. What a tablet shows stands on a desk's screen or on a phone as well."""

AXE = """async ([options, left_out]) => {
  const found = await axe.run({exclude: left_out}, {preload: false, resultTypes: ["violations"], ...options});
  const lines = found.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.target} ${node.html.slice(0, 140)}`));
  if (document.documentElement.scrollWidth > innerWidth) lines.push(`is ${document.documentElement.scrollWidth} wide`);
  return lines;
}"""


UNSTUCK = """() => {
  for (const bar of document.querySelectorAll(".savebar, .submit-row")) bar.style.position = "static";
}"""
"""Bars to save stay in sight while a page scrolls; what they lie over for a moment counted as too small a target."""


@dataclass
class Visitors:
    """Browser windows, one for each person; what their pages complain of is kept."""

    browser: Browser
    server: str
    watch: Watch
    windows: dict[str, Page] = field(default_factory=dict)

    def window(self, user: User | None) -> Page:
        """The window of this person, logged in; of nobody in particular, one that nobody has logged in to."""
        name = user.username if user else ""
        if name not in self.windows:
            self.windows[name] = self._open(user)
        return self.windows[name]

    def _open(self, user: User | None) -> Page:
        context: BrowserContext = self.browser.new_context(reduced_motion="reduce")
        if user:
            session = browser_of(user).cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": session, "url": self.server}])
        page = context.new_page()
        self.watch.over(page)
        return page

    def close(self) -> None:
        for page in self.windows.values():
            page.context.close()


def wide(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": WIDTHS[width]})


def barriers_everywhere(page: Page, *left_out: str) -> list[str]:
    """What shuts somebody out of the page as it stands, at each width and in both themes, each with its place."""
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)  # it dims what is on its way
    page.evaluate(AXE_SCRIPT)
    page.evaluate(UNSTUCK)
    found = []
    for theme, width, options in LOOKS:
        page.evaluate("theme => document.documentElement.dataset.bsTheme = theme", theme)
        wide(page, width)
        lines = page.evaluate(AXE, [options, [".sprite", *left_out]])
        found += [f"{width} {theme} {line}" for line in lines]
    page.evaluate("document.documentElement.dataset.bsTheme = 'light'")
    return found
