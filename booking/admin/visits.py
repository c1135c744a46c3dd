"""What is booked and written, to be looked up. The desk's operations are the only writers, for superusers too."""

from django.contrib import admin
from django.urls import reverse

from booking.models import Allocation, Appointment, AppointmentEvent, SessionNote, Visit
from intake.admin import ReadOnlyAdmin


def page_of(appointment: int) -> str:
    """The page of an appointment at the desk, by its key."""
    return reverse("booking:peek", args=[appointment])


def said(row: Appointment) -> str:
    """An appointment where another page names it: when, what, with whom and how it stands."""
    location = row.visit.location
    when = f"{location.local(row.starts_at):%d %b %Y}, {location.clock(row.starts_at)}"
    return f"{when}: {row.service} with {row.therapist}, {row.get_status_display().lower()}"


@admin.register(Visit)
class VisitAdmin(ReadOnlyAdmin):
    list_display = ["pk", "room", "location", "created_by", "created_at"]
    list_filter = ["location"]
    list_select_related = ["room__resource", "location", "created_by"]
    search_fields = ["appointments__client__name"]
    date_hierarchy = "created_at"
    fields = ["location", "room", "created_by", "created_at"]

    def at_the_desk(self, obj: Visit) -> str | None:
        first = obj.appointments.order_by("pk").first()
        return page_of(first.pk) if first else None

    def in_words(self, row: Visit) -> str:
        first = row.appointments.for_card().order_by("pk").first()
        return said(first) if first else super().in_words(row)


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

    def at_the_desk(self, obj: Appointment) -> str:
        return page_of(obj.pk)

    def in_words(self, row: Appointment) -> str:
        return said(row)


@admin.register(Allocation)
class AllocationAdmin(ReadOnlyAdmin):
    date_hierarchy = "starts_at"
    list_display = ["pk", "resource", "starts_at", "ends_at", "visit", "block"]
    list_filter = ["resource"]
    list_select_related = ["resource", "visit", "block__resource"]
    fields = ["resource", "starts_at", "ends_at", "visit", "appointment", "block"]

    def at_the_desk(self, obj: Allocation) -> str | None:
        return page_of(obj.appointment_id) if obj.appointment_id else None


@admin.register(AppointmentEvent)
class AppointmentEventAdmin(ReadOnlyAdmin):
    """Who did what and when; what an override lifted is the therapists' to read."""

    list_display = ["pk", "appointment", "kind", "by", "at", "version"]
    list_filter = ["kind"]
    list_select_related = ["appointment", "by"]
    fields = ["appointment", "kind", "by", "at", "version"]

    def at_the_desk(self, obj: AppointmentEvent) -> str:
        return reverse("booking:history", args=[obj.appointment_id])


@admin.register(SessionNote)
class SessionNoteAdmin(ReadOnlyAdmin):
    """That a note exists, whose it is, and whether it is signed; never what it says."""

    list_display = ["pk", "appointment", "author", "created_at", "signed_at"]
    list_filter = ["author"]
    list_select_related = ["appointment", "author"]
    fields = ["appointment", "author", "created_at", "saved_at", "signed_at", "signed_by"]

    def at_the_desk(self, obj: SessionNote) -> str:
        """The appointment's page: the note itself opens from there, for therapists."""
        return page_of(obj.appointment_id)
