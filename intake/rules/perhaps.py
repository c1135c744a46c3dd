"""Topics that are only perhaps true: left unsure, or mentioned in the free text (domain rules, 5.10)."""

from intake.answers import ConditionEntry, DeviceEntry, Injury, IntakeAnswers, SkinEntry, Surgery
from intake.rules.effects import limits
from intake.rules.facts import Facts
from intake.rules.findings import Finding, found, oil_findings, only_perhaps
from intake.rules.rulebook import UNSURE_RULE, Rulebook
from intake.rules.tables.pregnancy import COMPLICATION_RULES
from intake.vocabulary import (
    GROUP_OF,
    PREGNANCY_DIABETES,
    Allergy,
    Condition,
    Device,
    InjuryType,
    Level,
    Medication,
    PainFeature,
    PregnancyComplication,
    SkinFinding,
    Today,
    Topic,
)

# 5.9 judges the person and the wishes; a topic that is only perhaps true says nothing about these.
JUDGED_CHAPTERS = frozenset({"5.1", "5.2", "5.3", "5.4", "5.5", "5.6", "5.7", "5.8"})
SINGLE_TOPICS = frozenset({"surgeries", "pregnancy", "injury", "pain", "knots"})


def is_single(topic: str) -> bool:
    """Whether the topic can be true by itself; a whole list cannot."""
    return topic in SINGLE_TOPICS or topic in GROUP_OF


def answered_yes(topic: str) -> IntakeAnswers:
    """An empty form on which this one topic was answered with yes, without any detail."""
    return IntakeAnswers(health_section_answered=True, **_field(topic))


def _field(topic: str) -> dict[str, object]:
    match GROUP_OF.get(topic, topic):
        case "conditions":
            return {"conditions": (ConditionEntry(Condition(topic)),)}
        case "skin":
            return {"skin": (SkinEntry(SkinFinding(topic)),)}
        case "devices":
            return {"devices": (DeviceEntry(Device(topic)),)}
        case "medications":
            return {"medications": frozenset({Medication(topic)})}
        case "allergies":
            return {"allergies": frozenset({Allergy(topic)})}
        case "today":
            return {"today": frozenset({Today(topic)})}
        case "pain_features":
            return {"pain_features": frozenset({PainFeature(topic)})}
        case "pregnancy_complications":
            code = "diabetes" if topic == PREGNANCY_DIABETES else topic
            return {"pregnancy_complications": frozenset({PregnancyComplication(code)})}
        case "surgeries":
            return {"surgeries": (Surgery(what=""),)}
        case "pregnancy":
            return {"pregnant": True}
        case "injury":
            return {"injury": Injury(InjuryType.OTHER)}
        case _:
            return {}


def perhaps(topic: str, level: Level, via: str, row: int, book: Rulebook) -> list[Finding]:
    """The findings of a topic that is perhaps true, each at this level and with `via` beside its own rule."""
    findings = _judged(topic, book)
    asked = any(finding.effects.questions for finding in findings)
    question = "" if asked else f"Does this apply to you: {Topic(topic).in_words}?"
    judged = [only_perhaps(finding, level, via, question if finding.level else "") for finding in findings]
    if question and not any(finding.level for finding in findings):
        judged.append(Finding((via,), row, None, None, limits(ask=question)))
    return judged


def unsure_findings(facts: Facts, book: Rulebook) -> list[Finding]:
    """S48: what the client was not sure of, unless it is given as well."""
    if UNSURE_RULE in book.off:
        return []
    topics = (topic for topic in facts.answers.unsure if is_single(topic) and topic not in facts.given)
    return [finding for topic in topics for finding in perhaps(topic, Level.ASK, UNSURE_RULE, book.unsure_row, book)]


def _judged(topic: str, book: Rulebook) -> tuple[Finding, ...]:
    known = book.perhaps_known
    if topic not in known:
        known[topic] = tuple(_judge(topic, book))
    return known[topic]


def _judge(topic: str, book: Rulebook) -> list[Finding]:
    facts = Facts(answered_yes(topic), book.settings)
    in_pregnancy = GROUP_OF.get(topic) == "pregnancy_complications"
    rules = (rule for rule in book.safety if _may_judge(rule.id, in_pregnancy, book))
    findings = [found(rule, facts) for rule in rules if rule.when(facts)]
    return findings if in_pregnancy else findings + oil_findings(facts, book.oils, on_behalf_only=True)


def _may_judge(rule: str, in_pregnancy: bool, book: Rulebook) -> bool:
    return rule in COMPLICATION_RULES if in_pregnancy else book.chapters.get(rule) in JUDGED_CHAPTERS
