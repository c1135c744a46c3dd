"""A screening: what the rules answer, in objects and in the contract's outside form."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from intake.rules.findings import Finding
from intake.vocabulary import (
    AddOnCode,
    BodyPosition,
    CautionCode,
    Confidence,
    Level,
    Modality,
    Outcome,
    Region,
    TechniqueCode,
)

SCHEMA_VERSION = 1


@dataclass(frozen=True)
class Caution:
    """One thing to be careful about, with a sentence for the client and an action for the desk."""

    code: CautionCode
    level: Level
    regions: tuple[Region, ...]
    reason: str
    desk_action: str
    source: str
    rules: tuple[str, ...]


@dataclass(frozen=True)
class Reason:
    """Why a kind of session gets points; `points_to` is therapeutic, relaxation or both."""

    rule: str
    points_to: str
    points: int
    text: str
    source: str


@dataclass(frozen=True)
class TellClient:
    """What the client should know before saying yes."""

    code: str
    text: str
    source: str


@dataclass(frozen=True)
class RegionalLimit:
    """A limit on some regions only; `because` is the caution it comes from."""

    regions: tuple[Region, ...]
    max_pressure: int | None
    forbidden_techniques: tuple[TechniqueCode, ...]
    forbidden_add_ons: tuple[AddOnCode, ...]
    because: str


@dataclass(frozen=True)
class ForbiddenAddOn:
    """An add-on that is ruled out; `because` is a caution's code, "" where no caution stands behind it."""

    code: AddOnCode
    reason: str
    because: str = ""


@dataclass(frozen=True)
class Screening:
    """What the answers alone allow. Pressure is on the Walton scale 1-5, minutes are hands-on.

    `findings` says which rule each limit comes from; `permitted` needs them to let a clearance replace limits. The
    contract's document leaves them out, a record keeps them.
    """

    modality: Modality
    outcome: Outcome
    urgent: bool
    points_therapeutic: int
    points_relaxation: int
    confidence: Confidence
    cautions: tuple[Caution, ...]
    reasons: tuple[Reason, ...]
    tell_client: tuple[TellClient, ...]
    focus_regions: tuple[Region, ...]
    avoid_regions: tuple[Region, ...]
    pressure: int
    regional_limits: tuple[RegionalLimit, ...]
    minutes: int
    max_minutes: int | None
    techniques: tuple[TechniqueCode, ...]
    forbidden_techniques: tuple[TechniqueCode, ...]
    offered_add_ons: tuple[AddOnCode, ...]
    forbidden_add_ons: tuple[ForbiddenAddOn, ...]
    positions: tuple[BodyPosition, ...]
    questions: tuple[str, ...]
    rulebook: str
    findings: tuple[Finding, ...] = field(default=(), compare=False, repr=False)

    def caution(self, code: str) -> Caution | None:
        """The caution of this code, if it stands."""
        return next((caution for caution in self.cautions if caution.code == code), None)

    def questions_of(self, code: str) -> tuple[str, ...]:
        """The questions that this caution asks; none for a screening read from a document."""
        asked = {question for found in self.findings if found.code == code for question in found.effects.questions}
        return tuple(question for question in self.questions if question in asked)

    def questions_besides(self, codes: Collection[str]) -> tuple[str, ...]:
        """The questions that are still open once these cautions are answered."""
        answered = {question for code in codes for question in self.questions_of(code)}
        still_asked = {q for found in self.findings if found.code not in codes for q in found.effects.questions}
        return tuple(question for question in self.questions if question not in answered or question in still_asked)

    def to_document(self) -> dict[str, Any]:
        """The contract's form."""
        return {
            "schema": SCHEMA_VERSION,
            "points": {"therapeutic": self.points_therapeutic, "relaxation": self.points_relaxation},
            "add_ons": {
                "offered": _plain(self.offered_add_ons),
                "forbidden": [_forbidden_document(forbidden) for forbidden in self.forbidden_add_ons],
            },
            **{name: _plain(getattr(self, name)) for name in _SAME_NAMES},
        }

    def to_record(self) -> dict[str, Any]:
        """The document with its findings, to be stored."""
        return {**self.to_document(), "findings": [finding.to_record() for finding in self.findings]}

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "Screening":
        """A document or a record as objects again; only a record knows its findings."""
        same = {name: _READERS.get(name, _as_is)(document[name]) for name in _SAME_NAMES}
        return cls(
            **same,
            points_therapeutic=document["points"]["therapeutic"],
            points_relaxation=document["points"]["relaxation"],
            offered_add_ons=_words(AddOnCode)(document["add_ons"]["offered"]),
            forbidden_add_ons=tuple(
                ForbiddenAddOn(AddOnCode(entry["code"]), entry["reason"], entry.get("because", ""))
                for entry in document["add_ons"]["forbidden"]
            ),
            findings=tuple(Finding.from_record(entry) for entry in document.get("findings", ())),
        )


_SAME_NAMES = (
    "modality",
    "outcome",
    "urgent",
    "confidence",
    "cautions",
    "reasons",
    "tell_client",
    "focus_regions",
    "avoid_regions",
    "pressure",
    "regional_limits",
    "minutes",
    "max_minutes",
    "techniques",
    "forbidden_techniques",
    "positions",
    "questions",
    "rulebook",
)


def _plain(value: Any) -> Any:
    """A value as JSON knows it."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, tuple):
        return [_plain(inner) for inner in value]
    fields = getattr(value, "__dataclass_fields__", None)
    return {name: _plain(getattr(value, name)) for name in fields} if fields else value


def _forbidden_document(forbidden: ForbiddenAddOn) -> dict[str, str]:
    document = {"code": str(forbidden.code), "reason": forbidden.reason}
    return {**document, "because": forbidden.because} if forbidden.because else document


def _as_is(value: Any) -> Any:
    return value


def _words(words: Any) -> Any:
    return lambda codes: tuple(words(code) for code in codes)


def _caution(document: Mapping[str, Any]) -> Caution:
    return Caution(
        code=CautionCode(document["code"]),
        level=Level(document["level"]),
        regions=_words(Region)(document.get("regions", ())),
        reason=document["reason"],
        desk_action=document["desk_action"],
        source=document["source"],
        rules=tuple(document["rules"]),
    )


def _regional(document: Mapping[str, Any]) -> RegionalLimit:
    return RegionalLimit(
        regions=_words(Region)(document["regions"]),
        max_pressure=document["max_pressure"],
        forbidden_techniques=_words(TechniqueCode)(document["forbidden_techniques"]),
        forbidden_add_ons=_words(AddOnCode)(document["forbidden_add_ons"]),
        because=document["because"],
    )


_READERS = {
    "modality": Modality,
    "outcome": Outcome,
    "confidence": Confidence,
    "cautions": lambda entries: tuple(_caution(entry) for entry in entries),
    "reasons": lambda entries: tuple(Reason(**entry) for entry in entries),
    "tell_client": lambda entries: tuple(TellClient(**entry) for entry in entries),
    "focus_regions": _words(Region),
    "avoid_regions": _words(Region),
    "regional_limits": lambda entries: tuple(_regional(entry) for entry in entries),
    "techniques": _words(TechniqueCode),
    "forbidden_techniques": _words(TechniqueCode),
    "positions": _words(BodyPosition),
    "questions": tuple,
}
