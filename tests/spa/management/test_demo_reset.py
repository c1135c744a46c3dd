"""The demo can begin anew; a desk where anybody really works is never emptied."""

import pytest
from django.core.management import CommandError, call_command

from spa.models import Location, User
from tests.factories import LocationFactory, ReceptionistFactory


@pytest.fixture
def demo(settings, tmp_path, db):
    settings.DEMO_LOGINS = tmp_path / ".demo-logins"
    return LocationFactory(is_demo=True)


def test_a_desk_with_a_real_person_is_not_emptied(demo):
    ReceptionistFactory(location=demo)

    with pytest.raises(CommandError, match="1 of its people and 0 of its locations are real"):
        call_command("demo_reset")

    assert (Location.objects.count(), User.objects.count()) == (1, 1)


def test_a_desk_with_a_real_location_is_not_emptied(demo):
    LocationFactory(name="My own spa")

    with pytest.raises(CommandError, match="0 of its people and 1 of its locations are real"):
        call_command("demo_reset")

    assert Location.objects.count() == 2
