"""An intake as a desk types it: every question that a page shows is named, as the page itself does."""

import re

from django.test import Client as Browser
from django.urls import reverse

from intake.models import Client, Intake
from spa.models import User


def start(browser: Browser, client: Client, way: str = "phone") -> Intake:
    browser.post(reverse("intake:start", args=[client.pk]), {"way": way})
    return Intake.objects.get(client=client, status="draft")


def log_in_again(browser: Browser, user: User) -> None:
    """The next day everybody signs in anew."""
    browser.force_login(user, backend="spa.accounts.StaffBackend")


def section_url(intake: Intake, section: str) -> str:
    return reverse("intake:section", args=[intake.pk, section])


def shown_on(page: str) -> list[str]:
    """The questions that a page names as shown."""
    return re.findall(r'name="q" value="([^"]+)"', page)


def type_into(browser: Browser, intake: Intake, section: str, typed: dict, *, go: str = "next", htmx: bool = False):
    """Post a section as its page would: all that it showed, the draft's revision, and what was typed."""
    intake.refresh_from_db()
    data = {"q": [*typed], "revision": intake.revision, "go": go} | typed
    return browser.post(section_url(intake, section), data, headers={"HX-Request": "true"} if htmx else {})


HEALTHY = {
    "you": {"age": "34", "first_massage": "no"},
    "goal": {"primary_goal": "relaxation", "goals": [], "coverage": "full_body"},
    "body": {"body": "none"},
    "feeling": {"stress": "4", "sleep": "2"},
    "today": {"today": "none"},
    "health": dict.fromkeys(
        ("heart", "breathing", "nerves", "bones", "illness", "organs", "mind", "medicines", "allergies", "devices"),
        "none",
    )
    | {"operations": "none", "pregnancy": "no"},
    "skin": {"skin": "none"},
    "wishes": {"pressure": "medium", "wishes": "none"},
}


def type_all(browser: Browser, intake: Intake, sections: dict = HEALTHY) -> None:
    for section, typed in sections.items():
        assert type_into(browser, intake, section, typed, go="later").status_code == 302


def sign(browser: Browser, intake: Intake, name: str = "Wren Calloway", **more: object):
    """Press "Sign and finish" on the read-back page with every text agreed to."""
    page = browser.get(reverse("intake:review", args=[intake.pk])).content.decode()
    intake.refresh_from_db()
    agreed = dict.fromkeys(re.findall(r'name="(agrees_\d+)"', page), "on")
    data = {"q": shown_on(page), "revision": intake.revision, "signed_name": name} | agreed | more
    return browser.post(reverse("intake:submit", args=[intake.pk]), data)
