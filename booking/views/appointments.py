"""One appointment: its panel, its status, its history."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from booking import scheduling
from booking.permissions import may_change_appointment
from booking.views.answers import attempt, done, refused, show_panel, version_of
from booking.views.appointment_history import history_of
from booking.views.reading import get_appointment_for_reading, get_appointment_for_status

OPERATIONS = {
    "confirm": scheduling.confirm,
    "arrive": scheduling.check_in,
    "start": scheduling.start,
    "complete": scheduling.complete,
    "no-show": scheduling.mark_no_show,
    "uncancel": scheduling.uncancel,
}
SAID = {
    "confirm": "{} is confirmed.",
    "arrive": "{} is here.",
    "start": "{}'s session has begun.",
    "complete": "{}'s session is complete.",
    "no-show": "{} did not come.",
    "uncancel": "{} is booked again.",
}


@never_cache
@require_GET
def peek(request: HttpRequest, pk: int) -> HttpResponse:
    """The panel beside the board, or a page of its own."""
    return show_panel(request, get_appointment_for_reading(request.user, pk))


@never_cache
@require_http_methods(["GET", "POST"])
def status(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """What a button does; a no-show asks first."""
    appointment = get_appointment_for_status(request.user, pk)
    if verb == "uncancel" and not may_change_appointment(request.user, appointment):
        raise PermissionDenied
    if request.method == "GET":
        if verb != "no-show":
            return HttpResponseNotAllowed(["POST"])
        return render(request, "booking/no_show.html", {"appointment": appointment})
    carry_out = OPERATIONS[verb]
    refusal = attempt(lambda: carry_out(appointment=appointment, version=version_of(request), by=request.user))
    if refusal:
        return refused(request, pk, refusal)
    return done(request, pk, SAID[verb].format(appointment.client.called))


@never_cache
@require_GET
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Who did what and when."""
    appointment = get_appointment_for_reading(request.user, pk)
    return render(request, "booking/history.html", {"appointment": appointment, "lines": history_of(appointment)})
