"""Who works when. Whoever writes shifts or time off holds the therapist's resource, so that nobody books meanwhile."""

from collections.abc import Iterable
from datetime import time
from typing import Any

from django import forms
from django.contrib import admin
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from booking.admin.asking import AsksFirst
from booking.models import Shift, ShiftBreak, Therapist, TimeOff
from booking.scheduling import lock_resources
from intake.admin import DeskAdmin


class OfTherapistAdmin(AsksFirst, DeskAdmin):
    """Rows of a therapist, written while the therapist's resource is held."""

    autocomplete_fields = ["therapist"]
    search_fields = ["therapist__resource__name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("therapist__resource__location")

    def touched(self, rows: Iterable[Shift | TimeOff]) -> Q:
        return Q(therapist__in={row.therapist_id for row in rows})

    def save_model(self, request: HttpRequest, obj: Shift | TimeOff, form: forms.ModelForm, change: bool) -> None:
        with transaction.atomic():
            hold({obj.therapist_id, form.initial.get("therapist")})
            super().save_model(request, obj, form, change)

    def delete_model(self, request: HttpRequest, obj: Shift | TimeOff) -> None:
        with transaction.atomic():
            hold({obj.therapist_id})
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        with transaction.atomic():
            hold(set(queryset.values_list("therapist", flat=True)))
            super().delete_queryset(request, queryset)


def hold(therapists: set[int | None]) -> None:
    """Lock the resources of therapists, until the transaction ends."""
    lock_resources(Therapist.objects.filter(pk__in=therapists - {None}).values_list("resource", flat=True))


class ShiftForm(forms.ModelForm):
    """A weekly shift begins on a day; a shift on one day has only that."""

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        weekday, day = data.get("weekday"), data.get("day")
        if (weekday is None) == (day is None):
            self.add_error("weekday", "Choose a weekday for a weekly shift, or one single day.")
        elif weekday is not None and data.get("valid_from") is None:
            self.add_error("valid_from", "From which day on does this weekly shift hold?")
        elif day and (data.get("valid_from") or data.get("valid_until")):
            self.add_error("day", "A shift on a single day has no first and last day. Leave them empty.")
        if data.get("valid_from") and data.get("valid_until") and data["valid_until"] < data["valid_from"]:
            self.add_error("valid_until", "The last day is before the first.")
        return data


class BreaksFormSet(forms.BaseInlineFormSet):
    def clean(self) -> None:
        super().clean()
        shift = self.instance
        if shift.starts is None or shift.ends is None:
            return
        for form in self.forms:
            data = form.cleaned_data if form.is_valid() else {}
            if data and not data.get("DELETE") and not lies_within(data["starts"], data["ends"], shift):
                form.add_error("starts", "A break lies within its shift.")


def lies_within(starts: time, ends: time, shift: Shift) -> bool:
    """Whether a break is part of a shift; both may run past midnight."""
    begin, pause, resume, end = (at.hour * 60 + at.minute for at in (shift.starts, starts, ends, shift.ends))
    length = (end - begin) % (24 * 60) or 24 * 60
    return (pause - begin) % (24 * 60) < ((resume - begin) % (24 * 60) or 24 * 60) <= length


class BreakInline(admin.TabularInline):
    model = ShiftBreak
    formset = BreaksFormSet
    extra = 0


@admin.register(Shift)
class ShiftAdmin(OfTherapistAdmin):
    form = ShiftForm
    list_display = ["therapist", "weekday", "day", "starts", "ends", "location", "valid_from", "valid_until"]
    list_filter = ["location", "therapist", "weekday", "valid_until"]
    list_select_related = ["therapist__resource", "location"]
    inlines = [BreakInline]
    fieldsets = [
        (None, {"fields": ["therapist", "location", "starts", "ends"]}),
        ("Every week", {"fields": ["weekday", "valid_from", "valid_until"]}),
        ("Or on one day", {"fields": ["day"]}),
    ]
    help_texts = {
        "therapist": "Who works then.",
        "location": "Times are those of the clock on this house's wall.",
        "starts": "Sessions can be booked from here on, while the doors are open.",
        "ends": "A session and the therapist's pause after it end by then. Earlier than the start: on the next day.",
        "valid_from": "The first day on which this shift holds.",
        "day": "Instead of a weekday: a shift on this day alone.",
    }

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"location": request.user.house, **super().get_changeform_initial_data(request)}


@admin.register(TimeOff)
class TimeOffAdmin(OfTherapistAdmin):
    date_hierarchy = "starts_at"
    list_display = ["therapist", "starts_at", "ends_at", "reason"]
    list_filter = ["therapist", "starts_at"]
    fields = ["therapist", "starts_at", "ends_at", "reason"]
    help_texts = {
        "starts_at": "Nothing can be booked with this therapist from here on.",
        "ends_at": "From here on it can be booked again.",
        "reason": "The desk reads it on the board. Leave out what is private.",
    }

    def touched_by_new(self, obj: TimeOff) -> Q:
        return self.touched([obj])
