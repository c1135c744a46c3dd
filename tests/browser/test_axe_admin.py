"""The admin's pages shut nobody out either. They come from few templates: each is looked at with what it may hold."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from booking.models import Room, Shift
from tests import factories
from tests.access import doors
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
        "somebody's password": ("auth_user_password_change", [world.receptionist.pk]),
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
        beside = [] if "list" in name else ["#nav-sidebar"]  # the same on each page; looked at beside the lists
        found += [f"{name}: {line}" for line in barriers_everywhere(page, *beside)]
    page.goto(visitors.server + reverse("admin:booking_service_add"))
    save_with_errors(page)
    found += [f"errors: {line}" for line in barriers_everywhere(page, "#nav-sidebar")]
    assert not found, "\n".join(found)
