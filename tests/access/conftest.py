"""The house of these tests and everybody who may come to its doors. It is built once for each module of tests."""

from collections.abc import Iterator

import pytest
import time_machine
from django.db import transaction

from spa.models import User
from tests import factories
from tests.access import doors
from tests.access.world import World, build
from tests.conftest import browser_of


@pytest.fixture(scope="module")
def _house(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Half past nine on a Monday; what is built in here goes with the last test of the module."""
    with django_db_blocker.unblock(), time_machine.travel(factories.MONDAY_MORNING, tick=False), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def world(_house) -> World:
    return build()


@pytest.fixture(scope="module")
def cast(world) -> dict[str, User | None]:
    """Everybody by the name that the table of routes uses."""
    both = factories.UserFactory(username="bea", is_staff=True, roles=("admin", "therapist"))
    return {
        doors.NOBODY: None,
        doors.DESK: world.receptionist,
        doors.OWN: world.own,
        doors.OTHER: world.other,
        doors.ADMIN: factories.AdminFactory(),
        doors.BOTH: both,
        doors.STRANGER: factories.UserFactory(username="olga"),
    }


@pytest.fixture(scope="module")
def browsers(cast) -> dict[str, doors.Visitor]:
    """Everybody's, in the middle of their work: what an undone request would note again each time is noted."""
    found = {role: doors.visitor(browser_of(user) if user else None) for role, user in cast.items()}
    for browser in found.values():
        browser.get("/healthz")
    return found
