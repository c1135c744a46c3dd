"""Section 5.6, second half: sugar, nervous system, heat, head, old age."""

from intake.rules.conditions import When, aged, flaring, has, when
from intake.rules.effects import Effects, limits
from intake.rules.facts import Facts
from intake.rules.groups import CUP, FEET, FORCED, HEAT, SCENT, STONES, TAPPING
from intake.rules.rows import SafetyRule, also, from_facts
from intake.vocabulary import CautionCode, Level

FRAIL_WITH_AGE = ("parkinsons", "dementia", "osteoporosis", "osteoporosis_severe", "stroke_history", "heart_failure")
HELP_AT_TABLE = "Plan time to help on and off the table."

DIABETES_HEAT_OFF = When("diabetes_heat off", lambda facts: not facts.settings.diabetes_heat)
EPILEPSY_HEAT_OFF = When("epilepsy_heat off", lambda facts: not facts.settings.epilepsy_heat)
MIGRAINE_NOW = has("migraine_now") | flaring("migraine")
FRAIL = has("frail") | (has(*FRAIL_WITH_AGE) & aged(70))
DISLIKES_HEAT = When("dislikes_heat true", lambda facts: facts.answers.dislikes_heat is True)
INJECTED = When("injection_sites not empty", lambda facts: bool(facts.answers.injection_sites))


@when("age >= old_age")
def very_old(facts: Facts) -> bool:
    return facts.answers.age is not None and facts.answers.age >= facts.settings.old_age


@when("insulin, without injection_sites or insulin_pump", "insulin")
def insulin_somewhere(facts: Facts) -> bool:
    return facts.has("insulin") and not facts.has("insulin_pump") and not facts.answers.injection_sites


def _insulin_places(facts: Facts) -> Effects:
    pumps = (entry.regions or {"abdomen"} for entry in facts.entries("insulin_pump"))
    return limits(avoid=facts.answers.injection_sites.union(*pumps))


ROWS = (
    SafetyRule(
        "S31a", has("diabetes", "insulin"), CautionCode.DIABETES, Level.ADAPT,
        "Eat before you come; tell us if you feel shaky.", "S94 S95",
        (
            limits(ask="Have you eaten, and is your sugar as usual?"),
            also(DIABETES_HEAT_OFF, limits(no=STONES)),
        ),
    ),
    SafetyRule(
        "S31b", has("diabetes_unstable"), CautionCode.DIABETES_UNSTABLE, Level.CLEAR,
        "Sugar that swings should be settled first.", "S44 S94",
        (limits(cap=3, no=HEAT | CUP | FEET),),
    ),
    SafetyRule(
        "S31c", INJECTED | has("insulin_pump"), CautionCode.INSULIN_SITE, Level.LOCAL,
        "We keep off the place of an injection or pump.", "S94 S95",
        (from_facts("avoid these (pump without regions: abdomen)", _insulin_places),),
    ),
    SafetyRule(
        "S31d", insulin_somewhere, CautionCode.INSULIN_SITE, Level.ADAPT,
        "We keep off the place of your last injection.", "S95",
        (limits(ask="Where did you last inject?"),),
    ),
    SafetyRule(
        "S32a", has("multiple_sclerosis"), CautionCode.MULTIPLE_SCLEROSIS, Level.ADAPT,
        "Gentle work without heat.", "S111 S112 TB",
        (limits(cap=3, no=HEAT),),
        stricter=((Level.CLEAR, flaring("multiple_sclerosis")),),
    ),
    SafetyRule(
        "S32b", has("heat_intolerance") | DISLIKES_HEAT, CautionCode.HEAT_INTOLERANCE, Level.ADAPT,
        "Heat is left out for you.", "S139",
        (limits(no=HEAT),),
    ),
    SafetyRule(
        "S33a", has("epilepsy_controlled"), CautionCode.EPILEPSY, Level.ADAPT,
        "Tell us your triggers and what to do.", "S105-S107",
        (
            limits(ask="What sets a seizure off, and what should we do?"),
            also(EPILEPSY_HEAT_OFF, limits(no=STONES)),
        ),
    ),
    SafetyRule(
        "S33b", has("epilepsy_uncontrolled"), CautionCode.EPILEPSY_UNCONTROLLED, Level.CLEAR,
        "Your doctor's word comes first.", "S108",
        (limits(cap=3, no=HEAT | SCENT),),
    ),
    SafetyRule(
        "S41", MIGRAINE_NOW, CautionCode.MIGRAINE_NOW, Level.ADAPT,
        "Quiet, dark, unscented, gentle - or another day.", "S114",
        (limits(cap=2, no=SCENT | HEAT, positions=["supine"], ask="Would you rather move the session?"),),
        action="Offer another day.",
    ),
    SafetyRule(
        "S45a", FRAIL, CautionCode.FRAIL_ELDERLY, Level.ADAPT,
        "Slow and light, with help at the table.", "S83 S113",
        (limits(cap=2, max_minutes=60),),
        action=HELP_AT_TABLE,
    ),
    SafetyRule(
        "S45b", very_old, CautionCode.FRAIL_ELDERLY, Level.ADAPT,
        "Slow and calm, with help at the table.", "S113",
        (limits(cap=3, max_minutes=60),),
        action=HELP_AT_TABLE,
    ),
    SafetyRule(
        "S45c", has("parkinsons"), CautionCode.PARKINSONS, Level.ADAPT,
        "Slow and light, with help at the table.", "S113",
        (limits(cap=2, no=FORCED | TAPPING),),
        action=HELP_AT_TABLE,
    ),
    SafetyRule(
        "S45d", has("dementia"), CautionCode.DEMENTIA, Level.ADAPT,
        "Agreement is asked anew at each visit.", "S113",
        (limits(cap=2, max_minutes=60, ask="Who helps with decisions, and does the client agree today?"),),
        action="Ask the client and the companion for agreement.",
    ),
)  # fmt: skip
