"""The history of changes, kept by auditlog: a page for each row, and the list of everything."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import reduce
from operator import or_
from typing import Any

from auditlog.models import LogEntry
from django.contrib.admin.utils import unquote
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist, PermissionDenied
from django.core.paginator import Paginator
from django.db.models import DateTimeField, Field, Model, Q, QuerySet
from django.forms.models import _get_foreign_key
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
    """What an entry says, field by field as the row has them, in words."""
    model = entry.content_type.model_class()
    order = [field.name for field in model._meta.get_fields()] if model else []
    changes = sorted((entry.changes or {}).items(), key=lambda item: (_place(item[0], order), item[0]))
    return [_change(model, name, values) for name, values in changes]


def _place(name: str, order: list[str]) -> int:
    return order.index(name) if name in order else len(order)


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
        """The rows whose changes belong to this page, but for those of its tables."""
        return [obj]

    def parts_of(self, obj: Model) -> list[QuerySet]:
        """The rows that stand in the tables of this page, table by table."""
        keys = ((part.model, _get_foreign_key(self.model, part.model, part.fk_name)) for part in self.inlines)
        return [model._default_manager.filter(**{key.name: obj}) for model, key in keys]

    def history_view(self, request: HttpRequest, object_id: str, extra_context: dict | None = None) -> HttpResponse:
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        entries = entries_about(self.history_of(obj), *(_of_parts(obj, rows) for rows in self.parts_of(obj)))
        page = Paginator(entries, PER_PAGE).get_page(request.GET.get("p"))
        context = {
            **self.admin_site.each_context(request),
            "title": f"Changes to {obj}",
            "object": obj,
            "opts": self.opts,
            "page": page,
            "lines": [(entry, who(entry), DONE.get(entry.action, ""), changes_of(entry)) for entry in page],
        }
        return TemplateResponse(request, "admin/desk/history.html", context)


def entries_about(rows: Iterable[Model], *others: Q) -> QuerySet[LogEntry]:
    """The entries of some rows, and others, newest first."""
    by_model: dict[type[Model], list[int]] = {}
    for row in rows:
        by_model.setdefault(type(row), []).append(row.pk)
    about = (Q(content_type=_kind(model), object_id__in=keys) for model, keys in by_model.items())
    wanted = reduce(or_, (*about, *others))
    return LogEntry.objects.filter(wanted).select_related("actor", "content_type").order_by("-timestamp", "-pk")


def _of_parts(owner: Model, rows: QuerySet) -> Q:
    """The entries of rows of one kind that are part of their owner, or were: an entry keeps whose it was then."""
    kind = _kind(rows.model)
    ever = LogEntry.objects.filter(content_type=kind, additional_data__of=owner.pk)
    return Q(content_type=kind) & (Q(object_id__in=rows.values("pk")) | Q(object_id__in=ever.values("object_id")))


def _kind(model: type[Model]) -> ContentType:
    return ContentType.objects.get_for_model(model)
