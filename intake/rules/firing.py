"""The second stage: every row whose condition holds fires; none reads another's output, none stops another."""

from collections.abc import Iterable

from intake.rules.effects import limits
from intake.rules.facts import Facts
from intake.rules.findings import Finding, found, oil_findings
from intake.rules.perhaps import perhaps, unsure_findings
from intake.rules.rows import LEVEL_ACTIONS, NoteRule, SafetyRule
from intake.rules.rulebook import Rulebook
from intake.rules.tables.notes import MENTION_SENTENCE, MENTION_SOURCE
from intake.vocabulary import GROUP_OF, CautionCode, Topic

WRITTEN_AND_DENIED = "C9"
# The client's own wish where not to be touched: no caution, and nobody else's to lift.
WISH = "avoid_regions"


def fire(facts: Facts, book: Rulebook) -> list[Finding]:
    """Everything that the rulebook finds in these facts, in no order that means anything."""
    findings = [found(rule, facts) for rule in _candidates(facts, book) if rule.when(facts)]
    findings += oil_findings(facts, book.oils)
    if facts.answers.unsure:
        findings += unsure_findings(facts, book)
    if facts.answers.free_text or facts.answers.surgeries:
        findings += _note_findings(facts, book)
    if facts.answers.avoid_regions:
        wish = limits(avoid=facts.answers.avoid_regions)
        findings.append(Finding((WISH,), -1, None, None, wish, never=True))
    return findings


def _candidates(facts: Facts, book: Rulebook) -> Iterable[SafetyRule]:
    """The rows that may hold: those judged always, and those of a topic that is given."""
    by_topic = book.by_topic
    rows = {(rule.row, rule.id): rule for topic in facts.given for rule in by_topic.get(topic, ())}
    return (*book.always_judged, *rows.values())


def _note_findings(facts: Facts, book: Rulebook) -> list[Finding]:
    """Section 7: what the client wrote of, unless a topic of the row is given."""
    texts = [facts.answers.free_text, *(surgery.what for surgery in facts.answers.surgeries)]
    mentions = [rule for rule in book.reader.mentions(texts) if facts.given.isdisjoint(rule.topics)]
    findings = [finding for rule in mentions for finding in _mentioned(rule, book)]
    denied = any(not facts.denied.isdisjoint(_topics_and_groups(rule)) for rule in mentions)
    contradiction = book.safety_row(WRITTEN_AND_DENIED)
    if denied and contradiction:
        findings.append(found(contradiction, facts))
    return findings


def _topics_and_groups(rule: NoteRule) -> set[str]:
    return {name for topic in rule.topics for name in (topic, GROUP_OF.get(topic, topic))}


def _mentioned(rule: NoteRule, book: Rulebook) -> list[Finding]:
    action, level = LEVEL_ACTIONS[rule.level], rule.level
    about = Topic(rule.topics[0]).in_words if rule.topics else rule.about
    ask = limits(ask=f"Your note mentions {about}. Please tell us more.")
    mention = Finding(
        (rule.id,), rule.row, CautionCode.FREE_TEXT_MENTION, level, ask, MENTION_SENTENCE, action, MENTION_SOURCE
    )
    if rule.topics:
        return [mention, *perhaps(rule.topics[0], level, rule.id, rule.row, book)]
    alarm = Finding((rule.id,), rule.row, rule.code, level, limits(), rule.sentence, action, rule.source)
    return [mention, alarm]
