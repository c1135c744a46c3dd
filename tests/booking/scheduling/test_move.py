"""Moving an appointment, and changing what it is made of."""

from datetime import time, timedelta
from decimal import Decimal

import pytest

from booking import scheduling
from booking.exceptions import (
    AddOnRefused,
    HealthRefused,
    NotAllowed,
    NotQualified,
    SlotTaken,
    StaleAppointment,
    WrongStatus,
)
from booking.models import Allocation
from tests import factories
from tests.booking.at_the_desk import TUESDAY, at, sign_intake
from tests.booking.scheduling.test_book import held
from tests.factories import MONDAY, MONDAY_MORNING


def test_a_move_gives_the_old_time_back(book, step):
    appointment = step(scheduling.move, book("10:00"), starts_at=at("14:00"))

    assert (appointment.starts_at, appointment.ends_at, appointment.version) == (at("14:00"), at("15:00"), 2)
    assert held(appointment) == [("Alder", "14:00", "15:15", False), ("Tove", "14:00", "15:10", True)]
    assert book("10:00").therapist == appointment.therapist


def test_a_move_may_overlap_its_own_old_time(book, step):
    appointment = step(scheduling.move, book("10:00"), starts_at=at("10:15"))

    assert held(appointment) == [("Alder", "10:15", "11:30", False), ("Tove", "10:15", "11:25", True)]


def test_a_move_keeps_the_room_where_it_is_free_and_else_takes_another(book, step, other_therapist_row):
    first, second = book("10:00"), book("10:00", therapist=other_therapist_row)
    willow = second.visit.room
    assert str(willow) == "Willow"

    moved = step(scheduling.move, second, starts_at=at("10:15"))
    assert moved.visit.room == willow
    book("14:00", room=willow)
    moved = step(scheduling.move, moved, starts_at=at("14:00"))
    assert str(moved.visit.room) == "Alder" == str(first.visit.room)
    moved.visit.refresh_from_db()
    assert str(moved.visit.room) == "Alder"


def test_a_move_to_another_therapist(book, step, other_therapist_row, receptionist):
    appointment = step(scheduling.move, book("10:00"), starts_at=at("10:00"), therapist=other_therapist_row)

    assert held(appointment) == [("Alder", "10:00", "11:15", False), ("Theo", "10:00", "11:10", True)]
    event = appointment.events.get(version=2)
    assert (event.kind, event.by) == ("moved", receptionist)
    assert event.data["therapist_before"] != event.data["therapist"] == other_therapist_row.pk


def test_a_refused_move_leaves_everything_as_it_was(book, step):
    first, second = book("10:00"), book("14:00")
    with pytest.raises(SlotTaken, match=r"^Tove is busy 10:00-11:10 \(Wren Calloway\)\.$"):
        step(scheduling.move, second, starts_at=at("10:30"))

    second.refresh_from_db()
    assert (second.starts_at, second.version) == (at("14:00"), 1)
    assert held(second) == [("Alder", "14:00", "15:15", False), ("Tove", "14:00", "15:10", True)]
    assert held(first) == [("Alder", "10:00", "11:15", False), ("Tove", "10:00", "11:10", True)]


def test_length_price_and_turnover_stay_when_the_catalogue_changes(book, step, service):
    appointment = book("10:00")
    type(service).objects.update(therapist_turnover=60, room_turnover=60)
    service.durations.all().delete()

    moved = step(scheduling.move, appointment, starts_at=at("14:00"))

    assert (moved.ends_at, moved.price) == (at("15:00"), Decimal("90.00"))
    assert held(moved) == [("Alder", "14:00", "15:15", False), ("Tove", "14:00", "15:10", True)]


def test_a_move_screens_for_the_new_day(book, step, wren, receptionist):
    appointment = book(starts_at=at("10:00", MONDAY + timedelta(7)))
    sign_intake(wren, receptionist, today=["fever"])
    with pytest.raises(HealthRefused):
        step(scheduling.move, appointment, starts_at=at("14:00"))

    moved = step(scheduling.move, appointment, starts_at=at("10:00", MONDAY + timedelta(8)))
    assert moved.screening.made_for == MONDAY + timedelta(8)


def test_a_move_to_somebody_without_the_skill(book, step, location):
    untrained = factories.TherapistFactory(name="Uma", location=location, skills=[])
    with pytest.raises(NotQualified, match="Uma is not trained"):
        step(scheduling.move, book("10:00"), starts_at=at("10:00"), therapist=untrained)


def test_who_has_arrived_and_comes_back_tomorrow_arrives_again(book, step):
    arrived = step(scheduling.check_in, book("10:00"))
    later = step(scheduling.move, arrived, starts_at=at("14:00"))
    assert (later.status, later.arrived_at) == ("arrived", MONDAY_MORNING)

    tomorrow = step(scheduling.move, later, starts_at=at("10:00", TUESDAY))
    assert (tomorrow.status, tomorrow.arrived_at) == ("booked", None)


def test_what_has_ended_stays_where_it_is(book, step):
    gone = step(scheduling.cancel, book("10:00"), reason="ill")
    with pytest.raises(WrongStatus, match="is cancelled, so it stays where it is"):
        step(scheduling.move, gone, starts_at=at("14:00"))


def test_a_stale_page_hears_who_changed_what(book, step, receptionist):
    appointment = book("10:00")
    step(scheduling.confirm, appointment)
    with pytest.raises(StaleAppointment) as refused:
        step(scheduling.move, appointment, starts_at=at("14:00"), version=1)

    assert str(refused.value) == (
        "Rosa changed this appointment at 09:30 (confirmed). Look at it again before you go on."
    )
    assert [(change.what, change.by, change.at) for change in refused.value.changes] == [
        ("Confirmed", "Rosa", MONDAY_MORNING)
    ]


def test_a_therapist_does_not_move_bookings(book, step, therapist):
    with pytest.raises(NotAllowed):
        step(scheduling.move, book("10:00"), starts_at=at("14:00"), by=therapist)


# --- Add-ons ---


@pytest.fixture
def towels(service):
    add_on = factories.AddOnFactory(code="hot_towels", minutes=10, price=Decimal("8.50"))
    service.add_ons.add(add_on)
    return add_on


@pytest.fixture
def oil(service):
    add_on = factories.AddOnFactory(code="seed_oil", minutes=0, price=Decimal("5"))
    service.add_ons.add(add_on)
    return add_on


def test_an_add_on_makes_the_visit_longer_and_taking_it_off_shorter(book, step, towels):
    longer = step(scheduling.change_add_ons, book("10:00"), add_ons=[towels])
    assert held(longer) == [("Alder", "10:00", "11:25", False), ("Tove", "10:00", "11:20", True)]
    assert (longer.ends_at, longer.version) == (at("11:10"), 2)

    shorter = step(scheduling.change_add_ons, longer, add_ons=[])
    assert held(shorter) == [("Alder", "10:00", "11:15", False), ("Tove", "10:00", "11:10", True)]
    assert list(shorter.add_ons.all()) == []


def test_a_longer_visit_must_fit(book, step, towels):
    appointment = book("10:00")
    book("11:10", therapist=appointment.therapist)
    with pytest.raises(SlotTaken, match=r"Tove is busy 11:10-12:20"):
        step(scheduling.change_add_ons, appointment, add_ons=[towels])

    assert list(appointment.add_ons.all()) == []
    assert held(appointment) == [("Alder", "10:00", "11:15", False), ("Tove", "10:00", "11:10", True)]


def test_an_add_on_without_minutes_moves_nothing(book, step, oil, therapist_row):
    appointment = book("10:00")
    keys = set(Allocation.objects.values_list("pk", flat=True))
    therapist_row.shifts.update(starts=time(12))

    step(scheduling.change_add_ons, appointment, add_ons=[oil])

    assert set(Allocation.objects.values_list("pk", flat=True)) == keys


def test_what_was_booked_keeps_its_minutes_and_price(book, step, towels, oil):
    appointment = book("10:00", add_ons=[towels])
    type(towels).objects.filter(pk=towels.pk).update(minutes=30, price=Decimal("50"))

    appointment = step(scheduling.change_add_ons, appointment, add_ons=[towels, oil])

    assert sorted(appointment.add_ons.values_list("name", "minutes", "price")) == [
        ("Hot towels", 10, Decimal("8.50")),
        ("Seed oil", 0, Decimal("5.00")),
    ]
    assert appointment.ends_at == at("11:10")


def test_an_add_on_of_another_service_is_refused(book, step):
    with pytest.raises(AddOnRefused, match="does not go with"):
        step(scheduling.change_add_ons, book("10:00"), add_ons=[factories.AddOnFactory()])


def test_a_session_that_has_begun_may_still_grow(book, step, wren, receptionist, towels):
    sign_intake(wren, receptionist)
    appointment = step(scheduling.check_in, book("10:00"), now=at("10:00"))
    appointment = step(scheduling.start, appointment, now=at("10:00"))

    assert step(scheduling.change_add_ons, appointment, add_ons=[towels], now=at("10:40")).ends_at == at("11:10")


def test_an_add_on_holds_its_unit_and_gives_it_back(book, step, location, service):
    kind = factories.EquipmentKindFactory()
    factories.EquipmentUnitFactory(name="Set 1", location=location, kind=kind)
    stones = factories.AddOnFactory(code="hot_stones", minutes=0, equipment_kind=kind)
    service.add_ons.add(stones)

    with_stones = step(scheduling.change_add_ons, book("10:00"), add_ons=[stones])
    assert ("Set 1", "10:00", "11:15", True) in held(with_stones)
    without = step(scheduling.change_add_ons, with_stones, add_ons=[])
    assert [name for name, *_ in held(without)] == ["Alder", "Tove"]


# --- The plan ---


def test_another_therapist_does_not_plan_and_hears_who_does(book, step, therapist, other_therapist):
    appointment, plan = book("10:00"), {"focus_areas": [], "desk_line": "Likes it quiet"}
    with pytest.raises(NotAllowed, match="Only the desk and the therapist of this session"):
        step(scheduling.change_plan, appointment, **plan, by=other_therapist)

    assert step(scheduling.change_plan, appointment, **plan, by=therapist).desk_line == "Likes it quiet"


def test_what_is_over_or_missed_keeps_its_plan(book, step, therapist):
    missed = step(scheduling.mark_no_show, book("10:00"), now=at("10:15"))
    with pytest.raises(WrongStatus, match="This appointment is no-show; its plan stays"):
        step(scheduling.change_plan, missed, focus_areas=[], desk_line="Likes it quiet", by=therapist)


def test_areas_and_the_line_can_change(book, step):
    area = scheduling.PlannedArea
    appointment = book("10:00", focus_areas=[area("neck_back")], desk_line="Early bird")

    appointment = step(
        scheduling.change_plan, appointment, focus_areas=[area("knee_left", "avoid")], desk_line="Likes it quiet"
    )

    assert appointment.desk_line == "Likes it quiet"
    assert list(appointment.focus_areas.values_list("region", "kind")) == [("knee_left", "avoid")]
    assert appointment.events.get(version=2).data == {"areas": 1, "has_line": True}, "no free text in the history"
