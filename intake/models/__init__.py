"""Who the client is, what they told us, what the rules made of it, and what we write to them."""

from intake.models.clients import Client, ClientAllergy, ClientMedication, ClientWord
from intake.models.consents import Consent, ConsentText
from intake.models.intakes import FilledBy, Intake, IntakeStatus, Way
from intake.models.lifts import Clearance, ClearanceStatus, Reply
from intake.models.outbox import Outbox
from intake.models.readings import Read, RecordReading
from intake.models.screenings import ChoiceReason, ModalityChoice, Screening, ScreeningCaution

__all__ = [
    "ChoiceReason",
    "Clearance",
    "ClearanceStatus",
    "Client",
    "ClientAllergy",
    "ClientMedication",
    "ClientWord",
    "Consent",
    "ConsentText",
    "FilledBy",
    "Intake",
    "IntakeStatus",
    "ModalityChoice",
    "Outbox",
    "Read",
    "RecordReading",
    "Reply",
    "Screening",
    "ScreeningCaution",
    "Way",
]
