"""An intake while it is typed: nothing typed is ever lost, and two pages never overwrite each other unseen."""

from datetime import datetime
from typing import Any

from django.db import transaction

from intake import clock
from intake.exceptions import NotADraft, NotAllowed, StaleDraft
from intake.models import Client, FilledBy, Intake, Way
from intake.permissions import may_take_intake
from intake.submissions.clients import lock_unless_erased
from spa.models import User

Raw = dict[str, Any]


def start_intake(
    *, client: Client, way: Way, by: User, filled_by: FilledBy = FilledBy.STAFF, now: datetime | None = None
) -> Intake:
    """The client's open draft, or a new one that begins today in the location's days. Raises ErasedClient."""
    if not may_take_intake(by, client):
        raise NotAllowed("The desk and the therapists take intakes.")
    moment = now or clock.now()
    with transaction.atomic():
        lock_unless_erased(client.pk)
        if draft := Intake.objects.drafts().filter(client=client).first():
            return draft
        return Intake.objects.create(
            client=client,
            way=way,
            filled_by=filled_by,
            taken_on=by.house.local_day(moment),
            started_at=moment,
            started_by=by,
        )


def save_draft(
    *, intake: Intake, section: str, raw: Raw, revision: int, by: User, now: datetime | None = None
) -> Intake:
    """Keep one section as it was typed, right or wrong.

    Raises StaleDraft when another page saved since ``revision``, NotADraft when it was submitted meanwhile.
    """
    if not may_take_intake(by, intake.client):
        raise NotAllowed("The desk and the therapists take intakes.")
    with transaction.atomic():
        intake = lock_draft(intake, revision)
        intake.raw = {**intake.raw, section: raw}
        intake.revision += 1
        intake.saved_at = now or clock.now()
        intake.save(update_fields=["raw", "revision", "saved_at"])
    return intake


def lock_draft(intake: Intake, revision: int | None) -> Intake:
    """The row as it stands now, held until the transaction ends. Raises NotADraft, StaleDraft, Intake.DoesNotExist."""
    intake = Intake.objects.select_for_update(of=("self",)).select_related("client").get(pk=intake.pk)
    if not intake.is_draft:
        raise NotADraft
    if revision is not None and intake.revision != revision:
        raise StaleDraft(intake.revision)
    return intake
