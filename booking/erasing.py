"""What booking keeps about a person who is erased: words go, and the days, figures and codes of the visits stay."""

from datetime import datetime

from booking.charting import TEXTS
from booking.exceptions import BookingError
from booking.models import Amendment, Appointment, FocusArea, Override, SessionNote
from intake.models import Client
from intake.submissions.erasing import ERASED, clean_history


def erase_visits(*, client: Client, at: datetime) -> None:
    """Called inside intake's transaction. Raises BookingError while a visit is still to come."""
    visits = Appointment.objects.filter(client=client)
    coming = visits.coming(at).count()
    if coming:
        raise BookingError(
            f"{client.called} still has {coming} coming visit{'' if coming == 1 else 's'}."
            " Cancel what is booked first, then erase."
        )
    visits.update(desk_line="", cancel_note="")
    FocusArea.objects.filter(appointment__in=visits).update(note="")
    Override.objects.filter(appointment__in=visits).update(reason=ERASED)
    _erase_notes(client, at)
    for model, rows in (
        (Appointment, visits),
        (SessionNote, SessionNote.objects.filter(appointment__in=visits)),
        (Amendment, Amendment.objects.filter(note__appointment__in=visits)),
    ):
        clean_history(model, rows.values_list("pk", flat=True))


def _erase_notes(client: Client, at: datetime) -> None:
    """The one way to change a signed note: ``erased_at``, and the database takes it only with every text empty."""
    for note in SessionNote.objects.filter(appointment__client=client):
        document = note.signed_document and without_words(note.signed_document)
        SessionNote.objects.filter(pk=note.pk).update(
            **dict.fromkeys(TEXTS, ""), signed_document=document, erased_at=at
        )
    Amendment.objects.filter(note__appointment__client=client).update(text=ERASED)


def without_words(document: dict) -> dict:
    """A signed note as a document without what was written; areas, figures and the catalogue's names stay."""
    areas = [{**area, "note": ""} for area in document.get("areas", [])]
    return {**document, **dict.fromkeys(TEXTS, ""), "areas": areas}
