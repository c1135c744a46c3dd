"""Where a row is used: what is in use is retired, not deleted, and says where."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import ForeignObjectRel, Model
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse

SHOWN = 8
OF_OTHERS = {"admin", "account", "auditlog", "axes", "sessions"}  # logs of other packages say nothing about use


@dataclass(frozen=True)
class Use:
    """So many rows of one kind refer to it; ``examples`` are pairs of words and address, if any may be seen."""

    what: str
    count: int
    examples: tuple[tuple[str, str], ...] = ()

    @property
    def is_cut(self) -> bool:
        return bool(self.examples) and self.count > len(self.examples)


class SaysWhereUsed:
    """Part of an admin page: ``<key>/used/`` names everything that refers to the row."""

    unsaid: frozenset[str] = frozenset()
    """Models whose rows only repeat what others say, by name."""

    def in_words(self, row: Model) -> str:
        """A row of this page where another page names it."""
        return str(row)

    def get_urls(self) -> list:
        name = f"{self.opts.app_label}_{self.opts.model_name}_used"
        view = self.admin_site.admin_view(self.used_view)
        return [path("<path:object_id>/used/", view, name=name), *super().get_urls()]

    def used_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": f"Where {obj} is used",
            "object": obj,
            "opts": self.opts,
            "uses": [use for part in self.used_as(obj) for use in self._uses(request, part)],
            "can_retire": not self.has_delete_permission(request, obj),
        }
        return TemplateResponse(request, "admin/desk/used.html", context)

    def used_as(self, obj: Model) -> list[Model]:
        """The rows that stand for it: itself, and what is written along with it."""
        return [obj]

    def _uses(self, request: HttpRequest, obj: Model) -> Iterator[Use]:
        for relation in obj._meta.get_fields(include_hidden=True):
            if not isinstance(relation, ForeignObjectRel) or not self._says_something(relation):
                continue
            rows = relation.related_model._base_manager.filter(**{relation.field.name: obj})
            if count := rows.count():
                yield Use(_named(relation, count), count, self._examples(request, relation.related_model, rows))

    def _examples(self, request: HttpRequest, model: type[Model], rows: Any) -> tuple[tuple[str, str], ...]:
        page = self.admin_site._registry.get(model)
        if page is None or not page.has_view_permission(request):
            return ()
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}_change"
        return tuple((page.in_words(row), reverse(name, args=[row.pk])) for row in rows.order_by("-pk")[:SHOWN])

    def _says_something(self, relation: ForeignObjectRel) -> bool:
        meta = relation.related_model._meta
        return not meta.auto_created and meta.app_label not in OF_OTHERS and meta.model_name not in self.unsaid


def _named(relation: ForeignObjectRel, count: int) -> str:
    """Services; where several fields lead there, which of them: visits (created by)."""
    meta = relation.related_model._meta
    lead_there = [f for f in meta.get_fields() if f.is_relation and f.related_model is relation.model]
    by = f" ({relation.field.verbose_name})" if len([f for f in lead_there if not f.auto_created]) > 1 else ""
    return f"{meta.verbose_name if count == 1 else meta.verbose_name_plural}{by}"
