"""screen(): facts, findings, merging, modality, offers, one after the other. Pure: no clock, no database."""

from collections.abc import Iterable

from intake.answers import IntakeAnswers
from intake.regions import in_map_order
from intake.rules import offers
from intake.rules.current import CURRENT_RULEBOOK
from intake.rules.facts import Facts
from intake.rules.findings import Finding
from intake.rules.firing import fire
from intake.rules.merging import Merged, in_add_on_order, in_technique_order, merge
from intake.rules.modality import TIE_QUESTION, Judged, judge
from intake.rules.rulebook import Rulebook
from intake.rules.screening import Screening, TellClient
from intake.rules.tables.tell import TELL
from intake.vocabulary import BodyPosition, Modality, Outcome, Region

CHOSEN_COVERAGE = frozenset({"full_body", "specific_areas"})


def screen(answers: IntakeAnswers, rulebook: Rulebook = CURRENT_RULEBOOK) -> Screening:
    """What the rulebook makes of these answers. Equal answers give equal screenings, in whatever order they came."""
    facts = Facts(answers, rulebook.settings)
    findings = sorted(fire(facts, rulebook), key=_place)
    merged = merge(findings)
    judged = judge(facts, rulebook.evidence, forced=merged.relaxation)
    return _offered(facts, findings, merged, judged, rulebook)


def _place(finding: Finding) -> tuple[int, tuple[str, ...], str]:
    return finding.row, finding.rules, finding.code or ""


def _offered(facts: Facts, findings: list[Finding], merged: Merged, judged: Judged, rulebook: Rulebook) -> Screening:
    outcome = merged.strictest.outcome if merged.strictest else Outcome.BOOKABLE
    strength = offers.pressure(facts, merged)
    minutes = offers.minutes(facts, judged.modality, merged.max_minutes)
    fired = frozenset(finding.rules[0] for finding in findings)
    add_ons = offers.add_ons(facts, judged.modality, outcome, merged, fired)
    return Screening(
        modality=judged.modality,
        outcome=outcome,
        urgent=merged.urgent,
        points_therapeutic=judged.therapeutic,
        points_relaxation=judged.relaxation,
        confidence=judged.confidence,
        cautions=merged.cautions,
        reasons=judged.reasons,
        tell_client=_told({*merged.tell, *_telling(facts, merged, judged.modality, minutes, add_ons)}),
        focus_regions=tuple(Region(region) for region in offers.focus(facts, merged.avoid, minutes)),
        avoid_regions=in_map_order(merged.avoid),
        pressure=strength,
        regional_limits=merged.regional,
        minutes=minutes,
        max_minutes=merged.max_minutes,
        techniques=in_technique_order(offers.techniques(facts, judged.modality, strength, merged.forbidden)),
        forbidden_techniques=in_technique_order(merged.forbidden),
        offered_add_ons=in_add_on_order(add_ons),
        forbidden_add_ons=merged.forbidden_add_ons,
        positions=tuple(BodyPosition(position) for position in offers.positions(facts, merged)),
        questions=_asked(facts, merged, judged.modality),
        rulebook=rulebook.version,
        findings=tuple(findings),
    )


def _telling(facts: Facts, merged: Merged, modality: Modality, minutes: int, add_ons: frozenset[str]) -> Iterable[str]:
    """What to tell the client of the session itself."""
    asked_for = facts.answers.requested_minutes
    wish = facts.answers.requested_session
    opposite = {"therapeutic": Modality.RELAXATION, "relaxation": Modality.THERAPEUTIC}
    told = {
        "focused_work": modality != Modality.RELAXATION,
        "soft_work": modality == Modality.RELAXATION,
        "both_help": modality == Modality.EITHER,
        "your_choice": modality == opposite.get(wish),
        "not_enough_time": asked_for is not None and minutes > asked_for,
        "less_time": asked_for is not None and merged.max_minutes is not None and merged.max_minutes < asked_for,
        "cupping_marks": "cupping" in add_ons,
        "seek_help_now": merged.urgent,
    }
    return (code for code, holds in told.items() if holds)


def _told(codes: Iterable[str]) -> tuple[TellClient, ...]:
    return tuple(TellClient(code, *TELL[code]) for code in sorted(codes))


def _asked(facts: Facts, merged: Merged, modality: Modality) -> tuple[str, ...]:
    """Questions by the row that asks first, then by text; the question between both kinds comes last."""
    first_row: dict[str, int] = {}
    for row, question in merged.questions:
        first_row[question] = min(row, first_row.get(question, row))
    asked = sorted(first_row, key=lambda question: (first_row[question], question))
    tie = modality == Modality.EITHER and facts.answers.coverage not in CHOSEN_COVERAGE
    return (*asked, TIE_QUESTION) if tie else tuple(asked)
