"""The demo leaves a desk that is used in earnest: what is real stays, and what real work leans on stays with it.

What belongs to a client of the demo goes, whoever wrote it, since there is no such person. A therapist, room or unit
goes unless a real booking holds it, a colleague unless something real bears their name, the house unless somebody real
works or books there. What stays is a part of the spa from then on: no longer marked, and, but for a house, retired.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Model, Q
from django.db.models.options import Options

from booking.demo.belonging import Rows, hanging_on, in_pieces, let_go, merge
from booking.models import (
    Allocation,
    Appointment,
    Block,
    ClosingDay,
    EquipmentUnit,
    OpeningHours,
    Resource,
    Room,
    Shift,
    ShiftBreak,
    Therapist,
    TimeOff,
    Visit,
)
from booking.scheduling.locking import lock_resources
from intake.constraints import OnlyAdded
from intake.models import Client
from spa.models import ADMIN, Location, User

logger = logging.getLogger(__name__)

MARKED = (Location, User, Client, Resource, Visit)
OF_A_RESOURCE = {Resource, Therapist, Room, EquipmentUnit, Shift, ShiftBreak, TimeOff, Block, Allocation}
OF_A_COLLEAGUE = {User}
OF_A_HOUSE = {Location, OpeningHours, ClosingDay}


class DemoStays(Exception):
    """The demo cannot go yet; the words say why, and what to do first."""


@dataclass
class Removed:
    """How many rows of what went, and who and what stayed because something real needs it."""

    rows: dict[str, int] = field(default_factory=dict)
    retired: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    def note(self, rows: Rows) -> None:
        for model, keys in rows.items():
            name = str(model._meta.verbose_name_plural)
            if keys and not model._meta.auto_created:
                self.rows[name] = self.rows.get(name, 0) + len(keys)

    def told(self) -> list[str]:
        """Sentences for whoever removed it."""
        gone = ", ".join(f"{count} {name}" for name, count in sorted(self.rows.items()))
        lines = [f"The demo is gone: {gone}."]
        if self.retired:
            lines.append(f"Retired, since something real bears their name: {', '.join(self.retired)}.")
        if self.kept:
            lines.append(f"Stays as your own house, since somebody real works or books there: {', '.join(self.kept)}.")
        return lines


def demo_counts() -> dict[str, int]:
    """What is marked as the demo's, by name; nothing once it is gone."""
    counted = {model._meta: model.objects.filter(is_demo=True).count() for model in MARKED}
    return {_called(of, count): count for of, count in counted.items() if count}


def _called(of: Options, count: int) -> str:
    return str(of.verbose_name if count == 1 else of.verbose_name_plural)


def remove_demo(*, by: User | None) -> Removed:
    """Remove the demo, all of it or nothing. ``by`` is None for whoever runs the machine. Raises DemoStays."""
    removed = Removed()
    with transaction.atomic():
        refuse_unless_somebody_stays(by)
        lock_resources(Resource.objects.filter(is_demo=True).values_list("pk", flat=True))
        remove_clients_and_visits(removed)
        remove_resources(removed)
        remove_colleagues(removed)
        remove_houses(removed)
    settings.DEMO_LOGINS.unlink(missing_ok=True)
    logger.info("The demo was removed by %s: %s", by.pk if by else "a command", removed.rows)
    return removed


def refuse_unless_somebody_stays(by: User | None) -> None:
    if by is not None and by.is_demo:
        raise DemoStays("You are signed in as one of the demo's people. Sign in as yourself first.")
    can_admin = Q(groups__name=ADMIN) | Q(is_superuser=True)
    if not User.objects.filter(can_admin, is_demo=False, is_active=True).exists():
        raise DemoStays("Nobody would be left to run the desk. Add yourself as an admin first, and sign in as such.")


# --- What goes in any case -------------------------------------------------------------------------------------------


def remove_clients_and_visits(removed: Removed) -> None:
    clients = keys_of(Client)
    rows = hanging_on(Client, clients)
    going = rows.get(Appointment, set())
    touched = Visit.objects.filter(Q(is_demo=True) | Q(appointments__in=going))
    shared = Visit.objects.filter(appointments__in=Appointment.objects.exclude(pk__in=going)).values("pk")
    merge(rows, hanging_on(Visit, set(touched.exclude(pk__in=shared).values_list("pk", flat=True))))
    refuse_if_real(rows, clients)
    delete(rows, removed)
    Visit.objects.filter(is_demo=True).update(is_demo=False)


def refuse_if_real(rows: Rows, clients: set) -> None:
    """Nothing of a real client may hang on the demo."""
    for model, keys in rows.items():
        for link in model._meta.concrete_fields:
            if link.related_model is Client:
                owners = set(model._base_manager.filter(pk__in=keys).values_list(link.attname, flat=True))
                if owners - clients - {None}:
                    raise DemoStays(
                        f"Something of a real client hangs on the demo ({model._meta.verbose_name_plural})."
                    )


# --- What goes unless something real needs it ------------------------------------------------------------------------


def remove_resources(removed: Removed) -> None:
    for resource in Resource.objects.filter(is_demo=True):
        rows = hanging_on(Resource, {resource.pk})
        booked = Allocation.objects.filter(resource=resource, visit__isnull=False).exists()
        if booked or needed(rows, OF_A_RESOURCE):
            Resource.objects.filter(pk=resource.pk).update(is_active=False, is_demo=False)
            removed.retired.append(f"{resource.get_kind_display()} {resource}")
        else:
            delete(rows, removed)


def remove_colleagues(removed: Removed) -> None:
    addresses = {apps.get_model("account.EmailAddress")}
    for user in User.objects.filter(is_demo=True):
        rows = hanging_on(User, {user.pk})
        if needed(rows, OF_A_COLLEAGUE | addresses):
            user.set_unusable_password()
            user.is_active = user.is_demo = False
            user.save(update_fields=["password", "is_active", "is_demo"])
            removed.retired.append(f"Account {user.username}")
        else:
            delete(rows, removed)


def remove_houses(removed: Removed) -> None:
    for house in Location.objects.filter(is_demo=True):
        rows = hanging_on(Location, {house.pk})
        if needed(rows, OF_A_HOUSE):
            Location.objects.filter(pk=house.pk).update(is_demo=False)
            removed.kept.append(str(house))
        else:
            delete(rows, removed)


def needed(rows: Rows, own: set[type[Model]]) -> bool:
    """Whether rows of other kinds hang there too."""
    return any(keys and model not in own and not model._meta.auto_created for model, keys in rows.items())


# --- Taking out ------------------------------------------------------------------------------------------------------


def keys_of(model: type[Model]) -> set:
    return set(model._base_manager.filter(is_demo=True).values_list("pk", flat=True))


def delete(rows: Rows, removed: Removed) -> None:
    """Take these rows out, and what the history of changes says of them.

    All that hangs on them is among them, and foreign keys are checked at the end of the transaction, so the order is
    free; Django's own way would ask again for every one of them and stop at the first that is protected.
    """
    removed.note(rows)
    let_go(rows)
    with guards_down(rows):
        for model, keys in rows.items():
            forget_changes(model, keys)
            for some in in_pieces(keys):
                queryset = model._base_manager.filter(pk__in=some)
                queryset._raw_delete(queryset.db)


def forget_changes(model: type[Model], keys: set) -> None:
    if apps.is_installed("auditlog"):
        content_type = apps.get_model("contenttypes.ContentType").objects.get_for_model(model)
        history = apps.get_model("auditlog.LogEntry").objects.filter(content_type=content_type)
        for some in in_pieces({str(key) for key in keys}):
            entries = history.filter(object_pk__in=some)
            entries._raw_delete(entries.db)


@contextmanager
def guards_down(rows: Rows) -> Iterator[None]:
    """Rows that are only ever added can be taken out meanwhile; nobody sees it, all being one transaction."""
    guarded = [(model, guard) for model in rows for guard in model._meta.constraints if isinstance(guard, OnlyAdded)]
    for model, guard in guarded:
        guard.take_down(model)
    yield
    if guarded:
        connection.check_constraints()  # PostgreSQL changes no table that still has keys to check
    for model, guard in guarded:
        guard.put_up(model)
