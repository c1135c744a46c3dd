"""What asks for more than a press: cancelling, moving, changing the plan. Dialogs, and pages without scripts."""

from datetime import datetime

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from booking import scheduling
from booking.exceptions import BookingError
from booking.forms.appointments import CancelForm, MoveForm
from booking.models import Appointment, Therapist
from booking.views.answers import attempt, done, version_of
from booking.views.moving import MovePage
from booking.views.planning import PlanPage
from booking.views.reading import get_appointment_to_change, get_appointment_to_plan
from intake import clock


@never_cache
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel, with a reason from the list."""
    appointment, refusal = get_appointment_to_change(request.user, pk), None
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {"version": version_of(request), "by": request.user}
        refusal = attempt(lambda: scheduling.cancel(appointment=appointment, **given))
        if refusal is None:
            return done(request, pk, f"{appointment.client.called}'s visit is cancelled.")
    context = {"form": form, "appointment": get_appointment_to_change(request.user, pk), "refusal": refusal}
    return render(request, "booking/cancel.html", context, status=_status(form, refusal))


@never_cache
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Pick another start, with the same or another therapist; the length stays."""
    appointment, refusal = get_appointment_to_change(request.user, pk), None
    form = MoveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        refusal = attempt(lambda: _move(request, appointment, *form.cleaned_data["slot"]))
        if refusal is None:
            return done(request, pk, f"{appointment.client.called}'s visit is moved.")
    page = MovePage(get_appointment_to_change(request.user, pk), request.POST or request.GET, clock.now())
    context = {"form": form, "page": page, "appointment": page.appointment, "refusal": refusal}
    return render(request, "booking/move.html", context, status=_status(form, refusal))


def _move(request: HttpRequest, appointment: Appointment, starts_at: datetime, therapist: Therapist) -> Appointment:
    return scheduling.move(
        appointment=appointment,
        starts_at=starts_at,
        therapist=therapist,
        version=version_of(request),
        by=request.user,
    )


@never_cache
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Add-ons, areas and the line for the therapist."""
    page, refusal = PlanPage(request.user, get_appointment_to_plan(request.user, pk), request.POST or None), None
    if request.method == "POST" and page.form.is_valid():
        refusal = attempt(lambda: page.save(version=version_of(request)))
        if refusal is None:
            return done(request, pk, "The plan is saved.")
        page.appointment.refresh_from_db(fields=["version"])
    context = {"page": page, "form": page.form, "appointment": page.appointment, "refusal": refusal}
    return render(request, "booking/plan.html", context, status=_status(page.form, refusal))


def _status(form: Form, refusal: BookingError | None) -> int:
    """409 where the desk's world said no, 422 where the form did."""
    if refusal:
        return 409
    return 422 if form.is_bound and not form.is_valid() else 200
