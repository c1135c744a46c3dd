"""A change that would strand booked visits is told before it is saved, and saved when somebody says so."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from booking.availability import Coming, Stranded

ANYWAY, TOLD = "_save_anyway", "_told"
NOBODY = Q(pk__in=[])


class WouldStrand(Exception):
    """Nobody has said yet that these visits may be stranded; whoever catches it has everything taken back."""

    def __init__(self, stranded: tuple[Stranded, ...]) -> None:
        super().__init__(f"{len(stranded)} visits would be stranded")
        self.stranded = stranded


@dataclass(frozen=True)
class Line:
    """A stranded appointment as the question names it."""

    stranded: Stranded

    @property
    def appointment(self):
        return self.stranded.appointment

    @property
    def day(self) -> date:
        return self.appointment.visit.location.local_day(self.appointment.starts_at)

    @property
    def when(self) -> str:
        location, starts_at = self.appointment.visit.location, self.appointment.starts_at
        return f"{location.local(starts_at):%a %d %b}, {location.clock(starts_at)}"

    @property
    def why(self) -> str:
        return " and ".join(self.stranded.reasons)


class NotSavedYet:
    """A form that is shown again as it was typed, without an error."""

    def is_valid(self) -> bool:
        super().is_valid()
        return False


class AsksFirst:
    """Part of an admin page whose rows decide whether booked visits can take place."""

    deciding: frozenset[str] | None = None
    """The fields of the row that decide it; None where any may, and rows that belong to it."""

    def touched(self, rows: Iterable[Model]) -> Q:
        """The appointments that a change to these rows may strand."""
        raise NotImplementedError

    # --- The form ---

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: dict | None = None
    ) -> HttpResponse:
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except WouldStrand as found:
            request.would_strand = found.stranded
            context = {**(extra_context or {}), **told(found.stranded)}
            return super().changeform_view(request, object_id, form_url, context)

    def get_form(self, request: HttpRequest, obj: Model | None = None, change: bool = False, **kwargs: Any):
        form = super().get_form(request, obj, change, **kwargs)
        return type(form.__name__, (NotSavedYet, form), {}) if hasattr(request, "would_strand") else form

    def save_model(self, request: HttpRequest, obj: Model, form: forms.ModelForm, change: bool) -> None:
        request.coming = Coming(self._touched_by(obj, form) if change else self.touched_by_new(obj))
        super().save_model(request, obj, form, change)

    def touched_by_new(self, obj: Model) -> Q:
        """A new row takes nothing away from anybody, unless its page says otherwise."""
        return NOBODY

    def _touched_by(self, obj: Model, form: forms.ModelForm) -> Q:
        if self.deciding is not None and self.deciding.isdisjoint(form.changed_data):
            return NOBODY
        return self.touched([obj, type(obj)._base_manager.get(pk=obj.pk)])

    def save_related(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().save_related(request, *args, **kwargs)
        self.ask(request, request.coming.stranded())

    # --- Deleting, and what is done to a selection ---

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        coming = Coming(self.touched([obj]))
        super().delete_model(request, obj)
        self.ask(request, coming.stranded())

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        coming = Coming(self.touched(list(queryset)))
        super().delete_queryset(request, queryset)
        self.ask(request, coming.stranded())

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: dict | None = None) -> HttpResponse:
        return self._answered(request, super().delete_view, object_id, extra_context)

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        return self._answered(request, super().changelist_view, extra_context)

    def _answered(self, request: HttpRequest, view, *args: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args)
        try:
            with transaction.atomic():
                return view(request, *args)
        except WouldStrand as found:
            return self._question(request, found.stranded)

    def _question(self, request: HttpRequest, stranded: tuple[Stranded, ...]) -> HttpResponse:
        """The same request once more, to be sent when the answer is yes."""
        typed = [(name, value) for name, values in request.POST.lists() for value in values]
        context = {
            **self.admin_site.each_context(request),
            **told(stranded),
            "title": "Booked visits would be stranded",
            "opts": self.opts,
            "typed": [(name, value) for name, value in typed if name not in ("csrfmiddlewaretoken", TOLD, ANYWAY)],
        }
        return TemplateResponse(request, "admin/desk/stranded.html", context)

    def ask(self, request: HttpRequest, stranded: tuple[Stranded, ...]) -> None:
        """Go on when nobody is stranded, or when exactly these were shown and accepted."""
        if not stranded:
            return
        seen = set(request.POST.get(TOLD, "").split("-"))
        if ANYWAY not in request.POST or not {str(each.appointment.pk) for each in stranded} <= seen:
            raise WouldStrand(stranded)
        what = "1 booked visit is" if len(stranded) == 1 else f"{len(stranded)} booked visits are"
        messages.warning(request, f"{what} left without what was taken away. Move them on the board.")


def told(stranded: tuple[Stranded, ...]) -> dict[str, Any]:
    """What the question about these visits shows, and sends back as told."""
    return {
        "stranded": [Line(each) for each in stranded],
        "told": "-".join(str(each.appointment.pk) for each in stranded),
    }
