"""``make screens``: a picture of every page of the demo, in every width, light and dark, under docs/screens.

Names of pictures as arguments take those alone.

It stands beside the browser tests since it needs what they need: Playwright, Chromium and a server in this process,
whose clock can be set. The demo is made anew in a database of its own, as of a Tuesday at twenty to eleven.
"""

import base64
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screens"
TODAY, CLOCK = date(2026, 4, 14), "2026-04-14T14:40:00+00:00"
DAYS = 2
QUALITY = 25
HIGHEST = 2400
"""Pixels; what is longer is shown from its top."""

SCALE = {1440: 0.7, 834: 0.75, 390: 0.9}
"""So much smaller a picture is kept: small enough for the repository, and still to be read."""


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        os.environ.update(DATABASE_URL=f"sqlite:///{scratch}/screens.sqlite3", DJANGO_SETTINGS_MODULE="tests.settings")
        import django

        django.setup()
        import time_machine

        with time_machine.travel(CLOCK, tick=True):
            make_demo()
            with serving() as server:
                take_all(server)
    report()


def make_demo() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("seed_demo", today=TODAY, days=DAYS)


@contextmanager
def serving() -> Iterator[str]:
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.test.testcases import LiveServerThread

    server = LiveServerThread("localhost", static_handler=StaticFilesHandler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    yield f"http://localhost:{server.port}"
    server.terminate()


def take_all(server: str) -> None:
    from playwright.sync_api import sync_playwright

    from tests.browser.pictured import PICTURES, people, rows
    from tests.browser.walking import Visitors
    from tests.browser.watching import Watch
    from tests.conftest import CHROMIUM, CHROMIUM_FLAGS

    wanted = set(sys.argv[1:])
    who = people()
    keys = rows(who)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        visitors = Visitors(browser, server, Watch())
        for number, picture in enumerate(PICTURES, start=1):
            if not wanted or picture.name in wanted:
                page = visitors.window(who[picture.who])
                page.goto(server + picture.address.format(**keys))
                if picture.steps:
                    picture.steps(page)
                page.wait_for_load_state("networkidle")
                take(page, picture.name)
                tell(f"{number:3} of {len(PICTURES)}  {picture.name}")
        visitors.close()
        browser.close()


def take(page, name: str) -> None:
    """This page as it stands, in every width and both themes."""
    from tests.browser.walking import WIDTHS, wide

    for theme in ("light", "dark"):
        page.evaluate("theme => document.documentElement.dataset.bsTheme = theme", theme)
        for width in WIDTHS:
            wide(page, width)
            (FOLDER / f"{name}-{width}-{theme}.webp").write_bytes(shot(page, width))
    wide(page, 1440)


def shot(page, width: int) -> bytes:
    """The whole page in one picture, without the bars that a window lays over it."""
    height = min(page.evaluate("document.documentElement.scrollHeight"), HIGHEST)
    page.set_viewport_size({"width": width, "height": height})
    session = page.context.new_cdp_session(page)
    clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": SCALE[width]}
    picture = session.send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY, "clip": clip})
    session.detach()
    return base64.b64decode(picture["data"])


def tell(line: str) -> None:
    print(line, flush=True)


def report() -> None:
    pictures = list(FOLDER.glob("*.webp"))
    size = sum(each.stat().st_size for each in pictures)
    tell(f"{len(pictures)} pictures, {size / 1e6:.1f} MB, in {FOLDER}")


if __name__ == "__main__":
    sys.exit(main())
