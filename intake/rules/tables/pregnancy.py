"""Section 5.3: pregnancy."""

from intake.regions import LEG
from intake.rules.conditions import PREGNANT, has, when
from intake.rules.effects import Regional, limits
from intake.rules.facts import Facts
from intake.rules.groups import CBD, CUP, FEET, HEAT, PERC, SCENT
from intake.rules.rows import SafetyRule
from intake.rules.tables.blood import FRESH_HEART_EVENT, HEART_DISEASE, WEAK_HEART
from intake.vocabulary import CautionCode, Level

FIRST_WEEKS = 13
RISKY_CONDITIONS = (
    has(
        "hypertension_controlled",
        "hypertension_uncontrolled",
        "diabetes",
        "diabetes_unstable",
        "dvt_history",
        "clotting_disorder",
    )
    | FRESH_HEART_EVENT
    | HEART_DISEASE
    | WEAK_HEART
)
RISKY_COMPLICATIONS = has("multiple_gestation", "pregnancy_diabetes", "hypertension", "preterm_history", "losses")


@when("weeks < 13", "pregnancy")
def first_weeks(facts: Facts) -> bool:
    weeks = facts.answers.pregnancy_weeks
    return weeks is not None and weeks < FIRST_WEEKS


@when("pregnant, weeks unknown", "pregnancy")
def weeks_unknown(facts: Facts) -> bool:
    return facts.pregnant and facts.answers.pregnancy_weeks is None


@when("weeks >= side_lying_from_week", "pregnancy")
def later_weeks(facts: Facts) -> bool:
    weeks = facts.answers.pregnancy_weeks
    return weeks is not None and weeks >= facts.settings.side_lying_from_week


@when("age in pregnancy_ages")
def risky_age(facts: Facts) -> bool:
    ages, age = facts.settings.pregnancy_ages, facts.answers.age
    return ages is not None and age is not None and not ages[0] <= age <= ages[1]


ROWS = (
    SafetyRule(
        "S11", first_weeks, CautionCode.PREGNANCY_FIRST_TRIMESTER, Level.CLEAR,
        "In the first weeks we ask your midwife or doctor.", "S35 S124 S125",
        (limits(cap=2, no=SCENT),),
    ),
    SafetyRule(
        "S12a", PREGNANT, CautionCode.PREGNANCY, Level.ADAPT,
        "A gentle session is the tested way to ease back and stress.", "S123 S124 S129",
        (
            limits(
                relaxation=True, cap=3, max_minutes=60, no=HEAT | CUP | PERC | FEET | CBD,
                avoid=["abdomen"], regional=Regional(LEG, 2),
            ),
        ),
        action="Book a therapist trained for pregnancy.",
    ),
    SafetyRule(
        "S12b", later_weeks | weeks_unknown, CautionCode.PREGNANCY, Level.ADAPT,
        "You lie on your side, with cushions.", "S124 S126 S127",
        (limits(positions=["side_lying", "not_prone", "not_supine"]),),
    ),
    SafetyRule(
        "S12c", weeks_unknown, CautionCode.PREGNANCY, Level.ASK,
        "The week of pregnancy decides what is right.", "S35",
        (limits(no=SCENT, ask="How many weeks pregnant are you?"),),
    ),
    SafetyRule(
        "S13a", has("sudden_swelling", "severe_headache", "visual_disturbance"),
        CautionCode.PREECLAMPSIA_SIGNS, Level.STOP,
        "Please call your maternity team now.", "S130-S132",
        (limits(urgent=True),),
    ),
    SafetyRule(
        "S13b", has("bleeding", "cramping", "waters_broken"), CautionCode.PREGNANCY_EMERGENCY_SIGNS, Level.STOP,
        "Please call your maternity team now.", "S130-S132",
        (limits(urgent=True),),
    ),
    SafetyRule(
        "S13c", has("placenta_problem"), CautionCode.PREGNANCY_EMERGENCY_SIGNS, Level.STOP,
        "Please speak to your maternity team before any massage.", "S132",
    ),
    SafetyRule(
        "S14", RISKY_COMPLICATIONS | (PREGNANT & (RISKY_CONDITIONS | risky_age)),
        CautionCode.HIGH_RISK_PREGNANCY, Level.CLEAR,
        "A release from your maternity team keeps this safe.", "S129 S133",
    ),
)  # fmt: skip
COMPLICATION_RULES = frozenset({"S13a", "S13b", "S13c", "S14"})
