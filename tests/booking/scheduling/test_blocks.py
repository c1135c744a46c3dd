"""Time that is kept free of visits."""

import pytest

from booking import scheduling
from booking.exceptions import BookingError, NotAllowed, NotOffered, SlotTaken
from booking.models import Allocation, Block
from tests.booking.at_the_desk import at
from tests.factories import MONDAY_MORNING


@pytest.fixture
def block(house, therapist_row, receptionist):
    def run(starts="12:00", ends="13:00", **more):
        wanted = {"resource": therapist_row.resource, "kind": "meeting", "by": receptionist, "now": MONDAY_MORNING}
        return scheduling.block(starts_at=at(starts), ends_at=at(ends), **{**wanted, **more})

    return run


def test_a_block_holds_its_resource(block, therapist_row, receptionist):
    made = block(note=" team ")
    (held,) = Allocation.objects.all()

    assert (held.block, held.resource, held.visit) == (made, therapist_row.resource, None)
    assert (held.starts_at, held.ends_at) == (at("12:00"), at("13:00"))
    assert (made.kind, made.note, made.created_by, made.created_at) == ("meeting", "team", receptionist, MONDAY_MORNING)


def test_a_block_does_not_cover_a_visit_and_names_it(block, book):
    book("12:30")
    with pytest.raises(
        SlotTaken, match=r"^Tove is already booked then: Wren Calloway 12:30-13:40\. Move that first\.$"
    ):
        block()

    assert not Block.objects.exists()


def test_a_block_beside_a_visit_is_fine(block, book):
    book("10:00")

    assert block("11:10", "12:00").kind == "meeting"


def test_the_time_is_free_again(block, book, receptionist):
    made = block("10:00", "11:00")
    scheduling.unblock(block=made, by=receptionist, now=MONDAY_MORNING)

    assert not Allocation.objects.exists()
    assert book("10:00").status == "booked"


@pytest.mark.parametrize(("starts", "ends"), [("12:00", "12:00"), ("13:00", "12:00"), ("12:02", "13:00")])
def test_a_block_ends_after_it_starts_on_five_minutes(block, starts, ends):
    with pytest.raises(NotOffered):
        block(starts, ends)


def test_a_block_is_for_something(block):
    with pytest.raises(BookingError, match="Choose what"):
        block(kind="nap")


def test_a_therapist_blocks_own_time_and_nobody_elses(block, therapist, other_therapist, rooms):
    assert block(by=therapist).created_by == therapist
    with pytest.raises(NotAllowed):
        block("14:00", "15:00", by=other_therapist)
    with pytest.raises(NotAllowed):
        block("14:00", "15:00", by=therapist, resource=rooms[0].resource)
