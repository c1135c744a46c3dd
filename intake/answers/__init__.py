"""What a client told, read from stored documents and moved through time; no other module reads them."""

from intake.answers.documents import AnswersError
from intake.answers.entries import BloodPressure, ConditionEntry, DeviceEntry, Injury, SkinEntry, Surgery
from intake.answers.form import IntakeAnswers

__all__ = [
    "AnswersError",
    "BloodPressure",
    "ConditionEntry",
    "DeviceEntry",
    "Injury",
    "IntakeAnswers",
    "SkinEntry",
    "Surgery",
]
