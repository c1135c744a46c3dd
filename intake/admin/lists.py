"""Every list of the admin as a CSV file: the rows and columns that are shown, filters included."""

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime, time, tzinfo
from itertools import islice
from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import label_for_field, lookup_field
from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist, PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.text import capfirst

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
GUARD = "'"
AT_ONCE = 500
"""Lines that are written, and sent, together."""


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
        for row in rows.iterator(chunk_size=AT_ONCE):
            yield [self._cell(column, row) for column in columns]

    def _cell(self, column: str, row: Model) -> str:
        try:
            field, _, value = lookup_field(column, row, self)
        except (FieldDoesNotExist, ObjectDoesNotExist):
            return ""
        if field is not None and field.flatchoices:
            value = dict(field.flatchoices).get(value, value)
        return as_cell(value)


def csv_answer(name: str, lines: Iterator[list[str]]) -> StreamingHttpResponse:
    """A file that a browser keeps; spreadsheets know its letters by the mark in front.

    It is sent while it is written, so that the browser shows how much is there; what goes wrong at once is a page.
    """
    first = list(islice(lines, AT_ONCE))
    sheets = _sheets(first, lines, zone=timezone.get_current_timezone())
    response = StreamingHttpResponse(sheets, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name.replace(" ", "-")}.csv"'
    return response


def _sheets(some: list[list[str]], lines: Iterator[list[str]], *, zone: tzinfo) -> Iterator[str]:
    mark = "\ufeff"
    while some:
        sheet = io.StringIO(mark)
        sheet.seek(0, io.SEEK_END)
        csv.writer(sheet).writerows(some)
        yield sheet.getvalue()
        mark = ""
        with timezone.override(zone):  # the view has returned by now, and its zone with it
            some = list(islice(lines, AT_ONCE))
