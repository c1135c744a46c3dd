"""Cancelling frees the time; taking it back goes through every check again."""

import pytest

from booking import scheduling
from booking.exceptions import BookingError, HealthRefused, NotAllowed, NotOffered, SlotTaken, WrongStatus
from booking.models import Allocation
from tests.booking.at_the_desk import TUESDAY, at, sign_intake
from tests.booking.scheduling.test_book import held


@pytest.fixture
def cancelled(book, step):
    return step(scheduling.cancel, book("10:00"), reason="ill", note=" called at nine ")


def test_cancelling_gives_everything_back_and_keeps_the_appointment(cancelled, receptionist):
    assert (cancelled.status, cancelled.cancel_reason, cancelled.cancel_note) == ("cancelled", "ill", "called at nine")
    assert not Allocation.objects.exists()
    event = cancelled.events.get(version=2)
    assert (event.kind, event.by, event.data) == (
        "cancelled",
        receptionist,
        {"reason": "ill", "status_before": "booked"},
    )


@pytest.mark.parametrize("reason", ["", "because"])
def test_cancelling_needs_a_reason(book, step, reason):
    appointment = book("10:00")
    with pytest.raises(BookingError, match="Choose why"):
        step(scheduling.cancel, appointment, reason=reason)

    assert Allocation.objects.count() == 2


def test_a_session_that_runs_is_not_cancelled(book, step, wren, receptionist):
    sign_intake(wren, receptionist)
    running = step(scheduling.start, step(scheduling.check_in, book("10:00")))
    with pytest.raises(WrongStatus, match="is in session, so it cannot become cancelled"):
        step(scheduling.cancel, running, reason="ill")


def test_the_freed_time_can_be_booked(cancelled, book):
    assert book("10:00").status == "booked"


def test_cancelling_can_be_taken_back(cancelled, step):
    back = step(scheduling.uncancel, cancelled)

    assert (back.status, back.cancel_reason, back.cancel_note, back.version) == ("booked", "", "", 3)
    assert held(back) == [("Alder", "10:00", "11:15", False), ("Tove", "10:00", "11:10", True)]
    assert [event.kind for event in back.events.all()] == ["booked", "cancelled", "uncancelled"]


def test_taking_back_finds_another_room(cancelled, book, step, other_therapist_row):
    book("10:00", therapist=other_therapist_row)

    assert str(step(scheduling.uncancel, cancelled).visit.room) == "Willow"


def test_taking_back_is_refused_when_the_therapist_is_taken(cancelled, book, step):
    book("10:30")
    with pytest.raises(SlotTaken, match="Tove is busy 10:30-11:40"):
        step(scheduling.uncancel, cancelled)

    cancelled.refresh_from_db()
    assert (cancelled.status, cancelled.version) == ("cancelled", 2)


def test_taking_back_keeps_a_start_that_stood_right_after_another(book, step, wren):
    first = book("10:00")
    second = book("11:10")
    gone = step(scheduling.cancel, second, reason="client")
    step(scheduling.cancel, first, reason="client")

    assert step(scheduling.uncancel, gone).starts_at == at("11:10")


def test_taking_back_asks_the_screening(cancelled, step, wren, receptionist):
    sign_intake(wren, receptionist, today=["fever"])
    with pytest.raises(HealthRefused):
        step(scheduling.uncancel, cancelled)


def test_what_is_past_stays_cancelled(cancelled, step):
    with pytest.raises(NotOffered, match="10:00 on Monday 13 April is past"):
        step(scheduling.uncancel, cancelled, now=at("10:16"))


def test_what_stands_cannot_be_taken_back(book, step):
    with pytest.raises(WrongStatus, match="already booked"):
        step(scheduling.uncancel, book("10:00"))


def test_therapists_do_not_cancel(book, step, therapist):
    with pytest.raises(NotAllowed):
        step(scheduling.cancel, book("10:00"), reason="ill", by=therapist)


def test_cancelling_one_leaves_the_others_alone(book, step, cancelled):
    other = book(starts_at=at("10:00", TUESDAY))
    step(scheduling.cancel, book("14:00"), reason="house")

    assert len(held(other)) == Allocation.objects.count() == 2
