"""Section 5.8, second half: skin care, allergies, scents. What an allergy forbids, nobody lifts."""

from intake.rules.conditions import When, has
from intake.rules.effects import limits
from intake.rules.groups import CBD, CUP, HEAT_PACK, NUT_OIL, SCENT, SCRUB, SEED_OIL, STONES
from intake.rules.rows import SafetyRule, also
from intake.vocabulary import CautionCode, Level

ALLERGY_CODES = frozenset(
    {
        CautionCode.NUT_ALLERGY,
        CautionCode.NUT_ALLERGY_SEVERE,
        CautionCode.SEED_ALLERGY,
        CautionCode.FRAGRANCE_SENSITIVITY,
        CautionCode.LATEX_ALLERGY,
        CautionCode.SILICONE_ALLERGY,
        CautionCode.ADHESIVE_ALLERGY,
    }
)

SUN_AFTER = When("sun_after_session true", lambda facts: facts.answers.sun_after_session is True)
CUPS_MAY_HOLD_LATEX = When("cups may hold latex", lambda facts: not facts.settings.latex_free_cups)

ROWS = (
    SafetyRule(
        "S50b", SUN_AFTER, CautionCode.PHOTOSENSITIVITY, Level.ADAPT,
        "Citrus oils and sun burn the skin.", "S146 S148",
    ),
    SafetyRule(
        "S50c", has("skin_thinning_steroid", "sensitive_skin"), CautionCode.FRAGILE_SKIN, Level.ADAPT,
        "Soft hands and a plain oil.", "S135 S145",
        (limits(no=SCRUB), also(has("skin_thinning_steroid"), limits(cap=3, no=STONES | CUP))),
    ),
    SafetyRule(
        "S51a", has("nuts", "nuts_severe"), CautionCode.NUT_ALLERGY, Level.ADAPT,
        "No nut-based oil will be used.", "S157-S160",
        (limits(no=NUT_OIL),),
        action='Print "no nut oil" on the therapist\'s sheet.',
    ),
    SafetyRule(
        "S51b", has("nuts_severe"), CautionCode.NUT_ALLERGY_SEVERE, Level.ADAPT,
        "The room is cleared of nut products.", "S157",
        (limits(no=NUT_OIL | SEED_OIL | SCRUB | CBD),),
        action="Have the room cleared and surfaces wiped.",
    ),
    SafetyRule(
        "S51c", has("seeds"), CautionCode.SEED_ALLERGY, Level.ADAPT,
        "No seed-based oil will be used.", "S157",
        (limits(no=SEED_OIL | CBD),),
    ),
    SafetyRule(
        "S51d", has("fragrance"), CautionCode.FRAGRANCE_SENSITIVITY, Level.ADAPT,
        "Unscented for you.", "S9",
        (limits(no=SCENT),),
    ),
    SafetyRule(
        "S51e", has("latex"), CautionCode.LATEX_ALLERGY, Level.ADAPT,
        "No latex gloves, bands or cups.", "S160 TB",
        (also(CUPS_MAY_HOLD_LATEX, limits(no=CUP)),),
        action="Have latex taken out of the room.",
    ),
    SafetyRule(
        "S51f", has("silicone"), CautionCode.SILICONE_ALLERGY, Level.ADAPT,
        "No silicone cups.", "S155",
        (limits(no=CUP),),
    ),
    SafetyRule(
        "S51g", has("adhesive"), CautionCode.ADHESIVE_ALLERGY, Level.ADAPT,
        "No tape, patches or stick-on heat packs.", "TB",
        (limits(no=HEAT_PACK),),
    ),
    SafetyRule(
        "S52", has("asthma", "copd"), CautionCode.ASTHMA, Level.ADAPT,
        "Sharp scents can set it off; unscented unless you ask.", "S109 S110",
        (also(has("copd"), limits(ask="Can you lie flat?")),),
    ),
)  # fmt: skip
