"""A finding: one row that fired for one client, with what it says and does."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from intake.rules.effects import Effects
from intake.rules.facts import Facts
from intake.rules.rows import LEVEL_ACTIONS, OilRule, SafetyRule, effects_of
from intake.vocabulary import CautionCode, Level


@dataclass(frozen=True, slots=True)
class Finding:
    """One row that fired. Without a code it raises no caution; without a level it only acts for that caution.

    What is `never` to be lifted, no override touches.
    """

    rules: tuple[str, ...]
    row: int
    code: CautionCode | None
    level: Level | None
    effects: Effects
    sentence: str = ""
    action: str = ""
    source: str = ""
    never: bool = False

    def to_record(self) -> dict[str, Any]:
        """The finding as JSON, without what says nothing."""
        record = {
            "rules": list(self.rules),
            "row": self.row,
            "code": self.code and self.code.value,
            "level": self.level and self.level.value,
            "effects": self.effects.to_record(),
            "sentence": self.sentence,
            "action": self.action,
            "source": self.source,
            "never": self.never,
        }
        return {name: value for name, value in record.items() if value or name in ("rules", "row")}

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> "Finding":
        """A stored finding as an object again."""
        return cls(
            rules=tuple(record["rules"]),
            row=record["row"],
            code=CautionCode(record["code"]) if "code" in record else None,
            level=Level(record["level"]) if "level" in record else None,
            effects=Effects.from_record(record.get("effects", {})),
            sentence=record.get("sentence", ""),
            action=record.get("action", ""),
            source=record.get("source", ""),
            never=record.get("never", False),
        )


def found(rule: SafetyRule, facts: Facts) -> Finding:
    """The finding of a row whose condition holds."""
    effects, level = rule.effects_for(facts), rule.level_for(facts)
    action = rule.action_for(level, facts, effects.urgent)
    return Finding((rule.id,), rule.row, rule.code, level, effects, rule.sentence, action, rule.source)


def only_perhaps(finding: Finding, level: Level | None, via: str, question: str = "") -> Finding:
    """The same as only perhaps true: at the given level, without what 5.10 drops."""
    kept = finding.effects
    questions = kept.questions or ((question,) if question else ())
    return replace(
        finding,
        rules=(*finding.rules, via),
        level=level if finding.level else None,
        effects=Effects(cap=kept.cap, no=kept.no, questions=questions),
        action=LEVEL_ACTIONS[level] if level else "",
    )


def oil_findings(facts: Facts, rules: Iterable[OilRule], *, on_behalf_only: bool = False) -> list[Finding]:
    """Section 6: each row that fires, once for every caution on whose behalf it forbids."""
    return [
        Finding(
            (rule.id,), rule.row, code, None, effects_of(rule.parts, facts), rule.sentence, "", rule.source, rule.never
        )
        for rule in rules
        for code, condition in rule.because
        if (code or not on_behalf_only) and condition(facts)
    ]
