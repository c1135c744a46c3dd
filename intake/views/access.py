"""Fetch and authorise in one step: 404 for what does not exist, 403 for what is not yours to see."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from intake import permissions
from intake.exceptions import ErasedClient, NotADraft
from intake.models import Client, Intake
from spa.models import User


def get_client_for_intake(user: User, pk: int) -> Client:
    """The client, for somebody who may take their intake."""
    client = get_object_or_404(Client.objects.on_file(), pk=pk)
    if not permissions.may_take_intake(user, client):
        raise PermissionDenied
    return client


def get_intake_for_typing(user: User, pk: int) -> Intake:
    """An intake that is still a draft, for somebody who may take it. Submitted, it is nobody's to type into."""
    intake = get_object_or_404(Intake.objects.select_related("client"), pk=pk)
    if not permissions.may_take_intake(user, intake.client):
        raise PermissionDenied
    if not intake.is_draft:
        raise PermissionDenied(str(NotADraft()))
    return intake


def get_intake_for_reading(user: User, pk: int) -> Intake:
    """A signed intake, for somebody who may read answers."""
    signed = Intake.objects.select_related("client").filter(submitted_at__isnull=False)
    intake = get_object_or_404(signed, pk=pk)
    if not permissions.may_read_answers(user, intake.client):
        raise PermissionDenied
    return intake


@contextmanager
def refusing_what_came_between() -> Iterator[None]:
    """Somebody else may sign, or an admin erase the person with their draft, between the reading and the writing."""
    try:
        yield
    except (NotADraft, ErasedClient) as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except Intake.DoesNotExist as gone:
        raise Http404("This intake is not there any more.") from gone
