"""What the rules answer with."""

from intake.vocabulary.words import Word


class CautionCode(Word):
    """What to be careful about."""

    ACUTE_INJURY = "acute_injury", "A fresh injury"
    ACUTE_WHIPLASH = "acute_whiplash", "A fresh crash or blow"
    ADHESIVE_ALLERGY = "adhesive_allergy", "Allergy to sticking plaster"
    ANTICOAGULANT = "anticoagulant", "Blood thinner"
    ASTHMA = "asthma", "Asthma or COPD"
    BLEEDING_DISORDER = "bleeding_disorder", "Bleeding disorder"
    BREATHLESSNESS = "breathlessness", "Shortness of breath"
    CANCER_HISTORY = "cancer_history", "Cancer in the past"
    CANCER_IN_TREATMENT = "cancer_in_treatment", "Cancer in treatment"
    CARDIAC_WARNING_SIGNS = "cardiac_warning_signs", "Warning signs of the heart"
    CAUDA_EQUINA_SIGNS = "cauda_equina_signs", "Warning signs of the back"
    CLOTTING_DISORDER = "clotting_disorder", "Clotting disorder"
    CONTAGIOUS_SKIN = "contagious_skin", "Skin that can spread"
    CONTRADICTORY_ANSWERS = "contradictory_answers", "Answers that do not fit"
    DEMENTIA = "dementia", "Dementia"
    DIABETES = "diabetes", "Diabetes"
    DIABETES_UNSTABLE = "diabetes_unstable", "Diabetes that swings"
    DVT_HISTORY = "dvt_history", "Blood clot in the past"
    ECZEMA = "eczema", "Eczema"
    EPILEPSY = "epilepsy", "Epilepsy"
    EPILEPSY_UNCONTROLLED = "epilepsy_uncontrolled", "Epilepsy, not under control"
    EVENT_TOO_CLOSE_FOR_DEEP = "event_too_close_for_deep", "A race or match is close"
    FEVER = "fever", "Fever"
    FIBROMYALGIA = "fibromyalgia", "Fibromyalgia"
    FRACTURE = "fracture", "A broken bone"
    FRAGILE_SKIN = "fragile_skin", "Fragile skin"
    FRAGRANCE_SENSITIVITY = "fragrance_sensitivity", "Reaction to scents"
    FRAIL_ELDERLY = "frail_elderly", "Frailty or old age"
    FREE_TEXT_MENTION = "free_text_mention", "Something in the note"
    HEART_CONDITION = "heart_condition", "Heart condition"
    HEAT_INTOLERANCE = "heat_intolerance", "No heat"
    HERNIATED_DISC = "herniated_disc", "Slipped disc"
    HIGH_RISK_PREGNANCY = "high_risk_pregnancy", "High-risk pregnancy"
    HYPERTENSION_CONTROLLED = "hypertension_controlled", "High blood pressure, under control"
    HYPERTENSION_UNCONTROLLED = "hypertension_uncontrolled", "High blood pressure, not under control"
    HYPOTENSION = "hypotension", "Low blood pressure"
    IMMUNE_SUPPRESSED = "immune_suppressed", "Weakened immune system"
    IMPLANTED_DEVICE = "implanted_device", "Implanted device"
    IMPLANTED_DEVICE_NEW = "implanted_device_new", "Implanted device, new"
    INCOMPLETE_HEALTH_HISTORY = "incomplete_health_history", "Health questions still open"
    INFECTIOUS_ILLNESS = "infectious_illness", "Catching illness"
    INFLAMMATORY_ARTHRITIS_ASK_FLARE = "inflammatory_arthritis_ask_flare", "Inflammatory arthritis"
    INFLAMMATORY_ARTHRITIS_FLARE = "inflammatory_arthritis_flare", "Inflammatory arthritis, in a flare"
    INSULIN_SITE = "insulin_site", "Insulin injection or pump"
    INTOXICATED = "intoxicated", "Alcohol or drugs today"
    LATEX_ALLERGY = "latex_allergy", "Latex allergy"
    LYMPH_NODE_REMOVAL = "lymph_node_removal", "Lymph nodes removed or treated"
    LYMPHEDEMA = "lymphedema", "Lymphoedema"
    METAL_IMPLANT = "metal_implant", "Metal in the body"
    MIGRAINE_NOW = "migraine_now", "Migraine right now"
    MINOR_GUARDIAN_CONSENT = "minor_guardian_consent", "Under 18"
    MULTIPLE_SCLEROSIS = "multiple_sclerosis", "Multiple sclerosis"
    MUSCLE_RELAXANT_RECENT = "muscle_relaxant_recent", "Muscle relaxant, taken today"
    NEURO_SIGNS_AFTER_TRAUMA = "neuro_signs_after_trauma", "Nerve signs after a blow"
    NEUROPATHY = "neuropathy", "Reduced feeling"
    NUT_ALLERGY = "nut_allergy", "Nut allergy"
    NUT_ALLERGY_SEVERE = "nut_allergy_severe", "Severe nut allergy"
    ONSET_UNKNOWN = "onset_unknown", "Cause or beginning not known"
    OPEN_WOUND = "open_wound", "Open wound or burn"
    OPIOID_REDUCED_FEEDBACK = "opioid_reduced_feedback", "Strong painkiller"
    ORGAN_FAILURE = "organ_failure", "Kidney, liver or transplant"
    OSTEOARTHRITIS = "osteoarthritis", "Worn joints (osteoarthritis)"
    OSTEOPOROSIS = "osteoporosis", "Osteoporosis"
    OSTEOPOROSIS_SEVERE = "osteoporosis_severe", "Severe osteoporosis"
    PARKINSONS = "parkinsons", "Parkinson's disease"
    PAST_SURGERY = "past_surgery", "Operation in the past"
    PERIPHERAL_ARTERY_DISEASE = "peripheral_artery_disease", "Poor circulation in the legs"
    PHOTOSENSITISING_DRUG = "photosensitising_drug", "Skin sensitive to heat and light"
    PHOTOSENSITIVITY = "photosensitivity", "Sun after the session"
    POSITIONING_NO_PRONE = "positioning_no_prone", "Cannot lie on the front"
    POSITIONING_NO_SIDE = "positioning_no_side", "Cannot lie on the side"
    POSITIONING_NO_SUPINE = "positioning_no_supine", "Cannot lie on the back"
    PREECLAMPSIA_SIGNS = "preeclampsia_signs", "Warning signs in pregnancy"
    PREGNANCY = "pregnancy", "Pregnancy"
    PREGNANCY_EMERGENCY_SIGNS = "pregnancy_emergency_signs", "Emergency signs in pregnancy"
    PREGNANCY_FIRST_TRIMESTER = "pregnancy_first_trimester", "First weeks of pregnancy"
    PRESSURE_EXPECTATION = "pressure_expectation", "What strong pressure is for"
    PSORIASIS = "psoriasis", "Psoriasis"
    RADIATING_PAIN = "radiating_pain", "Irritated nerve"
    RECENT_BOTOX = "recent_botox", "Fresh cosmetic injection"
    RECENT_CARDIAC_EVENT = "recent_cardiac_event", "Recent heart attack or operation"
    RECENT_SURGERY = "recent_surgery", "Recent operation"
    SEDATIVE_REDUCED_FEEDBACK = "sedative_reduced_feedback", "Sleeping or calming tablets"
    SEED_ALLERGY = "seed_allergy", "Seed allergy"
    SILICONE_ALLERGY = "silicone_allergy", "Silicone allergy"
    SKIN_INFECTION = "skin_infection", "Infected skin"
    SKIN_RASH = "skin_rash", "Irritated skin"
    SPINAL_CONDITION = "spinal_condition", "Spinal condition"
    STROKE_HISTORY = "stroke_history", "Stroke"
    SUBACUTE_INJURY = "subacute_injury", "Healing injury"
    SUBSTANCE_RECOVERY = "substance_recovery", "Recovery from addiction"
    SUNBURN = "sunburn", "Sunburn"
    SURGERY_RECENT_CLEARED = "surgery_recent_cleared", "Recent operation, surgeon agreed"
    SUSPECTED_DVT = "suspected_dvt", "Signs of a blood clot"
    SWELLING_ASK = "swelling_ask", "Unexplained swelling"
    THUNDERCLAP_HEADACHE = "thunderclap_headache", "Alarming headache"
    TRAUMA_INFORMED = "trauma_informed", "Care after a trauma"
    UNDIAGNOSED_LUMP = "undiagnosed_lump", "Lump that no doctor has seen"
    UNEXPLAINED_PAIN_RED_FLAG = "unexplained_pain_red_flag", "Unexplained pain"
    VARICOSE_VEINS = "varicose_veins", "Varicose veins"


class Level(Word):
    """How strict a caution is, strictest first."""

    STOP = "STOP", "Not today"
    CLEAR = "CLEAR", "Doctor's word first"
    CONSENT = "CONSENT", "Guardian's signature first"
    ASK = "ASK", "Ask first"
    LOCAL = "LOCAL", "Leave areas out"
    ADAPT = "ADAPT", "Adapt the session"

    @property
    def rank(self) -> int:
        """0 for the strictest level, growing as they get milder."""
        return RANK[self]

    @property
    def outcome(self) -> "Outcome":
        """What a screening comes to whose strictest caution has this level."""
        return OUTCOME_OF[self]


class Outcome(Word):
    """What the answers alone allow, by the strictest caution, freest first."""

    BOOKABLE = "bookable", "Can be booked"
    BOOKABLE_WITH_LIMITS = "bookable_with_limits", "Can be booked, with limits"
    ASK_FIRST = "ask_first", "Ask first"
    CONSENT_NEEDED = "consent_needed", "Guardian's signature needed"
    PENDING_CLEARANCE = "pending_clearance", "Waiting for a doctor's word"
    NOT_TODAY = "not_today", "Not today"


class Confidence(Word):
    """How clearly the points speak for one kind of session."""

    CLEAR = "clear", "Clear"
    LEANING = "leaning", "Leaning"
    EVEN = "even", "Even"


RANK = {level: rank for rank, level in enumerate(Level)}

OUTCOME_OF = {
    Level.STOP: Outcome.NOT_TODAY,
    Level.CLEAR: Outcome.PENDING_CLEARANCE,
    Level.CONSENT: Outcome.CONSENT_NEEDED,
    Level.ASK: Outcome.ASK_FIRST,
    Level.LOCAL: Outcome.BOOKABLE_WITH_LIMITS,
    Level.ADAPT: Outcome.BOOKABLE_WITH_LIMITS,
}
