"""Locks in one order, so that nobody waits in a circle: the client, the appointment, then resources by key.

On SQLite a transaction that writes is alone from its beginning, so there is nothing more to lock.
"""

from collections.abc import Iterable

from django.db import connection

from booking.exceptions import Change, StaleAppointment
from booking.models import Appointment, Resource
from intake.models import Client


def hold_client(key: int) -> Client:
    """Nobody submits an intake for this client until we are done: what we read of their health stays true."""
    assert connection.in_atomic_block, "locks need a transaction"
    return Client.objects.select_for_update(no_key=True).get(pk=key)


def lock_resources(keys: Iterable[int]) -> None:
    """Hold therapists, rooms and units by their keys, lowest first. Whoever writes shifts or time off calls it too."""
    assert connection.in_atomic_block, "locks need a transaction"
    rows = Resource.objects.filter(pk__in=set(keys)).order_by("pk")
    list(rows.select_for_update(no_key=True).values_list("pk", flat=True))


def lock_appointment(appointment: Appointment, version: int | None) -> Appointment:
    """The appointment as it stands now, held; StaleAppointment when it has changed since ``version``."""
    hold_client(appointment.client_id)
    fresh = Appointment.objects.for_card().select_for_update(of=("self", "visit"), no_key=True).get(pk=appointment.pk)
    if version is not None and fresh.version != int(version):
        raise _stale(fresh, int(version))
    return fresh


def _stale(appointment: Appointment, version: int) -> StaleAppointment:
    events = appointment.events.filter(version__gt=version).select_related("by")
    changes = [Change(what=event.in_words, by=event.by.display_name, at=event.at) for event in events]
    if not changes:
        return StaleAppointment("This appointment was changed on another page. Look at it again first.")
    last, location = changes[-1], appointment.visit.location
    return StaleAppointment(
        f"{last.by} changed this appointment at {location.clock(last.at)} ({last.what.lower()})."
        " Look at it again before you go on.",
        changes,
    )
