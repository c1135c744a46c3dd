"""Section 5.2: blood, heart, pressure."""

from intake.regions import LEG
from intake.rules.conditions import When, entry_of, has, lacks, when
from intake.rules.effects import Regional, limits
from intake.rules.facts import Facts
from intake.rules.groups import CUP, FEET, HEAT, LYMPH, PERC, STONES, oils
from intake.rules.rows import SafetyRule, also, from_facts
from intake.vocabulary import CautionCode, Level

HALF_A_YEAR = 180
ANTICOAGULANTS = ("anticoagulant", "antiplatelet_dual")
LEGS_AFTER_CLOT = Regional(LEG, 2, PERC)


def _within_half_a_year(code: str) -> When:
    return entry_of(code, "days_ago null or < 180", lambda entry: (entry.days_ago or 0) < HALF_A_YEAR)


def _longer_ago(code: str) -> When:
    return entry_of(code, "days_ago >= 180", lambda entry: entry.days_ago is not None and entry.days_ago >= HALF_A_YEAR)


@when("dvt_history, days_ago < recent_clot_days", "dvt_history")
def recent_clot(facts: Facts) -> bool:
    days = [entry.days_ago for entry in facts.entries("dvt_history") if entry.days_ago is not None]
    return bool(days) and min(days) < facts.settings.recent_clot_days


@when("reading >= 160 or >= 100")
def high_reading(facts: Facts) -> bool:
    return facts.reading_from(160, 100)


@when("reading of days_ago null or <= 1, >= 180 or >= 120")
def very_high_reading(facts: Facts) -> bool:
    return facts.reading_from(180, 120) and (facts.reading.days_ago or 0) <= 1


@when("reading >= 140 or >= 90, below 160 and 100")
def raised_reading(facts: Facts) -> bool:
    return facts.reading_from(140, 90) and not facts.reading_from(160, 100)


@when("reading < 90 or < 60")
def low_reading(facts: Facts) -> bool:
    return facts.reading is not None and (facts.reading.systolic < 90 or facts.reading.diastolic < 60)


FRESH_HEART_EVENT = _within_half_a_year("recent_cardiac_event")
HEART_DISEASE = _longer_ago("recent_cardiac_event") | has("heart_disease")
WEAK_HEART = has("heart_failure", "aneurysm") | (has("arrhythmia") & has(*ANTICOAGULANTS))
UNCONTROLLED_PRESSURE = has("hypertension_uncontrolled") | high_reading
CONTROLLED_PRESSURE = has("hypertension_controlled", "antihypertensive", "antihypertensive_new") | raised_reading
LOW_PRESSURE = has("hypotension") | low_reading

AFTER_CLOT = (limits(cap=3, no=HEAT | CUP | LYMPH, regional=LEGS_AFTER_CLOT),)
THINNED_BLOOD = from_facts(
    "cap 2, or cap 3 where blood_thinner_level is ADAPT",
    lambda facts: limits(cap=3 if facts.settings.blood_thinner_level == Level.ADAPT else 2),
)
HEART_AT_REST = from_facts(
    "cap 2, or cap 3 where heart_disease_level is ADAPT",
    lambda facts: limits(cap=3 if facts.settings.heart_disease_level == Level.ADAPT else 2),
)

ROWS = (
    SafetyRule(
        "S06a", has("dvt_history"), CautionCode.DVT_HISTORY, Level.CLEAR,
        "After a clot your doctor's limits are needed.", "S33 S56 S57",
        AFTER_CLOT, stricter=((Level.STOP, recent_clot),),
    ),
    SafetyRule(
        "S06b", has("clotting_disorder"), CautionCode.CLOTTING_DISORDER, Level.CLEAR,
        "Your doctor's limits are needed first.", "S56 S57",
        AFTER_CLOT,
    ),
    SafetyRule(
        "S06c", has("bleeding_disorder", "low_platelets"), CautionCode.BLEEDING_DISORDER, Level.CLEAR,
        "You may bruise easily; your doctor's limits are needed.", "S56 S58",
        (limits(cap=2, no=STONES),),
    ),
    SafetyRule(
        "S07", has(*ANTICOAGULANTS), CautionCode.ANTICOAGULANT, "blood_thinner_level",
        "Blood thinners make bruising likely: light work, and your doctor's word first.", "S46 S58 S59",
        (limits(no=STONES | CUP | PERC | oils("wintergreen")), THINNED_BLOOD),
    ),
    SafetyRule(
        "S07b", has("aspirin") & lacks(*ANTICOAGULANTS), CautionCode.ANTICOAGULANT, Level.ADAPT,
        "Aspirin makes bruising a little more likely; no cups today.", "TB",
        (limits(cap=4, no=CUP),),
    ),
    SafetyRule(
        "S08a", FRESH_HEART_EVENT, CautionCode.RECENT_CARDIAC_EVENT, Level.CLEAR,
        "The heart comes first: gentle work, once your doctor agrees.", "S44 S63",
        (limits(cap=2, max_minutes=60, no=HEAT | CUP),),
    ),
    SafetyRule(
        "S08b", HEART_DISEASE, CautionCode.HEART_CONDITION, "heart_disease_level",
        "Gentle work, once your doctor agrees.", "S44 S63",
        (limits(no=HEAT | CUP), HEART_AT_REST),
    ),
    SafetyRule(
        "S08c", WEAK_HEART, CautionCode.HEART_CONDITION, Level.CLEAR,
        "Gentle work, once your doctor agrees.", "S44 S45 S63",
        (limits(cap=2, no=HEAT | CUP | LYMPH), also(has("aneurysm"), limits(avoid=["abdomen"]))),
    ),
    SafetyRule(
        "S08d", has("arrhythmia"), CautionCode.HEART_CONDITION, Level.ADAPT,
        "We keep it calm, without strong heat.", "S63",
        (limits(cap=3, no=STONES, ask="Is your heartbeat steady at the moment?"),),
    ),
    SafetyRule(
        "S08e", _within_half_a_year("stroke_history"), CautionCode.STROKE_HISTORY, Level.CLEAR,
        "Your doctor's word comes first.", "S44",
        (limits(cap=2, no=HEAT | CUP),),
    ),
    SafetyRule(
        "S08f", _longer_ago("stroke_history"), CautionCode.STROKE_HISTORY, Level.ADAPT,
        "We work softly, lightly at the neck.", "S44 TB",
        (limits(cap=3, no=STONES, regional=Regional(frozenset({"neck_front", "neck_back"}), 2)),),
    ),
    SafetyRule(
        "S09a", UNCONTROLLED_PRESSURE, CautionCode.HYPERTENSION_UNCONTROLLED, Level.CLEAR,
        "Blood pressure has to be settled first.", "S44 S65",
        (limits(cap=3, no=HEAT | CUP),),
    ),
    SafetyRule(
        "S09b", very_high_reading, CautionCode.HYPERTENSION_UNCONTROLLED, "very_high_reading",
        "This reading is too high today; please speak to a doctor soon.", "S65 TB",
        (limits(cap=3, no=HEAT | CUP),),
    ),
    SafetyRule(
        "S10a", CONTROLLED_PRESSURE, CautionCode.HYPERTENSION_CONTROLLED, Level.ADAPT,
        "Calm strokes suit you; strong heat and vigorous work do not.", "S64 S66 S67",
        (limits(cap=3, no=STONES, tell="rise_slowly"),),
    ),
    SafetyRule(
        "S10b", has("antihypertensive_new"), CautionCode.HYPERTENSION_CONTROLLED, Level.ADAPT,
        "While a new tablet settles in, heat is left out.", "S67",
        (limits(no=HEAT),),
    ),
    SafetyRule(
        "S10c", LOW_PRESSURE, CautionCode.HYPOTENSION, Level.ADAPT,
        "We help you get up slowly.", "S144 S66",
        (limits(tell="rise_slowly"),),
        action="Tell the therapist to help the client up slowly.",
    ),
    SafetyRule(
        "S30b", has("peripheral_artery_disease"), CautionCode.PERIPHERAL_ARTERY_DISEASE, Level.ADAPT,
        "Where blood reaches less well, heat and force can harm.", "S95 S96",
        (limits(cap=3, no=HEAT | FEET, regional=Regional(LEG, 2, PERC)),),
    ),
)  # fmt: skip
