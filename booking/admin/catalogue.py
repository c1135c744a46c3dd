"""What the house sells. What was booked keeps the name, minutes and price of its day, so nothing sold is deleted."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Field, Model, Prefetch, Q, QuerySet
from django.http import HttpRequest

from booking.admin.asking import AsksFirst
from booking.admin.columns import AddOnLines, ServiceLines
from booking.admin.copying import CopiesServices
from booking.admin.importing import ReadsLists
from booking.admin.prices import RaisesPrices
from booking.admin.retiring import Retires
from booking.models import AddOn, EquipmentKind, Service, ServiceDuration, Technique, Training
from booking.models.catalogue import STEP
from intake.admin import DeskAdmin
from intake.vocabulary import TechniqueCode

IN_FIVE_MINUTES = frozenset({"minutes", "therapist_turnover", "room_turnover"})
SWITCH = "Off: nobody can choose it any more; what is booked with it stays as it is."
ORDER = "Where it stands in lists at the desk, lowest first."


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
class ServiceAdmin(ReadsLists, CopiesServices, RaisesPrices, Retires, InFiveMinutes, AsksFirst, DeskAdmin):
    lines_class = ServiceLines
    deciding = frozenset({"techniques", "training", "equipment_kind", "persons"})
    actions = ["activate", "retire", "copy", "raise_prices"]
    list_display = ["name", "modality", "lengths", "position", "is_active"]
    list_editable = ["position", "is_active"]
    list_filter = ["is_active", "modality", "techniques", "training", "equipment_kind"]
    search_fields = ["name", "blurb", "techniques__name"]
    search_help_text = "By name, description or technique."
    filter_horizontal = ["techniques", "add_ons"]
    autocomplete_fields = ["training", "equipment_kind"]
    inlines = [DurationInline]
    fieldsets = [
        (None, {"fields": ["name", "blurb", "modality", "is_active", "position"]}),
        ("What it is made of", {"fields": ["techniques", "training", "equipment_kind", "persons"]}),
        ("Time around it", {"fields": ["therapist_turnover", "room_turnover"]}),
        ("Sold with it", {"fields": ["add_ons"]}),
    ]
    help_texts = {
        "name": "As it stands on the board, on bills and in what clients are told.",
        "blurb": "One sentence that the desk can read out to a client.",
        "modality": "A screening asks for one of the two; the service is suggested to whom it fits.",
        "is_active": SWITCH,
        "position": ORDER,
        "techniques": "A therapist needs all of them; one that a screening rules out rules out the service.",
        "training": "Only therapists who have it can give the service.",
        "equipment_kind": "One free unit of this kind is held for each session.",
        "persons": "Clients in the room at once; only rooms that hold so many are offered.",
        "therapist_turnover": "Minutes that the therapist is kept free after a session, in steps of five.",
        "room_turnover": "Minutes that the room is kept free after a session, in steps of five.",
        "add_ons": "The desk can add these to a booking of this service.",
    }

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        sold = Prefetch("durations", ServiceDuration.objects.active(), to_attr="sold")
        return super().get_queryset(request).prefetch_related(sold)

    def touched(self, rows: Iterable[Service]) -> Q:
        return Q(service__in={row.pk for row in rows})

    def priced(self, chosen: QuerySet) -> QuerySet:
        return ServiceDuration.objects.filter(service__in=chosen).select_related("service")

    @admin.display(description="Minutes and prices")
    def lengths(self, service: Service) -> str:
        return ", ".join(f"{length.minutes} min {length.price}" for length in service.sold)


@admin.register(AddOn)
class AddOnAdmin(ReadsLists, RaisesPrices, Retires, NamedByCode, InFiveMinutes, AsksFirst, DeskAdmin):
    lines_class = AddOnLines
    deciding = frozenset({"equipment_kind"})
    actions = ["activate", "retire", "raise_prices"]
    list_display = ["name", "minutes", "price", "equipment_kind", "position", "is_active"]
    list_editable = ["minutes", "price", "position", "is_active"]
    list_filter = ["is_active", "equipment_kind"]
    list_select_related = ["equipment_kind"]
    search_fields = ["name", "code", "blurb"]
    autocomplete_fields = ["equipment_kind"]
    fields = ["code", "name", "blurb", "icon", "minutes", "price", "equipment_kind", "position", "is_active"]
    help_texts = {
        "name": "As the desk and the client read it.",
        "minutes": "Added to the length of the visit, in steps of five; 0 is fine.",
        "price": "Added to the bill. What is booked keeps the price of its day.",
        "equipment_kind": "One free unit of this kind is held with it.",
        "position": ORDER,
        "is_active": SWITCH,
    }

    def touched(self, rows: Iterable[AddOn]) -> Q:
        return Q(add_ons__add_on__in={row.pk for row in rows})


@admin.register(Technique)
class TechniqueAdmin(Retires, NamedByCode, DeskAdmin):
    list_display = ["name", "code", "is_active"]
    list_filter = ["is_active"]
    search_fields = ["name", "code"]
    fields = ["code", "name", "is_active"]
    help_texts = {
        "code": "What the health rules know it by: they rule it out by this code.",
        "is_active": "Off: not offered for new services and skills; services that have it keep it.",
    }

    def formfield_for_choice_field(self, db_field: Field, request: HttpRequest, **kwargs: Any):
        """Forced stretching is known to the rules so that they can forbid it; nobody offers it."""
        if db_field.name == "code":
            every = db_field.get_choices()
            kwargs["choices"] = [choice for choice in every if choice[0] != TechniqueCode.FORCED_STRETCHING]
        return super().formfield_for_choice_field(db_field, request, **kwargs)


@admin.register(Training)
class TrainingAdmin(NamedByCode, DeskAdmin):
    list_display = ["name", "code"]
    search_fields = ["name", "code"]
    fields = ["code", "name"]
    help_texts = {"code": "What the health rules know it by, such as prenatal. It stays once it is chosen."}


@admin.register(EquipmentKind)
class EquipmentKindAdmin(DeskAdmin):
    list_display = ["name"]
    search_fields = ["name"]
    fields = ["name"]
    help_texts = {"name": "What is needed, such as hot stones; its units are listed under equipment units."}
