"""What is booked and written, to be looked up. The desk's operations are the only writers, for superusers too."""

from django.contrib import admin

from booking.models import Allocation, Appointment, AppointmentEvent, Block, SessionNote, Visit
from intake.admin import ReadOnlyAdmin


@admin.register(Visit)
class VisitAdmin(ReadOnlyAdmin):
    list_display = ["pk", "room", "location", "created_by", "created_at"]
    list_filter = ["location"]
    list_select_related = ["room__resource", "location", "created_by"]
    fields = ["location", "room", "created_by", "created_at"]


@admin.register(Appointment)
class AppointmentAdmin(ReadOnlyAdmin):
    date_hierarchy = "starts_at"
    list_display = ["pk", "starts_at", "client", "service", "therapist", "status"]
    list_filter = ["status", "service"]
    list_select_related = ["client", "service", "therapist__resource"]
    search_fields = ["client__name"]
    fields = [
        "visit", "client", "service", "therapist", "status", "starts_at", "ends_at", "minutes", "price", "currency",
        "therapist_turnover", "room_turnover", "cancel_reason", "arrived_at", "started_at", "completed_at", "version",
        "changed_at",
    ]  # fmt: skip


@admin.register(Allocation)
class AllocationAdmin(ReadOnlyAdmin):
    date_hierarchy = "starts_at"
    list_display = ["pk", "resource", "starts_at", "ends_at", "visit", "block"]
    list_filter = ["resource"]
    list_select_related = ["resource", "visit", "block__resource"]
    fields = ["resource", "starts_at", "ends_at", "visit", "appointment", "block"]


@admin.register(Block)
class BlockAdmin(ReadOnlyAdmin):
    list_display = ["pk", "kind", "resource", "created_by", "created_at"]
    list_filter = ["kind"]
    list_select_related = ["resource", "created_by"]
    fields = ["resource", "kind", "note", "created_by", "created_at"]


@admin.register(AppointmentEvent)
class AppointmentEventAdmin(ReadOnlyAdmin):
    """Who did what and when; what an override lifted is the therapists' to read."""

    list_display = ["pk", "appointment", "kind", "by", "at", "version"]
    list_filter = ["kind"]
    list_select_related = ["appointment", "by"]
    fields = ["appointment", "kind", "by", "at", "version"]


@admin.register(SessionNote)
class SessionNoteAdmin(ReadOnlyAdmin):
    """That a note exists, whose it is, and whether it is signed; never what it says."""

    list_display = ["pk", "appointment", "author", "created_at", "signed_at"]
    list_filter = ["author"]
    list_select_related = ["appointment", "author"]
    fields = ["appointment", "author", "created_at", "saved_at", "signed_at", "signed_by"]
