"""What nobody sees on a page but everybody suffers from: errors of scripts, refusals of the policy, barriers."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, expect

CHECKED = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
REPORT_POLICY = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error("Content-Security-Policy:", event.violatedDirective, event.blockedURI, event.sourceFile));
"""
REFUSALS = ("409 (Conflict)", "422 (Unprocessable Entity)")
"""Chromium notes each answer that is no success; a refusal that the page tells kindly is meant."""

OVERTAKEN = ("htmx:sendAbort", "htmx:afterRequest")
"""htmx notes a request that a newer choice replaced; one that failed has other names."""


class Watch:
    """Collects the complaints of pages; ``meant`` are words of those that a test asks for."""

    def __init__(self) -> None:
        self.complaints: list[str] = []
        self.meant = REFUSALS + OVERTAKEN

    def over(self, page: Page) -> None:
        page.add_init_script(REPORT_POLICY)
        page.on("pageerror", lambda error: self.complaints.append(error.stack or str(error)))
        page.on("console", self.listen)
        page.set_default_timeout(10_000)

    def listen(self, line: ConsoleMessage) -> None:
        if line.type == "error" and not any(words in line.text for words in self.meant):
            self.complaints.append(f"{line.text} {line.location.get('url', '')}")


def barriers(page: Page) -> list[str]:
    """What shuts somebody out of the page as it stands, each with its place; and being wider than the window."""
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)  # it dims what is on its way
    result = Axe().run(page, options={"preload": False, "runOnly": {"type": "tag", "values": CHECKED}})
    found = [
        f"{page.url} {rule['id']}: {node['target']} {node['html'][:120]}"
        for rule in result.response["violations"]
        for node in rule["nodes"]
    ]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append(f"{page.url} is wider than its window")
    return found
