"""The demo goes with one command or one button; what is real stays, and what it leans on is retired, not torn out."""

from datetime import UTC, date, datetime, time
from random import Random

import pytest
import time_machine
from django.core.management import CommandError, call_command

from booking import scheduling
from booking.demo.house import furnish, open_location
from booking.demo.people import add_one
from booking.demo.removing import demo_counts, remove_demo
from booking.demo.told import told
from booking.models import Appointment, Resource, Room, Service, SessionNote, Therapist, Visit
from intake.models import Client, Intake
from spa.models import Location, User
from tests.access.doors import Visitor
from tests.conftest import browser_of
from tests.factories import AdminFactory, ClientFactory, ReceptionistFactory

NOW = datetime(2026, 4, 14, 15, 20, tzinfo=UTC)  # Tuesday, 11:20 in New York
LATER = date(2026, 4, 21)


@pytest.fixture(autouse=True)
def demo(db, settings, tmp_path):
    """The demo's house with its people and clients, and one booking of the demo."""
    settings.DEMO_LOGINS = tmp_path / ".demo-logins"
    settings.DEMO_LOGINS.write_text("admin margit secret\n")
    with time_machine.travel(NOW, tick=False):
        call_command("loaddata", "catalogue", verbosity=0)
        location = open_location()
        house = furnish(location, location.local_day(NOW))
        healthy = add_one(house, Random(1), NOW, next(each for each in told("clients") if not each.get("situation")))
        for about in [each for each in told("clients") if "clearance" in each][:2]:
            add_one(house, Random(1), NOW, about)
        book(healthy.client, house.receptionists[0], "09:30", house.therapists[0], demo=True)
        yield house


def book(client: Client, by: User, wall: str, therapist: Therapist | None = None, **more) -> Appointment:
    location = therapist.resource.location
    return scheduling.book(
        client=client, location=location, service=Service.objects.get(name="Swedish"), minutes=60,
        starts_at=location.moment(LATER, time.fromisoformat(wall)), therapist=therapist, by=by, now=NOW, **more,
    )  # fmt: skip


@pytest.fixture
def own_house(db) -> Location:
    return Location.objects.create(name="Mill Spa", zone="America/New_York")


@pytest.fixture
def mira(own_house) -> User:
    """A real admin of a real house."""
    return AdminFactory(username="mira", location=own_house)


def test_a_demo_that_nobody_used_goes_without_a_trace(mira, own_house, settings):
    services = Service.objects.count()

    removed = remove_demo(by=mira)

    assert (removed.retired, removed.kept) == ([], [])
    assert demo_counts() == {}
    assert not any(model.objects.exists() for model in (Client, Intake, Visit, Resource, SessionNote))
    assert list(Location.objects.all()) == [own_house]
    assert list(User.objects.all()) == [mira]
    assert Service.objects.count() == services
    assert not settings.DEMO_LOGINS.exists()


def test_a_real_booking_stays_and_its_therapist_room_and_house_with_it(mira, demo):
    rosa = ReceptionistFactory(location=demo.location)
    real = book(ClientFactory(name="Wren", by=rosa), rosa, "11:00", demo.therapists[0])
    room = real.visit.room

    removed = remove_demo(by=mira)

    real.refresh_from_db()
    assert list(Appointment.objects.all()) == [real]
    assert (real.allocations.count(), real.visit.allocations.count(), real.events.count()) == (1, 2, 1)
    assert removed.retired == [
        f"Room {room}", f"Therapist {real.therapist}", f"Account {real.therapist.user.username}",
    ]  # fmt: skip
    assert removed.kept == ["Linden House"]
    assert [*Therapist.objects.all(), *Room.objects.all()] == [real.therapist, room]
    assert set(Resource.objects.values_list("is_active", "is_demo")) == {(False, False)}
    kept = User.objects.get(therapist=real.therapist)
    assert (kept.is_active, kept.is_demo, kept.has_usable_password()) == (False, False, False)
    assert demo_counts() == {}


def test_a_colleague_of_the_demo_who_wrote_something_real_is_retired(mira, demo, own_house):
    by = demo.receptionists[0]
    wren = ClientFactory(name="Wren", by=by)

    removed = remove_demo(by=mira)

    assert removed.retired == [f"Account {by.username}"]
    assert list(Client.objects.all()) == [wren]
    assert Client.objects.get().created_by == by


def test_what_was_tried_with_a_client_of_the_demo_goes_with_the_client(mira, demo):
    rosa = ReceptionistFactory(location=demo.location)
    client = Visit.objects.get().appointments.get().client
    book(client, rosa, "11:00", demo.therapists[0])

    remove_demo(by=mira)

    assert not Visit.objects.exists()


def test_nobody_is_left_without_an_admin(demo):
    with pytest.raises(CommandError, match="Nothing was removed. Nobody would be left to run the desk"):
        call_command("remove_demo", yes=True)

    assert set(demo_counts()) == {"location", "users", "clients", "resources", "visit"}


def test_the_command_says_what_went(mira, capsys):
    call_command("remove_demo", yes=True)
    call_command("remove_demo", yes=True)

    said = capsys.readouterr().out
    assert "The demo: 1 location, 11 users, 3 clients, 17 resources, 1 visit." in said
    assert "The demo is gone: " in said
    assert said.splitlines()[-1] == "There is no demo here."


def test_an_admin_is_asked_first_and_then_told(mira):
    browser = browser_of(mira)
    assert "Remove the demo" in browser.get("/admin/").text
    assert "3 clients" in browser.get("/admin/remove-demo/").text
    assert Client.objects.exists()

    answer = browser.post("/admin/remove-demo/", follow=True)

    assert "The demo is gone: " in answer.text
    assert "Remove the demo" not in answer.text
    assert not Client.objects.exists()
    assert "There is no demo here any more" in browser.get("/admin/remove-demo/").text


def test_an_admin_of_the_demo_does_not_saw_off_her_own_branch(mira):
    browser = Visitor()
    browser.force_login(User.objects.get(username="margit"), backend="spa.accounts.StaffBackend")

    answer = browser.post("/admin/remove-demo/", follow=True)

    assert "Sign in as yourself first" in answer.text
    assert Client.objects.exists()
