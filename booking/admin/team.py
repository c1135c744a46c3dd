"""Therapists, rooms and equipment. Each stands beside a Resource row, which these pages write along with it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.db import transaction
from django.db.models import Field, Model, Q, QuerySet
from django.http import HttpRequest

from booking.admin.asking import NOBODY, AsksFirst
from booking.admin.hours import ShiftForm
from booking.admin.retiring import Retires
from booking.availability import Coming, touching_resources
from booking.models import EquipmentUnit, Resource, ResourceKind, Room, Shift, Therapist, TimeOff
from booking.scheduling import lock_resources
from intake.admin import DeskAdmin
from spa.models import Location

OF_THE_RESOURCE = ("name", "location", "position", "is_active")
MOST = 32_767


class AlongResourceForm(forms.ModelForm):
    """The row's own fields and, as if they were its own, those of its resource."""

    kind: ResourceKind

    name = forms.CharField(max_length=60, help_text="As the board and the desk's lists show it.")
    location = forms.ModelChoiceField(Location.objects.all(), help_text="The house in which it can be booked.")
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


class AlongResourceAdmin(Retires, AsksFirst, DeskAdmin):
    unsaid = frozenset({"allocation", "therapist", "room", "equipmentunit"})
    list_filter = ["resource__is_active", "resource__location"]
    search_fields = ["resource__name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("resource__location")

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"location": request.user.house, **super().get_changeform_initial_data(request)}

    def touched(self, rows: Iterable[Model]) -> Q:
        return touching_resources({row.resource_id for row in rows})

    def save_model(self, request: HttpRequest, obj: Model, form: AlongResourceForm, change: bool) -> None:
        with transaction.atomic():
            if change:
                lock_resources([obj.resource_id])
            # The question looks at what is booked before the resource is written, hence here.
            request.coming = Coming(self.touched([obj]) if change else NOBODY)
            obj.resource = form.save_resource()
            DeskAdmin.save_model(self, request, obj, form, change)

    def set_active(self, request: HttpRequest, rows: list[Model], is_active: bool) -> list[Model]:
        changed = [row for row in rows if row.resource.is_active != is_active]
        lock_resources(row.resource_id for row in changed)
        coming = Coming(self.touched(changed))
        for row in changed:
            row.resource.is_active = is_active
            row.resource.save(update_fields=["is_active"])
            self.log_change(request, row, f"{'Activated' if is_active else 'Retired'}.")
        self.ask(request, coming.stranded())
        return changed

    def used_as(self, obj: Model) -> list[Model]:
        return [obj, obj.resource]

    def history_of(self, obj: Model) -> list[Model]:
        return [obj, obj.resource]

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


class ShiftInline(admin.TabularInline):
    """The hours beside the therapist; a shift's own page has its breaks."""

    model = Shift
    form = ShiftForm
    extra = 0
    show_change_link = True
    fields = ["location", "weekday", "starts", "ends", "valid_from", "valid_until", "day"]

    def formfield_for_foreignkey(self, db_field: Field, request: HttpRequest, **kwargs: Any):
        if db_field.name == "location":
            kwargs["initial"] = request.user.house
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class TimeOffInline(admin.TabularInline):
    model = TimeOff
    extra = 0
    fields = ["starts_at", "ends_at", "reason"]


@admin.register(Therapist)
class TherapistAdmin(AlongResourceAdmin):
    form = TherapistForm
    list_display = ["name", "location", "user", "gender", "position", "active"]
    list_filter = ["resource__is_active", "resource__location", "gender", "skills", "trainings"]
    list_select_related = ["user"]
    search_fields = ["resource__name", "user__username", "user__first_name", "user__last_name"]
    autocomplete_fields = ["user"]
    filter_horizontal = ["skills", "trainings"]
    inlines = [ShiftInline, TimeOffInline]
    fieldsets = [
        (None, {"fields": ["name", "location", "user", "gender", "is_active", "position"]}),
        ("What they have learned", {"fields": ["skills", "trainings"]}),
    ]
    help_texts = {
        "user": "Whose log-in this is: they see their own day and write the notes of their sessions.",
        "gender": "For clients who wish for a woman or a man.",
        "skills": "Only services of which they have every technique are offered with them.",
        "trainings": "What some clients need, such as work in pregnancy.",
    }

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("user")


@admin.register(Room)
class RoomAdmin(AlongResourceAdmin):
    form = RoomForm
    list_display = ["name", "location", "capacity", "position", "active"]
    list_filter = ["resource__is_active", "resource__location", "capacity", "services"]
    filter_horizontal = ["services"]
    fields = ["name", "location", "capacity", "services", "is_active", "position"]
    help_texts = {
        "capacity": "Clients at once. It takes one visit at a time, such as one couple.",
        "services": "Only these are booked here; none chosen means every service.",
    }


@admin.register(EquipmentUnit)
class EquipmentUnitAdmin(AlongResourceAdmin):
    form = EquipmentUnitForm
    list_display = ["name", "kind", "location", "position", "active"]
    list_filter = ["resource__is_active", "resource__location", "kind"]
    list_select_related = ["kind"]
    search_fields = ["resource__name", "kind__name"]
    autocomplete_fields = ["kind"]
    fields = ["name", "kind", "location", "is_active", "position"]
    help_texts = {"kind": "A service or an add-on that needs this kind holds one free unit of it."}

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("kind")
