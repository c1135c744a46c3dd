"""The three built-in roles as groups, made anew after every migrate.

What a person may do at the desk is asked of ``permissions.py``; the model permissions here open the admin's doors.
"""

from auditlog.context import disable_auditlog
from django.apps import AppConfig, apps
from django.contrib.auth.models import Group, Permission
from django.db import DEFAULT_DB_ALIAS

from spa.models import ADMIN, RECEPTIONIST, ROLES, THERAPIST

# What an admin edits in Django admin; everything else is read-only there or not shown at all.
ADMIN_EDITS = {
    "auth": ["group"],
    "spa": ["location", "user"],
    "intake": ["consenttext"],
    "booking": [
        "addon", "block", "closingday", "equipmentkind", "equipmentunit", "openinghours", "resource", "room", "service",
        "serviceduration", "shift", "shiftbreak", "technique", "therapist", "timeoff", "training",
    ],
}  # fmt: skip
ADMIN_SEES = {
    "auditlog": ["logentry"],
    "intake": ["recordreading", "screening"],
    "booking": ["visit", "appointment", "allocation", "appointmentevent", "sessionnote"],
}
NO_DELETE = {"user", "location", "service", "addon", "technique", "resource", "room", "therapist", "equipmentunit"}


def keep_roles_right(sender: AppConfig, using: str = DEFAULT_DB_ALIAS, **kwargs) -> None:
    """Only after the last app: earlier, the permissions of later apps do not exist."""
    if sender.label != list(apps.get_app_configs())[-1].label:
        return
    wanted = {RECEPTIONIST: [], THERAPIST: [], ADMIN: _admin_permissions(using)}
    with disable_auditlog():
        _set_roles(wanted, using)


def _set_roles(wanted: dict[str, list[Permission]], using: str) -> None:
    """Not for the history of changes, whose table may not be there yet; nobody changed anything either."""
    for name in ROLES:
        group, _ = Group.objects.using(using).get_or_create(name=name)
        group.permissions.set(wanted[name])


def _admin_permissions(using: str) -> list[Permission]:
    wanted = set()
    for app, models in ADMIN_EDITS.items():
        for model in models:
            actions = ["view", "add", "change"] if model in NO_DELETE else ["view", "add", "change", "delete"]
            wanted |= {(app, f"{action}_{model}") for action in actions}
    for app, models in ADMIN_SEES.items():
        wanted |= {(app, f"view_{model}") for model in models}
    permissions = Permission.objects.using(using).select_related("content_type")
    return [p for p in permissions if (p.content_type.app_label, p.codename) in wanted]
