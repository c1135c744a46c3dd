"""Erasing a person: what they wrote and all that tells who they are goes; codes, figures and dates stay.

Rows are written past the history of changes, which would keep the old words, and then the history itself is cleaned.
"""

from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models, transaction

from intake import clock, signals
from intake.exceptions import NotAllowed, SubmissionError
from intake.models import Clearance, Client, Consent, Intake, ModalityChoice, Outbox, Reply, Screening
from intake.permissions import may_erase_clients
from spa.models import User

ERASED = "Erased"
ERASED_PERSON = "Erased person"
UNKNOWN = {
    "name": ERASED_PERSON, "preferred_name": "", "phone": "", "email": "", "birth_date": None,
    "emergency_contact_name": "", "emergency_contact_phone": "", "preferences": "", "may_email": False,
    "may_text": False,
}  # fmt: skip


def erase_client(*, client: Client, typed_name: str, by: User, now: datetime | None = None) -> Client:
    """Erase a person for good. ``typed_name`` must be their name: nobody erases by a slip of the hand.

    Raises NotAllowed for who is no admin, SubmissionError for another name or for somebody erased already; whoever
    keeps more about the client hears of it by ``client_erased`` and may refuse.
    """
    if not may_erase_clients(by):
        raise NotAllowed("Only an admin erases a person.")
    moment = now or clock.now()
    with transaction.atomic():
        client = Client.objects.select_for_update().get(pk=client.pk)
        _refuse_unless_meant(client, typed_name)
        signals.client_erased.send(Client, client=client, by=by, at=moment)
        _erase_told(client)
        _erase_card(client, moment)
        clean_history(Client, [client.pk])
        transaction.on_commit(_leave_no_old_pages)
    client.refresh_from_db()
    return client


def _refuse_unless_meant(client: Client, typed_name: str) -> None:
    if client.erased_at is not None:
        raise SubmissionError("This person is erased already.")
    if " ".join(typed_name.split()).casefold() != client.name.casefold():
        raise SubmissionError(f"Type the name as it stands here to erase this person: {client.name}.")


def _erase_card(client: Client, moment: datetime) -> None:
    Client.objects.filter(pk=client.pk).update(**UNKNOWN, erased_at=moment)
    client.words.all().delete()
    for items in (client.allergies, client.medications):
        items.exclude(removed_reason="").update(removed_reason=ERASED)
    Outbox.objects.filter(client=client, sent_at__isnull=True).delete()
    Outbox.objects.filter(client=client).update(to="", subject="", body="", last_error="")


def _erase_told(client: Client) -> None:
    """Words in intakes, screenings, replies, letters and signatures. Drafts go whole: nothing was judged by them."""
    client.intakes.drafts().delete()
    for row in Intake.objects.filter(client=client):
        Intake.objects.filter(pk=row.pk).update(raw={}, answers=without_words(row.answers))
    for row in Screening.objects.filter(client=client):
        Screening.objects.filter(pk=row.pk).update(answers=without_words(row.answers))
    Reply.objects.filter(screening__client=client).update(answer=ERASED)
    ModalityChoice.objects.filter(screening__client=client).update(note="")
    Clearance.objects.filter(client=client).update(doctor="", note="")
    Consent.objects.filter(client=client).update(signed_name=ERASED)
    for model, rows in (
        (Intake, Intake.objects.filter(client=client)),
        (Screening, Screening.objects.filter(client=client)),
        (Reply, Reply.objects.filter(screening__client=client)),
        (Clearance, Clearance.objects.filter(client=client)),
        (Consent, Consent.objects.filter(client=client)),
        (Outbox, Outbox.objects.filter(client=client)),
    ):
        clean_history(model, rows.values_list("pk", flat=True))


def without_words(answers: dict[str, Any]) -> dict[str, Any]:
    """A document of answers without the two things that a client writes in words: their own text, and operations."""
    kept = {name: value for name, value in answers.items() if name != "free_text"}
    if "surgeries" in kept:
        kept["surgeries"] = [{**surgery, "what": ERASED} for surgery in kept["surgeries"]]
    return kept


def clean_history(model: type[models.Model], keys: Any) -> None:
    """Take names and old words out of what Django's admin and the history of changes keep about some rows."""
    named = {"content_type": ContentType.objects.get_for_model(model)}
    keys = [str(key) for key in keys]
    LogEntry.objects.filter(**named, object_id__in=keys).update(object_repr=ERASED_PERSON, change_message="")
    if not apps.is_installed("auditlog"):
        return
    history = apps.get_model("auditlog", "LogEntry")
    for entry in history.objects.filter(**named, object_pk__in=keys):
        changes = {name: [ERASED, ERASED] for name in entry.changes or {}}
        history.objects.filter(pk=entry.pk).update(
            object_repr=ERASED_PERSON, changes=changes, changes_text="", serialized_data=None, additional_data=None
        )


def _leave_no_old_pages() -> None:
    """SQLite writes zeros over what is deleted (secure_delete), but its log keeps old pages until it is emptied.

    Best effort: a reader that is busy at this moment leaves it to the next checkpoint.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
