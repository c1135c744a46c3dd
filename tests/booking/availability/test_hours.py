"""Wall times become instants before anything is added up: nights, split shifts, breaks, and days of 23 or 25 hours."""

from datetime import date, time, timedelta

import pytest

from booking.availability import Ask, day_plan, open_slots
from booking.availability.hours import instants, local_day_span
from booking.models import ClosingDay, OpeningHours, ShiftBreak, TimeOff
from spa.models import Location
from tests import factories
from tests.booking.at_the_desk import TUESDAY, at, reasons_of, starts_of
from tests.factories import MONDAY, MONDAY_MORNING

SPRING_NIGHT = date(2026, 3, 29)  # Vienna skips 2:00 to 3:00
AUTUMN_NIGHT = date(2026, 10, 25)  # Vienna has 2:00 to 3:00 twice
NEW_YORK_SPRING = date(2026, 3, 8)
NEW_YORK_AUTUMN = date(2026, 11, 1)


@pytest.fixture
def new_york(db):
    return factories.LocationFactory(name="Elm House", zone="America/New_York", currency="USD")


def one_day(therapist, day, starts, ends, **more):
    return factories.ShiftFactory(
        therapist=therapist, weekday=None, valid_from=None, day=day, starts=starts, ends=ends, **more
    )


def test_a_quarter_of_an_hour_is_the_grid_from_the_shift_to_its_end(location, room, service, therapist_row):
    starts = starts_of(Ask(location, service, 60))

    assert starts[0] == "09:00"
    assert starts[:5] == ["09:00", "09:15", "09:30", "09:45", "10:00"]
    assert starts[-1] == "15:45", "16:00 would end with its turnover at 17:10, after the shift"


def test_the_last_turnover_of_the_day_is_part_of_the_shift(location, room, service, therapist_row):
    service.therapist_turnover = 0

    assert starts_of(Ask(location, service, 60))[-1] == "16:00"


def test_the_last_clean_up_of_the_room_ends_before_the_doors_close(location, room, service):
    factories.TherapistFactory(location=location, shift=(time(9), time(23)))

    assert starts_of(Ask(location, service, 60))[-1] == "19:45", "cleaned by 21:00, when the doors close"


def test_a_split_shift_leaves_the_middle_of_the_day_out(location, room, service):
    therapist = factories.TherapistFactory(location=location, shift=None)
    one_day(therapist, TUESDAY, time(9), time(10, 30))
    one_day(therapist, TUESDAY, time(14), time(15, 15))

    assert starts_of(Ask(location, service, 60)) == ["09:00", "09:15", "14:00"]


def test_shifts_that_touch_are_one_shift(location, room, service):
    therapist = factories.TherapistFactory(location=location, shift=None)
    one_day(therapist, TUESDAY, time(9), time(9, 45))
    one_day(therapist, TUESDAY, time(9, 45), time(10, 30))

    assert starts_of(Ask(location, service, 60)) == ["09:00", "09:15"]


def test_a_break_is_never_worked_through_and_a_start_follows_it(location, room, service):
    therapist = factories.TherapistFactory(location=location, shift=None)
    shift = one_day(therapist, TUESDAY, time(9), time(13))
    ShiftBreak.objects.create(shift=shift, starts=time(10, 30), ends=time(11, 5))

    assert starts_of(Ask(location, service, 60)) == ["09:00", "09:15", "11:05", "11:15", "11:30", "11:45"]


def test_a_weekly_shift_holds_from_its_first_to_its_last_day(location, room, service):
    therapist = factories.TherapistFactory(location=location, shift=None)
    factories.ShiftFactory(therapist=therapist, weekday=1, valid_from=TUESDAY, valid_until=TUESDAY + timedelta(7))
    ask = Ask(location, service, 60)

    assert reasons_of(ask, TUESDAY - timedelta(7), now=at("09:30", MONDAY - timedelta(30))) == (
        "no qualified therapist on shift",
    )
    assert starts_of(ask, TUESDAY) == starts_of(ask, TUESDAY + timedelta(7)) != []
    assert reasons_of(ask, TUESDAY + timedelta(14)) == ("no qualified therapist on shift",)


def test_time_off_takes_its_hours_out(location, room, service, therapist_row):
    TimeOff.objects.create(
        therapist=therapist_row, starts_at=at("10:30", TUESDAY), ends_at=at("15:00", TUESDAY), reason="Dentist"
    )

    assert starts_of(Ask(location, service, 60)) == ["09:00", "09:15", "15:00", "15:15", "15:30", "15:45"]


def test_a_closing_day_has_nothing_and_says_why(location, room, service, therapist_row):
    ClosingDay.objects.create(location=location, day=TUESDAY, reason="Stocktaking")

    assert reasons_of(Ask(location, service, 60)) == ("closed: Stocktaking",)


def test_a_shift_across_midnight_is_bookable_on_both_days(room, location, service):
    night = factories.TherapistFactory(location=location, shift=None)
    shift = one_day(night, TUESDAY, time(22), time(2))
    ShiftBreak.objects.create(shift=shift, starts=time(0, 15), ends=time(0, 30))
    location.opening_hours.all().delete()
    OpeningHours.objects.create(location=location, weekday=1, opens=time(20), closes=time(3))
    ask = Ask(location, service, 60)

    assert starts_of(ask, TUESDAY) == ["22:00", "22:15", "22:30", "22:45", "23:00"]
    assert starts_of(ask, TUESDAY + timedelta(1)) == ["00:30", "00:45"]


def test_doors_open_until_midnight_close_at_midnight(room, location, service):
    night = factories.TherapistFactory(location=location, shift=None)
    one_day(night, TUESDAY, time(22), time(0))
    location.opening_hours.all().delete()
    OpeningHours.objects.create(location=location, weekday=1, opens=time(8), closes=time(0))

    assert starts_of(Ask(location, service, 60)) == ["22:00", "22:15", "22:30", "22:45"]


def test_a_friday_night_runs_into_a_closed_saturday(room, location, service):
    friday = date(2026, 4, 17)
    night = factories.TherapistFactory(location=location, shift=None)
    one_day(night, friday, time(22), time(2))
    OpeningHours.objects.filter(weekday=4).update(closes=time(2))
    ClosingDay.objects.create(location=location, day=friday + timedelta(1))

    assert starts_of(Ask(location, service, 60), friday + timedelta(1)) == ["00:00", "00:15", "00:30", "00:45"]


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/Vienna", SPRING_NIGHT, 23),
        ("Europe/Vienna", AUTUMN_NIGHT, 25),
        ("Europe/Vienna", MONDAY, 24),
        ("America/New_York", NEW_YORK_SPRING, 23),
        ("America/New_York", NEW_YORK_AUTUMN, 25),
    ],
)
def test_a_day_lasts_from_midnight_to_midnight(zone, day, hours):
    house = Location(zone=zone)
    span = local_day_span(house, day)

    assert span.end - span.start == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("day", "hours"), [(SPRING_NIGHT - timedelta(1), 7), (AUTUMN_NIGHT - timedelta(1), 9), (MONDAY, 8)]
)
def test_a_night_shift_is_as_long_as_the_clocks_make_it(day, hours):
    house = Location(zone="Europe/Vienna")
    span = instants(house, day, time(22), time(6))

    assert span.end - span.start == timedelta(hours=hours)


QUARTERS = ["00", "15", "30", "45"]


@pytest.mark.parametrize(
    ("day", "starts"),
    [
        # From 1:00 to 4:00 on the wall there are two hours: a session with its turnover fits from 1:00 to 1:50.
        pytest.param(SPRING_NIGHT, [f"01:{q} CET" for q in QUARTERS], id="spring"),
        # And here there are four, with each quarter from 2:00 to 3:00 there twice.
        pytest.param(
            AUTUMN_NIGHT,
            [f"01:{q} CEST" for q in QUARTERS] + [f"02:{q} CEST" for q in QUARTERS] + [f"02:{q} CET" for q in QUARTERS],
            id="autumn",
        ),
    ],
)
def test_the_night_in_which_the_clocks_change(location, room, service, day, starts):
    location.opening_hours.update(opens=time(0), closes=time(0))
    therapist = factories.TherapistFactory(location=location, shift=None)
    one_day(therapist, day, time(1), time(4))

    offer = open_slots(Ask(location, service, 60), first_day=day, days=1, now=at("12:00", day - timedelta(2)))

    assert [f"{location.local(slot.starts_at):%H:%M %Z}" for slot in offer.slots] == starts
    assert {slot.ends_at - slot.starts_at for slot in offer.slots} == {timedelta(minutes=60)}


def test_new_york_works_from_nine_on_the_wall_before_and_after_the_clocks_change(new_york, service):
    factories.RoomFactory(location=new_york)
    factories.TherapistFactory(location=new_york)
    ask = Ask(new_york, service, 60)
    for change in (NEW_YORK_SPRING, NEW_YORK_AUTUMN):
        for day in (change - timedelta(1), change, change + timedelta(1)):
            starts = starts_of(ask, day, now=at("12:00", change - timedelta(5)))

            assert (starts[0], starts[-1], len(starts)) == ("09:00", "15:45", 28)


def test_the_board_shows_a_day_of_twenty_five_hours(location, room, therapist_row):
    (day,) = day_plan(location, AUTUMN_NIGHT, 1, now=MONDAY_MORNING).days

    assert day.span.end - day.span.start == timedelta(hours=25)
    assert [f"{location.local(span.start):%H:%M}" for span in day.opening] == ["08:00"]
