"""What the database refuses by itself, on SQLite and on PostgreSQL alike, whoever writes."""

from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, connection, models, transaction

from booking.models import Allocation, Appointment, Block, SessionNote, Visit
from tests.factories import MONDAY_MORNING, RoomFactory

HOUR = timedelta(hours=1)
TEN = MONDAY_MORNING


def hold(resource, starts_at: datetime, ends_at: datetime) -> Allocation:
    """A block's allocation, written past every operation."""
    block = Block.objects.create(resource=resource)
    return Allocation.objects.create(resource=resource, starts_at=starts_at, ends_at=ends_at, block=block)


@contextmanager
def refused(words: str):
    with pytest.raises(IntegrityError, match=words), transaction.atomic():
        yield


# --- No two allocations of one resource overlap ----------------------------------------------------------------

OVERLAPS = {
    # held:           |======|
    "the same        |======|": (0, 60),
    "inside            |==|  ": (20, 40),
    "around        |==========|": (-20, 80),
    "over its start |===|    ": (-20, 20),
    "over its end       |===|": (40, 80),
    "from its start  |==|    ": (0, 30),
    "to its end          |==|": (30, 60),
    "by one second        |=|": (59 + 59 / 60, 80),
}
FREE = {
    # held:               |======|
    "until it begins |===|      ": (-30, 0),
    "when it ends           |===|": (60, 90),
    "long before |=|             ": (-90, -60),
}


def at(minutes: float) -> datetime:
    return TEN + timedelta(minutes=minutes)


@pytest.mark.parametrize(("start", "end"), OVERLAPS.values(), ids=OVERLAPS)
def test_an_overlap_is_refused(start, end, room):
    hold(room.resource, TEN, TEN + HOUR)

    with refused("no_overlap_of_a_resource"):
        hold(room.resource, at(start), at(end))


@pytest.mark.parametrize(("start", "end"), FREE.values(), ids=FREE)
def test_what_only_touches_is_free(start, end, room):
    hold(room.resource, TEN, TEN + HOUR)

    hold(room.resource, at(start), at(end))

    assert Allocation.objects.count() == 2


def test_another_resource_is_free(room):
    hold(room.resource, TEN, TEN + HOUR)

    hold(RoomFactory(name="Alder").resource, TEN, TEN + HOUR)

    assert Allocation.objects.count() == 2


def test_an_update_into_an_overlap_is_refused(room):
    hold(room.resource, TEN, TEN + HOUR)
    later = hold(room.resource, TEN + HOUR, TEN + 2 * HOUR)

    with refused("no_overlap_of_a_resource"):
        Allocation.objects.filter(pk=later.pk).update(starts_at=TEN + HOUR / 2)


def test_a_change_of_resource_into_an_overlap_is_refused(room):
    other = RoomFactory(name="Alder").resource
    hold(room.resource, TEN, TEN + HOUR)
    there = hold(other, TEN, TEN + HOUR)

    with refused("no_overlap_of_a_resource"):
        Allocation.objects.filter(pk=there.pk).update(resource=room.resource)


def test_an_allocation_may_move_within_its_own_time(room):
    held = hold(room.resource, TEN, TEN + HOUR)

    Allocation.objects.filter(pk=held.pk).update(starts_at=TEN + HOUR / 2)

    held.refresh_from_db()
    assert held.starts_at == TEN + HOUR / 2


def test_many_at_once_are_refused_as_one_is(room):
    block, other = Block.objects.create(resource=room.resource), Block.objects.create(resource=room.resource)
    spans = [
        Allocation(resource=room.resource, block=block, starts_at=TEN, ends_at=TEN + HOUR),
        Allocation(resource=room.resource, block=other, starts_at=TEN + HOUR / 2, ends_at=TEN + 2 * HOUR),
    ]

    with refused("no_overlap_of_a_resource"):
        Allocation.objects.bulk_create(spans)


@pytest.mark.parametrize("length", [timedelta(0), -HOUR, timedelta(hours=24, seconds=1)])
def test_an_allocation_ends_after_it_starts_and_within_a_day(length, room):
    with refused("allocation_lasts_up_to_a_day"):
        hold(room.resource, TEN, TEN + length)


def test_an_allocation_is_of_a_visit_or_of_a_block(room):
    with refused("allocation_of_a_visit_or_a_block"):
        Allocation.objects.create(resource=room.resource, starts_at=TEN, ends_at=TEN + HOUR)


# --- A signed note never changes -------------------------------------------------------------------------------


@pytest.fixture
def note(wren, therapist_row, room, service, receptionist, therapist) -> SessionNote:
    visit = Visit.objects.create(location=room.resource.location, room=room, created_by=receptionist)
    appointment = Appointment.objects.create(
        visit=visit, client=wren, service=service, therapist=therapist_row, starts_at=TEN, ends_at=TEN + HOUR,
        minutes=60, price=90, currency="EUR", modality="relaxation", therapist_turnover=10, room_turnover=15,
    )  # fmt: skip
    return SessionNote.objects.create(appointment=appointment, author=therapist, subjective="Stiff neck.")


@pytest.fixture
def signed_note(note, therapist) -> SessionNote:
    note.signed_at, note.signed_by, note.signed_document, note.signed_sha256 = TEN, therapist, {"s": "Stiff"}, "ab"
    note.save()
    return note


def test_a_note_may_change_until_it_is_signed(note):
    SessionNote.objects.filter(pk=note.pk).update(subjective="Stiff neck, left side.")

    note.refresh_from_db()
    assert note.subjective == "Stiff neck, left side."


@pytest.mark.parametrize(
    "change", [{"subjective": "All well."}, {"signed_at": None, "signed_by": None, "signed_document": None}]
)
def test_a_signed_note_never_changes(change, signed_note):
    with refused("a signed note never changes"):
        SessionNote.objects.filter(pk=signed_note.pk).update(**change)


def test_erasing_a_person_reaches_a_signed_note(signed_note):
    SessionNote.objects.filter(pk=signed_note.pk).update(subjective="", erased_at=TEN)

    signed_note.refresh_from_db()
    assert signed_note.subjective == ""


# --- No later migration loses a guard --------------------------------------------------------------------------


def guards(model: type[models.Model]) -> dict[str, bool]:
    names = ("no_overlap_of_a_resource", "signed_note_is_frozen")
    return {
        guard.name: guard.is_present(model._meta.db_table) for guard in model._meta.constraints if guard.name in names
    }


@contextmanager
def altered(model: type[models.Model], name: str, changed: models.Field):
    """The table as a migration would leave it that changes one field; put back afterwards. SQLite rebuilds it."""
    before = model._meta.get_field(name)
    changed.set_attributes_from_name(name)
    changed.model = model
    with connection.schema_editor() as editor:
        editor.alter_field(model, before, changed)
    try:
        yield
    finally:
        with connection.schema_editor() as editor:
            editor.alter_field(model, changed, before)


@pytest.mark.django_db(transaction=True)
def test_the_overlap_guard_survives_a_rebuild_of_its_table(room):
    hold(room.resource, TEN, TEN + HOUR)

    with altered(Allocation, "starts_at", models.DateTimeField(null=True)):
        assert guards(Allocation) == {"no_overlap_of_a_resource": True}
        with refused("no_overlap_of_a_resource"):
            hold(room.resource, TEN, TEN + HOUR)

    assert guards(Allocation) == {"no_overlap_of_a_resource": True}


@pytest.mark.django_db(transaction=True)
def test_the_note_s_guard_survives_a_rebuild_of_its_table(signed_note):
    with altered(SessionNote, "plan", models.TextField(null=True)):
        assert guards(SessionNote) == {"signed_note_is_frozen": True}
        with refused("a signed note never changes"):
            SessionNote.objects.filter(pk=signed_note.pk).update(subjective="All well.")

    assert guards(SessionNote) == {"signed_note_is_frozen": True}
