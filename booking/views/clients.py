"""Clients: found as one types, and everything about one person on one page."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods
from django_htmx.http import trigger_client_event

from booking.forms.clients import ClientForm
from booking.views.client_page import history_for, page_of
from booking.views.client_rows import new_client_query, rows_of
from booking.views.reading import (
    get_client_for_editing,
    get_client_for_reading,
    get_clients,
)
from intake import clock, submissions
from intake.models import Client, Read
from intake.permissions import may_read_answers

A_PAGE = 50
IN_THE_LIST = 8
LONGEST_SEARCH = 100


@never_cache
@require_GET
def clients(request: HttpRequest) -> HttpResponse:
    """Everybody, by name."""
    page = Paginator(get_clients(request.user).on_file(), A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": rows_of(page.object_list, clock.now()), "typed": ""}
    return render(request, "booking/clients.html", context)


@never_cache
@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Clients by name, phone or e-mail: a short list under the field, or a page."""
    typed = " ".join(request.GET.get("q", "").replace("\x00", "")[:LONGEST_SEARCH].split())
    found = get_clients(request.user).matching(typed) if typed else get_clients(request.user).none()
    limit = IN_THE_LIST if request.htmx else A_PAGE
    first = list(found[: limit + 1])
    context = {
        "rows": rows_of(first[:limit], clock.now()),
        "there_are_more": len(first) > limit,
        "typed": typed,
        "new_query": new_client_query(typed),
    }
    if not request.htmx:
        return render(request, "booking/clients.html", context)
    answer = render(request, "booking/_search.html", context)
    return trigger_client_event(answer, "announce", {"value": _found(len(first), limit)}) if typed else answer


def _found(count: int, limit: int) -> str:
    """For who does not see the list."""
    if count > limit:
        return f"More than {limit} clients found."
    return (
        f"{count} client{'' if count == 1 else 's'} found. Arrow down goes through them." if count else "Nobody found."
    )


@never_cache
@require_GET
def client(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: how to reach them, what to be careful about, visits and intakes; htmx may ask for the history alone.

    ``?show=visits``, ``intakes`` or ``notes`` narrows the history.
    """
    person = get_client_for_reading(request.user, pk)
    if may_read_answers(request.user, person):
        submissions.keep_reading(client=person, what=Read.CARD, row=pk, by=request.user)
    asked = request.user, person, clock.now(), request.GET
    if request.htmx.target != "history":
        return render(request, "booking/client.html", page_of(*asked))
    context = history_for(*asked)
    answer = render(request, "booking/_client_history.html", context)
    return trigger_client_event(answer, "announce", {"value": context["history"].said})


@never_cache
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The card of one person."""
    person = get_client_for_editing(request.user, pk)
    today = request.user.house.local_day(clock.now())
    form = ClientForm(request.POST or None, client=person, today=today)
    if request.method == "POST" and form.is_valid() and _save(request, form, person):
        return redirect("booking:client", pk=pk)
    context = {"form": form, "client": person}
    return render(request, "booking/client_edit.html", context, status=422 if form.is_bound else 200)


def _save(request: HttpRequest, form: ClientForm, person: Client) -> bool:
    try:
        submissions.change_client(client=person, by=request.user, **form.changes)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    messages.success(request, "Saved.")
    return True
