"""The outside form of answers: what is checked beyond single values, and how answers are written again."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

Problem = tuple[str, str]


class AnswersError(ValueError):
    """A document that is no answers; `problems` holds every (path, message), such as ("injury.days_ago", "...")."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("; ".join(f"{path}: {message}" if path else message for path, message in self.problems))


def written(value: Any) -> Any:
    """A value of the answers as JSON knows it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return [item.value for item in sorted(value, key=_place)]
    if isinstance(value, tuple):
        return sorted((written(item) for item in value), key=canonical)
    return document_of(value) if is_dataclass(value) else value


def document_of(answers: Any) -> dict[str, Any]:
    """A dataclass of answers as a document that leaves out what was not answered."""
    given = ((field.name, getattr(answers, field.name)) for field in fields(answers))
    return {name: written(value) for name, value in given if not is_blank(value)}


def is_blank(value: Any) -> bool:
    """Whether a value says nothing: null, an empty list, an empty text. No and 0 are answers."""
    return value is None or (isinstance(value, (frozenset, tuple, str)) and not value)


def canonical(value: Any) -> str:
    """One spelling for equal JSON values, to sort and compare them by."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def repeated(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[Problem]:
    """Problems of lists that hold one entry twice; a list of answers is a set."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from repeated(inner, (*path, name))
    elif isinstance(value, list):
        if len(value) > 1 and len({canonical(entry) for entry in value}) < len(value):
            yield dotted(path), "Entries of this list have to differ."
        for place, inner in enumerate(value):
            yield from repeated(inner, (*path, place))


def dotted(path: Iterable[str | int]) -> str:
    """A place in a document in one word: injury.regions.0."""
    return ".".join(str(step) for step in path)


def with_whole_numbers(value: Any) -> Any:
    """The document with 3.0 written as 3: JSON Schema takes both for the same whole number."""
    if isinstance(value, dict):
        return {name: with_whole_numbers(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [with_whole_numbers(inner) for inner in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _place(word: Enum) -> int:
    return list(type(word)).index(word)
