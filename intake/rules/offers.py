"""The last stage: focus, pressure, techniques, minutes, add-ons, positions (domain rules, section 10).

It reads the modality, adds no caution and lifts no limit.
"""

from collections.abc import Iterable, Iterator

from intake.regions import MAP_ORDER, ZONE
from intake.rules.effects import least
from intake.rules.facts import NOWHERE, Facts
from intake.rules.groups import DEEP
from intake.rules.merging import Merged
from intake.rules.tables.oils import MIGRAINE, SCENT_NEEDS_CARE
from intake.vocabulary import Modality, Outcome

FOCUS_ZONES = 3
LONG_FOCUS_ZONES = 5
LONG_MINUTES = 90
WISHED_PRESSURE = {"light": 2, "medium": 3, "firm": 4, "deep": 5, "unsure": 3}
USUAL_PRESSURE = 3
STRONG_PRESSURE = 4
FREE_OUTCOMES = frozenset({Outcome.BOOKABLE, Outcome.BOOKABLE_WITH_LIMITS})
CALM_GOALS = frozenset({"relaxation", "pampering", "stress_relief"})
BASE_TECHNIQUES = {
    Modality.RELAXATION: frozenset({"swedish"}),
    Modality.EITHER: frozenset({"swedish", "myofascial"}),
    Modality.THERAPEUTIC: frozenset({"swedish", "neuromuscular", "myofascial", "stretching"}),
}


def focus(facts: Facts, avoid: frozenset[str], minutes: int) -> list[str]:
    """Where the time goes: the most painful places first, in as many zones as the minutes allow."""
    zones: set[int] = set()
    allowed = LONG_FOCUS_ZONES if minutes >= LONG_MINUTES else FOCUS_ZONES
    chosen: list[str] = []
    for region in dict.fromkeys(_by_importance(facts)):
        if region not in avoid:
            zones.add(ZONE[region])
            if len(zones) > allowed:
                break
            chosen.append(region)
    return chosen


def _by_importance(facts: Facts) -> Iterator[str]:
    marks = dict(facts.answers.pain_map)
    yield from sorted(facts.places, key=lambda region: (-marks.get(region, 0), MAP_ORDER[region]))
    yield from _in_order(facts.answers.tension_regions)
    if facts.injury_stage in ("early", "late", "old"):
        yield from _in_order(facts.answers.injury.regions)


def _in_order(regions: Iterable[str]) -> list[str]:
    return sorted(regions, key=MAP_ORDER.__getitem__)


def pressure(facts: Facts, merged: Merged) -> int:
    """The wished pressure, within the cap and the limits of the regions that will be worked on."""
    answers = facts.answers
    worked_on = facts.places | answers.tension_regions | (answers.injury.regions if answers.injury else NOWHERE)
    regional = (limit.max_pressure for limit in merged.regional if worked_on.intersection(limit.regions))
    first = USUAL_PRESSURE if answers.first_massage is True else None
    return least((_wish(facts), first, merged.cap, *regional))


def _wish(facts: Facts) -> int:
    if facts.answers.pressure_preference is None:
        return STRONG_PRESSURE if facts.deep_requested else USUAL_PRESSURE
    return WISHED_PRESSURE[facts.answers.pressure_preference]


def techniques(facts: Facts, modality: Modality, strength: int, forbidden: frozenset[str]) -> frozenset[str]:
    """What the kind of session brings and the client requested, less what is forbidden or too strong."""
    chosen = set(BASE_TECHNIQUES[modality]) | facts.answers.requested_techniques
    if modality == Modality.THERAPEUTIC:
        chosen |= {"trigger_point", "deep_tissue"} | ({"deep_stripping"} if facts.answers.knots else set())
    if strength < STRONG_PRESSURE:
        chosen -= {"deep_tissue"}
    if strength < USUAL_PRESSURE:
        chosen -= DEEP
    return frozenset(chosen - forbidden)


def minutes(facts: Facts, modality: Modality, max_minutes: int | None) -> int:
    """Hands-on minutes: what is asked for or needed, whichever is longer, never beyond the limit."""
    wished = max(facts.answers.requested_minutes or 0, _needed(facts, modality))
    return least((wished, max_minutes))


def _needed(facts: Facts, modality: Modality) -> int:
    zones = len({ZONE[region] for region in facts.places | facts.answers.tension_regions})
    whole_body = facts.answers.coverage == "full_body"
    therapeutic = modality == Modality.THERAPEUTIC
    if (whole_body and facts.places and facts.pain_is(3)) or (therapeutic and zones >= 3):
        return 90
    return 30 if therapeutic and zones == 1 and not whole_body else 60


def add_ons(
    facts: Facts, modality: Modality, outcome: Outcome, merged: Merged, fired: frozenset[str]
) -> frozenset[str]:
    """Add-ons wished for and, where nothing is open, what suits this kind of session; `fired` are the rules' ids."""
    unasked = _unasked(facts, modality, fired) if outcome in FREE_OUTCOMES else set()
    return frozenset((facts.answers.requested_add_ons | unasked) - merged.forbidden)


def _unasked(facts: Facts, modality: Modality, fired: frozenset[str]) -> set[str]:
    if modality == Modality.RELAXATION and not facts.goals.isdisjoint(CALM_GOALS):
        scent_suits = not MIGRAINE(facts) and not fired & SCENT_NEEDS_CARE
        return {"hot_stones", "scalp_massage"} | ({"aromatherapy"} if scent_suits else set())
    if modality == Modality.THERAPEUTIC and facts.answers.knots:
        return {"hot_stones"} | (set() if facts.answers.first_massage else {"cupping"})
    return set()


def positions(facts: Facts, merged: Merged) -> list[str]:
    """How to lie and how not; what the client cannot do is not suggested."""
    gone = {"supine"} if "not_supine" in merged.positions else set()
    if "side" in facts.answers.cannot_lie:
        gone.add("side_lying")
    return sorted(merged.positions - gone)
