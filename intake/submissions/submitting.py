"""A draft becomes the intake that counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction

from intake import clock, screenings, signals
from intake.answers import IntakeAnswers
from intake.exceptions import NotAllowed, SubmissionError
from intake.models import Client, ClientAllergy, ClientMedication, Consent, ConsentText, Intake, IntakeStatus
from intake.permissions import may_take_intake
from intake.submissions.clients import lock_unless_erased
from intake.submissions.drafts import lock_draft
from intake.vocabulary import Medication
from spa.models import User

# True on the day alone; a list that kept them would make them true for ever.
OF_THE_DAY = frozenset({Medication.OPIOID_TODAY, Medication.MUSCLE_RELAXANT_TODAY})


@dataclass(frozen=True)
class Signature:
    """Who signed the consent texts, as typed."""

    name: str
    signed_as: Consent.SignedAs = Consent.SignedAs.CLIENT


def submit_intake(
    *,
    intake: Intake,
    answers: Mapping[str, Any],
    signature: Signature,
    revision: int | None = None,
    by: User,
    now: datetime | None = None,
) -> Intake:
    """Make a draft the client's current intake: answers, signatures, the client's lists, the day's screening.

    ``answers`` is a document of the answers schema with its ``as_of``. Raises AnswersError when it does not fit,
    NotADraft when it was submitted already, StaleDraft when another page saved since ``revision``, SubmissionError
    when nobody signed.
    """
    if not may_take_intake(by, intake.client):
        raise NotAllowed("The desk and the therapists take intakes.")
    if not signature.name.strip():
        raise SubmissionError("The consent needs a signature: type the name of who signs.")
    read = IntakeAnswers.from_document(answers)
    if read.as_of is None:
        raise SubmissionError("The answers need the day on which they were given.")
    moment = now or clock.now()
    with transaction.atomic():
        client = lock_unless_erased(intake.client_id)
        intake = lock_draft(intake, revision)
        client.intakes.filter(status=IntakeStatus.SUBMITTED).update(status=IntakeStatus.SUPERSEDED)
        _submit(intake, read, by, moment)
        sign_texts(intake, texts_for(signature.signed_as), signature, by, moment)
        _feed_lists(client, intake, read, by, moment)
        screenings.record(client=client, day=read.as_of, now=moment)
        signals.intake_submitted.send(Intake, intake=intake, by=by, at=moment)
    return intake


def _submit(intake: Intake, answers: IntakeAnswers, by: User, moment: datetime) -> None:
    intake.status = IntakeStatus.SUBMITTED
    intake.answers = answers.to_document()
    intake.taken_on = answers.as_of
    intake.submitted_at, intake.submitted_by = moment, by
    intake.save(update_fields=["status", "answers", "taken_on", "submitted_at", "submitted_by"])


def texts_for(signed_as: Consent.SignedAs) -> list[ConsentText]:
    """The texts in force that this signer signs."""
    guardian = ConsentText.Kind.GUARDIAN
    texts = ConsentText.objects.in_force()
    return list(texts if signed_as == Consent.SignedAs.GUARDIAN else texts.exclude(kind=guardian))


def sign_texts(
    intake: Intake, texts: Iterable[ConsentText], signature: Signature, by: User, moment: datetime
) -> list[Consent]:
    """One row for each text, with the hash of what was signed."""
    return [
        Consent.objects.create(
            client_id=intake.client_id,
            intake=intake,
            text=text,
            text_sha256=sha256(text.body.encode()).hexdigest(),
            signed_name=signature.name.strip(),
            signed_as=signature.signed_as,
            signed_at=moment,
            taken_by=by,
        )
        for text in texts
    ]


def _feed_lists(client: Client, intake: Intake, answers: IntakeAnswers, by: User, moment: datetime) -> None:
    """Add what is new; what an intake does not name stays, since taking off takes a name and a reason."""
    feeds = ((ClientAllergy, answers.allergies), (ClientMedication, answers.medications - OF_THE_DAY))
    for model, codes in feeds:
        kept = set(model.objects.current().filter(client=client).values_list("code", flat=True))
        for code in sorted(codes - kept):
            model.objects.create(client=client, code=code, intake=intake, added_by=by, added_at=moment)
