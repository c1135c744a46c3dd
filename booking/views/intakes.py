"""Fetch and authorise in one step, for the pages between an intake and its booking; and the day they speak of."""

from collections.abc import Callable
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from booking.availability.placing import HORIZON
from intake import clock, permissions
from intake.models import Intake, IntakeStatus
from spa.models import Location, User


def get_submitted_intake(user: User, pk: int, may: Callable[[User], bool] = permissions.may_see_clients) -> Intake:
    """A submitted intake with its client, for somebody who ``may``; 404 for a draft, 403 for others."""
    if not may(user):
        raise PermissionDenied
    submitted = Intake.objects.exclude(status=IntakeStatus.DRAFT).select_related("client")
    return get_object_or_404(submitted.prefetch_related("client__allergies", "client__medications"), pk=pk)


def today_of(location: Location) -> date:
    return location.local_day(clock.now())


def day_asked_for(typed: str | None, today: date) -> date:
    """A day from today to the horizon; today for what cannot be read."""
    try:
        day = date.fromisoformat(typed or "")
    except ValueError:
        return today
    return min(max(day, today), today + timedelta(days=HORIZON.days))
