"""A therapist's day, and the client's summary before a session."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from booking import permissions, summaries
from booking.models import Appointment
from booking.views.board import FIRST_DAY, LAST_DAY
from intake import clock, submissions
from intake.models import Read
from spa.models import User


def get_appointment_to_prepare(user: User, pk: int) -> Appointment:
    """An appointment with its client's health summary, for therapists."""
    appointment = get_object_or_404(summaries.for_brief(), pk=pk)
    if not permissions.may_see_summary(user, appointment):
        raise PermissionDenied
    return appointment


@require_safe
@never_cache
def my_day(request: HttpRequest, day: date | None = None) -> HttpResponse:
    """The sessions of one day of the therapist who is logged in, with breaks and what is still to sign."""
    therapist = getattr(request.user, "therapist", None)
    if not request.user.is_therapist or therapist is None:
        raise PermissionDenied("My day belongs to people who give sessions.")
    location, moment = therapist.resource.location, clock.now()
    day = min(max(day or location.local_day(moment), FIRST_DAY), LAST_DAY)
    page = summaries.day_of(therapist, day, now=moment)
    named = [(each.appointment.client_id, each.appointment.pk) for each in page.sessions if each.alerts]
    submissions.keep_readings(of=named, what=Read.DAY, by=request.user)
    return render(request, "booking/my_day.html", {"page": page, "day": day, "location": location})


@require_safe
@never_cache
def summary(request: HttpRequest, pk: int) -> HttpResponse:
    """Why the client comes, what to be careful about, what is planned, and the notes before this one."""
    appointment = get_appointment_to_prepare(request.user, pk)
    brief = summaries.brief_for(appointment)
    submissions.keep_reading(client=appointment.client, what=Read.SUMMARY, row=pk, by=request.user)
    own = permissions.is_own(request.user, appointment)
    return render(request, "booking/summary.html", {"brief": brief, "appointment": appointment, "is_own": own})
