"""Locations, with the hours of their doors and the days on which they stay shut."""

from collections.abc import Iterable
from zoneinfo import available_timezones

from django import forms
from django.contrib import admin
from django.db.models import Model, Q
from django.http import HttpRequest

from booking.admin import AsksFirst
from booking.models import ClosingDay, OpeningHours, Resource
from booking.scheduling import lock_resources
from intake.admin import DeskAdmin
from spa.models import Location


class OpeningHoursInline(admin.TabularInline):
    model = OpeningHours
    extra = 0


class ClosingDayInline(admin.TabularInline):
    model = ClosingDay
    extra = 0


class LocationForm(forms.ModelForm):
    zone = forms.ChoiceField(
        label="Time zone",
        choices=lambda: [(zone, zone) for zone in sorted(available_timezones())],
        help_text="Hours and shifts are times on this zone's clock.",
    )


@admin.register(Location)
class LocationAdmin(AsksFirst, DeskAdmin):
    form = LocationForm
    list_display = ["name", "zone", "currency", "locale", "phone", "is_active"]
    list_filter = ["is_active"]
    search_fields = ["name", "address"]
    fields = ["name", "address", "phone", "emergency_number", "zone", "currency", "locale", "is_active"]
    inlines = [OpeningHoursInline, ClosingDayInline]
    help_texts = {
        "name": "Shown at the top of every page of this house.",
        "currency": "Three letters, such as EUR. What is booked keeps the currency of its day.",
        "locale": "How times and amounts are written on pages, on paper and in messages.",
        "emergency_number": "Read out where the rules say: get medical help now.",
        "is_active": "Off: nobody works at this desk any more, and nothing can be booked here; its visits stay.",
    }

    def touched(self, rows: Iterable[Location]) -> Q:
        return Q(visit__location__in={row.pk for row in rows})

    def save_model(self, request: HttpRequest, obj: Location, form: forms.ModelForm, change: bool) -> None:
        """Nobody books here while the hours of the doors change."""
        lock_resources(Resource.objects.filter(location=obj.pk).values_list("pk", flat=True))
        super().save_model(request, obj, form, change)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """A house that has closed is switched off; its visits stay."""
        return False
