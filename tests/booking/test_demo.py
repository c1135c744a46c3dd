"""The demo spa is a desk on a working day: full, mixed, and true to every rule that real bookings keep."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import transaction

from booking.models import Allocation, Appointment, Resource, SessionNote, Status, Therapist, Visit
from intake.models import Clearance, Client, Intake
from spa.models import Location, User
from tests.factories import ReceptionistFactory

NOW = datetime(2026, 4, 14, 15, 20, tzinfo=UTC)  # Tuesday, 11:20 in New York
TODAY = date(2026, 4, 14)


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The whole demo, made once for these tests; what it printed."""
    out = StringIO()
    with django_db_blocker.unblock(), transaction.atomic(), time_machine.travel(NOW, tick=False):
        call_command("loaddata", "catalogue", verbosity=0)
        call_command("seed_demo", stdout=out)
        yield out.getvalue()
        transaction.set_rollback(True)


def appointments_on(day: date) -> list[Appointment]:
    location = Location.objects.get()
    rows = Appointment.objects.for_card().select_related("note")
    return [row for row in rows if location.local_day(row.starts_at) == day]


def test_everybody_and_everything_is_marked_as_a_demo(demo):
    for model in (Location, User, Client, Resource, Visit):
        assert model.objects.exists()
        assert not model.objects.filter(is_demo=False).exists(), model


def test_nobody_can_log_in_until_somebody_makes_passwords(demo):
    assert not any(user.has_usable_password() for user in User.objects.all())
    assert not User.objects.filter(is_superuser=True).exists()


def test_the_house_has_its_people(demo):
    assert Therapist.objects.count() == 8
    assert sorted(User.objects.filter(groups__name="receptionist").values_list("username", flat=True)) == [
        "farah",
        "leif",
    ]
    assert list(User.objects.filter(is_staff=True).values_list("username", "groups__name")) == [("margit", "admin")]
    assert Client.objects.count() >= 60


def test_numbers_and_addresses_belong_to_nobody(demo):
    for client in Client.objects.all():
        assert str(client.phone.national_number)[3:8] == "55501", client
        assert client.phone.is_valid(), client
        assert not client.email or client.email.endswith(".example"), client


def test_today_is_full(demo):
    assert 30 <= len(appointments_on(TODAY)) <= 40


def test_two_weeks_behind_and_two_weeks_ahead_have_visits(demo):
    location = Location.objects.get()
    days = {location.local_day(starts) for starts in Appointment.objects.values_list("starts_at", flat=True)}

    assert min(days) == TODAY - timedelta(days=14)
    assert max(days) == TODAY + timedelta(days=14)
    assert len(days) >= 27  # one of them is a closing day


def fits_the_clock(appointment: Appointment) -> bool:
    """Whether a status is possible at this moment."""
    match appointment.state:
        case Status.COMPLETED:
            return appointment.ends_at <= NOW
        case Status.NO_SHOW:
            return appointment.starts_at < NOW
        case Status.IN_SESSION:
            return appointment.starts_at <= NOW < appointment.ends_at
        case Status.ARRIVED | Status.BOOKED | Status.CONFIRMED:
            return appointment.ends_at > NOW and appointment.starts_at > NOW - timedelta(minutes=5)
        case Status.CANCELLED:
            return bool(appointment.cancel_reason)


def test_every_status_fits_the_clock(demo):
    assert [each for each in Appointment.objects.all() if not fits_the_clock(each)] == []


def test_today_shows_what_a_desk_sees_in_a_day(demo):
    seen = Counter(each.state for each in appointments_on(TODAY))

    assert seen[Status.COMPLETED] >= 5
    assert seen[Status.IN_SESSION] >= 2
    assert seen[Status.CONFIRMED] >= 5
    assert seen[Status.BOOKED] >= 2
    assert {Status.NO_SHOW, Status.CANCELLED} <= set(Appointment.objects.values_list("status", flat=True))


def test_no_resource_is_held_twice(demo):
    held = Allocation.objects.order_by("resource", "starts_at").values_list("resource", "starts_at", "ends_at")
    rows = list(held)

    assert rows
    assert [
        pair for pair in zip(rows, rows[1:], strict=False) if pair[0][0] == pair[1][0] and pair[1][1] < pair[0][2]
    ] == []


def test_who_was_treated_had_an_intake_and_who_has_none_only_waits(demo):
    treated = Appointment.objects.filter(status__in=[Status.IN_SESSION, Status.COMPLETED])

    assert not treated.filter(screening=None).exists()
    assert Appointment.objects.filter(screening=None, starts_at__gt=NOW).exists()


def test_the_desk_has_intakes_of_every_kind(demo):
    assert set(Intake.objects.values_list("status", flat=True)) == {"draft", "submitted"}
    assert set(Clearance.objects.values_list("status", flat=True)) == {"requested", "received", "accepted"}
    assert Client.objects.filter(intakes=None).exists()


def test_most_notes_are_signed_and_some_are_not(demo):
    signed, unsigned = SessionNote.objects.exclude(signed_at=None), SessionNote.objects.unsigned()

    assert signed.count() > 5 * unsigned.count() > 0
    assert Appointment.objects.filter(status=Status.COMPLETED, note=None).exists()


def test_nothing_happened_in_the_future(demo):
    assert not Visit.objects.filter(created_at__gt=NOW).exists()
    assert not Appointment.objects.filter(events__at__gt=NOW).exists()
    assert not Intake.objects.filter(started_at__gt=NOW).exists()


def test_it_says_how_far_it_is(demo):
    lines = demo.splitlines()

    assert lines[0] == "Linden House: 8 therapists, 3 at the desk, 7 rooms."
    assert any("appointments so far" in line for line in lines)


def test_a_second_run_changes_nothing(demo):
    before, out = Visit.objects.count(), StringIO()

    call_command("seed_demo", stdout=out)

    assert out.getvalue() == "The demo is already there.\n"
    assert Visit.objects.count() == before


# --- Each on a database of its own -------------------------------------------------------------------------------


def one_day(**options) -> list[tuple]:
    """Today's calendar of a demo that is then thrown away."""
    with transaction.atomic(), time_machine.travel(NOW, tick=False):
        call_command("seed_demo", days=0, stdout=StringIO(), **options)
        rows = Appointment.objects.order_by("starts_at", "therapist__resource__name")
        names = rows.values_list("starts_at", "therapist__resource__name", "client__name", "service__name", "status")
        seen = list(names)
        transaction.set_rollback(True)
    return seen


@pytest.mark.django_db
def test_the_same_seed_makes_the_same_demo():
    assert one_day(seed=3) == one_day(seed=3) != []


@pytest.mark.django_db
def test_it_can_stand_on_another_day_even_a_short_sunday():
    rows = one_day(today=date(2026, 7, 5))

    assert len(rows) >= 12
    assert {starts.date() for starts, *_ in rows} == {date(2026, 7, 5)}


@pytest.mark.django_db
def test_a_desk_in_use_is_never_mixed_with_a_demo(location):
    ReceptionistFactory(location=location)

    with pytest.raises(CommandError, match="in use"):
        call_command("seed_demo", stdout=StringIO())

    assert not Client.objects.exists()
