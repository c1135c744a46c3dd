"""The board: who works when, what is booked, what is free."""

from datetime import time, timedelta

import pytest

from booking import scheduling
from booking.availability import day_plan
from booking.models import ClosingDay, ShiftBreak, TimeOff
from tests import factories
from tests.booking.at_the_desk import TUESDAY, at, clock, sign_intake
from tests.factories import MONDAY_MORNING


def shown(location, spans):
    return [f"{clock(location, span.start)}-{clock(location, span.end)}" for span in spans]


@pytest.fixture
def plan(location, room):
    """The one planned day, Tuesday; ``plan(now=..., by="room")``."""

    def read(day=TUESDAY, now=MONDAY_MORNING, **more):
        return day_plan(location, day, 1, now=now, **more).days[0]

    return read


def test_a_day_of_a_therapist(plan, location, therapist_row, booked, receptionist):
    ShiftBreak.objects.create(
        shift=therapist_row.shifts.get(weekday=TUESDAY.weekday()), starts=time(12), ends=time(12, 30)
    )
    TimeOff.objects.create(
        therapist=therapist_row, starts_at=at("15:00", TUESDAY), ends_at=at("19:00", TUESDAY), reason="Dentist"
    )
    block = scheduling.block(
        resource=therapist_row.resource,
        kind="meeting",
        starts_at=at("14:00", TUESDAY),
        ends_at=at("14:40", TUESDAY),
        by=receptionist,
    )
    appointment = booked("10:00")
    (column,) = plan().columns

    assert column.owner == therapist_row
    assert shown(location, column.shifts) == ["09:00-17:00"]
    assert shown(location, column.breaks) == ["12:00-12:30"]
    assert [(away.reason, shown(location, [away.span])) for away in column.time_off] == [("Dentist", ["15:00-19:00"])]
    assert [(each.block, shown(location, [each.span])) for each in column.blocks] == [(block, ["14:00-14:40"])]
    assert [(card.appointment, shown(location, [card.span])) for card in column.cards] == [
        (appointment, ["10:00-11:00"])
    ]
    assert shown(location, column.turnovers) == ["11:00-11:10"]
    assert shown(location, column.gaps) == ["09:00-10:00", "11:10-12:00", "12:30-14:00"], "14:40 to 15:00 is too short"
    assert (column.bookable_minutes, column.booked_minutes, column.utilisation) == (290, 70, 24)


def test_a_cancelled_session_stays_on_the_board_and_its_time_is_free(
    plan, location, therapist_row, booked, receptionist
):
    appointment = booked("10:00")
    scheduling.cancel(appointment=appointment, reason="ill", version=1, by=receptionist, now=MONDAY_MORNING)
    (column,) = plan().columns

    assert [(card.appointment.status, card.holds_time) for card in column.cards] == [("cancelled", False)]
    assert (column.turnovers, column.booked_minutes) == ((), 0)
    assert shown(location, column.gaps) == ["09:00-17:00"]


def test_gaps_begin_now(plan, location, therapist_row):
    (column,) = plan(now=at("11:02", TUESDAY)).columns

    assert shown(location, column.gaps) == ["11:05-17:00"]


def test_rooms_have_the_same_board(plan, location, room, therapist_row, booked):
    appointment = booked("10:00")
    (column,) = plan(by="room").columns

    assert (column.owner, [card.appointment for card in column.cards]) == (room, [appointment])
    assert shown(location, column.turnovers) == ["11:00-11:15"]
    assert shown(location, column.shifts) == ["08:00-21:00"]


def test_a_closed_day_says_why(plan, location, therapist_row):
    ClosingDay.objects.create(location=location, day=TUESDAY, reason="Stocktaking")
    day = plan()

    assert (day.is_closed, day.closed, day.columns[0].gaps) == (True, "Stocktaking", ())


def test_the_board_can_show_one_therapist_for_a_week(location, room, therapist_row, other_therapist_row):
    week = day_plan(location, TUESDAY, 7, now=MONDAY_MORNING, therapists=[other_therapist_row])

    assert [[column.owner for column in day.columns] for day in week.days] == [[other_therapist_row]] * 7


def test_who_left_is_still_there_on_days_with_something_booked(plan, therapist_row, booked):
    booked("10:00")
    therapist_row.resource.is_active = False
    therapist_row.resource.save()

    assert [column.owner for column in plan().columns] == [therapist_row]
    assert plan(day=TUESDAY + timedelta(1)).columns == ()


def test_a_session_across_midnight_stands_on_both_days(plan, location, service, booked):
    location.opening_hours.update(opens=time(0), closes=time(0))
    night = factories.TherapistFactory(location=location, shift=(time(20), time(4)))
    appointment = booked("23:30", therapist=night)

    for day in (TUESDAY, TUESDAY + timedelta(1)):
        assert [card.appointment for card in plan(day=day).cards] == [appointment]


def test_the_board_shows_what_is_booked_outside_the_doors_hours(plan, location, therapist_row, booked):
    booked("10:00")
    location.opening_hours.update(opens=time(12), closes=time(14, 30))
    therapist_row.shifts.update(starts=time(12), ends=time(14))

    assert shown(location, [plan().shown]) == ["10:00-15:00"]


# --- Flags ---


@pytest.fixture
def flags(plan, therapist_row, booked, wren, receptionist):
    """The flags of Wren's session after an intake with these answers."""

    def read(**answers):
        sign_intake(wren, receptionist, **answers)
        booked("10:00", client=wren)
        (card,) = plan().cards
        return card.alert, card.intake_missing, card.note_unsigned

    return read


def test_a_healthy_client_has_no_flags(flags):
    assert flags() == (False, False, False)


def test_adapting_the_session_is_no_alert(flags):
    assert flags(conditions=[{"code": "asthma"}]) == (False, False, False)


def test_leaving_an_area_out_is_an_alert(flags):
    assert flags(conditions=[{"code": "varicose_veins"}]) == (True, False, False)


def test_a_question_to_ask_is_an_alert(flags):
    assert flags(conditions=[{"code": "inflammatory_arthritis"}]) == (True, False, False)


def test_who_has_no_intake_is_marked(plan, therapist_row, booked):
    booked("10:00")

    assert [card.intake_missing for card in plan().cards] == [True]


def test_nobody_is_asked_for_the_intake_of_a_cancelled_visit(plan, therapist_row, booked, receptionist):
    scheduling.cancel(appointment=booked("10:00"), reason="ill", version=1, by=receptionist, now=MONDAY_MORNING)

    assert [card.intake_missing for card in plan().cards] == [False]


def test_an_intake_that_clashes_with_a_booking_shows_on_the_board(plan, therapist_row, booked, wren, receptionist):
    booked("10:00", client=wren)
    sign_intake(wren, receptionist, medications=["anticoagulant"])
    (card,) = plan().cards

    assert (card.alert, card.intake_missing, card.appointment.outcome) == (True, False, "pending_clearance")


def test_a_session_without_a_signed_note_is_marked(plan, therapist_row, therapist, booked, wren, receptionist):
    sign_intake(wren, receptionist)
    appointment, then = booked("10:00", client=wren), at("10:00", TUESDAY)
    for step in (scheduling.check_in, scheduling.start, scheduling.complete):
        assert [card.note_unsigned for card in plan().cards] == [False]
        appointment = step(appointment=appointment, version=appointment.version, by=therapist, now=then)

    assert [card.note_unsigned for card in plan().cards] == [True]


def test_add_ons_come_with_the_card(plan, service, therapist_row, booked):
    oil = factories.AddOnFactory(code="hot_towels", icon="a-towel")
    service.add_ons.add(oil)
    booked("10:00", add_ons=[oil])

    assert [[(row.name, row.add_on.icon) for row in card.add_ons] for card in plan().cards] == [
        [("Hot towels", "a-towel")]
    ]
