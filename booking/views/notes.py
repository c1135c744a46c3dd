"""Writing, signing and amending session notes."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from booking import charting, permissions, summaries
from booking.exceptions import BookingError
from booking.forms.areas import AREA
from booking.forms.notes import AmendmentForm, NoteForm
from booking.models import Appointment, FocusArea, SessionNote
from booking.views.therapists import get_appointment_to_prepare
from intake import submissions
from intake.models import Read
from spa.models import User

A_PAGE = 25


def get_note_to_write(user: User, appointment: Appointment) -> SessionNote:
    """The note of an appointment, for the therapist who gave the session; the first save begins it."""
    if not permissions.may_write_note(user, appointment):
        raise PermissionDenied("The therapist of the session writes its note.")
    return charting.note_to_write(appointment=appointment, by=user)


@never_cache
@require_http_methods(["GET", "POST"])
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """The note: to write for its therapist until it is signed, to read for every therapist."""
    appointment = get_appointment_to_prepare(request.user, pk)
    written = SessionNote.objects.filter(appointment=appointment).first()
    is_signed, may_write = written and written.is_signed, permissions.may_write_note(request.user, appointment)
    if request.method == "GET" and (is_signed or not may_write):
        return _read(request, appointment)
    try:
        written = get_note_to_write(request.user, appointment)
    except BookingError as refusal:
        return _refused(request, appointment, written, refusal)
    if request.method == "POST":
        return _save(request, appointment, written)
    return _show(request, appointment, written, NoteForm(note=written))


@require_POST
@never_cache
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Save what stands in the form and sign it."""
    appointment = get_appointment_to_prepare(request.user, pk)
    written = SessionNote.objects.filter(appointment=appointment).first()
    try:
        written = get_note_to_write(request.user, appointment)
    except BookingError as refusal:
        return _refused(request, appointment, written, refusal)
    form = NoteForm(request.POST, note=written)
    if written.is_signed or not form.is_valid():
        return _show(request, appointment, written, form, status=409 if written.is_signed else 422)
    try:
        charting.sign_note(
            note=written, content=form.content(), revision=form.cleaned_data["revision"], by=request.user
        )
    except BookingError as refusal:
        return _refused_as_typed(request, appointment, written, refusal)
    messages.success(request, "The note is signed. It no longer changes; corrections are amendments.")
    return redirect("booking:note", pk)


@require_POST
@never_cache
def amend(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a dated correction under a signed note."""
    appointment = get_appointment_to_prepare(request.user, pk)
    written = get_object_or_404(SessionNote, appointment=appointment)
    form = AmendmentForm(request.POST)
    if not permissions.may_write_note(request.user, appointment):
        raise PermissionDenied("The therapist of the session amends its note.")
    if not form.is_valid():
        return _read(request, appointment, form, status=422)
    try:
        charting.amend_note(note=written, text=form.cleaned_data["text"], by=request.user)
    except BookingError as refusal:
        form.add_error("text", str(refusal))
        return _read(request, appointment, form, status=409)
    messages.success(request, "The amendment stands under the note.")
    return redirect("booking:note", pk)


@require_safe
@never_cache
def own_notes(request: HttpRequest) -> HttpResponse:
    """The sessions that have no note yet, then one's own notes, unsigned first."""
    if not request.user.is_therapist:
        raise PermissionDenied("Notes are the therapists'.")
    page = Paginator(summaries.own_notes(request.user), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "booking/notes.html", {"page": page})


def _refused(
    request: HttpRequest, appointment: Appointment, written: SessionNote | None, refusal: BookingError
) -> HttpResponse:
    """No note can be begun yet; what somebody typed into one that is there stays on the page."""
    if written and request.method == "POST":
        return _show(request, appointment, written, NoteForm(request.POST, note=written), refusal=refusal, status=409)
    messages.error(request, str(refusal))
    return redirect("booking:summary", appointment.pk)


def _save(request: HttpRequest, appointment: Appointment, written: SessionNote) -> HttpResponse:
    form = NoteForm(request.POST, note=written)
    if not form.is_valid():
        return _show(request, appointment, written, form, status=422)
    try:
        written = charting.save_note(
            note=written, content=form.content(), revision=form.cleaned_data["revision"], by=request.user
        )
    except BookingError as refusal:
        return _refused_as_typed(request, appointment, written, refusal)
    if request.htmx:
        return render(request, "booking/_note_saved.html", {"note": written, "appointment": appointment})
    messages.success(request, "The draft is saved.")
    return redirect("booking:note", appointment.pk)


def _refused_as_typed(
    request: HttpRequest, appointment: Appointment, written: SessionNote, refusal: BookingError
) -> HttpResponse:
    """The same typed words on the revision that stands now: told of it, the writer may save over it."""
    written = SessionNote.objects.filter(appointment=appointment).first() or written
    form = NoteForm(_on_revision(request.POST, written.revision), note=written)
    return _show(request, appointment, written, form, refusal=refusal, status=409)


def _on_revision(typed: QueryDict, revision: int) -> QueryDict:
    data = typed.copy()
    data["revision"] = str(revision)
    return data


def _show(
    request: HttpRequest,
    appointment: Appointment,
    written: SessionNote,
    form: NoteForm,
    *,
    refusal: BookingError | None = None,
    status: int = 200,
) -> HttpResponse:
    worked = form.areas()
    page = {
        "appointment": appointment,
        "note": written,
        "form": form,
        "refusal": refusal,
        "brief": summaries.brief_for(appointment),
        "worked": worked,
        "focus": [area.region for area in worked if area.kind == FocusArea.Kind.FOCUS],
        "avoid": [area.region for area in worked if area.kind == FocusArea.Kind.AVOID],
        "prefix": AREA,
    }
    if request.htmx:
        return render(request, "booking/_note_saved.html", page)
    _keep_reading(request, appointment)
    return render(request, "booking/note.html", page, status=status)


def _keep_reading(request: HttpRequest, appointment: Appointment) -> None:
    submissions.keep_reading(client=appointment.client, what=Read.NOTE, row=appointment.pk, by=request.user)


def _read(
    request: HttpRequest, appointment: Appointment, form: AmendmentForm | None = None, *, status: int = 200
) -> HttpResponse:
    written = summaries.with_reading(SessionNote.objects.filter(appointment=appointment)).first()
    if written is None or not (written.is_signed or permissions.may_read_note(request.user, appointment)):
        raise Http404("No note was written for this session yet.")
    _keep_reading(request, appointment)
    may_amend = written.is_signed and permissions.may_write_note(request.user, appointment)
    page = {"appointment": appointment, "note": written, "form": form or AmendmentForm(), "may_amend": may_amend}
    return render(request, "booking/note_read.html", page, status=status)
