"""Section 5.4: cancer, lymph, organs, immunity."""

from intake.regions import QUADRANT
from intake.rules.conditions import entry_of, has
from intake.rules.effects import Effects, Regional, limits
from intake.rules.facts import NOWHERE, Facts
from intake.rules.groups import CUP, HEAT, LYMPH, PERC, SCENT, SCRUB
from intake.rules.rows import SafetyRule, also, from_facts
from intake.vocabulary import CautionCode, Level

IN_TREATMENT_DAYS = 90

FRESHLY_TREATED = entry_of(
    "cancer_history", "days_ago < 90", lambda entry: entry.days_ago is not None and entry.days_ago < IN_TREATMENT_DAYS
)
TREATED_SOME_TIME = entry_of("cancer_history", "days_ago null", lambda entry: entry.days_ago is None)
TREATED_LONG_AGO = entry_of(
    "cancer_history", "days_ago >= 90", lambda entry: entry.days_ago is not None and entry.days_ago >= IN_TREATMENT_DAYS
)
NODES_SOMEWHERE = entry_of("lymph_nodes_removed", "without regions", lambda entry: not entry.regions)
SWOLLEN_SOMEWHERE = entry_of("lymphedema", "without regions", lambda entry: not entry.regions)


def _quadrants(facts: Facts) -> Effects:
    regions = NOWHERE.union(*(QUADRANT[region] for region in facts.regions_of("lymph_nodes_removed")))
    return limits(cap=facts.settings.node_removal_cap, regional=Regional(regions, 2, HEAT | CUP | PERC))


QUADRANTS = from_facts(
    "cap node_removal_cap; regional the quadrant of each region: 2, no HEAT, CUP, PERC",
    _quadrants,
)
KEEP_OFF_LYMPHEDEMA = from_facts("avoid its regions", lambda facts: limits(avoid=facts.regions_of("lymphedema")))

ROWS = (
    SafetyRule(
        "S15a", has("cancer_in_treatment", "chemotherapy") | FRESHLY_TREATED,
        CautionCode.CANCER_IN_TREATMENT, Level.CLEAR,
        "Touch has to be very light, by trained hands.", "S97 S99 S100",
        (limits(cap=2, max_minutes=60, no=HEAT | CUP | PERC | SCENT | SCRUB | LYMPH),),
        action="Hold the booking, send the letter, choose a therapist trained for this.",
    ),
    SafetyRule(
        "S15b", TREATED_SOME_TIME, CautionCode.CANCER_HISTORY, Level.ASK,
        "When treatment ended decides what is right.", "S97 S98",
        (limits(cap=3, no=CUP, ask="When did treatment end, and were lymph nodes treated?"),),
    ),
    SafetyRule(
        "S15c", TREATED_LONG_AGO, CautionCode.CANCER_HISTORY, Level.ADAPT,
        "We ask about lymph nodes first.", "S97 S98",
        (limits(no=CUP, ask="Were lymph nodes removed or treated?"),),
    ),
    SafetyRule(
        "S16a", has("lymph_nodes_removed"), CautionCode.LYMPH_NODE_REMOVAL, Level.LOCAL,
        "Strong pressure here can start a lasting swelling, so it stays light even on request.", "S97 S98",
        (limits(no=HEAT | CUP | PERC), QUADRANTS),
    ),
    SafetyRule(
        "S16b", NODES_SOMEWHERE, CautionCode.LYMPH_NODE_REMOVAL, Level.ASK,
        "We need to know the side.", "S97",
        (limits(ask="Where were the lymph nodes removed, and on which side?"),),
    ),
    SafetyRule(
        "S17", has("lymphedema"), CautionCode.LYMPHEDEMA, "lymphedema_level",
        "This limb is only for lymph-trained hands.", "S101 S153",
        (
            limits(cap=3, no=HEAT | CUP | PERC),
            KEEP_OFF_LYMPHEDEMA,
            also(SWOLLEN_SOMEWHERE, limits(ask="Which limb is swollen?")),
        ),
    ),
    SafetyRule(
        "S46a", has("kidney_failure", "liver_failure", "organ_transplant"), CautionCode.ORGAN_FAILURE, Level.CLEAR,
        "Your doctor's word comes first.", "S44 S153",
        (limits(cap=2, no=HEAT | CUP | LYMPH),),
    ),
    SafetyRule(
        "S46b", has("immune_suppressed", "organ_transplant"), CautionCode.IMMUNE_SUPPRESSED, Level.ADAPT,
        "We take special care with hygiene.", "S44 TB",
        (limits(no=CUP | SCRUB),),
        action="Book a therapist without a cold.",
    ),
)  # fmt: skip
