"""manage.py screen: answers in, screenings out, one JSON object a line."""

import json

import pytest
from django.core.management import CommandError, call_command

from intake.rules.lines import screen_lines
from tests.intake.rules.contract import SCREENINGS, VIGNETTES, screened


def told(*lines):
    return [(line.number, line.problems) for line in screen_lines(lines)]


def test_each_line_gives_its_screening_in_order():
    lines = [json.dumps(vignette["answers"]).encode() for vignette in VIGNETTES]

    documents = [json.loads(line.screening) for line in screen_lines(lines)]

    assert documents == [screened(vignette["answers"]).to_document() for vignette in VIGNETTES]
    for document in documents:
        SCREENINGS.validate(document)


def test_a_bad_line_is_told_with_its_number_and_field_and_passed_over():
    lines = list(screen_lines([b'{"age": 200, "goals": ["x"]}', b"", b'{"age": 20}']))

    assert lines[0].complaints() == [
        "line 1: age: Input should be less than or equal to 120",
        "line 1: goals.0: This is no code of the list.",
    ]
    assert [(line.number, bool(line.screening)) for line in lines] == [(1, False), (3, True)]


@pytest.mark.parametrize("line", [b"nothing", b'{"age": NaN}', b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_json_is_told(line):
    [(number, [(path, message)])] = told(line)

    assert (number, path, message.startswith("This is no JSON")) == (1, "", True)


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm():
    assert told(b'\xef\xbb\xbf{"age": 20}\r\n') == [(1, ())]


def test_the_command_prints_screenings_and_complains_at_the_end(tmp_path, capsys):
    page = tmp_path / "answers.jsonl"
    page.write_text('{"free_text": "Grüße"}\n{"age": "x"}\n{"age": 20}\n', encoding="utf-8")

    with pytest.raises(CommandError, match="1 of the lines"):
        call_command("screen", str(page))

    printed = capsys.readouterr()
    assert [json.loads(line)["schema"] for line in printed.out.splitlines()] == [1, 1]
    assert printed.err == "line 2: age: Input should be a valid integer\n"


def test_a_file_that_is_not_there_is_a_plain_refusal(tmp_path):
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        call_command("screen", str(tmp_path / "missing.jsonl"))
