"""Every length and price in one list, to be changed there."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from booking.admin.catalogue import SWITCH, InFiveMinutes
from booking.admin.prices import RaisesPrices
from booking.admin.retiring import Retires
from booking.models import ServiceDuration
from intake.admin import DeskAdmin


class LengthForm(forms.ModelForm):
    """In a list the service cannot be typed, so whether the length is there already has to be asked here."""

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        minutes = data.get("minutes")
        same = ServiceDuration.objects.filter(service=data.get("service", self.instance.service_id), minutes=minutes)
        if minutes is not None and same.exclude(pk=self.instance.pk).exists():
            self.add_error("minutes", f"{minutes} minutes are in the list already.")
        return data


class LengthsFormSet(forms.BaseModelFormSet):
    def clean(self) -> None:
        super().clean()
        seen = set()
        for form in self.forms:
            key = (form.instance.service_id, form.cleaned_data.get("minutes") if form.is_valid() else None)
            if key in seen and key[1] is not None:
                form.add_error("minutes", "Twice the same length of one service.")
            seen.add(key)


@admin.register(ServiceDuration)
class ServiceDurationAdmin(RaisesPrices, Retires, InFiveMinutes, DeskAdmin):
    form = LengthForm
    actions = ["activate", "retire", "raise_prices"]
    list_display = ["service", "minutes", "price", "is_active"]
    list_editable = ["minutes", "price", "is_active"]
    list_filter = ["is_active", "minutes", "service__modality", "service"]
    list_select_related = ["service"]
    search_fields = ["service__name"]
    autocomplete_fields = ["service"]
    ordering = ["service__position", "service__name", "minutes"]
    fields = ["service", "minutes", "price", "is_active"]
    help_texts = {
        "minutes": "Hands-on minutes in steps of five, without add-ons and turnover.",
        "price": "What is booked keeps the price of its day.",
        "is_active": SWITCH,
    }

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        return ["service"] if obj else []

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> type[forms.ModelForm]:
        return super().get_changelist_form(request, **{"form": LengthForm, **kwargs})

    def get_changelist_formset(self, request: HttpRequest, **kwargs: Any) -> type[forms.BaseModelFormSet]:
        return super().get_changelist_formset(request, **{"formset": LengthsFormSet, **kwargs})

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Here it is retired; the page of the service takes away what was typed by mistake."""
        return False
