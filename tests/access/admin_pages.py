"""What the admin's pages allow to an admin, model by model; everybody else is refused at the door.

See: the list, a row, its history. Add, change, delete: the form of it. A row that must stay as it is can be seen.
"""

from collections.abc import Iterator

from django.contrib import admin
from django.db.models import Model
from django.urls import URLPattern, get_resolver

SEE, ADD, CHANGE, DELETE = "see", "add", "change", "delete"
CATALOGUE = {SEE, ADD, CHANGE}
EVERYTHING = {SEE, ADD, CHANGE, DELETE}

ALLOWED = {
    "spa.user": CATALOGUE,
    "spa.location": CATALOGUE,
    "auth.group": EVERYTHING,
    "intake.consenttext": EVERYTHING,
    "intake.recordreading": {SEE},
    "intake.screening": {SEE},
    "booking.service": CATALOGUE,
    "booking.serviceduration": CATALOGUE,
    "booking.addon": CATALOGUE,
    "booking.technique": CATALOGUE,
    "booking.training": EVERYTHING,
    "booking.equipmentkind": EVERYTHING,
    "booking.equipmentunit": CATALOGUE,
    "booking.room": CATALOGUE,
    "booking.therapist": CATALOGUE,
    "booking.shift": EVERYTHING,
    "booking.timeoff": EVERYTHING,
    "booking.visit": {SEE},
    "booking.appointment": {SEE},
    "booking.allocation": {SEE},
    "booking.appointmentevent": {SEE},
    "booking.block": {SEE, ADD, DELETE},
    "booking.sessionnote": {SEE},
    "auditlog.logentry": {SEE},
    # Of other packages: failed log-ins and addresses are nobody's to read here.
    "account.emailaddress": set(),
    "axes.accessattempt": set(),
    "axes.accessfailurelog": set(),
    "axes.accesslog": set(),
}

# Pages of the admin as a whole; beside them only the catch-all, which has no name.
SITE = {
    "index", "login", "logout", "password_change", "password_change_done", "autocomplete", "jsi18n", "view_on_site",
    "app_list",
}  # fmt: skip
PAGES_OF_A_MODEL = {"changelist", "add", "change", "delete", "history"}
OURS = {"export", "used"}  # of every model that somebody may see
ALONE = {"auth_user_password_change", "booking_service_import", "booking_addon_import"}


def models() -> dict[str, type[Model]]:
    return {model._meta.label_lower: model for model in admin.site._registry}


def names_of_pages() -> Iterator[str]:
    """The names of every admin page in the URLconf."""
    (admin_root,) = (each for each in get_resolver().url_patterns if getattr(each, "namespace", None) == "admin")
    for each in admin_root.url_patterns:
        inner = [each] if isinstance(each, URLPattern) else each.url_patterns
        yield from (pattern.name for pattern in inner if pattern.name)


def names_that_we_know() -> set[str]:
    pages = {label: PAGES_OF_A_MODEL | (OURS if allowed else set()) for label, allowed in ALLOWED.items()}
    return SITE | ALONE | {f"{label.replace('.', '_')}_{page}" for label in ALLOWED for page in pages[label]}
