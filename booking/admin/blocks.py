"""Dated blocks: a meeting, a repair. They hold time like a visit does, so the desk's own operations write them."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from booking import scheduling
from booking.exceptions import BookingError
from booking.models import Block, Resource
from intake.admin import DeskAdmin


class ResourceField(forms.ModelChoiceField):
    """Therapists, rooms and units in one list, each with what it is."""

    def label_from_instance(self, obj: Resource) -> str:
        return f"{obj.get_kind_display()}: {obj}"


class BlockForm(forms.ModelForm):
    """A block with its time, which is its allocation's."""

    resource = ResourceField(
        Resource.objects.active(), label="Whom or what", help_text="It cannot be booked meanwhile."
    )
    starts_at = forms.SplitDateTimeField(
        widget=admin.widgets.AdminSplitDateTime, label="From", help_text="On the house's clock."
    )
    ends_at = forms.SplitDateTimeField(
        widget=admin.widgets.AdminSplitDateTime, label="Until", help_text="Up to 24 hours later, on five minutes."
    )


@admin.register(Block)
class BlockAdmin(DeskAdmin):
    """Added and taken away, never changed: what is booked meanwhile is asked anew each time."""

    form = BlockForm
    list_display = ["resource", "kind", "starts_at", "ends_at", "created_by"]
    list_filter = ["kind", "resource"]
    list_select_related = ["resource", "created_by", "allocation"]
    search_fields = ["resource__name"]
    ordering = ["-allocation__starts_at"]
    help_texts = {"note": "The desk reads it on the board. Leave out what is private."}

    def get_fields(self, request: HttpRequest, obj: Block | None = None) -> list[str]:
        fields = ["resource", "kind", "starts_at", "ends_at", "note"]
        return [*fields, "created_by", "created_at"] if obj else fields

    def get_readonly_fields(self, request: HttpRequest, obj: Block | None = None) -> list[str]:
        return self.get_fields(request, obj) if obj else []

    def has_change_permission(self, request: HttpRequest, obj: Block | None = None) -> bool:
        return False

    def save_form(self, request: HttpRequest, form: BlockForm, change: bool) -> Block:
        return form.instance

    def save_model(self, request: HttpRequest, obj: Block, form: BlockForm, change: bool) -> None:
        data = {name: form.cleaned_data[name] for name in ("resource", "kind", "note", "starts_at", "ends_at")}
        made = scheduling.block(**data, by=request.user)
        obj.pk, obj._state.adding = made.pk, False

    def save_related(self, request: HttpRequest, *args: Any) -> None:
        """The block is written whole already."""

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().changeform_view(request, *args, **kwargs)
        except BookingError as refused:
            request.refused = str(refused)
            return super().changeform_view(request, *args, **kwargs)

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> type[forms.ModelForm]:
        form = super().get_form(request, *args, **kwargs)
        refused = getattr(request, "refused", None)
        return type(form.__name__, (Refused, form), {"sentence": refused}) if refused else form

    def get_deleted_objects(self, objs, request: HttpRequest) -> tuple:
        """A block goes with the time that it holds; nobody deletes that alone."""
        return [str(each) for each in objs], {"blocks": len(objs)}, set(), []

    def delete_model(self, request: HttpRequest, obj: Block) -> None:
        scheduling.unblock(block=obj, by=request.user)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        for block in queryset.select_related("resource"):
            scheduling.unblock(block=block, by=request.user)

    @admin.display(description="From", ordering="allocation__starts_at")
    def starts_at(self, obj: Block) -> Any:
        return obj.allocation.starts_at

    @admin.display(description="Until", ordering="allocation__ends_at")
    def ends_at(self, obj: Block) -> Any:
        return obj.allocation.ends_at


class Refused:
    """The form again, with what the desk said."""

    sentence = ""

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self.add_error(None, self.sentence)
        return data
