"""Answers in, screenings out, one JSON object a line: what `manage.py screen` does, without its streams."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

from intake.answers import AnswersError, IntakeAnswers
from intake.rules.current import CURRENT_RULEBOOK
from intake.rules.rulebook import Rulebook
from intake.rules.stages import screen


@dataclass(frozen=True)
class ScreenedLine:
    """One line: its screening as JSON, or every problem with its place; lines count from 1."""

    number: int
    screening: str = ""
    problems: tuple[tuple[str, str], ...] = ()

    def complaints(self) -> list[str]:
        """The problems as the command prints them."""
        return [f"line {self.number}: {f'{path}: ' if path else ''}{message}" for path, message in self.problems]


def screen_lines(lines: Iterable[bytes], rulebook: Rulebook = CURRENT_RULEBOOK) -> Iterator[ScreenedLine]:
    """The screening of each line in order; a line that is no answers is told and passed over, a blank one skipped."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _screened(number, line, rulebook)


def as_line(document: Any) -> str:
    """A document as one line whose bytes are equal for equal documents."""
    return json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _screened(number: int, line: bytes, rulebook: Rulebook) -> ScreenedLine:
    try:
        answers = IntakeAnswers.from_document(_parsed(line))
    except AnswersError as refused:
        return ScreenedLine(number, problems=tuple(refused.problems))
    return ScreenedLine(number, as_line(screen(answers, rulebook).to_document()))


def _parsed(line: bytes) -> Any:
    try:
        return json.loads(line.decode("utf-8-sig"), parse_constant=_refuse)
    except (ValueError, RecursionError) as refused:
        raise AnswersError([("", f"This is no JSON: {refused}")]) from None


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number")
