"""Logs tell where and of what kind a fault was, and never quote a person."""

import json
import logging
import sys

import pytest
import time_machine
from django.db import IntegrityError, OperationalError

from intake.answers import AnswersError
from spa.logs import JsonFormatter, PlainFormatter, headline, trace_of
from tests.factories import MONDAY_MORNING

SECRET = "lump in the left breast"


def record(message: str, *args: object, error: BaseException | None = None) -> logging.LogRecord:
    trace = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord("intake.views", logging.ERROR, __file__, 1, message, args, trace)


def raised(error: Exception, cause: Exception | None = None) -> Exception:
    try:
        raise error from cause
    except Exception:
        return sys.exc_info()[1]


def test_a_json_line_says_when_what_and_where():
    with time_machine.travel(MONDAY_MORNING, tick=False):
        line = JsonFormatter().format(record("intake %s is stale", 7))

    assert json.loads(line) == {
        "at": "2026-04-13T07:30:00.000+00:00",
        "level": "ERROR",
        "logger": "intake.views",
        "message": "intake 7 is stale",
    }


def test_a_line_stays_one_line_whatever_went_wrong():
    line = JsonFormatter().format(record("it failed", error=raised(ValueError("a\nb"))))

    assert line.count("\n") == 0
    assert json.loads(line)["trace"].splitlines()[-1] == "ValueError"


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ValueError(SECRET), "ValueError"),
        (KeyError(SECRET), "KeyError"),
        (AnswersError([]), "AnswersError"),
        (IntegrityError(f"violates check constraint \"x\"\nDETAIL:  Failing row contains ({SECRET})."),
         'IntegrityError: violates check constraint "x"'),
        (OperationalError("connection refused\nIs it running?"), "OperationalError: connection refused"),
        (AttributeError("'Client' object has no attribute 'nmae'"),
         "AttributeError: 'Client' object has no attribute 'nmae'"),
        (TypeError(), "TypeError"),
    ],
)  # fmt: skip
def test_of_an_error_only_the_words_about_code_are_kept(error, told):
    assert headline(error) == told


@pytest.mark.parametrize("formatter", [PlainFormatter(), JsonFormatter()])
def test_no_error_quotes_what_a_client_told_however_deep_it_lies(formatter):
    error = raised(IntegrityError("refused"), cause=raised(ValueError(SECRET)))

    line = formatter.format(record("saving failed", error=error))

    assert SECRET not in line
    assert "IntegrityError: refused" in line
    assert "which came from" in line
    assert "test_logs.py" in line


def test_a_trace_ends_where_the_chain_is_cut():
    def fail() -> None:
        try:
            raise KeyError(SECRET)
        except KeyError:
            raise OperationalError("gone") from None

    with pytest.raises(OperationalError) as caught:
        fail()

    assert "KeyError" not in trace_of(caught.value)


def test_a_fault_of_a_page_is_logged_without_what_was_typed(desk, settings, caplog):
    settings.ROOT_URLCONF = "tests.spa.faulty_urls"
    desk.raise_request_exception = False
    formatter = PlainFormatter()

    answer = desk.post("/fault/?q=secret-search", {"complaint": SECRET})

    assert answer.status_code == 500
    told = "\n".join(formatter.format(line) for line in caplog.records)
    assert "Internal Server Error: /fault/" in told
    assert SECRET not in told
    assert "secret-search" not in told
