"""F15: does one sore or swollen limb look like a blood clot? A fresh sprain explains it, a long flight does not."""

from intake.answers import Surgery
from intake.regions import ARM, ARM_PARTS, FEET, LEG, LEG_PARTS, SIDES, both, one_side
from intake.rules.facts import NOWHERE, SIGNS, Facts, sides

SURGERY_DAYS = 42
PAIN_DAYS = 42
INJURY_DAYS = 21
CALVES = both("calf")
KNEES_AND_ANKLES = both("knee", "ankle_foot")
# The muscles and the bone beside which the deep veins of a leg run.
VEIN_PLACES = both("calf", "hamstring", "knee", "shin", "quadriceps")
LEG_OF = {side: one_side(side, *LEG_PARTS) for side in SIDES}
HIP_OF = {side: one_side(side, "hip", "gluteal") for side in SIDES}
ARM_OF = {side: one_side(side, *ARM_PARTS) for side in SIDES}
RISKS = ("dvt_history", "clotting_disorder", "cancer_in_treatment", "chemotherapy")


def sore_legs(facts: Facts) -> frozenset[str]:
    """Sore places of the legs, tense calves included."""
    answers = facts.answers
    places = facts.places or (answers.injury.regions if answers.injury else NOWHERE)
    return (places & LEG) | (answers.tension_regions & CALVES)


def clot_risk(facts: Facts) -> bool:
    """What makes a clot more likely."""
    answers = facts.answers
    operated = any(surgery.days_ago is None or _recent(surgery) for surgery in answers.surgeries)
    return bool(answers.recent_travel_or_bedrest) or operated or facts.pregnant or facts.has(*RISKS)


def clot_places(facts: Facts) -> frozenset[str] | None:
    """The places to leave alone where a clot is suspected, perhaps none known; None where nothing looks like one."""
    leg = sore_legs(facts)
    if _leg_clot(facts, leg):
        return leg | (_arm(facts) if _arm_clot(facts) else NOWHERE)
    return _arm(facts) if _arm_clot(facts) else None


def suspected_clot(facts: Facts) -> bool:
    """F15 as yes or no."""
    return clot_places(facts) is not None


def _leg_clot(facts: Facts, sore: frozenset[str]) -> bool:
    one_leg = bool(sore) and len(sides(sore)) == 1
    suspicious = _swollen_on_one_side(facts, sore) or (one_leg and (facts.has(*SIGNS) or _sore_after_risk(facts, sore)))
    return suspicious and not _explained(facts, sore)


def _swollen_on_one_side(facts: Facts, sore: frozenset[str]) -> bool:
    """Case 1."""
    injury = facts.answers.injury
    nowhere_named = not facts.places and not (injury and injury.regions)
    return facts.has("one_sided_swelling") and (bool(sore) or nowhere_named)


def _sore_after_risk(facts: Facts, sore: frozenset[str]) -> bool:
    """Case 3: soreness over the deep veins after a journey, bed rest, an operation elsewhere, or with a known risk."""
    days = facts.answers.pain_days
    if not sore & VEIN_PLACES or (days is not None and days > PAIN_DAYS):
        return False
    if facts.answers.recent_travel_or_bedrest or facts.has("dvt_history", "clotting_disorder"):
        return True
    leg = LEG_OF[next(iter(sides(sore)))]
    return any(_recent(surgery) and not surgery.regions & leg for surgery in facts.answers.surgeries)


def _explained(facts: Facts, sore: frozenset[str]) -> bool:
    """Whether every side with a sore leg has a harmless reason; nothing explains a swelling without a place."""
    return bool(sore) and all(_side_explained(facts, sore, side) for side in sides(sore))


def _side_explained(facts: Facts, sore: frozenset[str], side: str) -> bool:
    injured = _fresh_injury_on(facts, side)
    if clot_risk(facts):
        return injured and sore <= FEET
    return injured or _joints_explain(facts, sore) or _lymph_explains(facts, side)


def _fresh_injury_on(facts: Facts, side: str) -> bool:
    injury = facts.answers.injury
    if injury is None or injury.days_ago is None or injury.days_ago > INJURY_DAYS:
        return False
    return bool(injury.regions & (LEG_OF[side] | HIP_OF[side]))


def _joints_explain(facts: Facts, sore: frozenset[str]) -> bool:
    return sore <= KNEES_AND_ANKLES and facts.has("inflammatory_arthritis", "inflammatory_arthritis_flare")


def _lymph_explains(facts: Facts, side: str) -> bool:
    on_that_leg = facts.regions_of("lymphedema") & LEG_OF[side]
    return bool(on_that_leg) and not facts.has("heat", "redness")


def _arm(facts: Facts) -> frozenset[str]:
    """The one arm that is sore, whole; nothing where both or none are."""
    sore = facts.places & ARM
    return ARM_OF[next(iter(sides(sore)))] if len(sides(sore)) == 1 else NOWHERE


def _arm_clot(facts: Facts) -> bool:
    """Case 4."""
    if not facts.has("one_sided_swelling") or facts.places & LEG or not _arm(facts):
        return False
    injury = facts.answers.injury
    told = (injury.regions if injury else NOWHERE) | facts.regions_of("lymphedema", "lymph_nodes_removed")
    return (facts.has("heat", "redness") or clot_risk(facts)) and not told & _arm(facts)


def _recent(surgery: Surgery) -> bool:
    return surgery.days_ago is not None and surgery.days_ago <= SURGERY_DAYS
