"""A client who may be written to hears of the visit, and never of health."""

import re

import pytest

from booking import scheduling
from booking.exceptions import SlotTaken
from intake import submissions
from intake.models import Outbox
from tests import factories
from tests.booking.at_the_desk import TUESDAY, at
from tests.factories import MONDAY_MORNING

FRIDAY = TUESDAY.replace(day=17)


@pytest.fixture
def written(wren, receptionist):
    """Wren has an address and may be written to."""
    submissions.change_client(
        client=wren, by=receptionist, email="wren@house.example", may_email=True, now=MONDAY_MORNING
    )
    wren.refresh_from_db()
    return wren


def outbox():
    return [(row.key.split(":", 2)[2], row.due_at) for row in Outbox.objects.order_by("key")]


def minutes_told(name: str) -> int:
    return int(re.search(r"for (\d+) minutes", Outbox.objects.get(key__endswith=name).body)[1])


def test_a_confirmation_goes_now_and_a_reminder_a_day_before(book, written):
    appointment = book(starts_at=at("10:00", FRIDAY))

    assert [(row.key, row.to, row.client, row.due_at) for row in Outbox.objects.order_by("due_at")] == [
        (f"appointment:{appointment.pk}:confirmation", "wren@house.example", written, MONDAY_MORNING),
        (f"appointment:{appointment.pk}:reminder", "wren@house.example", written, at("10:00", FRIDAY.replace(day=16))),
    ]


def test_a_message_says_when_and_where_and_not_what_for(book, written, service):
    book(starts_at=at("10:00", FRIDAY))
    message = Outbox.objects.get(key__endswith="confirmation")

    assert message.subject == "Your visit on Friday 17 April at 10:00"
    assert message.body.startswith("Dear Wren Calloway,")
    assert "Linden House" in message.body
    assert service.name not in message.subject + message.body


def test_a_visit_of_today_needs_no_reminder(book, written):
    book("14:00")

    assert outbox() == [("confirmation", MONDAY_MORNING)]


def test_who_may_not_be_written_to_is_not(book, wren):
    book(starts_at=at("10:00", FRIDAY))

    assert outbox() == []


def test_a_demonstration_writes_to_nobody(book, written):
    book(starts_at=at("10:00", FRIDAY), demo=True)

    assert outbox() == []


def test_a_move_takes_the_unsent_messages_along(book, step, written):
    step(scheduling.move, book(starts_at=at("10:00", FRIDAY)), starts_at=at("14:00", FRIDAY))

    assert outbox() == [("confirmation", MONDAY_MORNING), ("reminder", at("14:00", FRIDAY.replace(day=16)))]
    assert all("14:00" in row.subject for row in Outbox.objects.all())


def test_a_move_after_the_confirmation_went_out_sends_another(book, step, written):
    appointment = book(starts_at=at("10:00", FRIDAY))
    Outbox.objects.filter(key__endswith="confirmation").update(sent_at=MONDAY_MORNING)
    step(scheduling.move, appointment, starts_at=at("14:00", FRIDAY))

    assert [name for name, _ in outbox()] == ["confirmation", "confirmation:2", "reminder"]


def test_a_longer_visit_is_told_by_what_waits_and_not_once_more(book, step, written, service):
    scalp = factories.AddOnFactory(minutes=15)
    service.add_ons.add(scalp)
    appointment = book(starts_at=at("10:00", FRIDAY))
    Outbox.objects.filter(key__endswith="confirmation").update(sent_at=MONDAY_MORNING)
    step(scheduling.change_add_ons, appointment, add_ons=[scalp])

    assert [(name, minutes_told(name)) for name, _ in outbox()] == [("confirmation", 60), ("reminder", 75)]


def test_nothing_about_a_visit_goes_out_once_it_is_past(book, written):
    book(starts_at=at("10:00", FRIDAY))

    assert {row.useless_after for row in Outbox.objects.all()} == {at("10:00", FRIDAY)}


def test_cancelling_takes_the_reminder_back_and_says_so(book, step, written):
    appointment = book(starts_at=at("10:00", FRIDAY))
    step(scheduling.cancel, appointment, reason="client")

    assert outbox() == [("cancellation", MONDAY_MORNING)]
    assert Outbox.objects.get().subject == "Cancelled: your visit on Friday 17 April at 10:00"


def test_taking_it_back_confirms_again(book, step, written):
    gone = step(scheduling.cancel, book(starts_at=at("10:00", FRIDAY)), reason="client")
    step(scheduling.uncancel, gone)

    assert [name for name, _ in outbox()] == ["confirmation", "reminder"]


def test_a_refused_booking_tells_nobody(book, written):
    book(starts_at=at("10:00", FRIDAY))
    before = outbox()
    with pytest.raises(SlotTaken):
        book(starts_at=at("10:00", FRIDAY))

    assert outbox() == before
