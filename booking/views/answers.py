"""How the desk is answered after a press: a fragment for htmx, a page or a redirect without it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import reswap, retarget, trigger_client_event

from booking.exceptions import BookingError
from booking.models import Appointment
from booking.views.panel import Panel
from booking.views.reading import get_appointment_for_reading
from intake import clock


def version_of(request: HttpRequest) -> int:
    """The version that the page was made from; none or an unreadable one is never the current one."""
    typed = request.POST.get("version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else -1


def attempt(operation: Callable[[], Appointment]) -> BookingError | None:
    """Do it, or say why not."""
    try:
        operation()
    except BookingError as refusal:
        return refusal
    return None


def show_panel(request: HttpRequest, appointment: Appointment, *, refusal: BookingError | None = None) -> HttpResponse:
    """The appointment as it stands, with why the last press was refused."""
    context = {"panel": Panel(request.user, appointment, clock.now()), "refusal": refusal}
    template = "booking/_peek.html" if request.htmx else "booking/peek.html"
    return render(request, template, context, status=409 if refusal else 200)


def done(request: HttpRequest, pk: int, words: str) -> HttpResponse:
    """It is done: the panel anew and the board told, or back to where the person was."""
    messages.success(request, words)
    if not request.htmx:
        return redirect(_onward(request) or reverse("booking:peek", args=[pk]))
    if is_from_list(request):
        return _tell_board(render(request, "spa/_messages.html"))
    return _into_panel(show_panel(request, get_appointment_for_reading(request.user, pk)))


def refused(request: HttpRequest, pk: int, refusal: BookingError) -> HttpResponse:
    """It is not done: say why, beside the appointment as it stands now."""
    if is_from_list(request) and request.htmx:
        messages.error(request, str(refusal))
        return _tell_board(render(request, "spa/_messages.html", status=409))
    answer = show_panel(request, get_appointment_for_reading(request.user, pk), refusal=refusal)
    return _into_panel(answer) if request.htmx else answer


def is_from_list(request: HttpRequest) -> bool:
    """A tap in a list beside the board, which leaves the panel alone."""
    return request.POST.get("from") == "list"


def _into_panel(answer: HttpResponse) -> HttpResponse:
    answer = reswap(retarget(answer, "#peek"), "innerHTML")
    return trigger_client_event(_tell_board(answer), "closeDialog", {}, after="settle")


def _tell_board(answer: HttpResponse) -> HttpResponse:
    return trigger_client_event(answer, "boardChanged", {}, after="settle")


def _onward(request: HttpRequest) -> str:
    """An address of ours that the form names as the way back."""
    onward = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(onward, {request.get_host()}, request.is_secure())
    return onward if is_ours and onward.startswith("/") else ""
