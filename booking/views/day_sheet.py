"""The day on paper: the desk prints everybody's or one, a therapist their own."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from booking.availability.calendar import therapists_at
from booking.models import Therapist
from booking.permissions import may_book
from booking.views.board import FIRST_DAY, LAST_DAY
from booking.views.day_sheet_page import Sheet, sheets_of
from booking.views.reading import get_location_for_board
from intake import clock, submissions
from intake.models import Read
from spa.models import User


@require_safe
@never_cache
def day_sheet(request: HttpRequest, day: date | None = None) -> HttpResponse:
    """``?therapist=`` narrows it to one, ``?form=long`` adds what to heed in each session."""
    user, now = request.user, clock.now()
    location = get_location_for_board(user)
    own = own_row(user)
    key = request.GET.get("therapist", "")
    wanted = get_therapist_to_print(user, key)
    day = min(max(day or location.local_day(now), FIRST_DAY), LAST_DAY)
    is_long = request.GET.get("form") == "long"
    sheets = sheets_of(location, day, now=now, therapists=wanted, is_long=is_long, reader=own)
    keep_reading(user, sheets)
    context = {
        "sheets": sheets,
        "day": day,
        "printed_at": now,
        "is_long": is_long,
        "key": key if wanted and may_book(user) else "",
        "team": therapists_at(location) if may_book(user) else [],
    }
    return render(request, "booking/day_sheet.html", context)


def own_row(user: User) -> Therapist | None:
    return getattr(user, "therapist", None) if user.is_therapist else None


def get_therapist_to_print(user: User, key: str) -> list[Therapist] | None:
    """Whose pages this person prints; None is everybody. A therapist who does not book prints their own alone."""
    if may_book(user):
        found = Therapist.objects.filter(pk=key) if key.isdecimal() and len(key) < 10 else Therapist.objects.none()
        return list(found) or None
    own = own_row(user)
    if own is None or key not in ("", str(own.pk)):
        raise PermissionDenied
    return [own]


def keep_reading(user: User, sheets: list[Sheet]) -> None:
    """Answers on paper are read like those on a page."""
    told = [row.appointment for sheet in sheets for row in sheet.rows if row.told or row.lists]
    submissions.keep_readings(of=[(each.client_id, each.pk) for each in told], what=Read.DAY, by=user)
