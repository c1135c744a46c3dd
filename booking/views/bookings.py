"""Find a time and book it: the caller's wish first, the client last."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import trigger_client_event

from booking import scheduling
from booking.availability.health import long_day
from booking.exceptions import BookingError, NotAllowed
from booking.forms.bookings import BookingForm
from booking.models import Appointment
from booking.permissions import may_book
from booking.views.booking_page import BookingPage
from booking.views.booking_wish import read_catalogue
from intake import clock, submissions
from intake.models import Client

FOUND_AT_MOST = 8
SHORTEST_SEARCH = 2


def form_of(request: HttpRequest) -> BookingForm:
    """The page's form, for somebody who may book."""
    if not may_book(request.user):
        raise PermissionDenied
    return BookingForm(wish_of(request), read_catalogue(request.user.house))


def wish_of(request: HttpRequest) -> object:
    """What was asked for; a gap of the board names its start and therapist apart."""
    data = (request.POST if request.method == "POST" else request.GET).copy()
    if data.get("start") and not data.get("slot"):
        starts = data["start"].replace(" ", "+")  # a plus that was not escaped in an address reads as a blank
        data["slot"] = f"{starts}~{data.get('therapist', '')}"
    return data


@never_cache
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The page for a wish, or its parts for htmx. A POST of the same page changes nothing: it keeps what was typed."""
    return show(request, BookingPage(form_of(request), clock.now()))


def show(request: HttpRequest, page: BookingPage, *, problems: bool = False, status: int = 200) -> HttpResponse:
    context = {
        "page": page,
        "form": page.form,
        "problems": page.form if problems else None,
        "found": found_clients(page.form.data.get("q", "")),
    }
    template = "booking/_booking.html" if request.htmx else "booking/booking.html"
    response = render(request, template, context, status=status)
    return trigger_client_event(response, "announce", said_of(page)) if request.htmx else response


def said_of(page: BookingPage) -> str:
    """What a screen reader hears after a choice."""
    times = "No time is free" if not page.table.count else f"{page.table.count} times"
    picked = f", {page.location.clock(page.slot.starts_at)} picked" if page.slot else ""
    return f"{times}{picked}. {page.stay} minutes."


@never_cache
@require_POST
def book(request: HttpRequest) -> HttpResponse:
    """Book once. A refusal shows why, with fresh slots, on the page as it was."""
    form = form_of(request)
    if not form.is_valid():
        return show(request, BookingPage(form, clock.now()), problems=True, status=422)
    if first := Appointment.objects.for_card().filter(visit__token=form.cleaned_data["token"]).first():
        return booked(request, first)
    client = form.cleaned_data["client"] or added_client(request, form)
    try:
        return booked(request, scheduling.book(**form.to_book(client), by=request.user))
    except NotAllowed as refusal:
        raise PermissionDenied from refusal
    except BookingError as refusal:
        form = BookingForm(with_client(form, client), form.catalogue)
        return show(request, BookingPage(form, clock.now(), refusal=refusal), status=409)


def with_client(form: BookingForm, client: Client) -> object:
    """What was typed, for a client who exists by now."""
    data = form.data.copy()
    data["client"] = str(client.pk)
    return data


def added_client(request: HttpRequest, form: BookingForm) -> Client:
    phone = form.cleaned_data["new_phone"] or ""
    return submissions.add_client(name=form.cleaned_data["new_name"], phone=phone, by=request.user)


def booked(request: HttpRequest, appointment: Appointment) -> HttpResponse:
    location, starts_at = appointment.visit.location, appointment.starts_at
    room = appointment.visit.room
    words = f"{appointment.client.name}, {long_day(location.local_day(starts_at))} {location.clock(starts_at)}"
    messages.success(request, f"Booked: {words} with {appointment.therapist} in {room}.")
    return redirect("booking:peek", pk=appointment.pk)


@never_cache
@require_GET
def find_client(request: HttpRequest) -> HttpResponse:
    """Clients whose name or phone begins with what is typed, to pick for this booking."""
    if not may_book(request.user):
        raise PermissionDenied
    found = found_clients(request.GET.get("q", ""))
    response = render(request, "booking/_booking_clients.html", {"found": found, "typed": request.GET.get("q", "")})
    return trigger_client_event(response, "announce", f"{len(found)} found" if found else "Nobody found")


def found_clients(typed: str) -> list[Client]:
    if len(typed.strip()) < SHORTEST_SEARCH:
        return []
    return list(Client.objects.matching(typed)[:FOUND_AT_MOST])
