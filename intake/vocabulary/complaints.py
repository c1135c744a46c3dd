"""What hurts, and what goes with an injury or a pregnancy."""

from intake.vocabulary.words import Word


class PainFeature(Word):
    """What goes with the pain, or comes without any."""

    SAME_SPOT = "same_spot", "Always the same spot"
    POSITION_DEPENDENT = "position_dependent", "Worse in certain positions"
    LIMITS_MOVEMENT = "limits_movement", "Limits a movement"
    RADIATING = "radiating", "Pain that travels down an arm or leg"
    NUMBNESS = "numbness", "Numbness or tingling"
    WEAKNESS_INCREASING = "weakness_increasing", "Growing weakness"
    SADDLE_NUMBNESS = "saddle_numbness", "Numbness between the legs"
    BLADDER_BOWEL_CHANGE = "bladder_bowel_change", "New trouble with bladder or bowel"
    DIZZINESS = "dizziness", "Dizziness"
    ONE_SIDED_SWELLING = "one_sided_swelling", "One leg or arm thicker than the other"
    SWELLING = "swelling", "Swelling"
    HEAT = "heat", "Warmth"
    REDNESS = "redness", "Redness"
    NIGHT_PAIN = "night_pain", "Pain that wakes at night"
    WORSENING = "worsening", "Getting worse"
    UNKNOWN_CAUSE = "unknown_cause", "Nobody knows the cause"
    UNEXPLAINED_WEIGHT_LOSS = "unexplained_weight_loss", "Weight lost without a reason"
    SUDDEN_SEVERE = "sudden_severe", "Sudden and the worst ever"
    CONFUSION = "confusion", "Confusion"


class InjuryType(Word):
    """The kind of injury."""

    STRAIN = "strain", "A pulled muscle"
    SPRAIN = "sprain", "A sprained joint"
    WHIPLASH = "whiplash", "Whiplash"
    HEAD_INJURY = "head_injury", "A blow to the head"
    FRACTURE = "fracture", "A broken bone"
    DISLOCATION = "dislocation", "A dislocated joint"
    OTHER = "other", "Another injury"


class InjurySign(Word):
    """What an injury shows on the outside."""

    SWELLING = "swelling", "Swollen"
    HEAT = "heat", "Warm"
    REDNESS = "redness", "Red"
    BRUISE = "bruise", "Bruised"


class PregnancyComplication(Word):
    """What makes a pregnancy one to ask the maternity team about."""

    BLEEDING = "bleeding", "Bleeding in pregnancy"
    CRAMPING = "cramping", "Cramps in pregnancy"
    WATERS_BROKEN = "waters_broken", "Waters broken"
    SUDDEN_SWELLING = "sudden_swelling", "Sudden swelling in pregnancy"
    SEVERE_HEADACHE = "severe_headache", "Severe headache in pregnancy"
    VISUAL_DISTURBANCE = "visual_disturbance", "Blurred sight in pregnancy"
    PLACENTA_PROBLEM = "placenta_problem", "A problem with the placenta"
    MULTIPLE_GESTATION = "multiple_gestation", "Twins or more"
    DIABETES = "diabetes", "Diabetes in pregnancy"
    HYPERTENSION = "hypertension", "High blood pressure in pregnancy"
    PRETERM_HISTORY = "preterm_history", "An early birth in the past"
    LOSSES = "losses", "Earlier losses"
