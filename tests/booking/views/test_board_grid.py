"""Where things stand on the board: rows by class, columns shared side by side, gaps in pieces to press on."""

from datetime import UTC, date, datetime, timedelta

import pytest

from booking.availability.hours import local_day_span
from booking.intervals import Span
from booking.views.board_grid import Grid, pieces_of, side_by_side
from booking.views.board_rail import month_of
from spa.models import Location

VIENNA = Location(name="Linden House", zone="Europe/Vienna")
EIGHT = datetime(2026, 4, 13, 6, tzinfo=UTC)


def span(start, end):
    """Minutes after eight."""
    return Span(EIGHT + timedelta(minutes=start), EIGHT + timedelta(minutes=end))


GRID = Grid(VIENNA, span(0, 720))


@pytest.mark.parametrize(
    ("start", "end", "place"),
    [
        (0, 60, "t0 e12"),
        (120, 180, "t24 e36"),
        (7, 12, "t1 e2"),
        (-60, 30, "t0 e6"),
        (700, 800, "t140 e144"),
        (10, 12, "t2 e3"),
    ],
    ids=["first hour", "ten to eleven", "off the five minutes", "begins before", "ends after", "never without height"],
)
def test_a_span_stands_on_its_rows(start, end, place):
    assert GRID.place(span(start, end)) == place


def test_the_now_line_is_there_only_while_its_day_is_on_show():
    assert [GRID.now_place(EIGHT + timedelta(minutes=m)) for m in (-1, 0, 202, 720)] == ["", "t0", "t40", ""]


def test_hours_are_labelled_by_the_clock_on_the_wall_and_an_autumn_night_has_one_twice():
    night = Grid(VIENNA, local_day_span(VIENNA, date(2026, 10, 25)))
    labels = [hour.words for hour in night.hours()]
    assert (len(labels), night.rows, labels[:5]) == (25, 300, ["00:00", "01:00", "02:00", "02:00", "03:00"])


def test_a_zone_off_by_half_an_hour_still_has_whole_hours_on_its_board():
    kolkata = Location(name="Neem House", zone="Asia/Kolkata")
    grid = Grid.of(kolkata, span(-180, 60))  # 03:00 to 07:00 UTC, half past eight to half past twelve there
    assert [hour.words for hour in grid.hours()] == ["08:00", "09:00", "10:00", "11:00", "12:00"]
    assert Grid.of(VIENNA, span(0, 720)) == GRID


@pytest.mark.parametrize(
    ("spans", "sides"),
    [
        ([(0, 60), (60, 120)], ["", ""]),
        ([(0, 60), (30, 90)], ["half-l", "half-r"]),
        ([(0, 60), (30, 90), (90, 120)], ["half-l", "half-r", ""]),
        ([(0, 60), (0, 60), (0, 60)], ["third-l", "third-m", "third-r"]),
        ([(0, 60), (0, 60), (0, 60), (0, 60)], ["third-l", "third-m", "third-r", "third-r"]),
    ],
    ids=["one after the other", "two at once", "a third alone", "three at once", "more than three"],
)
def test_who_shares_the_time_stands_side_by_side(spans, sides):
    assert side_by_side([span(*each) for each in spans]) == sides


@pytest.mark.parametrize(
    ("gap", "cuts", "pieces"),
    [
        ((0, 60), [], [(0, 60)]),
        ((20, 180), [], [(20, 60), (60, 120), (120, 180)]),
        ((40, 180), [], [(40, 120), (120, 180)]),
        ((60, 190), [], [(60, 120), (120, 190)]),
        ((0, 240), [(75, 135)], [(0, 75), (75, 135), (135, 180), (180, 240)]),
        ((0, 60), [(120, 180)], [(0, 60)]),
    ],
    ids=["an hour", "by the hour", "short beginning", "short end", "around a cancelled one", "a cut elsewhere"],
)
def test_a_gap_is_cut_at_full_hours_and_around_cancelled_bookings(gap, cuts, pieces):
    assert pieces_of(span(*gap), [span(*cut) for cut in cuts]) == [span(*piece) for piece in pieces]


@pytest.mark.parametrize(
    ("typed", "title", "before", "after"),
    [
        ("", "April 2026", "2026-03", "2026-05"),
        ("2026-12", "December 2026", "2026-11", "2027-01"),
        ("2027-01", "January 2027", "2026-12", "2027-02"),
        ("soon", "April 2026", "2026-03", "2026-05"),
        ("9999-12", "April 2026", "2026-03", "2026-05"),
    ],
)
def test_the_month_asked_for_or_that_of_the_day(typed, title, before, after):
    month = month_of(typed, date(2026, 4, 13), date(2026, 4, 14))
    assert (month.title, month.before, month.after) == (title, before, after)
    assert len(month.weeks[0]) == 7
