"""Therapists, rooms and equipment. Each stands beside a Resource row, which these pages write along with it."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from booking.models import EquipmentUnit, Resource, ResourceKind, Room, Therapist
from booking.scheduling import lock_resources
from intake.admin import DeskAdmin
from spa.models import Location

OF_THE_RESOURCE = ("name", "location", "position", "is_active")
MOST = 32_767


class AlongResourceForm(forms.ModelForm):
    """The row's own fields and, as if they were its own, those of its resource."""

    kind: ResourceKind

    name = forms.CharField(max_length=60)
    location = forms.ModelChoiceField(Location.objects.all())
    position = forms.IntegerField(
        min_value=0, max_value=MOST, initial=0, help_text="Where it stands on the board, lowest first."
    )
    is_active = forms.BooleanField(
        required=False, initial=True, label="Active", help_text="Off: not offered any more; what is booked stays."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if resource := self.known_resource:
            for name in OF_THE_RESOURCE:
                self.fields[name].initial = getattr(resource, name)
            # What was booked there stays there; a therapist may move house.
            self.fields["location"].disabled = self.kind is not ResourceKind.THERAPIST

    @property
    def known_resource(self) -> Resource | None:
        return self.instance.resource if self.instance.pk else None

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        same = Resource.objects.filter(kind=self.kind, location=data.get("location"), name=data.get("name"))
        if self.known_resource:
            same = same.exclude(pk=self.known_resource.pk)
        if same.exists():
            self.add_error("name", f"{data['location']} has a {self.kind.label.lower()} of this name already.")
        return data

    def save_resource(self) -> Resource:
        """The resource as typed, new or changed."""
        resource = self.known_resource or Resource(kind=self.kind)
        for name in OF_THE_RESOURCE:
            setattr(resource, name, self.cleaned_data[name])
        resource.save()
        return resource


class TherapistForm(AlongResourceForm):
    kind = ResourceKind.THERAPIST


class RoomForm(AlongResourceForm):
    kind = ResourceKind.ROOM


class EquipmentUnitForm(AlongResourceForm):
    kind = ResourceKind.EQUIPMENT


class AlongResourceAdmin(DeskAdmin):
    list_filter = ["resource__location", "resource__is_active"]
    search_fields = ["resource__name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("resource__location")

    def save_model(self, request: HttpRequest, obj: Model, form: AlongResourceForm, change: bool) -> None:
        with transaction.atomic():
            if change:
                lock_resources([obj.resource_id])
            obj.resource = form.save_resource()
            super().save_model(request, obj, form, change)

    @admin.display(ordering="resource__name")
    def name(self, obj: Model) -> str:
        return obj.resource.name

    @admin.display(ordering="resource__location")
    def location(self, obj: Model) -> str:
        return obj.resource.location.name

    @admin.display(ordering="resource__position")
    def position(self, obj: Model) -> int:
        return obj.resource.position

    @admin.display(boolean=True, ordering="resource__is_active")
    def active(self, obj: Model) -> bool:
        return obj.resource.is_active


@admin.register(Therapist)
class TherapistAdmin(AlongResourceAdmin):
    form = TherapistForm
    list_display = ["name", "location", "user", "position", "active"]
    list_select_related = ["user"]
    filter_horizontal = ["skills", "trainings"]
    fieldsets = [
        (None, {"fields": ["name", "location", "user", "gender", "is_active", "position"]}),
        ("What they have learned", {"fields": ["skills", "trainings"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("user")


@admin.register(Room)
class RoomAdmin(AlongResourceAdmin):
    form = RoomForm
    list_display = ["name", "location", "capacity", "position", "active"]
    filter_horizontal = ["services"]
    fields = ["name", "location", "capacity", "services", "is_active", "position"]


@admin.register(EquipmentUnit)
class EquipmentUnitAdmin(AlongResourceAdmin):
    form = EquipmentUnitForm
    list_display = ["name", "kind", "location", "position", "active"]
    list_select_related = ["kind"]
    fields = ["name", "kind", "location", "is_active", "position"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("kind")
