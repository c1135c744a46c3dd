"""The fourth stage: which kind of session the points speak for (domain rules, section 9)."""

from collections.abc import Iterable
from dataclasses import dataclass

from intake.rules.facts import Facts
from intake.rules.rows import EvidenceRule
from intake.rules.screening import Reason
from intake.vocabulary import Confidence, Modality

DECIDES = 2
CLEARLY = 5
TIE_QUESTION = "Shall we work on certain spots, or the whole body?"


@dataclass(frozen=True)
class Judged:
    """The kind of session with its points and reasons."""

    modality: Modality
    confidence: Confidence
    therapeutic: int
    relaxation: int
    reasons: tuple[Reason, ...]


def judge(facts: Facts, evidence: Iterable[EvidenceRule], *, forced: bool) -> Judged:
    """Adds the points up; `forced` says that safety asks for relaxation, whatever the points."""
    fired = (_reason(rule, facts) for rule in evidence if rule.when(facts))
    reasons = tuple(sorted(fired, key=lambda reason: reason.rule))
    therapeutic = sum(reason.points for reason in reasons if reason.points_to == Modality.THERAPEUTIC)
    relaxation = sum(reason.points for reason in reasons if reason.points_to == Modality.RELAXATION)
    ahead = therapeutic - relaxation
    modality = Modality.RELAXATION if forced else _kind(ahead)
    confidence = Confidence.CLEAR if forced else _confidence(abs(ahead))
    return Judged(modality, confidence, therapeutic, relaxation, reasons)


def _reason(rule: EvidenceRule, facts: Facts) -> Reason:
    return Reason(rule.id, rule.points_to, rule.points_for(facts), rule.sentence, rule.source)


def _kind(ahead: int) -> Modality:
    if ahead >= DECIDES:
        return Modality.THERAPEUTIC
    return Modality.RELAXATION if ahead <= -DECIDES else Modality.EITHER


def _confidence(lead: int) -> Confidence:
    if lead >= CLEARLY:
        return Confidence.CLEAR
    return Confidence.LEANING if lead >= DECIDES else Confidence.EVEN
