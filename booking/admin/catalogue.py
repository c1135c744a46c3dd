"""What the house sells. What was booked keeps the name, minutes and price of its day, so nothing sold is deleted."""

from typing import Any

from django.contrib import admin
from django.db.models import Field, Model
from django.http import HttpRequest

from booking.models import AddOn, EquipmentKind, Service, ServiceDuration, Technique, Training
from booking.models.catalogue import STEP
from intake.admin import DeskAdmin
from intake.vocabulary import TechniqueCode

IN_FIVE_MINUTES = frozenset({"minutes", "therapist_turnover", "room_turnover"})


class InFiveMinutes:
    """Minutes are typed in steps of five."""

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any):
        if db_field.name in IN_FIVE_MINUTES:
            kwargs["step_size"] = STEP
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class NamedByCode:
    """The rules know the row by its code, so the code stays once it is chosen."""

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        return ["code"] if obj else []


class DurationInline(InFiveMinutes, admin.TabularInline):
    model = ServiceDuration
    extra = 0
    min_num = 1
    validate_min = True


@admin.register(Service)
class ServiceAdmin(InFiveMinutes, DeskAdmin):
    list_display = ["name", "modality", "training", "position", "is_active"]
    list_editable = ["position", "is_active"]
    list_filter = ["modality", "is_active"]
    list_select_related = ["training"]
    search_fields = ["name"]
    filter_horizontal = ["techniques", "add_ons"]
    inlines = [DurationInline]
    fieldsets = [
        (None, {"fields": ["name", "blurb", "modality", "is_active", "position"]}),
        ("What it is made of", {"fields": ["techniques", "training", "equipment_kind", "persons"]}),
        ("Time around it", {"fields": ["therapist_turnover", "room_turnover"]}),
        ("Sold with it", {"fields": ["add_ons"]}),
    ]


@admin.register(AddOn)
class AddOnAdmin(NamedByCode, InFiveMinutes, DeskAdmin):
    list_display = ["name", "minutes", "price", "equipment_kind", "position", "is_active"]
    list_editable = ["position", "is_active"]
    list_filter = ["is_active"]
    list_select_related = ["equipment_kind"]
    search_fields = ["name"]
    fields = ["code", "name", "blurb", "icon", "minutes", "price", "equipment_kind", "position", "is_active"]


@admin.register(Technique)
class TechniqueAdmin(NamedByCode, DeskAdmin):
    list_display = ["name", "code", "is_active"]
    fields = ["code", "name", "is_active"]

    def formfield_for_choice_field(self, db_field: Field, request: HttpRequest, **kwargs: Any):
        """Forced stretching is known to the rules so that they can forbid it; nobody offers it."""
        if db_field.name == "code":
            every = db_field.get_choices()
            kwargs["choices"] = [choice for choice in every if choice[0] != TechniqueCode.FORCED_STRETCHING]
        return super().formfield_for_choice_field(db_field, request, **kwargs)


@admin.register(Training)
class TrainingAdmin(NamedByCode, DeskAdmin):
    list_display = ["name", "code"]
    fields = ["code", "name"]


@admin.register(EquipmentKind)
class EquipmentKindAdmin(DeskAdmin):
    list_display = ["name"]
    fields = ["name"]
