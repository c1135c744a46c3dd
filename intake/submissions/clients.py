"""Adding and changing clients, and taking something off their lists."""

from datetime import datetime
from typing import Any

from django.db import transaction

from intake import clock, signals
from intake.exceptions import ErasedClient, NotAllowed, SubmissionError
from intake.models import Client, ClientAllergy, ClientMedication, ClientWord
from intake.permissions import may_change_health_lists, may_edit_clients
from spa.models import User

CHANGEABLE = frozenset(
    {
        "name", "preferred_name", "phone", "email", "birth_date", "emergency_contact_name", "emergency_contact_phone",
        "pressure_preference", "talk_preference", "therapist_wish", "preferences", "may_email", "may_text",
    }
)  # fmt: skip


def add_client(*, name: str, by: User, now: datetime | None = None, is_demo: bool = False, **fields: Any) -> Client:
    """A new client; a name is enough. Fields are those that ``change_client`` takes."""
    moment = now or clock.now()
    client = Client(created_by=by, created_at=moment, is_demo=is_demo)
    with transaction.atomic():
        return _write(client, by, moment, {"name": name, **fields})


def change_client(*, client: Client, by: User, now: datetime | None = None, **fields: Any) -> Client:
    """Change what is written on a client's card. Raises ValidationError for what a field cannot hold."""
    with transaction.atomic():
        return _write(lock_unless_erased(client.pk), by, now or clock.now(), fields)


def lock_unless_erased(key: int) -> Client:
    """The row as it stands now, held until the transaction ends and before any other of theirs. Raises ErasedClient."""
    client = Client.objects.select_for_update().get(pk=key)
    if client.erased_at is not None:
        raise ErasedClient
    return client


def _write(client: Client, by: User, moment: datetime, fields: dict[str, Any]) -> Client:
    if not may_edit_clients(by):
        raise NotAllowed("Only the desk and the therapists change a client's card.")
    if unknown := set(fields) - CHANGEABLE:
        raise TypeError(f"not a client's fields: {sorted(unknown)}")
    for field, value in fields.items():
        setattr(client, field, value)
    client.name = " ".join(client.name.split())
    if client.may_email or client.may_text:
        client.contact_consent_at = client.contact_consent_at or moment
    client.full_clean(validate_unique=False)
    client.save()
    _keep_words(client)
    return client


def _keep_words(client: Client) -> None:
    wanted = client.search_words()
    kept = set(client.words.values_list("word", flat=True))
    client.words.filter(word__in=kept - wanted).delete()
    ClientWord.objects.bulk_create(ClientWord(client=client, word=word) for word in sorted(wanted - kept))


def remove_health_item(
    *, item: ClientAllergy | ClientMedication, reason: str, by: User, now: datetime | None = None
) -> ClientAllergy | ClientMedication:
    """Take an allergy or a medicine off a client's list, by name and with a reason; the row stays."""
    if not may_change_health_lists(by):
        raise NotAllowed("A therapist takes allergies and medicines off the list.")
    if not reason.strip():
        raise SubmissionError("Say why it comes off the list.")
    moment = now or clock.now()
    with transaction.atomic():
        lock_unless_erased(item.client_id)
        item = type(item).objects.select_for_update().select_related("client").get(pk=item.pk)
        if item.removed_at is not None:
            raise SubmissionError("Somebody has already taken it off the list.")
        item.removed_at, item.removed_by, item.removed_reason = moment, by, reason.strip()
        item.save(update_fields=["removed_at", "removed_by", "removed_reason"])
        signals.permit_changed.send(Client, client=item.client, by=by, at=moment)
    return item
