"""The base of every admin page: the time of the house, help texts, lists as CSV, where a row is used, its history."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.db.models import Field, Model
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.text import capfirst

from intake.admin.changes import ShowsHistory
from intake.admin.filters import ACTIVE
from intake.admin.lists import DownloadsLists
from intake.admin.usage import SaysWhereUsed
from spa.models import Location


def in_house_time(request: HttpRequest, view, *args: Any, **kwargs: Any) -> HttpResponse:
    """A view's answer with times typed and shown in the zone of the person's location, and as it writes them."""
    house = request.user.house or Location()
    with timezone.override(house.tz), translation.override(house.language):
        response = view(request, *args, **kwargs)
        if not getattr(response, "is_rendered", True):
            response.render()  # while the zone holds
    return response


class DeskAdmin(DownloadsLists, SaysWhereUsed, ShowsHistory, admin.ModelAdmin):
    """Admin pages that speak the time of the house, as every page of the desk does."""

    list_per_page = 50
    show_full_result_count = False
    change_form_template = "admin/desk/change_form.html"
    change_list_template = "admin/desk/change_list.html"

    help_texts: dict[str, str] = {}
    """What a setting does at the desk, by the name of its field."""

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and db_field.name in self.help_texts:
            field.help_text = self.help_texts[db_field.name]
        if field is not None and db_field.name == "is_active":
            field.label = ACTIVE
        return field

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        """The list that was asked for; of dates that no calendar has, the whole list with a word about it."""
        try:
            return super().get_changelist_instance(request)
        except (OverflowError, ValueError) as error:
            raise IncorrectLookupParameters(str(error)) from error

    def get_deleted_objects(self, objs, request: HttpRequest) -> tuple:
        """What is in use says so, rather than that whoever asks may not delete what uses it."""
        found, counts, lacking, protected = super().get_deleted_objects(objs, request)
        return found, counts, set() if protected else lacking, protected

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        context = {"title": capfirst(self.opts.verbose_name_plural), **(extra_context or {})}
        return in_house_time(request, super().changelist_view, context)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return in_house_time(request, super().changeform_view, *args, **kwargs)

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return in_house_time(request, super().delete_view, *args, **kwargs)

    def history_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return in_house_time(request, super().history_view, *args, **kwargs)

    def export_view(self, request: HttpRequest) -> HttpResponse:
        return in_house_time(request, super().export_view)

    def used_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return in_house_time(request, super().used_view, *args, **kwargs)

    def at_the_desk(self, obj: Model) -> str | None:
        """The address of the page at the desk that this row belongs to; None where it has none."""
        return None

    def render_change_form(self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any) -> HttpResponse:
        obj = kwargs.get("obj")
        context["at_the_desk"] = self.at_the_desk(obj) if obj is not None else None
        return super().render_change_form(request, context, *args, **kwargs)


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
