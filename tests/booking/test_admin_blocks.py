"""Blocks are added and taken away through the desk's operations, which refuse what is booked."""

import pytest

from booking.models import Allocation, Block
from tests.booking.at_the_desk import at

pytestmark = pytest.mark.usefixtures("monday_morning")

BLOCKS = "/admin/booking/block/"


def typed(room, starts: str, ends: str) -> dict:
    return {
        "resource": room.resource_id, "kind": "care", "note": "New lamp", "starts_at_0": "2026-04-13",
        "starts_at_1": starts, "ends_at_0": "2026-04-13", "ends_at_1": ends,
    }  # fmt: skip


def test_a_block_holds_its_time_and_gives_it_back(admin_desk, room, admin):
    answer = admin_desk.post(f"{BLOCKS}add/", typed(room, "12:00", "13:00"))

    made = Block.objects.get()
    assert answer.status_code == 302
    assert (made.kind, made.note, made.created_by) == ("care", "New lamp", admin)
    assert Allocation.objects.values_list("resource", "starts_at", "ends_at").get() == (
        room.resource_id,
        at("12:00"),
        at("13:00"),
    )
    assert admin_desk.get(f"{BLOCKS}{made.pk}/change/").status_code == 200
    assert admin_desk.post(f"{BLOCKS}{made.pk}/change/", typed(room, "9:00", "10:00")).status_code == 403

    admin_desk.post(f"{BLOCKS}{made.pk}/delete/", {"post": "yes"})
    assert not Allocation.objects.exists()


@pytest.mark.parametrize(
    ("starts", "ends", "sentence"),
    [
        ("10:30", "11:30", "Willow is already booked then: Wren Calloway 10:00"),
        ("13:00", "12:00", "A block ends after it starts"),
        ("12:03", "13:00", "Blocks start and end on five minutes."),
    ],
)
def test_a_block_that_cannot_be_says_why_and_keeps_what_was_typed(
    admin_desk, appointment, room, starts, ends, sentence
):
    answer = admin_desk.post(f"{BLOCKS}add/", typed(room, starts, ends))

    (error,) = answer.context["adminform"].form.non_field_errors()
    assert error.startswith(sentence)
    assert 'value="New lamp"' in answer.content.decode()
    assert not Block.objects.exists()
