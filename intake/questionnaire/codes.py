"""The closed lists of the answers, in the order in which stored answers keep them, and topics and where they belong."""

from collections.abc import Iterable

from intake.vocabulary import (
    LISTS,
    Activity,
    AddOnCode,
    Goal,
    LyingPosition,
    SleepGoal,
    TechniqueCode,
    Topic,
    Word,
    topic_of,
)

REQUESTABLE = tuple(code.value for code in TechniqueCode if code is not TechniqueCode.FORCED_STRETCHING)


def _codes(words: type[Word]) -> tuple[str, ...]:
    return tuple(word.value for word in words)


ORDER: dict[str, tuple[str, ...]] = {
    **{name: _codes(words) for name, words in LISTS.items()},
    "denied": _codes(Topic),
    "unsure": _codes(Topic),
    "goals": _codes(Goal),
    "sleep_goals": _codes(SleepGoal),
    "activity": _codes(Activity),
    "cannot_lie": _codes(LyingPosition),
    "requested_add_ons": _codes(AddOnCode),
    "requested_techniques": REQUESTABLE,
}

WHOLE_LISTS = ("conditions", "medications", "pain_features", "pregnancy_complications")
"""Lists whose name stands in `denied` once every code of them was denied."""

ONLY_THAT_DAY = frozenset({"migraine_now", "opioid_today", "muscle_relaxant_today"})
"""Codes of conditions and medications that were said of one day."""

_ENTRY_KEYS = {"conditions": "code", "devices": "code", "skin": "what"}


def entry_key(name: str) -> str | None:
    """The key under which an entry of the list keeps its code; None for a list of bare codes."""
    return _ENTRY_KEYS.get(name)


def topics(name: str) -> tuple[str, ...]:
    """The codes of a list as `denied` and `unsure` name them, in order; nothing for what is not a list."""
    return tuple(topic_of(name, word) for word in LISTS.get(name, ()))


def home(topic: str) -> tuple[str, str] | None:
    """The list to which a topic belongs and its code there; None for a whole list, pain, knots or pregnancy."""
    for name, words in LISTS.items():
        for word in words:
            if topic_of(name, word) == topic:
                return name, word.value
    return None


def in_order(name: str, codes: Iterable[str]) -> list[str]:
    """The codes once each, in the order of the list."""
    return sorted(set(codes), key=ORDER[name].index)
