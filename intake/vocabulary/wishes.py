"""What a client wishes for."""

from intake.vocabulary.words import Word


class Goal(Word):
    """What the client hopes to gain."""

    PAIN_RELIEF = "pain_relief", "Pain relief"
    INJURY_RECOVERY = "injury_recovery", "Recovery from an injury"
    MOBILITY = "mobility", "Moving more freely"
    SPORT_RECOVERY = "sport_recovery", "Recovery from sport"
    HEADACHE_RELIEF = "headache_relief", "Fewer headaches"
    RELAXATION = "relaxation", "Unwinding"
    STRESS_RELIEF = "stress_relief", "Less stress"
    ANXIETY_RELIEF = "anxiety_relief", "Less anxiety"
    BETTER_SLEEP = "better_sleep", "Better sleep"
    PAMPERING = "pampering", "Being spoilt a little"
    WELLNESS = "wellness", "Staying well"


class Modality(Word):
    """The kind of session that the rules suggest; either means that both serve."""

    THERAPEUTIC = "therapeutic", "Therapeutic massage"
    RELAXATION = "relaxation", "Relaxation massage"
    EITHER = "either", "Either kind"


class RequestedSession(Word):
    """The kind of session that the client asked for."""

    THERAPEUTIC = "therapeutic", "Therapeutic massage"
    RELAXATION = "relaxation", "Relaxation massage"
    NO_PREFERENCE = "no_preference", "No preference"


class Coverage(Word):
    """The whole body, or certain places."""

    FULL_BODY = "full_body", "The whole body"
    SPECIFIC_AREAS = "specific_areas", "Certain places"
    NO_PREFERENCE = "no_preference", "No preference"


class StyleWish(Word):
    """Smooth and calm, or thorough."""

    SMOOTH = "smooth", "Smooth and calm"
    THOROUGH = "thorough", "Thorough"


class SleepGoal(Word):
    """What the client wishes for their sleep."""

    FALL_ASLEEP = "fall_asleep", "Falling asleep"
    STAY_ASLEEP = "stay_asleep", "Staying asleep"
    WAKE_RESTED = "wake_rested", "Waking up rested"
    SLEEP_WITHOUT_PAIN = "sleep_without_pain", "Sleeping without pain"
    CALM_EVENINGS = "calm_evenings", "Calm evenings"


class PressurePreference(Word):
    """The pressure that the client likes, in their own words."""

    LIGHT = "light", "Light"
    MEDIUM = "medium", "Medium"
    FIRM = "firm", "Firm"
    DEEP = "deep", "Deep"
    UNSURE = "unsure", "Not sure"


class Activity(Word):
    """What the body does all day."""

    DESK = "desk", "Works at a desk"
    MANUAL = "manual", "Works with the body"
    REPETITIVE_WORK = "repetitive_work", "Repeats the same movements"
    ATHLETE = "athlete", "Trains or plays sport"
