"""When a question or an option is shown: conditions over earlier answers and the record.

What was not shown or not answered makes `is_not`, `not_in`, `has_not` and `not_answered` true and all else false.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

OPPOSITES = {"is_not": "is", "not_in": "in", "has_not": "has", "not_answered": "answered"}

Answer = object
AnswerOf = Callable[[str], Answer]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One comparison: `field` is the id of an earlier question or of an entry of the record."""

    field: str
    op: str
    value: Answer = None


@dataclass(frozen=True, slots=True)
class AllOf:
    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple["Condition", ...]


Condition = Leaf | AllOf | AnyOf


def read(text: Mapping | None, region_sets: Mapping[str, tuple[str, ...]]) -> Condition | None:
    """Turn the notation of questions.json into a condition; `@leg` becomes the regions of that set."""
    if text is None:
        return None
    for key, kind in (("all", AllOf), ("any", AnyOf)):
        if key in text:
            return kind(tuple(read(part, region_sets) for part in text[key]))
    value = text.get("value")
    if isinstance(value, str) and value.startswith("@"):
        value = region_sets[value[1:]]
    return Leaf(text["field"], text["op"], tuple(value) if isinstance(value, list) else value)


def holds(condition: Condition | None, answer_of: AnswerOf) -> bool:
    """Whether the condition is met; no condition always is."""
    match condition:
        case None:
            return True
        case AllOf(parts):
            return all(holds(part, answer_of) for part in parts)
        case AnyOf(parts):
            return any(holds(part, answer_of) for part in parts)
        case Leaf(field, op, value) if op in OPPOSITES:
            return not _compare(OPPOSITES[op], answer_of(field), value)
        case Leaf(field, op, value):
            return _compare(op, answer_of(field), value)


def fields_of(condition: Condition | None) -> frozenset[str]:
    """The questions and record entries that a condition reads."""
    match condition:
        case None:
            return frozenset()
        case Leaf(field):
            return frozenset({field})
        case AllOf(parts) | AnyOf(parts):
            return frozenset().union(*(fields_of(part) for part in parts))


def first_field(condition: Condition | None) -> str | None:
    """The question or record entry that a condition names first: what it mostly depends on."""
    match condition:
        case Leaf(field):
            return field
        case AllOf(parts) | AnyOf(parts):
            return first_field(parts[0])
    return None


def _compare(op: str, have: Answer, want: Answer) -> bool:
    if have is None:
        return False
    many = set(have) if isinstance(have, (list, tuple, dict, frozenset)) else {have}
    comparisons = {
        "is": lambda: have == want,
        "in": lambda: have in want,
        "has": lambda: want in many,
        "has_any": lambda: bool(many & set(want)),
        "answered": lambda: have not in ([], (), {}, ""),
        "lt": lambda: have < want,
        "le": lambda: have <= want,
        "gt": lambda: have > want,
        "ge": lambda: have >= want,
    }
    return comparisons[op]()
