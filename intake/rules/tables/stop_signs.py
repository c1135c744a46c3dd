"""Section 5.1: stop signs and illness."""

from intake.regions import CHEST
from intake.rules.clot import clot_places, clot_risk, suspected_clot
from intake.rules.conditions import HEADACHE, has, lacks, when
from intake.rules.effects import Effects, limits
from intake.rules.facts import SIGNS, Facts
from intake.rules.groups import CUP, FORCED, HEAT, LYMPH
from intake.rules.rows import SafetyRule, also, from_facts
from intake.vocabulary import CautionCode, Level

HEART_CONDITIONS = ("heart_disease", "heart_failure", "arrhythmia", "recent_cardiac_event", "aneurysm")
INFLAMED = ("inflammatory_arthritis", "inflammatory_arthritis_flare")
LOW_PRESSURE = ("hypotension", "antihypertensive", "antihypertensive_new")
UNEXPLAINED = ("unknown_cause", "night_pain", "worsening")
FRESH_INJURY_DAYS = 3

NO_INJURY = when("no injury")(lambda facts: facts.answers.injury is None)
NO_PLACE = when("no place of pain")(lambda facts: not facts.places)
CLOT = when("F15 suspected clot")(suspected_clot)
CLOT_OR_RISK = when("F15 clot or its risk")(lambda facts: clot_risk(facts) or suspected_clot(facts))
CHEST_PAIN = when("chest in the places of pain", "pain")(lambda facts: bool(facts.places & CHEST))
ABDOMEN_PAIN = when("abdomen in the places of pain", "pain")(lambda facts: "abdomen" in facts.places)

HEART_SIGNS = (
    has("chest_pressure")
    | (has("arm_ache") & has("breathlessness"))
    | (has("arm_ache", "breathlessness") & has(*HEART_CONDITIONS))
    | (has("sudden_severe") & CHEST_PAIN)
)
BREATHLESS = has("breathlessness")
LUNGS = has("asthma", "copd")
SUDDEN = has("sudden_severe")
SUDDEN_HEADACHE = SUDDEN & (HEADACHE | (NO_PLACE & NO_INJURY))
ALARMING_HEADACHE = HEADACHE & has("fever", "confusion", "weakness_increasing")


@when("sudden_severe with a place of pain, no headache and no injury of the last 3 days", "sudden_severe")
def sudden_pain_somewhere(facts: Facts) -> bool:
    injury = facts.answers.injury
    fresh = injury is not None and injury.days_ago is not None and injury.days_ago <= FRESH_INJURY_DAYS
    return facts.has("sudden_severe") and bool(facts.places) and not facts.headache and not fresh


UNEXPLAINED_PAIN = (
    has("unexplained_weight_loss")
    | (has("unknown_cause") & has("night_pain", "worsening"))
    | (has("cancer_history") & has(*UNEXPLAINED))
    | sudden_pain_somewhere
)


def _swollen_without_reason(facts: Facts) -> bool:
    explained = facts.answers.injury or facts.has("lymphedema", *INFLAMED)
    return facts.has("one_sided_swelling", *SIGNS) and not explained


@when("swollen, hot or red; no clot, injury, inflammatory arthritis or lymphedema", "one_sided_swelling", *SIGNS)
def unexplained_swelling(facts: Facts) -> bool:
    return _swollen_without_reason(facts) and not suspected_clot(facts)


def _off_clot(facts: Facts) -> Effects:
    """The limb, and what S39b would leave out if it were no clot: a graver sign never opens a place again."""
    limb = clot_places(facts) or frozenset()
    return limits(avoid=limb | facts.places if _swollen_without_reason(facts) else limb)


KEEP_OFF_CLOT = from_facts("avoid the sore legs, or the arm, and what S39b would avoid", _off_clot)
KEEP_OFF_PAIN = from_facts("avoid the places of pain", lambda facts: limits(avoid=facts.places))

ROWS = (
    SafetyRule(
        "S01", has("fever"), CautionCode.FEVER, Level.STOP,
        "With a fever a massage should wait.", "S41 S44",
        (limits(no=HEAT | CUP | LYMPH),),
    ),
    SafetyRule(
        "S02a", has("flu", "vomiting"), CautionCode.INFECTIOUS_ILLNESS, Level.STOP,
        "Please come when you are well; it protects you and the therapist.", "S43 S47",
        (limits(no=HEAT),),
    ),
    SafetyRule(
        "S02b", has("cold"), CautionCode.INFECTIOUS_ILLNESS, "cold_level",
        "A cold is better rested at home.", "S43 S46",
    ),
    SafetyRule(
        "S03", has("alcohol", "drugs", "hangover"), CautionCode.INTOXICATED, Level.STOP,
        "After alcohol or drugs you cannot judge pressure and heat.", "S43 S44",
        (limits(no=HEAT),),
    ),
    SafetyRule(
        "S04a", HEART_SIGNS, CautionCode.CARDIAC_WARNING_SIGNS, Level.STOP,
        "These signs need medical help now.", "S62",
        (limits(urgent=True),),
    ),
    SafetyRule(
        "S04b", has("arm_ache"), CautionCode.CARDIAC_WARNING_SIGNS, Level.ASK,
        "An aching arm should be understood first.", "S62",
        (limits(ask="Is the arm ache new, or does it come with effort?"),),
    ),
    SafetyRule(
        "S04c", BREATHLESS & lacks("asthma", "copd"), CautionCode.BREATHLESSNESS, Level.STOP,
        "New shortness of breath should be looked at first.", "S62",
        (also(CLOT_OR_RISK, limits(urgent=True)),),
    ),
    SafetyRule(
        "S04d", BREATHLESS & LUNGS, CautionCode.BREATHLESSNESS, Level.ASK,
        "Breathing has to be easy before you lie down.", "S62 S110",
        (limits(positions=["not_prone"], ask="Is this your usual breathing, and can you lie down with it?"),),
    ),
    SafetyRule(
        "S05", CLOT, CautionCode.SUSPECTED_DVT, Level.STOP,
        "One sore, swollen limb can be a clot; have it checked first.", "S51-S54 S130",
        (limits(urgent=True, no=LYMPH), KEEP_OFF_CLOT),
    ),
    SafetyRule(
        "S22", has("saddle_numbness", "bladder_bowel_change", "weakness_increasing"),
        CautionCode.CAUDA_EQUINA_SIGNS, Level.STOP,
        "These back signs are an emergency.", "S77 S78",
        (limits(urgent=True),),
    ),
    SafetyRule(
        "S23a", SUDDEN_HEADACHE, CautionCode.THUNDERCLAP_HEADACHE, Level.STOP,
        "A sudden, worst headache needs medical care now.", "S115",
        # The cap of S24b, whose place this row takes when the pain turns out to be a headache.
        (limits(urgent=True, cap=3),),
    ),
    SafetyRule(
        "S23b", ALARMING_HEADACHE, CautionCode.THUNDERCLAP_HEADACHE, Level.STOP,
        "Such a headache needs medical care now.", "S115",
        (limits(urgent=True),),
    ),
    SafetyRule(
        "S24a", has("confusion") | (SUDDEN & ABDOMEN_PAIN), CautionCode.UNEXPLAINED_PAIN_RED_FLAG, Level.STOP,
        "This needs medical help now.", "S62 TB",
        (limits(urgent=True),),
    ),
    SafetyRule(
        "S24b", UNEXPLAINED_PAIN, CautionCode.UNEXPLAINED_PAIN_RED_FLAG, Level.CLEAR,
        "Pain that nobody has explained should be looked at first.", "S41 S42 S56",
        (limits(cap=3, tell="see_doctor"),),
    ),
    SafetyRule(
        "S24c", has("night_pain") & has("worsening"), CautionCode.UNEXPLAINED_PAIN_RED_FLAG, Level.ASK,
        "Pain that wakes you and grows should be understood.", "S42",
        (limits(ask="Has a doctor looked at this pain?"),),
    ),
    SafetyRule(
        "S24d", has("dizziness") & lacks(*LOW_PRESSURE), CautionCode.UNEXPLAINED_PAIN_RED_FLAG, Level.ASK,
        "Dizziness should be understood before you lie down.", "S74 TB",
        (limits(cap=3, no=FORCED, ask="When do you feel dizzy, and has it been looked at?"),),
    ),
    SafetyRule(
        "S39b", unexplained_swelling, CautionCode.SWELLING_ASK, Level.ASK,
        "We keep off an unexplained swelling and suggest a check.", "S33 S101",
        (
            limits(ask="Since when is it swollen or hot, and has it been looked at?", tell="see_doctor"),
            KEEP_OFF_PAIN,
        ),
    ),
)  # fmt: skip
