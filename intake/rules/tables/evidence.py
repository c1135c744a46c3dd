"""Section 8: points for one kind of session or the other, each with its reason."""

from intake.rules.conditions import CHRONIC, KNOTS, When, has, when
from intake.rules.facts import NOWHERE, Facts
from intake.rules.groups import HEAT, SCENT
from intake.rules.rows import EvidenceRule
from intake.rules.tables.body_systems import FRAIL, MIGRAINE_NOW, very_old
from intake.rules.tables.bones_nerves import SEVERE_OSTEOPOROSIS
from intake.rules.tables.stop_signs import ALARMING_HEADACHE, NO_PLACE, SUDDEN_HEADACHE

T, R, BOTH = "therapeutic", "relaxation", "both"
NAMED_COMPLAINTS = (
    "osteoarthritis",
    "scoliosis",
    "degenerative_disc",
    "spinal_stenosis",
    "herniated_disc",
    "sciatica",
    "cervical_spondylosis",
    "thoracic_outlet",
    "carpal_tunnel",
    "tmj_disorder",
    "ankylosing_spondylitis",
)
FOCUSED_TECHNIQUES = frozenset({"deep_tissue", "neuromuscular", "trigger_point", "deep_stripping", "myofascial"})
HARD_WORK = frozenset({"manual", "repetitive_work", "athlete"})
FOCUSED_GOALS = frozenset({"pain_relief", "injury_recovery", "mobility", "sport_recovery", "headache_relief"})
CALM_GOALS = frozenset({"relaxation", "pampering", "stress_relief"})
SOOTHING_ADD_ONS = HEAT | SCENT | {"scalp_massage"}
SHARED_GOALS = frozenset({"better_sleep", "anxiety_relief", "wellness"})


def goal(*goals: str) -> When:
    """One of these goals was named, as primary or among all."""
    return When(f"goal {' or '.join(goals)}", lambda facts: not facts.goals.isdisjoint(goals))


def answer(field: str, value: object) -> When:
    """The client gave this answer."""
    return When(f"{field} {value}", lambda facts: getattr(facts.answers, field) == value)


def primary(goals: frozenset[str]) -> When:
    """The primary goal is one of these."""
    return When(f"primary_goal among {', '.join(sorted(goals))}", lambda facts: facts.answers.primary_goal in goals)


def score(field: str, least: int) -> When:
    """A score of the client's reaches this."""
    return When(f"{field} >= {least}", lambda facts: (getattr(facts.answers, field) or 0) >= least)


@when("injury of stage early, late or old, no acute places", "injury")
def healing_injury(facts: Facts) -> bool:
    return facts.injury_stage in ("early", "late", "old") and not facts.acute_places


FOCUSED_ALREADY = CHRONIC | healing_injury
NOT_FOCUSED_ALREADY = When("no E01, no E02", lambda facts: not FOCUSED_ALREADY(facts))
NO_KNOTS = When("knots not true", lambda facts: facts.answers.knots is not True)
OPEN_PLACES = When("open places", lambda facts: bool(facts.open_places))
NEW_PAIN = When("pain_days < 7", lambda facts: facts.pain_began(6))
NO_PAIN = When("pain 0 or 1", lambda facts: facts.pain_is(0, 1))
LITTLE_PAIN = When("pain null or <= 1", lambda facts: facts.pain is None or facts.pain <= 1)
NO_STRESS_GOAL = When("goals without stress_relief", lambda facts: "stress_relief" not in facts.goals)
WORKABLE_HISTORY = When(
    "(open places; or no places at all)",
    lambda facts: bool(facts.open_places or not (facts.places | facts.acute_places)),
)
HISTORY = has("same_spot", "position_dependent", "limits_movement") & WORKABLE_HISTORY
CALM_HEADACHE = When(
    "no S23, no S41",
    lambda facts: not (SUDDEN_HEADACHE(facts) or ALARMING_HEADACHE(facts) or MIGRAINE_NOW(facts)),
)
SOFT_NEEDED = has("osteoporosis", "parkinsons", "dementia", "trauma_history") | SEVERE_OSTEOPOROSIS | FRAIL | very_old
BAD_SLEEP = score("sleep_trouble", 7) | score("poor_sleep_nights_per_week", 3)
DEEP_WORK_YESTERDAY = When(
    "last_deep_work_days <= 1",
    lambda facts: facts.answers.last_deep_work_days is not None and facts.answers.last_deep_work_days <= 1,
)


def _named_places(facts: Facts) -> frozenset[str]:
    injury = facts.answers.injury
    return facts.places | facts.answers.tension_regions | (injury.regions if injury else NOWHERE)


@when("coverage specific_areas, unless the only places named are acute")
def certain_spots(facts: Facts) -> bool:
    named = _named_places(facts)
    return facts.answers.coverage == "specific_areas" and not (named and named <= facts.acute_places)


@when("goal pain_relief, and a place that is not acute")
def relief_somewhere(facts: Facts) -> bool:
    return "pain_relief" in facts.goals and bool(_named_places(facts) - facts.acute_places)


@when("goal injury_recovery (not while the stage is acute) or sport_recovery")
def recovery(facts: Facts) -> bool:
    return _recovery_aims(facts) > 0


def _recovery_aims(facts: Facts) -> int:
    healing = "injury_recovery" in facts.goals and facts.injury_stage != "acute"
    return healing + ("sport_recovery" in facts.goals)


@when("goal better_sleep, anxiety_relief, wellness, or pain_relief without any place; activity desk")
def served_by_both(facts: Facts) -> bool:
    shared = not facts.goals.isdisjoint(SHARED_GOALS) or "desk" in facts.answers.activity
    return shared or ("pain_relief" in facts.goals and not _named_places(facts))


def _requests(field: str, codes: frozenset[str], words: str) -> When:
    return When(words, lambda facts: not getattr(facts.answers, field).isdisjoint(codes))


ROWS = (
    EvidenceRule(
        "E01", CHRONIC, T, 4, "Pain for three months or more is what therapeutic massage is for.", "A S24",
    ),
    EvidenceRule("E02", healing_injury, T, 4, "An injury that heals slowly gains from focused work.", "A S30"),
    EvidenceRule(
        "E03", OPEN_PLACES & When("pain >= 4", lambda facts: facts.pain_is(4)) & NOT_FOCUSED_ALREADY, T, 3,
        "One painful place gets the time.", "S162 S163", reduced=(1, NEW_PAIN),
    ),
    EvidenceRule(
        "E04", OPEN_PLACES & When("pain = 3", lambda facts: facts.pain == 3) & NOT_FOCUSED_ALREADY, T, 1,
        "A sore place can be looked after.", "S162",
    ),
    EvidenceRule("E05", KNOTS, T, 3, "Knots - also from stress or overwork - are worked out on the spot.", "A S169"),
    EvidenceRule("E06", HISTORY, T, 2, "A complaint with a history needs focused work.", "S162 S166"),
    EvidenceRule("E07", has(*NAMED_COMPLAINTS), T, 1, "A named complaint of muscles or joints.", "A"),
    EvidenceRule("E08", certain_spots, T, 3, "You want certain spots.", "A"),
    EvidenceRule("E09", answer("style_wish", "thorough"), T, 4, "You asked for a thorough technique.", "A"),
    EvidenceRule(
        "E10", recovery, T, 3, "Recovery is a therapeutic aim.", "S150 S173", times=_recovery_aims,
    ),
    EvidenceRule("E11", goal("mobility"), T, 2, "Movement is a therapeutic aim.", "S166"),
    EvidenceRule("E12", relief_somewhere, T, 2, "You want relief in a certain place.", "S163"),
    EvidenceRule("E13", answer("requested_session", "therapeutic"), T, 4, "You chose it.", "A"),
    EvidenceRule("E14", answer("previous_relaxation_failed", True), T, 2, "Relaxing sessions did not hold.", "S171"),
    EvidenceRule(
        "E15", _requests("requested_techniques", FOCUSED_TECHNIQUES, "a focused technique requested"), T, 2,
        "These belong to therapeutic sessions.", "A",
    ),
    EvidenceRule(
        "E16", _requests("activity", HARD_WORK, "activity manual, repetitive_work or athlete") & OPEN_PLACES, T, 1,
        "Hard-working muscles gain from focused work.", "S173",
    ),
    EvidenceRule(
        "E17", goal("headache_relief") & CALM_HEADACHE, T, 2,
        "Tension headaches gain from work at neck and jaw.", "S163 S166",
    ),
    EvidenceRule("E18", primary(FOCUSED_GOALS), T, 1, "It matters most to you.", "A"),
    EvidenceRule("E20", goal("relaxation", "pampering"), R, 3, "You want to unwind.", "A"),
    EvidenceRule("E21", primary(CALM_GOALS), R, 1, "It matters most to you.", "A"),
    EvidenceRule("E22", goal("stress_relief") & NO_KNOTS, R, 2, "Long, soothing strokes calm stress.", "A S162"),
    EvidenceRule("E23", answer("coverage", "full_body"), R, 2, "Nearly the whole body is covered.", "A"),
    EvidenceRule("E24", answer("style_wish", "smooth"), R, 4, "You asked for something smooth.", "A"),
    EvidenceRule("E25", answer("requested_session", "relaxation"), R, 4, "You chose it.", "A"),
    EvidenceRule(
        "E26", answer("first_massage", True) & NOT_FOCUSED_ALREADY, R, 2, "A first session starts softly.", "S173-S175",
    ),
    EvidenceRule(
        "E27", answer("pressure_preference", "light") & NOT_FOCUSED_ALREADY, R, 2,
        "Light pressure suits a calm session.", "S174",
    ),
    EvidenceRule("E28", NO_PAIN & NO_PLACE & NO_KNOTS, R, 1, "Nothing needs fixing.", "S162"),
    EvidenceRule(
        "E29", score("anxiety", 7) | has("depression", "anxiety_disorder", "substance_recovery"), R, 1,
        "Calm touch helps a tense mind.", "S163 S167 S183",
    ),
    EvidenceRule(
        "E30", _requests("requested_add_ons", SOOTHING_ADD_ONS, "HEAT, SCENT or scalp_massage requested"), R, 1,
        "These belong to relaxation sessions.", "A",
    ),
    EvidenceRule("E31", DEEP_WORK_YESTERDAY, R, 3, "Yesterday's deep work needs rest.", "S174"),
    EvidenceRule("E32", SOFT_NEEDED, R, 2, "Soft, slow work suits you.", "S83 S113"),
    EvidenceRule(
        "E35", score("stress", 7) & NO_STRESS_GOAL & NO_KNOTS, R, 1, "Long, soothing strokes calm stress.", "A",
    ),
    EvidenceRule(
        "E36", BAD_SLEEP & LITTLE_PAIN & NO_PLACE & NO_KNOTS, R, 1, "A calm evening session helps sleep.", "S181",
    ),
    EvidenceRule(
        "E37", _requests("requested_techniques", frozenset({"swedish"}), "swedish requested"), R, 2,
        "These strokes belong to relaxation sessions.", "A",
    ),
    EvidenceRule(
        "E33", served_by_both, BOTH, 0, "Both sessions help with this, by different methods.", "A S150 S182",
    ),
    EvidenceRule(
        "E34", answer("pressure_preference", "firm") | answer("pressure_preference", "deep"), BOTH, 0,
        "Strong pressure is a wish, not a reason; it sets the pressure only.", "S176 S177",
    ),
)  # fmt: skip
