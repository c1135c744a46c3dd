import datetime

import pytest

from intake.questionnaire.ago import NotADay, answer_code, days_from, read_typed, shortest_months
from intake.questionnaire.catalogue import CATALOGUE
from tests.intake.questionnaire.people import TODAY

SCALES = list(CATALOGUE.scales.values())
QUESTION_OF = {q.scale.name: q for q in CATALOGUE.questions if q.scale}
INJURY = CATALOGUE.by_id["injury_when"]


@pytest.mark.parametrize("scale", SCALES, ids=lambda scale: scale.name)
def test_the_answers_of_a_scale_leave_no_gap(scale):
    assert scale.bands[0].min == 0
    assert [a.max + 1 for a in scale.bands[:-1]] == [b.min for b in scale.bands[1:]]


@pytest.mark.parametrize("scale", SCALES, ids=lambda scale: scale.name)
def test_an_answer_stores_its_most_recent_day(scale):
    question = QUESTION_OF[scale.name]

    assert {band.code: days_from(question, band.code, TODAY) for band in scale.bands} == {
        band.code: band.min for band in scale.bands
    }


@pytest.mark.parametrize("scale", SCALES, ids=lambda scale: scale.name)
def test_no_answer_crosses_a_boundary_to_the_unsafe_side(scale):
    for edge in scale.boundaries:
        for band in scale.bands:
            crosses = band.min <= edge["after"] < band.max
            assert not (crosses and edge.get("edge")), f"{band.code} holds days of both sides of {edge['after']}"
            assert not crosses or band.store <= edge["after"]


@pytest.mark.parametrize("scale", SCALES, ids=lambda scale: scale.name)
def test_a_date_counts_as_the_answer_it_falls_into_and_is_stored_exactly(scale):
    question = QUESTION_OF[scale.name]
    for band in scale.bands:
        for days in (band.min, min(band.max, 3000)):
            date = (TODAY - datetime.timedelta(days=days)).isoformat()
            assert answer_code(question, date, TODAY) == band.code
            assert days_from(question, date, TODAY) == days


def test_not_known_stores_nothing_but_for_botox():
    assert days_from(INJURY, "not_sure", TODAY) is None
    assert days_from(CATALOGUE.by_id["cosmetic_when"], "not_sure", TODAY) == 0


@pytest.mark.parametrize(
    ("typed", "reply"),
    [
        ("2026-04-10", "2026-04-10"),
        ("10 April", "2026-04-10"),
        ("April 10, 2026", "2026-04-10"),
        ("3rd apr 2025", "2025-04-03"),
        ("20 april", "2025-04-20"),
        ("10.4.2026", "2026-04-10"),
        ("10d", "2026-04-04"),
        ("0d", "2026-04-14"),
        ("10 days ago", "2026-04-04"),
        ("3w", "w2"),
        ("6w", "w3"),
        ("7w", "w6"),
        ("3m", "w6"),
        ("4m", "m3"),
        ("1y", "m3"),
        ("2 years", "y1"),
    ],
)
def test_a_length_on_the_line_between_two_answers_is_the_more_recent_one(typed, reply):
    assert read_typed(INJURY, typed, TODAY) == reply


@pytest.mark.parametrize("typed", ["soon", "31 February", "15 April 2026", "2026-13-01", "120y", "10/4/2026", ""])
def test_what_is_no_day_is_refused(typed):
    with pytest.raises(NotADay):
        read_typed(INJURY, typed, TODAY)


def test_a_race_lies_ahead():
    race = CATALOGUE.by_id["event"]

    assert read_typed(race, "5d", TODAY) == "2026-04-19"
    assert read_typed(race, "3 April 2026", TODAY) == "2026-04-03"
    assert days_from(race, "2026-04-19", TODAY) == 5
    assert days_from(race, read_typed(race, "1 March", TODAY), TODAY) == 321
    with pytest.raises(NotADay):
        read_typed(race, "3w", TODAY)


def test_months_are_counted_by_the_shortest():
    def shortest(months: int) -> int:
        starts = [datetime.date(year, month, 1) for year in (2026, 2027) for month in range(1, 13)]
        ends = [
            datetime.date(d.year + (d.month + months - 1) // 12, (d.month + months - 1) % 12 + 1, 1) for d in starts
        ]
        return min((end - start).days for start, end in zip(starts, ends, strict=True))

    assert [shortest_months(months) for months in range(1, 13)] == [shortest(months) for months in range(1, 13)]
