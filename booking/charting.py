"""The therapist's notes: opened from the booking, corrected to what was done, signed once, then only amended."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from booking.exceptions import BookingError, NotAllowed
from booking.models import AddOn, Amendment, Appointment, FocusArea, SessionNote, Status, Technique
from booking.permissions import may_write_note
from booking.scheduling.locking import hold_client, lock_appointment
from booking.scheduling.transactions import in_one_transaction
from intake.vocabulary import Region
from spa.models import User

NOTED_IN = (Status.IN_SESSION, Status.COMPLETED)


class StaleNote(BookingError):
    """The note was saved on another page since this one was made."""


class NoteIsSigned(BookingError):
    """A signed note never changes."""


@dataclass(frozen=True)
class WorkedArea:
    region: Region
    kind: FocusArea.Kind = FocusArea.Kind.FOCUS
    note: str = ""


@dataclass(frozen=True)
class NoteContent:
    """All that a therapist writes about a session. Scores run from 0 to 10, pressure is Walton's 1 to 5."""

    subjective: str = ""
    objective: str = ""
    assessment: str = ""
    plan: str = ""
    pressure: int | None = None
    pain_before: int | None = None
    pain_after: int | None = None
    techniques: Sequence[Technique] = field(default_factory=tuple)
    add_ons: Sequence[AddOn] = field(default_factory=tuple)
    areas: Sequence[WorkedArea] = field(default_factory=tuple)


TEXTS = ("subjective", "objective", "assessment", "plan")
FIGURES = ("pressure", "pain_before", "pain_after")


@in_one_transaction
def open_note(*, appointment: Appointment, by: User, now: datetime | None = None) -> SessionNote:
    """The appointment's note; a new one begins with what was booked: areas, add-ons, techniques, pressure."""
    note = note_to_write(appointment=lock_appointment(appointment, None), by=by)
    return note if note.pk else _begin(note, now)


def note_to_write(*, appointment: Appointment, by: User) -> SessionNote:
    """The appointment's note, or one that is still to be saved: the first save begins it. Raises BookingError."""
    _refuse_unless_writer(by, appointment)
    _refuse_about_erased(appointment.client.erased_at)
    if note := SessionNote.objects.filter(appointment=appointment).first():
        return note
    if appointment.state not in NOTED_IN:
        raise BookingError("The note begins with the session. Start the session first.")
    return SessionNote(appointment=appointment, author=by)


def content_of(note: SessionNote) -> NoteContent:
    """What stands in the note; in one that is still to be saved, what was booked."""
    appointment = note.appointment
    if note.pk is None:
        return _as_booked(appointment)
    return NoteContent(
        **{name: getattr(note, name) for name in (*TEXTS, *FIGURES)},
        techniques=tuple(note.techniques.all()),
        add_ons=tuple(note.add_ons.all()),
        areas=_areas(appointment, FocusArea.Stage.WORKED),
    )


def _as_booked(appointment: Appointment) -> NoteContent:
    screening = appointment.screening
    return NoteContent(
        pressure=screening.read.pressure if screening else None,
        techniques=tuple(appointment.service.techniques.all()),
        add_ons=tuple(AddOn.objects.filter(pk__in=appointment.add_ons.values("add_on"))),
        areas=_areas(appointment, FocusArea.Stage.PLANNED),
    )


def _areas(appointment: Appointment, stage: FocusArea.Stage) -> tuple[WorkedArea, ...]:
    rows = appointment.focus_areas.filter(stage=stage)
    return tuple(WorkedArea(Region(area.region), FocusArea.Kind(area.kind), area.note) for area in rows)


def _begin(note: SessionNote, moment: datetime) -> SessionNote:
    booked = _as_booked(note.appointment)
    note.created_at, note.pressure = moment, booked.pressure
    note.save(force_insert=True)
    _write_rows(note, booked)
    return note


@in_one_transaction
def save_note(
    *, note: SessionNote, content: NoteContent, revision: int, by: User, now: datetime | None = None
) -> SessionNote:
    """Keep the note as written so far; the first save begins it. Raises StaleNote, NoteIsSigned, ValidationError."""
    note = _to_change(note, by, revision, now)
    _write(note, content, now)
    return note


@in_one_transaction
def sign_note(
    *, note: SessionNote, content: NoteContent, revision: int, by: User, now: datetime | None = None
) -> SessionNote:
    """Save and sign in one step: from here on the note only gains amendments."""
    note = _to_change(note, by, revision, now)
    if note.appointment.state is not Status.COMPLETED:
        raise BookingError("Complete the session first, then sign the note.")
    _write(note, content, now)
    if not any(getattr(note, text) for text in TEXTS):
        raise BookingError("The note is empty. Write at least one of its four parts before you sign.")
    note.signed_document = document_of(note, content, by, now)
    note.signed_sha256 = sha256(json.dumps(note.signed_document, sort_keys=True).encode()).hexdigest()
    note.signed_at, note.signed_by = now, by
    note.save(update_fields=["signed_document", "signed_sha256", "signed_at", "signed_by"])
    return note


@in_one_transaction
def amend_note(*, note: SessionNote, text: str, by: User, now: datetime | None = None) -> Amendment:
    """Add a dated correction to a signed note; the original stays as it is."""
    note = _held(note, by)
    if not note.is_signed:
        raise BookingError("This note is not signed yet: change the note itself.")
    if not text.strip():
        raise BookingError("Write what is to be corrected or added.")
    amendment = Amendment(note=note, text=text.strip(), written_by=by, written_at=now)
    amendment.full_clean()
    amendment.save()
    return amendment


def _refuse_unless_writer(by: User, appointment: Appointment) -> None:
    if not may_write_note(by, appointment):
        raise NotAllowed("The therapist of the session writes its note.")


def _refuse_about_erased(erased_at: datetime | None) -> None:
    """Words written now would stand for good about somebody whose words are gone."""
    if erased_at is not None:
        raise BookingError("This person was erased, so nothing more is written about them.")


def _held(note: SessionNote, by: User) -> SessionNote:
    """The note as it stands now, held until the transaction ends, for somebody who may write about this person."""
    hold_client(note.appointment.client_id)
    rows = SessionNote.objects.select_for_update(of=("self",), no_key=True).select_related("appointment__service")
    note = rows.get(pk=note.pk)
    _refuse_unless_writer(by, note.appointment)
    _refuse_about_erased(note.erased_at)
    return note


def _to_change(note: SessionNote, by: User, revision: int, moment: datetime) -> SessionNote:
    """The same, begun where it is new, of a note that is not signed and was not saved elsewhere since ``revision``."""
    note = _held(note if note.pk else open_note(appointment=note.appointment, by=by, now=moment), by)
    if note.is_signed:
        raise NoteIsSigned("This note is signed, so it no longer changes. Add an amendment instead.")
    if note.revision != revision:
        raise StaleNote(
            "This note was saved on another page since you opened it. What you typed is still here:"
            " look it through and save again."
        )
    return note


def _write(note: SessionNote, content: NoteContent, moment: datetime) -> None:
    for name in (*TEXTS, *FIGURES):
        value = getattr(content, name)
        setattr(note, name, value.strip() if name in TEXTS else value)
    note.revision += 1
    note.saved_at = moment
    note.full_clean(exclude=["appointment"])
    note.save(update_fields=[*TEXTS, *FIGURES, "revision", "saved_at"])
    _write_rows(note, content)


def _write_rows(note: SessionNote, content: NoteContent) -> None:
    note.techniques.set(content.techniques)
    note.add_ons.set(content.add_ons)
    _write_areas(note, content.areas)


def _write_areas(note: SessionNote, areas: Sequence[WorkedArea]) -> None:
    worked = FocusArea.objects.filter(appointment=note.appointment, stage=FocusArea.Stage.WORKED)
    worked.delete()
    FocusArea.objects.bulk_create(
        FocusArea(
            appointment=note.appointment,
            stage=FocusArea.Stage.WORKED,
            kind=area.kind,
            region=area.region,
            note=area.note.strip(),
            position=position,
        )
        for position, area in enumerate(areas)
    )


def document_of(note: SessionNote, content: NoteContent, by: User, moment: datetime) -> dict[str, Any]:
    """The whole of a note as it is signed, in words that stay readable when the catalogue changes."""
    appointment = note.appointment
    return {
        **{name: getattr(note, name) for name in (*TEXTS, *FIGURES)},
        "techniques": [technique.name for technique in content.techniques],
        "add_ons": [add_on.name for add_on in content.add_ons],
        "areas": [
            {"region": area.region, "label": Region(area.region).label, "kind": area.kind, "note": area.note.strip()}
            for area in content.areas
        ],
        "service": appointment.service.name,
        "minutes": appointment.minutes,
        "starts_at": appointment.starts_at.isoformat(),
        "signed_by": by.display_name,
        "signed_at": moment.isoformat(),
    }
