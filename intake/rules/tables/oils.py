"""Section 6: oils. No cautions of their own; each row names the caution on whose behalf it forbids."""

from intake.rules.conditions import ALWAYS, PREGNANT, When, aged, has
from intake.rules.effects import limits
from intake.rules.groups import OILS, oils
from intake.rules.rows import OilRule, from_facts
from intake.rules.tables.allergies import SUN_AFTER
from intake.rules.tables.blood import CONTROLLED_PRESSURE, LOW_PRESSURE, UNCONTROLLED_PRESSURE, very_high_reading
from intake.vocabulary import CautionCode

CITRUS = "bergamot lime lemon sweet_orange grapefruit mandarin"

ROWS = (
    OilRule(
        "A05", ((CautionCode.ASTHMA, has("asthma", "copd")),),
        (limits(no=oils("eucalyptus peppermint rosemary wintergreen camphor")),),
        "Sharp scents can set off the lungs.", "S109 S110",
    ),
    OilRule(
        "A06",
        (
            (CautionCode.EPILEPSY, has("epilepsy_controlled")),
            (CautionCode.EPILEPSY_UNCONTROLLED, has("epilepsy_uncontrolled")),
        ),
        (limits(no=oils("rosemary sage fennel hyssop eucalyptus camphor basil")),),
        "This oil is left out with epilepsy.", "S105 S143 S148",
    ),
    OilRule(
        "A07", ((CautionCode.PREGNANCY, PREGNANT),),
        (limits(no=OILS - oils("lavender mandarin sweet_orange neroli")),),
        "This oil is left out in pregnancy.", "S124 S143 S144",
    ),
    OilRule(
        "A08",
        (
            (CautionCode.HYPERTENSION_UNCONTROLLED, UNCONTROLLED_PRESSURE | very_high_reading),
            (CautionCode.HYPERTENSION_CONTROLLED, CONTROLLED_PRESSURE),
        ),
        (limits(no=oils("rosemary thyme sage hyssop eucalyptus peppermint camphor")),),
        "This oil is left out with high blood pressure.", "S143 S146 S148",
    ),
    OilRule(
        "A09", ((CautionCode.HYPOTENSION, LOW_PRESSURE),),
        (limits(no=oils("marjoram clary_sage ylang_ylang")),),
        "This oil is left out with low blood pressure.", "S144 S145",
    ),
    OilRule(
        "A10",
        (
            (CautionCode.PHOTOSENSITIVITY, SUN_AFTER),
            (CautionCode.PHOTOSENSITISING_DRUG, has("isotretinoin", "photosensitising")),
        ),
        (limits(no=oils(CITRUS)),),
        "Citrus oils and sun burn the skin.", "S146 S148",
    ),
    OilRule(
        "A12",
        (
            (CautionCode.ECZEMA, has("eczema_broken")),
            (CautionCode.FRAGILE_SKIN, has("sensitive_skin", "skin_thinning_steroid")),
        ),
        (limits(no=oils("basil cinnamon clove lemongrass peppermint thyme " + CITRUS)),),
        "This oil irritates fragile skin.", "S145 S146",
    ),
    OilRule(
        "A13", ((None, aged(75) | has("frail")),),
        (limits(no=oils("cinnamon clove camphor hyssop"), tell="half_strength"),),
        "This oil is too strong here.", "S143",
    ),
    OilRule(
        "A14",
        (
            (CautionCode.DIABETES, has("diabetes")),
            (CautionCode.DIABETES_UNSTABLE, has("diabetes_unstable")),
        ),
        (limits(no=oils("geranium")),),
        "This oil is left out with diabetes.", "S145",
    ),
    OilRule(
        "A15", ((None, ALWAYS),),
        (from_facts("no never_oils", lambda facts: limits(no=facts.settings.never_oils)),),
        "This oil is never used in the spa.", "S147",
        never=True,
    ),
)  # fmt: skip

# With one of these, aromatherapy is not offered unasked (A20).
SCENT_NEEDS_CARE = frozenset(row.id for row in ROWS) - {"A15"}
MIGRAINE: When = has("migraine", "migraine_now")
