"""The admin's pages shut nobody out either. They come from few templates: each is looked at with what it may hold."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from booking.models import Resource, Room, Shift
from tests import factories
from tests.access import doors
from tests.browser.pictured import of_all, raise_prices
from tests.browser.walking import barriers_everywhere

pytestmark = pytest.mark.django_db(transaction=True)


def pages(world, admin) -> dict[str, tuple[str, list]]:
    """Name of an admin page and its key, by what is special about it."""
    training, location = factories.TrainingFactory(), world.receptionist.location
    return {
        "the index": ("index", []),
        "a list with fields, filters and a search": ("booking_service_changelist", []),
        "a list that is only read": ("booking_appointment_changelist", []),
        "an empty list": ("booking_timeoff_changelist", []),
        "two boxes and rows of a table": ("booking_service_change", [world.service.pk]),
        "rows of times": ("booking_shift_change", [Shift.objects.earliest("pk").pk]),
        "rows of hours and of days": ("spa_location_change", [location.pk]),
        "a person": ("spa_user_change", [admin.pk]),
        "a row with date and time": ("booking_timeoff_add", []),
        "a row that is only read": ("booking_appointment_change", [world.booked.pk]),
        "a question before deleting": ("booking_training_delete", [training.pk]),
        "a history": ("booking_room_history", [Room.objects.earliest("pk").pk]),
        "where something is used": ("booking_service_used", [world.service.pk]),
        "somebody's password": ("auth_user_password_change", [world.receptionist.pk]),
    }


HEAD = "name,modality,lengths,techniques\n"
GOOD, BAD = f"{HEAD}Deep rest,relaxation,60=90,swedish\n", f"{HEAD}Deep rest,odd,60=90,swedish\n"


def upload(text: str) -> Callable[[Page], None]:
    def run(page: Page) -> None:
        page.set_input_files("[type=file]", {"name": "list.csv", "mimeType": "text/csv", "buffer": text.encode()})
        page.get_by_role("button", name="Show what it would change").click()

    return run


def retire(page: Page) -> None:
    page.get_by_label("Active").uncheck()
    page.locator("#content [name=_save]").click()


def asked(world) -> dict[str, tuple[str, list, Callable[[Page], None] | None, str]]:
    """Pages that come after an answer, by name: where it begins, what is done there, and what stands there then."""
    room = world.booked.visit.room.pk
    return {
        "an import": ("admin:booking_service_import", [], None, "CSV file"),
        "an import with errors": ("admin:booking_service_import", [], upload(BAD), "Nothing has been imported"),
        "what an import changes": ("admin:booking_service_import", [], upload(GOOD), "Import 1 line"),
        "prices before and after": ("admin:booking_service_changelist", [], raise_prices, "Change these prices"),
        "a question about visits": ("admin:booking_therapist_changelist", [], of_all("retire"), "Go on anyway"),
        "a question in a form": ("admin:booking_room_change", [room], retire, "Save anyway"),
        "what was done to a list": ("admin:booking_service_changelist", [], of_all("copy"), "not yet sold"),
        "taking the demo out": ("remove-demo", [], None, "Keep it"),
    }


def save_with_errors(page: Page) -> None:
    page.locator("#content [name=_save]").click()
    page.locator(".errornote").wait_for()
    page.wait_for_load_state()  # boxes that are found by typing are drawn, and named, as the page has loaded


def test_the_admin(world, cast, visitors):
    admin = cast[doors.ADMIN]
    page = visitors.window(admin)
    found = []
    for name, (route, key) in pages(world, admin).items():
        assert page.goto(visitors.server + reverse(f"admin:{route}", args=key)).status == 200, name
        expect(page.locator("select.admin-autocomplete + .select2 [aria-labelledby]")).to_have_count(0)
        expect(page.locator("select.admin-autocomplete:not(.select2-hidden-accessible):visible")).to_have_count(0)
        beside = [] if "list" in name else ["#nav-sidebar"]  # the same on each page; looked at beside the lists
        found += [f"{name}: {line}" for line in barriers_everywhere(page, *beside)]
    Resource.objects.update(is_demo=True)
    for name, (route, key, act, words) in asked(world).items():
        page.goto(visitors.server + reverse(route, args=key))
        if act:
            act(page)
        expect(page.locator("#container")).to_contain_text(words)
        page.wait_for_load_state()
        found += [f"{name}: {line}" for line in barriers_everywhere(page, "#nav-sidebar")]
    page.goto(visitors.server + reverse("admin:booking_service_add"))
    save_with_errors(page)
    found += [f"errors: {line}" for line in barriers_everywhere(page, "#nav-sidebar")]
    assert not found, "\n".join(found)
