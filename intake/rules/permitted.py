"""permitted(): the only place that lifts a caution. Pure; every door asks it before it books or starts a session.

STOP: only fresh answers. CLEAR: only a clearance, whose limits then replace those of the cautions it names. CONSENT:
only a signature. ASK: only a recorded reply; the limits of an answered question stay. LOCAL and ADAPT: a therapist's
override of a whole caution or of one limit, but what an allergy forbids, never.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from intake.regions import in_map_order
from intake.rules.effects import Effects, least
from intake.rules.findings import Finding
from intake.rules.groups import NOTHING
from intake.rules.lifting import ClearanceGiven, ConsentGiven, OverrideGiven, ReplyGiven
from intake.rules.merging import forbidden_add_ons, in_technique_order, regional_limits
from intake.rules.screening import Caution, RegionalLimit, Screening
from intake.rules.tables.allergies import ALLERGY_CODES
from intake.vocabulary import BodyPosition, Level, Region, TechniqueCode

HARDEST = 5
DOCTORS_WORD = "The doctor's letter leaves this out."
BARS_BOOKING = frozenset({Level.STOP, Level.CLEAR})
BARS_START = frozenset({Level.CONSENT, Level.ASK})


@dataclass(frozen=True)
class JudgedCaution:
    """A caution of the screening, and whether something on file lifts it on that day."""

    caution: Caution
    lifted: bool


@dataclass(frozen=True)
class Permit:
    """What may be done on one day. `blocking` cautions forbid booking; `before_start` ones still have to be answered.

    `max_pressure` is on the Walton scale (5 where nothing limits it), `max_minutes` hands-on minutes or None;
    `forbidden_add_ons` maps each code to its reason and to the caution behind it, "" for none.
    """

    cautions: tuple[JudgedCaution, ...]
    blocking: tuple[Caution, ...]
    before_start: tuple[Caution, ...]
    max_pressure: int
    max_minutes: int | None
    avoid_regions: tuple[Region, ...]
    regional_limits: tuple[RegionalLimit, ...]
    forbidden_techniques: tuple[TechniqueCode, ...]
    forbidden_add_ons: dict[str, tuple[str, str]]
    positions: tuple[BodyPosition, ...]

    @property
    def may_book(self) -> bool:
        """Whether a session may be booked for that day."""
        return not self.blocking

    @property
    def answered(self) -> frozenset[str]:
        """Codes of the cautions whose question was asked and answered."""
        return frozenset(
            each.caution.code.value for each in self.cautions if each.lifted and each.caution.level == Level.ASK
        )

    @property
    def may_start(self) -> bool:
        """Whether it may also begin."""
        return not self.blocking and not self.before_start


def permitted(
    screening: Screening,
    clearances: Iterable[ClearanceGiven] = (),
    consents: Iterable[ConsentGiven] = (),
    replies: Iterable[ReplyGiven] = (),
    overrides: Iterable[OverrideGiven] = (),
    *,
    on: date,
) -> Permit:
    """What a screening allows on a day, with what is on file.

    ValueError for a screening that was read from a document without findings: it cannot say which caution a limit
    comes from. Make it again from its answers, or keep its record.
    """
    if screening.cautions and not screening.findings:
        raise ValueError("This screening does not know its findings; make it again from its answers.")
    in_force = [clearance for clearance in clearances if clearance.in_force(on)]
    signed = [consent for consent in consents if consent.in_force(on)]
    lifter = _Lifter(screening, in_force, signed, list(replies), list(overrides))
    judged = tuple(JudgedCaution(caution, caution.code in lifter.lifted) for caution in screening.cautions)
    standing = [each.caution for each in judged if not each.lifted]
    blocking = tuple(caution for caution in standing if caution.level in BARS_BOOKING)
    before_start = tuple(caution for caution in standing if caution.level in BARS_START)
    return _permit(judged, blocking, before_start, lifter.remaining(), lifter.as_reasons(), screening)


class _Lifter:
    """Decides which cautions are lifted, and what is left of each finding's limits."""

    def __init__(
        self,
        screening: Screening,
        clearances: Collection[ClearanceGiven],
        consents: Collection[ConsentGiven],
        replies: Collection[ReplyGiven],
        overrides: Collection[OverrideGiven],
    ) -> None:
        self.screening = screening
        self.clearances = clearances
        self.cleared_codes = NOTHING.union(*(clearance.codes for clearance in clearances))
        self.signed_codes = NOTHING.union(*(consent.codes for consent in consents))
        refused = {reply.code for reply in replies if not reply.may_go_ahead}
        self.answered_codes = {reply.code for reply in replies} - refused
        self.overrides = overrides
        self.overridden_codes = {override.code for override in overrides if override.code} - ALLERGY_CODES
        self.levels = {caution.code: caution.level for caution in screening.cautions}
        self.lifted = {code for code, level in self.levels.items() if code in self._lifters_of(level)}

    def _lifters_of(self, level: Level) -> Collection[str]:
        """The codes that something of the right kind lifts at this level; nothing lifts a STOP."""
        if level == Level.CLEAR:
            return self.cleared_codes
        if level == Level.CONSENT:
            return self.signed_codes
        if level == Level.ASK:
            return self.answered_codes
        return NOTHING if level == Level.STOP else self.overridden_codes

    def remaining(self) -> list[Finding]:
        """What still holds: the findings as they are, eased by overrides or replaced by a clearance's limits."""
        kept = [self._eased(finding) for finding in self.screening.findings if not self._replaced(finding)]
        return [*kept, *map(self._doctors_limits, filter(self._speaks, self.clearances))]

    def _replaced(self, finding: Finding) -> bool:
        """A clearance stands in for the limits; nothing stands in for what an allergy forbids."""
        code = finding.code
        return code in self.lifted and self.levels[code] == Level.CLEAR and code not in ALLERGY_CODES

    def _eased(self, finding: Finding) -> Finding:
        if not self._is_the_therapists(finding):
            return finding
        if finding.code in self.overridden_codes:
            return replace(finding, effects=Effects())
        return replace(finding, effects=_eased_by(self.overrides, finding.effects))

    def _is_the_therapists(self, finding: Finding) -> bool:
        """Whether a therapist may override: LOCAL and ADAPT, and what is left once a signature or reply came."""
        if finding.never or finding.code in ALLERGY_CODES:
            return False
        level = self.levels.get(finding.code)
        return level not in BARS_BOOKING and (level not in BARS_START or finding.code in self.lifted)

    def _speaks(self, clearance: ClearanceGiven) -> bool:
        return not clearance.codes.isdisjoint(self.levels)

    def _doctors_limits(self, clearance: ClearanceGiven) -> Finding:
        effects = Effects(
            cap=clearance.max_pressure,
            max_minutes=clearance.max_minutes,
            no=clearance.forbidden_techniques | clearance.forbidden_add_ons,
            avoid=clearance.avoid_regions,
            positions=clearance.positions,
        )
        code = min(clearance.codes & self.levels.keys())
        return Finding((), 0, code, None, effects, DOCTORS_WORD, "", "", never=True)

    def as_reasons(self) -> list[Caution]:
        """The cautions as reasons for what is still forbidden: a cleared one speaks with the doctor's words."""
        return [
            replace(caution, reason=DOCTORS_WORD) if caution.code in self.lifted & self.cleared_codes else caution
            for caution in self.screening.cautions
        ]


def _eased_by(overrides: Iterable[OverrideGiven], effects: Effects) -> Effects:
    """Limits after a therapist's overrides of single techniques, add-ons, regions, pressure or minutes."""
    for override in overrides:
        effects = effects.eased(
            allowed=frozenset(code for code in (override.technique, override.add_on) if code),
            region=override.region,
            cap=override.max_pressure,
            max_minutes=override.max_minutes,
        )
    return effects


def _permit(
    judged: tuple[JudgedCaution, ...],
    blocking: tuple[Caution, ...],
    before_start: tuple[Caution, ...],
    findings: list[Finding],
    reasons: list[Caution],
    screening: Screening,
) -> Permit:
    effects = [finding.effects for finding in findings]
    forbidden = NOTHING.union(*(each.forbids for each in effects))
    lying = NOTHING.union(*(each.positions for each in effects))
    by_doctor = NOTHING.union(*(finding.effects.positions for finding in findings if not finding.rules))
    return Permit(
        cautions=judged,
        blocking=blocking,
        before_start=before_start,
        max_pressure=least((HARDEST, *(each.cap for each in effects))),
        max_minutes=least(each.max_minutes for each in effects),
        avoid_regions=in_map_order(NOTHING.union(*(each.avoid for each in effects))),
        regional_limits=regional_limits(findings),
        forbidden_techniques=in_technique_order(forbidden),
        forbidden_add_ons={
            entry.code.value: (entry.reason, entry.because) for entry in forbidden_add_ons(findings, reasons)
        },
        positions=tuple(BodyPosition(code) for code in sorted(lying & {*screening.positions, *by_doctor})),
    )
