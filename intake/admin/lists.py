"""Every list of the admin as a CSV file: the rows and columns that are shown, filters included."""

import csv
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import label_for_field, lookup_field
from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist, PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.text import capfirst

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
GUARD = "'"


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"{GUARD}{cell}" if cell.lstrip(" \n").startswith(STARTS_A_FORMULA) else cell


def unguarded(cell: str) -> str:
    """A cell as it was before ``guarded``."""
    bare = cell.removeprefix(GUARD)
    return bare if guarded(bare) == cell else cell


def as_cell(value: Any) -> str:
    """A value as people read it: yes and no, days and hours on the house's clock."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return f"{value.astimezone(timezone.get_current_timezone()):%Y-%m-%d %H:%M}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    return guarded(strip_tags(str(value)))


class DownloadsLists:
    """Part of an admin page: ``export/`` answers with the list as a file."""

    def get_urls(self) -> list:
        name = f"{self.opts.app_label}_{self.opts.model_name}_export"
        return [path("export/", self.admin_site.admin_view(self.export_view), name=name), *super().get_urls()]

    def export_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        try:
            rows = self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters:
            return HttpResponseRedirect(reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"))
        return csv_answer(str(self.opts.verbose_name_plural), self.export_lines(request, rows))

    def export_lines(self, request: HttpRequest, rows: Any) -> Iterator[list[str]]:
        """The names of the columns, then a line for each row."""
        columns = self.get_list_display(request)
        yield [guarded(capfirst(label_for_field(column, self.model, self))) for column in columns]
        for row in rows.iterator(chunk_size=1000):
            yield [self._cell(column, row) for column in columns]

    def _cell(self, column: str, row: Model) -> str:
        try:
            field, _, value = lookup_field(column, row, self)
        except (FieldDoesNotExist, ObjectDoesNotExist):
            return ""
        if field is not None and field.flatchoices:
            value = dict(field.flatchoices).get(value, value)
        return as_cell(value)


def csv_answer(name: str, lines: Iterator[list[str]]) -> HttpResponse:
    """A file that a browser keeps; spreadsheets know its letters by the mark in front."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name.replace(" ", "-")}.csv"'
    response.write("\ufeff")
    csv.writer(response).writerows(lines)
    return response
