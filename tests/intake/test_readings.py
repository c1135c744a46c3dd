"""Who read what: a line for each reading, folded for five minutes, which the database never lets go."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from intake import submissions
from intake.models import Read, RecordReading

FIVE_PAST = datetime(2026, 4, 13, 7, 35, tzinfo=UTC)
ABOUT = ("reader__username", "client__name", "what", "row", "read_at")


def read(client, by, now, what=Read.ANSWERS, row=7) -> None:
    submissions.keep_reading(client=client, what=what, row=row, by=by, now=now)


def lines() -> list[tuple]:
    return list(RecordReading.objects.order_by("pk").values_list(*ABOUT))


def test_a_reading_says_who_read_what_of_whom_and_when(therapist, wren):
    read(wren, therapist, FIVE_PAST)

    assert lines() == [("tove", "Wren Calloway", "answers", 7, FIVE_PAST)]


def test_looks_within_five_minutes_are_one_reading(therapist, wren, django_assert_num_queries):
    for seconds in (0, 20, 299):
        with django_assert_num_queries(1):
            read(wren, therapist, FIVE_PAST + timedelta(seconds=seconds))

    assert [line[-1] for line in lines()] == [FIVE_PAST]


def test_another_moment_person_page_or_row_is_another_reading(therapist, other_therapist, wren):
    read(wren, therapist, FIVE_PAST)
    read(wren, therapist, FIVE_PAST + timedelta(minutes=5))
    read(wren, other_therapist, FIVE_PAST)
    read(wren, therapist, FIVE_PAST, what=Read.SUGGESTION)
    read(wren, therapist, FIVE_PAST, row=8)

    assert [(line[0], line[2], line[3]) for line in lines()] == [
        ("tove", "answers", 7),
        ("tove", "answers", 7),
        ("theo", "answers", 7),
        ("tove", "suggestion", 7),
        ("tove", "answers", 8),
    ]


def test_the_database_lets_nobody_rewrite_what_was_read(therapist, wren):
    read(wren, therapist, FIVE_PAST)
    rows = RecordReading.objects.all()

    with pytest.raises(IntegrityError, match="never rewritten"), transaction.atomic():
        rows.update(what=Read.NOTE)
    with pytest.raises(IntegrityError, match="never rewritten"), transaction.atomic():
        rows.delete()

    assert len(lines()) == 1


@pytest.mark.django_db(transaction=True)
def test_only_a_house_that_is_emptied_loses_them_and_keeps_the_guard(therapist, wren):
    read(wren, therapist, FIVE_PAST)

    call_command("flush", interactive=False, verbosity=0)

    assert lines() == []
    call_command("check", databases=["default"])
