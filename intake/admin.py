"""Admin pages about intake: consent texts to write, screenings to look up. The base of every admin page is here too.

Visits, screenings and notes change through operations only, so their pages are for reading, for superusers as well, and
show no health data.
"""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.db.models import Max, Model
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from intake import clock
from intake.models import ConsentText, Screening


class DeskAdmin(admin.ModelAdmin):
    """Admin pages that speak the time of the house, as every page of the desk does."""

    list_per_page = 50
    show_full_result_count = False

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        """The list that was asked for; of dates that no calendar has, the whole list with a word about it."""
        try:
            return super().get_changelist_instance(request)
        except (OverflowError, ValueError) as error:
            raise IncorrectLookupParameters(str(error)) from error

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return in_house_time(request, super().changelist_view, *args, **kwargs)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return in_house_time(request, super().changeform_view, *args, **kwargs)

    def get_deleted_objects(self, objs, request: HttpRequest) -> tuple:
        """What is in use says so, rather than that whoever asks may not delete what uses it."""
        found, counts, lacking, protected = super().get_deleted_objects(objs, request)
        return found, counts, set() if protected else lacking, protected

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return in_house_time(request, super().delete_view, *args, **kwargs)

    def history_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return in_house_time(request, super().history_view, *args, **kwargs)


def in_house_time(request: HttpRequest, view, *args: Any, **kwargs: Any) -> HttpResponse:
    """A view's answer with times typed and shown in the zone of the person's location."""
    location = request.user.house
    with timezone.override(location.tz if location else None):
        response = view(request, *args, **kwargs)
        if not getattr(response, "is_rendered", True):
            response.render()  # while the zone holds
    return response


class ReadOnlyAdmin(DeskAdmin):
    """To be looked at. ``fields`` names what is shown; nothing else can be asked for by a filter in the address."""

    actions = None

    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Only the page's own filters: any other would tell what a hidden field holds."""
        return lookup.split("__")[0] in {"pk", "id", *self.list_filter, self.date_hierarchy}


@admin.register(Screening)
class ScreeningAdmin(ReadOnlyAdmin):
    """That the rules were asked, and what came of it; answers and cautions are not shown here."""

    list_display = ["pk", "client", "made_for", "outcome", "made_at"]
    list_filter = ["outcome", "made_for"]
    list_select_related = ["client"]
    fields = ["client", "made_for", "made_at", "outcome", "rulebook"]


class ConsentTextForm(forms.ModelForm):
    publish = forms.BooleanField(
        required=False,
        label="Publish now",
        help_text="Clients sign this text from now on. A published text never changes; write a new version instead.",
    )


@admin.register(ConsentText)
class ConsentTextAdmin(DeskAdmin):
    """A text is a draft until it is published; then it stays as it was signed."""

    form = ConsentTextForm
    list_display = ["title", "kind", "version", "published_at"]
    list_filter = ["kind"]
    readonly_fields = ["version", "published_at"]

    def get_fields(self, request: HttpRequest, obj: ConsentText | None = None) -> list[str]:
        fields = ["kind", "title", "body", "version", "published_at"]
        return fields if obj and obj.published_at else [*fields, "publish"]

    def get_readonly_fields(self, request: HttpRequest, obj: ConsentText | None = None) -> list[str]:
        return [*self.readonly_fields, "kind"] if obj else self.readonly_fields

    def has_change_permission(self, request: HttpRequest, obj: ConsentText | None = None) -> bool:
        return _is_draft(obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: ConsentText | None = None) -> bool:
        return _is_draft(obj) and super().has_delete_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: ConsentText, form: forms.ModelForm, change: bool) -> None:
        if not change:
            newest = ConsentText.objects.filter(kind=obj.kind).aggregate(newest=Max("version"))["newest"]
            obj.version = (newest or 0) + 1
        if form.cleaned_data.get("publish"):
            obj.published_at = clock.now()
        super().save_model(request, obj, form, change)


def _is_draft(text: ConsentText | None) -> bool:
    return text is None or text.published_at is None
