"""An appointment goes through its day step by step, and nothing is skipped."""

import pytest

from booking import scheduling
from booking.exceptions import AddOnRefused, HealthRefused, NotAllowed, StaleAppointment, WrongStatus
from booking.models import Allocation, Status
from intake import submissions
from tests import factories
from tests.booking.at_the_desk import TUESDAY, at, sign_intake
from tests.factories import MONDAY, MONDAY_MORNING

STEPS = {
    Status.CONFIRMED: scheduling.confirm,
    Status.ARRIVED: scheduling.check_in,
    Status.IN_SESSION: scheduling.start,
    Status.COMPLETED: scheduling.complete,
    Status.NO_SHOW: scheduling.mark_no_show,
}


@pytest.fixture
def healthy(book, wren, receptionist):
    """Wren at ten, with an intake that limits nothing."""
    sign_intake(wren, receptionist)
    return book("10:00")


def test_a_visit_from_booking_to_its_end(healthy, step, receptionist):
    walked = []
    for to in (Status.CONFIRMED, Status.ARRIVED, Status.IN_SESSION, Status.COMPLETED):
        healthy = step(STEPS[to], healthy, now=at("10:00"))
        walked.append((healthy.status, healthy.version))

    assert walked == [("confirmed", 2), ("arrived", 3), ("in_session", 4), ("completed", 5)]
    assert healthy.arrived_at == healthy.started_at == healthy.completed_at == at("10:00")
    assert [(e.version, e.kind, e.data.get("status"), e.by) for e in healthy.events.all()] == [
        (1, "booked", None, receptionist),
        (2, "status", "confirmed", receptionist),
        (3, "status", "arrived", receptionist),
        (4, "status", "in_session", receptionist),
        (5, "status", "completed", receptionist),
    ]
    assert Allocation.objects.count() == 2


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("to", STEPS)
def test_only_the_steps_that_a_status_knows(healthy, step, status, to):
    reason = {"cancel_reason": "ill"} if status == Status.CANCELLED else {}
    type(healthy).objects.filter(pk=healthy.pk).update(status=status, **reason)

    if to in status.next:
        assert step(STEPS[to], healthy, now=at("10:30")).status == to
    else:
        with pytest.raises(WrongStatus):
            step(STEPS[to], healthy, now=at("10:30"))
        healthy.refresh_from_db()
        assert (healthy.status, healthy.version) == (status, 1)


def test_a_step_says_why_it_is_refused(healthy, step):
    with pytest.raises(WrongStatus, match="^This appointment is booked, so it cannot become completed\\.$"):
        step(scheduling.complete, healthy)
    confirmed = step(scheduling.confirm, healthy)
    with pytest.raises(WrongStatus, match="^This appointment is already confirmed\\.$"):
        step(scheduling.confirm, confirmed)


def test_two_desks_click_at_once_and_the_second_hears_of_the_first(healthy, step):
    step(scheduling.check_in, healthy, version=1)
    with pytest.raises(StaleAppointment, match="Rosa changed this appointment at 09:30 \\(arrived\\)"):
        step(scheduling.confirm, healthy, version=1)


def test_arriving_asks_the_rules_about_today(book, step, wren, receptionist):
    appointment = book(starts_at=at("10:00", TUESDAY))
    sign_intake(wren, receptionist, now=at("08:00", TUESDAY), today=["fever"])
    arrived = step(scheduling.check_in, appointment, now=at("09:55", TUESDAY))

    assert (arrived.screening.made_for, arrived.screening.outcome) == (TUESDAY, "not_today")


def test_a_client_does_not_arrive_the_day_before(book, step):
    appointment = book(starts_at=at("10:00", TUESDAY))
    with pytest.raises(WrongStatus, match="This visit is on Tuesday 14 April"):
        step(scheduling.check_in, appointment)


def test_nobody_is_a_no_show_before_the_start(healthy, step):
    with pytest.raises(WrongStatus, match="starts at 10:00"):
        step(scheduling.mark_no_show, healthy, now=at("09:59"))

    missed = step(scheduling.mark_no_show, healthy, now=at("10:15"))
    assert (missed.status, Allocation.objects.count()) == ("no_show", 2)
    assert step(scheduling.check_in, missed, now=at("10:20")).status == "arrived", "late, but here"


# --- Starting ---


def test_without_an_intake_nothing_starts_and_the_desk_hears_what_to_do(book, step, wren, receptionist):
    arrived = step(scheduling.check_in, book("10:00"))
    with pytest.raises(HealthRefused, match="no intake for Wren Calloway yet. Take the intake first"):
        step(scheduling.start, arrived)

    sign_intake(wren, receptionist)
    assert step(scheduling.start, arrived).status == "in_session"


def test_a_question_is_asked_before_the_start(book, step, wren, receptionist):
    sign_intake(wren, receptionist, conditions=[{"code": "inflammatory_arthritis"}])
    arrived = step(scheduling.check_in, book("10:00"))
    with pytest.raises(HealthRefused, match="^Before Wren Calloway's session starts: "):
        step(scheduling.start, arrived)

    submissions.record_reply(
        screening=arrived.screening,
        caution_code="inflammatory_arthritis_ask_flare",
        question="Is a joint hot today?",
        answer="No",
        may_go_ahead=True,
        by=receptionist,
        now=MONDAY_MORNING,
    )
    assert step(scheduling.start, arrived).status == "in_session"


def test_who_arrives_with_a_fever_does_not_start(book, step, wren, receptionist):
    arrived = step(scheduling.check_in, book("10:00"))
    sign_intake(wren, receptionist, today=["fever"])
    with pytest.raises(HealthRefused, match="cannot be booked for Monday 13 April"):
        step(scheduling.start, arrived)


def test_an_add_on_that_fresh_answers_rule_out_does_not_start(book, step, wren, receptionist, service):
    heat = factories.AddOnFactory(code="heat_pack", minutes=0)
    service.add_ons.add(heat)
    arrived = step(scheduling.check_in, book("10:00", add_ons=[heat]))
    sign_intake(wren, receptionist, conditions=[{"code": "neuropathy"}])
    with pytest.raises(AddOnRefused, match="Heat pack"):
        step(scheduling.start, arrived)

    assert step(scheduling.start, step(scheduling.change_add_ons, arrived, add_ons=[])).status == "in_session"


def test_the_session_keeps_the_screening_it_started_with(healthy, step):
    started = step(scheduling.start, step(scheduling.check_in, healthy))

    assert started.screening.made_for == MONDAY


# --- Who ---


def test_a_therapist_walks_through_own_sessions_and_nobody_elses(healthy, step, therapist, other_therapist):
    for by, may in ((other_therapist, False), (therapist, True)):
        if may:
            assert step(scheduling.check_in, healthy, by=by).status == "arrived"
        else:
            with pytest.raises(NotAllowed):
                step(scheduling.check_in, healthy, by=by)
            with pytest.raises(NotAllowed):
                step(scheduling.start, healthy, by=by)
