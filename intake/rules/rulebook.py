"""A rulebook: every row of the trade with its settings, and the tuning that an admin may publish as a new version."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar

from intake.rules.note_reader import NoteReader
from intake.rules.rows import EvidenceRule, NoteRule, OilRule, SafetyRule
from intake.rules.settings import Settings, with_changes
from intake.vocabulary import Level

Row = TypeVar("Row", SafetyRule, OilRule, NoteRule, EvidenceRule)

# Rows without a table entry of their own: they are judged from `unsure`.
UNSURE_RULE = "S48"


@dataclass(frozen=True)
class Rulebook:
    """Rows and settings under one version. The order of the rows in their tuples never matters."""

    version: str
    safety: tuple[SafetyRule, ...]
    oils: tuple[OilRule, ...]
    notes: tuple[NoteRule, ...]
    evidence: tuple[EvidenceRule, ...]
    settings: Settings = field(default_factory=Settings)
    chapters: Mapping[str, str] = field(default_factory=dict)
    off: frozenset[str] = frozenset()
    unsure_row: int = 0

    def tuned(
        self,
        version: str,
        *,
        off: Iterable[str] = (),
        levels: Mapping[str, Level] | None = None,
        sentences: Mapping[str, str] | None = None,
        points: Mapping[str, int] | None = None,
        settings: Mapping[str, Any] | None = None,
    ) -> "Rulebook":
        """A new version with rules switched off and values changed, by rule id; ValueError names what is unknown."""
        off, levels, sentences, points = frozenset(off), levels or {}, sentences or {}, points or {}
        self._refuse_unknown({*off, *levels, *sentences, *points}, levels, points)
        tune = _tuner(off, levels, sentences, points)
        return replace(
            self,
            version=version,
            safety=tune(self.safety),
            oils=tune(self.oils),
            notes=tune(self.notes),
            evidence=tune(self.evidence),
            settings=with_changes(self.settings, dict(settings or {})),
            off=self.off | off,
        )

    @property
    def rule_ids(self) -> frozenset[str]:
        """Every rule that this book can switch off."""
        rows = (*self.safety, *self.oils, *self.notes, *self.evidence)
        return frozenset(row.id for row in rows) | ({UNSURE_RULE} - self.off)

    def safety_row(self, rule: str) -> SafetyRule | None:
        """A safety row by its id, None where it is switched off."""
        return next((row for row in self.safety if row.id == rule), None)

    @cached_property
    def always_judged(self) -> tuple[SafetyRule, ...]:
        """Rows whose condition may hold without any certain topic."""
        return tuple(row for row in self.safety if row.when.needs is None)

    @cached_property
    def by_topic(self) -> dict[str, list[SafetyRule]]:
        """Rows by the topics of which one has to be given."""
        rows: dict[str, list[SafetyRule]] = defaultdict(list)
        for row in self.safety:
            for topic in row.when.needs or ():
                rows[topic].append(row)
        return dict(rows)

    @cached_property
    def reader(self) -> NoteReader:
        """Section 7, compiled once."""
        return NoteReader(self.notes)

    @cached_property
    def perhaps_known(self) -> dict[str, Any]:
        """What each topic means when it is only perhaps true, as far as it was needed so far."""
        return {}

    def _refuse_unknown(self, named: set[str], levels: Mapping[str, Level], points: Mapping[str, int]) -> None:
        if unknown := named - self.rule_ids:
            raise ValueError(f"No such rule: {', '.join(sorted(unknown))}")
        without_level = set(levels) - {row.id for row in (*self.safety, *self.notes)}
        without_points = set(points) - {row.id for row in self.evidence}
        if misplaced := without_level | without_points:
            raise ValueError(f"Nothing to change there: {', '.join(sorted(misplaced))}")


def _tuner(
    off: frozenset[str], levels: Mapping[str, Level], sentences: Mapping[str, str], points: Mapping[str, int]
) -> Callable[[tuple[Row, ...]], tuple[Row, ...]]:
    fields = {"level": levels, "sentence": sentences, "points": points}

    def tuned_row(row: Row) -> Row:
        changes = {name: values[row.id] for name, values in fields.items() if row.id in values}
        return replace(row, **changes) if changes else row

    return lambda rows: tuple(tuned_row(row) for row in rows if row.id not in off)
