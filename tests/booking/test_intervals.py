"""Spans of time: half-open, whatever order things come in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.intervals import (
    Span,
    any_contains,
    any_overlaps,
    common,
    lasting,
    minus,
    total_minutes,
    union,
    visit_minutes,
)
from tests.booking.at_the_desk import at

TEN_TO_TWELVE = Span(10, 12)


@pytest.mark.parametrize(
    ("start", "end", "shares"),
    [
        pytest.param(8, 9, False, id="before"),
        pytest.param(9, 10, False, id="touches from before"),
        pytest.param(9, 11, True, id="reaches in"),
        pytest.param(10, 11, True, id="same start, shorter"),
        pytest.param(10, 13, True, id="same start, longer"),
        pytest.param(10, 12, True, id="the same"),
        pytest.param(11, 12, True, id="same end, shorter"),
        pytest.param(9, 12, True, id="same end, longer"),
        pytest.param(9, 13, True, id="covers"),
        pytest.param(11, 13, True, id="reaches out"),
        pytest.param(12, 13, False, id="touches from after"),
        pytest.param(13, 14, False, id="after"),
        pytest.param(11, 11, False, id="empty and inside"),
    ],
)
def test_two_spans_share_a_moment_or_not_from_both_sides(start, end, shares):
    other = Span(start, end)

    assert TEN_TO_TWELVE.overlaps(other) is shares
    assert other.overlaps(TEN_TO_TWELVE) is shares


def test_a_short_span_inside_a_long_one_is_seen_from_both_sides():
    inside = Span(5, 6)

    assert Span(0, 10).overlaps(inside)
    assert inside.overlaps(Span(0, 10))


def test_a_span_holds_its_start_and_not_its_end():
    assert [hour for hour in range(8, 15) if TEN_TO_TWELVE.holds(hour)] == [10, 11]


def test_what_touches_becomes_one_span():
    assert union([Span(4, 6), Span(1, 2), Span(2, 4), Span(8, 8), Span(9, 10)]) == (Span(1, 6), Span(9, 10))


def test_a_break_cuts_a_shift_in_two():
    assert minus([Span(9, 17)], [Span(12, 13)]) == (Span(9, 12), Span(13, 17))


def test_a_cut_at_the_edge_leaves_no_empty_piece():
    assert minus([Span(9, 17)], [Span(8, 10), Span(16, 17)]) == (Span(10, 16),)


def test_a_gap_holds_what_fills_it_exactly():
    assert any_contains([Span(9, 10), Span(11, 12)], Span(11, 12))
    assert not any_contains([Span(9, 10), Span(10, 12)], Span(9, 12)), "pieces are not one span until united"


def test_minutes_are_counted_once():
    ten_to_eleven, half_past = Span(at("10:00"), at("11:00")), Span(at("10:30"), at("11:30"))

    assert total_minutes([ten_to_eleven, half_past]) == 90
    assert lasting(at("10:00"), 60) == ten_to_eleven


def test_a_visit_lasts_as_long_as_the_service_and_its_add_ons():
    assert visit_minutes(60) == 60
    assert visit_minutes(60, [10, 0, 15]) == 85


hours = st.integers(min_value=0, max_value=40)
spans = st.lists(st.builds(Span, hours, hours), max_size=8)


def moments(some):
    """Every whole moment that a list of spans holds: the same question, asked one by one."""
    return {moment for moment in range(41) for span in some if span.start <= moment < span.end}


@given(spans)
def test_a_union_holds_the_same_moments_sorted_and_apart(some):
    united = union(some)

    assert moments(united) == moments(some)
    assert all(one.end < next_one.start for one, next_one in zip(united, united[1:], strict=False))


@given(spans, spans)
def test_minus_keeps_what_is_in_the_first_and_not_in_the_second(some, taken):
    assert moments(minus(some, taken)) == moments(some) - moments(taken)
    assert not any(span.is_empty for span in minus(some, taken))


@given(spans, spans)
def test_common_keeps_what_is_in_both(some, others):
    assert moments(common(some, others)) == moments(some) & moments(others)


@given(spans, st.builds(Span, hours, hours))
def test_overlapping_is_sharing_a_moment(some, wanted):
    assert any_overlaps(some, wanted) is bool(moments(some) & moments([wanted]))


@given(st.builds(Span, hours, hours), st.builds(Span, hours, hours))
def test_overlap_does_not_care_who_asks(one, other):
    assert one.overlaps(other) is other.overlaps(one)
