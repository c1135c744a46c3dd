"""The third stage: what all findings say together. No operator here knows an order (domain rules, section 1)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from intake.regions import MAP_ORDER, in_map_order
from intake.rules.effects import Regional, least
from intake.rules.findings import Finding
from intake.rules.groups import ADD_ONS, NOTHING, TECHNIQUES
from intake.rules.screening import Caution, ForbiddenAddOn, RegionalLimit
from intake.vocabulary import AddOnCode, Level, TechniqueCode

TECHNIQUE_ORDER = {code.value: place for place, code in enumerate(TechniqueCode)}
ADD_ON_ORDER = {code.value: place for place, code in enumerate(AddOnCode)}


@dataclass(frozen=True)
class Merged:
    """All limits together; `cap` and `max_minutes` are None where nothing limits them."""

    cautions: tuple[Caution, ...]
    cap: int | None
    max_minutes: int | None
    forbidden: frozenset[str]
    forbidden_add_ons: tuple[ForbiddenAddOn, ...]
    avoid: frozenset[str]
    regional: tuple[RegionalLimit, ...]
    positions: frozenset[str]
    questions: tuple[tuple[int, str], ...]
    tell: frozenset[str]
    urgent: bool
    relaxation: bool

    @property
    def strictest(self) -> Level | None:
        """The level of the strictest caution."""
        return self.cautions[0].level if self.cautions else None


def merge(findings: Sequence[Finding]) -> Merged:
    """Findings as one set of cautions and limits, whatever order they come in."""
    effects = [finding.effects for finding in findings]
    cautions = merged_cautions(findings)
    return Merged(
        cautions=cautions,
        cap=least(each.cap for each in effects),
        max_minutes=least(each.max_minutes for each in effects),
        forbidden=NOTHING.union(*(each.forbids for each in effects)),
        forbidden_add_ons=forbidden_add_ons(findings, cautions),
        avoid=NOTHING.union(*(each.avoid for each in effects)),
        regional=regional_limits(findings),
        positions=NOTHING.union(*(each.positions for each in effects)),
        questions=tuple(_questions(findings)),
        tell=NOTHING.union(*(each.tell for each in effects)),
        urgent=any(each.effects.urgent and each.level == Level.STOP for each in findings),
        relaxation=any(each.relaxation for each in effects),
    )


def merged_cautions(findings: Iterable[Finding]) -> tuple[Caution, ...]:
    """One caution a code: strictest level, union of regions and rules; words of the strictest row, else the first."""
    by_code: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.code and finding.level:
            by_code[finding.code].append(finding)
    cautions = (_caution(group) for group in by_code.values())
    return tuple(sorted(cautions, key=lambda caution: (caution.level.rank, caution.code)))


def _caution(group: list[Finding]) -> Caution:
    first = min(group, key=lambda finding: (finding.level.rank, finding.row, finding.rules))
    return Caution(
        code=first.code,
        level=first.level,
        regions=in_map_order(NOTHING.union(*(finding.effects.regions for finding in group))),
        reason=first.sentence,
        desk_action=first.action,
        source=first.source,
        rules=tuple(sorted({rule for finding in group for rule in finding.rules})),
    )


def forbidden_add_ons(findings: Iterable[Finding], cautions: Iterable[Caution]) -> tuple[ForbiddenAddOn, ...]:
    """Each add-on that is ruled out, with the strictest caution that forbids it, on a tie the first row's."""
    standing = {caution.code: caution for caution in cautions}
    behind_all = len(Level)

    def strictness(finding: Finding) -> tuple[int, int, str]:
        caution = standing.get(finding.code)
        return caution.level.rank if caution else behind_all, finding.row, finding.code or ""

    forbidden: dict[str, ForbiddenAddOn] = {}
    for finding in sorted(findings, key=strictness):
        caution = standing.get(finding.code)
        for code in finding.effects.forbids & ADD_ONS:
            reason, because = (caution.reason, caution.code.value) if caution else (finding.sentence, "")
            forbidden.setdefault(code, ForbiddenAddOn(AddOnCode(code), reason, because))
    return tuple(forbidden[code] for code in sorted(forbidden, key=ADD_ON_ORDER.__getitem__))


def regional_limits(findings: Iterable[Finding]) -> tuple[RegionalLimit, ...]:
    """The set of limits that hold on some regions only."""
    limits = {_regional(limit, finding.code or "") for finding in findings for limit in finding.effects.regional}
    return tuple(sorted(limits, key=_regional_key))


def _regional(limit: Regional, because: str) -> RegionalLimit:
    return RegionalLimit(
        regions=in_map_order(limit.regions),
        max_pressure=limit.cap,
        forbidden_techniques=in_technique_order(limit.forbids),
        forbidden_add_ons=in_add_on_order(limit.forbids),
        because=str(because),
    )


def _regional_key(limit: RegionalLimit) -> tuple[object, ...]:
    places = tuple(MAP_ORDER[region] for region in limit.regions)
    return limit.because, places, limit.max_pressure or 0, limit.forbidden_techniques, limit.forbidden_add_ons


def in_technique_order(codes: Iterable[str]) -> tuple[TechniqueCode, ...]:
    """The techniques among these codes, in the contract's order."""
    return tuple(TechniqueCode(code) for code in sorted(TECHNIQUES & set(codes), key=TECHNIQUE_ORDER.__getitem__))


def in_add_on_order(codes: Iterable[str]) -> tuple[AddOnCode, ...]:
    """The add-ons among these codes, in the contract's order."""
    return tuple(AddOnCode(code) for code in sorted(ADD_ONS & set(codes), key=ADD_ON_ORDER.__getitem__))


def _questions(findings: Iterable[Finding]) -> Iterable[tuple[int, str]]:
    return ((finding.row, question) for finding in findings for question in finding.effects.questions)
