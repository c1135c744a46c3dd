"""Fetch and authorise in one step: 404 for what does not exist, 403 for what is not yours to see or change."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from booking import permissions
from booking.models import Appointment
from intake.models import Client
from intake.permissions import may_edit_clients, may_see_clients
from spa.models import Location, User


def get_location_for_board(user: User) -> Location:
    """The house whose board somebody sees."""
    if not permissions.may_see_board(user):
        raise PermissionDenied
    return user.house


def get_appointment_for_reading(user: User, pk: int) -> Appointment:
    """An appointment as the board's panel shows it, for everybody who works here."""
    if not permissions.may_see_board(user):
        raise PermissionDenied
    return get_object_or_404(Appointment.objects.for_card(), pk=pk)


def get_appointment_for_status(user: User, pk: int) -> Appointment:
    """An appointment whose status this person may change: the desk, and the therapist whose session it is."""
    appointment = get_appointment_for_reading(user, pk)
    if not permissions.may_change_status(user, appointment):
        raise PermissionDenied
    return appointment


def get_appointment_to_change(user: User, pk: int) -> Appointment:
    """An appointment that this person may move, cancel or plan."""
    appointment = get_appointment_for_reading(user, pk)
    if not permissions.may_change_appointment(user, appointment):
        raise PermissionDenied
    return appointment


def get_appointment_to_plan(user: User, pk: int) -> Appointment:
    """An appointment whose areas and line this person may change: the desk, and its own therapist."""
    appointment = get_appointment_for_reading(user, pk)
    if not permissions.may_plan(user, appointment):
        raise PermissionDenied
    return appointment


def get_clients(user: User) -> QuerySet[Client]:
    """Every client, for somebody who may look for them."""
    if not may_see_clients(user):
        raise PermissionDenied
    return Client.objects.all()


def get_client_for_reading(user: User, pk: int) -> Client:
    return get_object_or_404(get_clients(user), pk=pk)


def get_client_for_editing(user: User, pk: int) -> Client:
    """A client whose card this person may change."""
    client = get_client_for_reading(user, pk)
    if not may_edit_clients(user) or client.erased_at is not None:
        raise PermissionDenied
    return client


def check_may_add_clients(user: User) -> None:
    if not may_edit_clients(user):
        raise PermissionDenied
