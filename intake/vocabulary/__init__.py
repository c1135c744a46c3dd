"""Every code that form, row and rule share, each with the words that people read. Standard library only."""

from intake.vocabulary.body import BodyPosition, LyingPosition, Region
from intake.vocabulary.complaints import InjurySign, InjuryType, PainFeature, PregnancyComplication
from intake.vocabulary.health import Allergy, Condition, Device, Medication, SkinFinding, Today
from intake.vocabulary.offers import AddOnCode, TechniqueCode
from intake.vocabulary.topics import GROUP_OF, LISTS, PREGNANCY_DIABETES, Topic, topic_of
from intake.vocabulary.verdict import CautionCode, Confidence, Level, Outcome
from intake.vocabulary.wishes import (
    Activity,
    Coverage,
    Goal,
    Modality,
    PressurePreference,
    RequestedSession,
    SleepGoal,
    StyleWish,
)
from intake.vocabulary.words import Word

__all__ = [
    "GROUP_OF",
    "LISTS",
    "PREGNANCY_DIABETES",
    "Activity",
    "AddOnCode",
    "Allergy",
    "BodyPosition",
    "CautionCode",
    "Condition",
    "Confidence",
    "Coverage",
    "Device",
    "Goal",
    "InjurySign",
    "InjuryType",
    "Level",
    "LyingPosition",
    "Medication",
    "Modality",
    "Outcome",
    "PainFeature",
    "PregnancyComplication",
    "PressurePreference",
    "Region",
    "RequestedSession",
    "SkinFinding",
    "SleepGoal",
    "StyleWish",
    "TechniqueCode",
    "Today",
    "Topic",
    "Word",
    "topic_of",
]
