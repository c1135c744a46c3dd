"""Ninety clients, judged as the contract says. Over-blocking fails too."""

import pytest

from intake.vocabulary import Level, Outcome
from tests.intake.rules.contract import VIGNETTES, screened

REFERRED = {Outcome.NOT_TODAY, Outcome.PENDING_CLEARANCE, Outcome.CONSENT_NEEDED}
FREE = {Outcome.BOOKABLE, Outcome.BOOKABLE_WITH_LIMITS}

# Vignettes that the rules answer otherwise on purpose, each with its reason.
KNOWN_DEVIATIONS: dict[str, str] = {}


def verdict_accepted(screening, wanted):
    if wanted == "refer":
        return screening.outcome in REFERRED
    return screening.outcome not in REFERRED and screening.modality == wanted


def flag_raised(screening, flag):
    caution = screening.caution(flag["code"])
    wanted = Level(flag["level"])
    return caution is not None and (wanted == Level.ASK or caution.level.rank <= wanted.rank)


def blocked_too_much(screening, answers, expected):
    """What is held back although the case names no flag."""
    if expected["must_flags"]:
        return []
    wished = set(answers.get("requested_add_ons", ())) - set(expected["forbidden_addons"])
    missing = sorted(wished - set(screening.offered_add_ons))
    return missing + ([screening.outcome.value] if screening.outcome not in FREE else [])


def limits_missed(screening, expected):
    """What a session would hold that the case rules out, or lack that it needs."""
    if screening.outcome == Outcome.NOT_TODAY:
        return []
    focus, pressure = expected["focus_regions"], expected["max_pressure_walton"]
    checks = {
        "add-ons": set(expected["forbidden_addons"]).isdisjoint(screening.offered_add_ons),
        "techniques": set(expected["forbidden_techniques"]).isdisjoint(screening.techniques),
        "pressure": pressure is None or screening.pressure <= pressure,
        "focus": not focus or not set(focus).isdisjoint(screening.focus_regions),
        "avoid": set(expected["avoid_regions"]) <= set(screening.avoid_regions),
        "minutes": screening.minutes >= (expected["min_duration_min"] or 0),
        "position": expected["position"] is None or expected["position"] in screening.positions,
    }
    return [name for name, holds in checks.items() if not holds]


def faults(vignette):
    screening, expected = screened(vignette["answers"]), vignette["expected"]
    accepted = [expected["modality"], *expected["also_acceptable"]]
    missing = [flag for flag in expected["must_flags"] if not flag_raised(screening, flag)]
    verdict = [] if any(verdict_accepted(screening, wanted) for wanted in accepted) else [
        (screening.outcome.value, screening.modality.value)
    ]  # fmt: skip
    limits = limits_missed(screening, expected)
    return [*verdict, *missing, *limits, *blocked_too_much(screening, vignette["answers"], expected)]


@pytest.mark.parametrize("vignette", VIGNETTES, ids=lambda vignette: vignette["id"])
def test_each_client_of_the_contract_gets_what_is_expected(vignette):
    if vignette["id"] in KNOWN_DEVIATIONS:
        assert faults(vignette) != []
    else:
        assert faults(vignette) == []
