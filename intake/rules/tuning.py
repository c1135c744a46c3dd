"""What an admin changes in a rulebook, as a document that can be stored with its version."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from intake.rules.rulebook import Rulebook
from intake.rules.settings import CHOICES
from intake.vocabulary import Level

PARTS = frozenset({"off", "levels", "sentences", "points", "settings"})


@dataclass(frozen=True)
class Tuning:
    """Rules switched off, and levels, sentences, points and settings that differ from the book's own."""

    off: frozenset[str] = frozenset()
    levels: Mapping[str, Level] = field(default_factory=dict)
    sentences: Mapping[str, str] = field(default_factory=dict)
    points: Mapping[str, int] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "Tuning":
        """A stored tuning; ValueError for parts, levels or settings that no rulebook knows."""
        if unknown := set(document) - PARTS:
            raise ValueError(f"No such part of a rulebook: {', '.join(sorted(unknown))}")
        return cls(
            off=frozenset(document.get("off", ())),
            levels={rule: Level(level) for rule, level in document.get("levels", {}).items()},
            sentences=dict(document.get("sentences", {})),
            points=dict(document.get("points", {})),
            settings={name: _chosen(name, value) for name, value in document.get("settings", {}).items()},
        )

    def to_document(self) -> dict[str, Any]:
        """The tuning as JSON, without parts that change nothing."""
        document = {
            "off": sorted(self.off),
            "levels": {rule: level.value for rule, level in self.levels.items()},
            "sentences": dict(self.sentences),
            "points": dict(self.points),
            "settings": {name: plain_setting(value) for name, value in self.settings.items()},
        }
        return {part: changes for part, changes in document.items() if changes}

    def applied_to(self, book: Rulebook, version: str) -> Rulebook:
        """The book under a new version with these changes; ValueError names what it does not know."""
        return book.tuned(
            version,
            off=self.off,
            levels=self.levels,
            sentences=self.sentences,
            points=self.points,
            settings=self.settings,
        )


def plain_setting(value: Any) -> Any:
    """A setting's value as JSON knows it."""
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return list(value)
    return value.value if isinstance(value, Level) else value


def _chosen(name: str, value: Any) -> Any:
    """The choice of section 4 that a stored value stands for."""
    for choice in CHOICES.get(name, ((), ""))[0]:
        if plain_setting(choice) == value and type(plain_setting(choice)) is type(value):
            return choice
    raise ValueError(f"{name} cannot be {value!r}.")
