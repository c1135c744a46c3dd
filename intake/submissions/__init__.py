"""Every change to clients and intakes: one keyword-only function, one transaction each."""

from intake.submissions.clients import add_client, change_client, remove_health_item
from intake.submissions.drafts import save_draft, start_intake
from intake.submissions.erasing import erase_client
from intake.submissions.lifts import (
    accept_clearance,
    choose_modality,
    decline_clearance,
    receive_clearance,
    record_consent,
    record_reply,
    request_clearance,
)
from intake.submissions.readings import keep_reading, keep_readings
from intake.submissions.submitting import Signature, submit_intake

__all__ = [
    "Signature",
    "accept_clearance",
    "add_client",
    "change_client",
    "choose_modality",
    "decline_clearance",
    "erase_client",
    "keep_reading",
    "keep_readings",
    "receive_clearance",
    "record_consent",
    "record_reply",
    "remove_health_item",
    "request_clearance",
    "save_draft",
    "start_intake",
    "submit_intake",
]
