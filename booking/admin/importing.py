"""Lists that are read from a CSV file: first what it would change is shown, then it is changed."""

import csv
from collections.abc import Iterator
from typing import Any

import tablib
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from import_export.results import Result, RowResult

from booking.admin.asking import WouldStrand, told
from intake.admin import AT_ONCE, guarded, unguarded

LARGEST = 200_000  # bytes
MOST_LINES = 500
KIND = {RowResult.IMPORT_TYPE_NEW: "New", RowResult.IMPORT_TYPE_UPDATE: "Changed", RowResult.IMPORT_TYPE_SKIP: "Same"}


class FileForm(forms.Form):
    """A file becomes the text that stands in it."""

    file = forms.FileField(
        label="CSV file",
        help_text=f"Up to {LARGEST // 1000} kB and {MOST_LINES} lines, as a spreadsheet saves it in UTF-8.",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def clean_file(self) -> str:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(f"This file is larger than {LARGEST // 1000} kB. Split it.")
        try:
            return file.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise forms.ValidationError("This is not a CSV file in UTF-8. Save it as such and try again.") from error


class TextForm(forms.Form):
    """What was shown, sent back to be done."""

    text = forms.CharField(strip=False, max_length=LARGEST, widget=forms.HiddenInput)


def read_lines(text: str, known: list[str], needs: tuple[str, ...]) -> tablib.Dataset:
    """The lines of a file with the columns that are known; ValueError, in a sentence, for what cannot be read.

    Commas or semicolons between the cells; columns may come in any order, those that are not needed may be missing.
    """
    head = text.partition("\n")[0]
    delimiter = ";" if head.count(";") > head.count(",") else ","
    try:
        rows = [[unguarded(cell.strip()) for cell in row] for row in csv.reader(text.splitlines(), delimiter=delimiter)]
    except csv.Error as error:
        raise ValueError("This is not a CSV file, or a cell in it is far too long.") from error
    headers, *lines = [row for row in rows if any(row)] or [[]]
    headers = [header.lower() for header in headers]
    _refuse_headers(headers, known, needs)
    if not lines or len(lines) > MOST_LINES:
        raise ValueError(f"There should be 1 to {MOST_LINES} lines under the names of the columns.")
    if odd := next((n for n, line in enumerate(lines, 1) if len(line) != len(headers)), None):
        raise ValueError(f"Line {odd} has {len(lines[odd - 1])} cells; there are {len(headers)} columns.")
    return tablib.Dataset(*lines, headers=headers)


def _refuse_headers(headers: list[str], known: list[str], needs: tuple[str, ...]) -> None:
    if missing := [name for name in needs if name not in headers]:
        raise ValueError(f"The first line should name the columns; this is missing: {', '.join(missing)}.")
    if unknown := [name[:40] for name in headers if name not in known]:
        raise ValueError(f"No such column: {', '.join(unknown)}. Known are {', '.join(known)}.")
    if len(set(headers)) < len(headers):
        raise ValueError("A column stands there twice.")


class ReadsLists:
    """Part of an admin page that asks first: ``import/`` takes a file; the list is downloaded in the same form."""

    lines_class: type
    """The columns of the file, as an import-export resource: which it ``needs``, and ``how`` they are written."""

    def get_urls(self) -> list:
        name = f"{self.opts.app_label}_{self.opts.model_name}_import"
        return [path("import/", self.admin_site.admin_view(self.import_view), name=name), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        may = self.has_add_permission(request) and self.has_change_permission(request)
        address = f"admin:{self.opts.app_label}_{self.opts.model_name}_import"
        return super().changelist_view(request, {**(extra_context or {}), "import_url": address if may else None})

    def export_lines(self, request: HttpRequest, rows: Any) -> Iterator[list[str]]:
        lines = self.lines_class()
        yield lines.get_export_headers()
        for row in rows.iterator(chunk_size=AT_ONCE):
            yield [guarded(str(cell)) for cell in lines.export_resource(row)]

    def import_view(self, request: HttpRequest) -> HttpResponse:
        if not (self.has_add_permission(request) and self.has_change_permission(request)):
            raise PermissionDenied
        sent_back = "text" in request.POST
        form = (TextForm if sent_back else FileForm)(request.POST or None, request.FILES or None)
        if not form.is_valid():
            return self._import_page(request, FileForm() if sent_back else form)
        text = form.cleaned_data["text" if sent_back else "file"]
        try:
            with transaction.atomic():
                return self._take(request, text, done=sent_back)
        except WouldStrand:  # and somebody was booked since the lines were shown
            return self._take(request, text, done=False)

    def _take(self, request: HttpRequest, text: str, *, done: bool) -> HttpResponse:
        lines = self.lines_class()
        names = {field.attribute: field.column_name for field in lines.get_import_fields()}
        try:
            dataset = read_lines(text, list(names.values()), lines.needs)
        except ValueError as error:
            return self._import_page(request, FileForm(), wrong=[str(error)])
        result = lines.import_data(dataset, dry_run=not done, rollback_on_validation_errors=True)
        if wrong := _what_is_wrong(result, names):
            return self._import_page(request, FileForm(), wrong=wrong)
        if not done:
            return self._import_page(request, FileForm(), result=result, again=TextForm({"text": text}))
        self.ask(request, result.stranded)
        totals = result.totals
        messages.success(request, f"{totals['new']} added, {totals['update']} changed, {totals['skip']} as they were.")
        return HttpResponseRedirect(reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"))

    def _import_page(self, request: HttpRequest, form: forms.Form, **more: Any) -> HttpResponse:
        result, columns = more.pop("result", None), self.lines_class().get_import_fields()
        context = {
            **self.admin_site.each_context(request),
            **more,
            "title": f"Import {self.opts.verbose_name_plural}",
            "opts": self.opts,
            "form": form,
            "needs": self.lines_class.needs,
            "others": [column.column_name for column in columns if column.column_name not in self.lines_class.needs],
            "how": self.lines_class.how,
            "preview": result and [_shown(row, columns) for row in result.rows],
            "changes": result and result.totals["new"] + result.totals["update"],
            **told(result.stranded if result else ()),
        }
        return TemplateResponse(request, "admin/desk/import.html", context)


def _shown(row: RowResult, columns: list) -> tuple[str, str, list[tuple[str, str, str]]]:
    """What a line is, what it does, and the columns in which something changes."""
    named = zip((column.column_name for column in columns), row.diff, strict=True)
    changed = [(name, before, after) for name, (before, after) in named if before != after]
    return str(row.object_repr), KIND.get(row.import_type, ""), changed


def _what_is_wrong(result: Result, column_of: dict[str, str]) -> list[str]:
    """A sentence for each thing, in the order of the lines."""
    found = [(number, str(error.error)) for number, errors in result.row_errors() for error in errors]
    for row in result.invalid_rows:
        for name, said in row.field_specific_errors.items():
            found += [(row.number, f"{column_of.get(name, name)}: {sentence}") for sentence in said]
        found += [(row.number, sentence) for sentence in row.non_field_specific_errors]
    of_all = [str(error.error) for error in result.base_errors]
    return of_all + [f"Line {number}, {said}" for number, said in sorted(found)]
