"""What may lift a caution, and the choice of the other kind: recorded with who and when."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from intake import clock, permissions, signals
from intake.exceptions import NotAllowed, SubmissionError
from intake.models import (
    ChoiceReason,
    Clearance,
    ClearanceStatus,
    Client,
    Consent,
    ConsentText,
    Intake,
    ModalityChoice,
    Reply,
    Screening,
)
from intake.submissions.clients import lock_unless_erased
from intake.submissions.submitting import Signature, sign_texts
from intake.vocabulary import Modality
from spa.models import User


def _refuse_unless(allowed: bool, sentence: str) -> None:
    if not allowed:
        raise NotAllowed(sentence)


def choose_modality(
    *,
    screening: Screening,
    modality: Modality,
    reason: ChoiceReason,
    by: User,
    note: str = "",
    now: datetime | None = None,
) -> ModalityChoice:
    """The desk or a therapist decides for a kind; the suggestion stays beside it."""
    _refuse_unless(permissions.may_choose_modality(by), "The desk and the therapists choose the kind of session.")
    if modality == Modality.EITHER:
        raise SubmissionError("Choose therapeutic or relaxation.")
    choice = ModalityChoice(
        screening=screening, modality=modality, reason=reason, note=note, chosen_by=by, chosen_at=now or clock.now()
    )
    with transaction.atomic():
        lock_unless_erased(screening.client_id)
        choice.full_clean()
        choice.save()
    return choice


def record_reply(
    *,
    screening: Screening,
    caution_code: str,
    question: str,
    answer: str,
    may_go_ahead: bool,
    by: User,
    now: datetime | None = None,
) -> Reply:
    """The client's answer to what a caution asks. It lifts an ASK only when the session may go ahead."""
    _refuse_unless(permissions.may_record_reply(by), "The desk and the therapists record answers.")
    moment = now or clock.now()
    reply = Reply(
        screening=screening,
        caution_code=caution_code,
        question=question,
        answer=answer.strip(),
        may_go_ahead=may_go_ahead,
        asked_by=by,
        asked_at=moment,
    )
    with transaction.atomic():
        lock_unless_erased(screening.client_id)
        reply.full_clean()
        reply.save()
        signals.permit_changed.send(Client, client=screening.client, by=by, at=moment)
    return reply


def record_consent(*, intake: Intake, signed_name: str, by: User, now: datetime | None = None) -> list[Consent]:
    """A parent or guardian signs for an intake that was submitted without them."""
    _refuse_unless(permissions.may_take_consent(by), "The desk and the therapists take signatures.")
    if not signed_name.strip():
        raise SubmissionError("Type the name of the parent or guardian who signs.")
    moment = now or clock.now()
    signature = Signature(name=signed_name, signed_as=Consent.SignedAs.GUARDIAN)
    with transaction.atomic():
        lock_unless_erased(intake.client_id)
        signed = set(intake.consents.values_list("text", flat=True))
        texts = ConsentText.objects.in_force().filter(kind=ConsentText.Kind.GUARDIAN).exclude(pk__in=signed)
        consents = sign_texts(intake, texts, signature, by, moment)
        signals.permit_changed.send(Client, client=intake.client, by=by, at=moment)
    return consents


def request_clearance(
    *, client: Client, caution_codes: Sequence[str], by: User, doctor: str = "", now: datetime | None = None
) -> Clearance:
    """The client takes our questions to a doctor. The same questions asked again are the letter that is under way."""
    _refuse_unless(permissions.may_request_clearance(by), "The desk and the therapists ask for clearances.")
    if not caution_codes:
        raise SubmissionError("Name the cautions that the doctor is asked about.")
    codes = sorted(set(caution_codes))
    with transaction.atomic():
        lock_unless_erased(client.pk)
        under_way = Clearance.objects.undecided().filter(client=client)
        if asked := next((letter for letter in under_way if letter.caution_codes == codes), None):
            return asked
        return Clearance.objects.create(
            client=client,
            caution_codes=codes,
            doctor=doctor.strip(),
            requested_by=by,
            requested_at=now or clock.now(),
        )


def receive_clearance(*, clearance: Clearance, by: User, note: str = "", now: datetime | None = None) -> Clearance:
    """The doctor's answer is here; it counts for nothing until a therapist accepts it."""
    _refuse_unless(permissions.may_request_clearance(by), "The desk and the therapists receive clearances.")
    with transaction.atomic():
        clearance = _open_clearance(clearance, ClearanceStatus.REQUESTED)
        clearance.status, clearance.received_at, clearance.note = ClearanceStatus.RECEIVED, now or clock.now(), note
        clearance.save(update_fields=["status", "received_at", "note"])
    return clearance


def accept_clearance(
    *,
    clearance: Clearance,
    limits: Mapping[str, Any],
    starts_on: date,
    ends_on: date,
    by: User,
    now: datetime | None = None,
) -> Clearance:
    """A therapist accepts the doctor's answer with its limits, from a day to a day, both included."""
    if ends_on < starts_on:
        raise SubmissionError("The clearance ends before it starts. Check the two days.")
    return _decide(
        clearance, ClearanceStatus.ACCEPTED, by, now, limits=dict(limits), starts_on=starts_on, ends_on=ends_on
    )


def decline_clearance(*, clearance: Clearance, by: User, now: datetime | None = None) -> Clearance:
    """A therapist does not take the answer as enough; the cautions stand."""
    return _decide(clearance, ClearanceStatus.DECLINED, by, now)


def _decide(clearance: Clearance, status: ClearanceStatus, by: User, now: datetime | None, **fields: Any) -> Clearance:
    _refuse_unless(permissions.may_decide_clearance(by), "A therapist decides about a doctor's answer.")
    moment = now or clock.now()
    with transaction.atomic():
        clearance = _open_clearance(clearance, ClearanceStatus.REQUESTED, ClearanceStatus.RECEIVED)
        clearance.received_at = clearance.received_at or moment
        changed = {"status": status, "decided_at": moment, "decided_by": by, **fields}
        for field, value in changed.items():
            setattr(clearance, field, value)
        clearance.save(update_fields=["received_at", *changed])
        signals.permit_changed.send(Client, client=clearance.client, by=by, at=moment)
    return clearance


def _open_clearance(clearance: Clearance, *wanted: ClearanceStatus) -> Clearance:
    lock_unless_erased(clearance.client_id)
    clearance = Clearance.objects.select_for_update(of=("self",)).select_related("client").get(pk=clearance.pk)
    if clearance.status not in wanted:
        raise SubmissionError(f"This clearance is already decided: {clearance.get_status_display().lower()}.")
    return clearance
