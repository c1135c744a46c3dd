"""The day board, as a page, and as a fragment that a poll brings when something changed."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from django_htmx.http import trigger_client_event

from booking.permissions import may_book
from booking.views.board_page import BoardPage
from booking.views.board_rail import month_of
from booking.views.board_version import board_version
from booking.views.reading import get_location_for_board
from intake import clock

NOTHING_NEW = 204
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2199, 12, 31)


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Therapists begin with their own day, the desk with the board."""
    user = request.user
    gives_sessions_only = user.is_therapist and not may_book(user) and hasattr(user, "therapist")
    return redirect("booking:my-day" if gives_sessions_only else "booking:board")


@never_cache
@require_GET
def board(request: HttpRequest, day: date | None = None) -> HttpResponse:
    """One day. A poll names the version it has and gets 204 while nothing changed."""
    location = get_location_for_board(request.user)
    now = clock.now()
    day = min(max(day or location.local_day(now), FIRST_DAY), LAST_DAY)
    version = board_version(location, day, now)
    if request.htmx and request.GET.get("since") == version:
        return HttpResponse(status=NOTHING_NEW)
    page = BoardPage(request.user, location, day, now, version, request.GET.get("show", ""))
    month = month_of(request.GET.get("month", ""), day, page.today)
    if not request.htmx:
        return render(request, "booking/board.html", {"board": page, "month": month})
    return trigger_client_event(render(request, "booking/_board.html", {"board": page}), "boardDrawn", after="settle")
