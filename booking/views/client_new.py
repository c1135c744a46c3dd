"""A new client: added with a name alone, after a look at who is on file already."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods
from django_htmx.http import trigger_client_event

from booking.forms.clients import NewClientForm
from booking.views.reading import check_may_add_clients
from intake import clock, submissions
from intake.models.alike import Lookalike

TO_BE_ASKED = 409


@never_cache
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A new client; ``next`` leads back to where one was needed, with ``client`` added.

    Who looks like somebody on file is shown first, and added when the desk says so.
    """
    check_may_add_clients(request.user)
    today = request.user.house.local_day(clock.now())
    form = NewClientForm(request.POST or None, initial=request.GET.dict(), today=today)
    onward = request.POST.get("next", request.GET.get("next", ""))
    alike, status = form.lookalikes(), 200
    if request.method == "POST":
        status = TO_BE_ASKED if form.is_valid() else 422
        if form.is_valid() and (not alike or "anyway" in request.POST):
            client = submissions.add_client(**form.cleaned_data, by=request.user)
            messages.success(request, f"{client.name} is on file.")
            return redirect(_with_client(request, onward, client.pk))
    context = {"form": form, "next": onward, "alike": _leading(request, onward, alike)}
    return render(request, "booking/client_new.html", context, status=status)


@never_cache
@require_GET
def alike(request: HttpRequest) -> HttpResponse:
    """While a new card is typed: who on file may be the same person. ``pick`` offers them to a booking's form."""
    check_may_add_clients(request.user)
    today = request.user.house.local_day(clock.now())
    typed = {name.removeprefix("new_"): value for name, value in request.GET.items()}
    found = NewClientForm(typed, today=today).lookalikes()
    onward = request.GET.get("next", "")
    pick = request.GET.get("pick") == "booking"
    context = {"alike": _leading(request, onward, found), "pick": pick}
    answer = render(request, "booking/_client_alike.html", context)
    return trigger_client_event(answer, "announce", {"value": _said(len(found))}) if found else answer


def _said(count: int) -> str:
    return f"{count} client{'' if count == 1 else 's'} on file may be the same person."


def _leading(request: HttpRequest, onward: str, found: list[Lookalike]) -> list[tuple[Lookalike, str]]:
    """Each with the address that takes this person instead of a new one."""
    return [(each, _with_client(request, onward, each.client.pk)) for each in found]


def _with_client(request: HttpRequest, onward: str, pk: int) -> str:
    """Back to an address of ours with the client added, else to the client's page."""
    is_ours = url_has_allowed_host_and_scheme(onward, {request.get_host()}, request.is_secure())
    if not (is_ours and onward.startswith("/")):
        return reverse("booking:client", args=[pk])
    return f"{onward}{'&' if '?' in onward else '?'}{urlencode({'client': pk})}"
