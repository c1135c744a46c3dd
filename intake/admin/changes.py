"""The history of changes, kept by auditlog: a page for each row, and the list of everything."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from auditlog.models import LogEntry
from django.contrib.admin.utils import unquote
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist, PermissionDenied
from django.core.paginator import Paginator
from django.db.models import DateTimeField, Field, Model, Q
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.text import Truncator

PER_PAGE = 50
DONE = {LogEntry.Action.CREATE: "Added", LogEntry.Action.UPDATE: "Changed", LogEntry.Action.DELETE: "Deleted"}


@dataclass(frozen=True)
class Change:
    """One field, before and after."""

    field: str
    before: str
    after: str


def changes_of(entry: LogEntry) -> list[Change]:
    """What an entry says, field by field, in words."""
    model = entry.content_type.model_class()
    return [_change(model, name, values) for name, values in sorted((entry.changes or {}).items())]


def who(entry: LogEntry) -> str:
    return entry.actor.display_name if entry.actor else "The desk itself"


def _change(model: type[Model] | None, name: str, values: Any) -> Change:
    field = _field(model, name)
    label = str(field.verbose_name) if field else name.replace("_", " ")
    if isinstance(values, dict):  # a list of other rows
        named = ", ".join(values.get("objects", []))
        return Change(label, "", named) if values.get("operation") == "add" else Change(label, named, "")
    before, after = (_words(field, value) for value in values)
    return Change(label, before, after)


def _field(model: type[Model] | None, name: str) -> Field | None:
    try:
        return model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return None


def _words(field: Field | None, value: str) -> str:
    if value in ("None", "", None):
        return ""
    if value in ("True", "False"):
        return "yes" if value == "True" else "no"
    if isinstance(field, DateTimeField) and (moment := _moment(value)):
        return f"{moment:%Y-%m-%d %H:%M}"
    choices = {str(key): str(label) for key, label in getattr(field, "flatchoices", None) or ()}
    return Truncator(choices.get(value, value)).chars(200)


def _moment(value: str) -> datetime | None:
    """On the house's clock; auditlog writes moments in UTC, without saying so."""
    moment = parse_datetime(value)
    if moment is None:
        return None
    return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(timezone.get_current_timezone())


class ShowsHistory:
    """Part of an admin page: its history is auditlog's, with what is written along with the row."""

    def history_of(self, obj: Model) -> list[Model]:
        """The rows whose changes belong to this page."""
        return [obj]

    def history_view(self, request: HttpRequest, object_id: str, extra_context: dict | None = None) -> HttpResponse:
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        page = Paginator(entries_about(self.history_of(obj)), PER_PAGE).get_page(request.GET.get("p"))
        context = {
            **self.admin_site.each_context(request),
            "title": f"Changes to {obj}",
            "object": obj,
            "opts": self.opts,
            "page": page,
            "lines": [(entry, who(entry), DONE.get(entry.action, ""), changes_of(entry)) for entry in page],
        }
        return TemplateResponse(request, "admin/desk/history.html", context)


def entries_about(rows: list[Model]):
    """The entries of some rows, newest first."""
    by_model: dict[type[Model], list[int]] = {}
    for row in rows:
        by_model.setdefault(type(row), []).append(row.pk)
    wanted = Q(pk__in=[])
    for model, keys in by_model.items():
        wanted |= Q(content_type=ContentType.objects.get_for_model(model), object_id__in=keys)
    return LogEntry.objects.filter(wanted).select_related("actor", "content_type").order_by("-timestamp", "-pk")
