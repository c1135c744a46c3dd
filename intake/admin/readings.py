"""Who opened a health record, for whoever answers for it: read-only, and without a word of what stood there."""

from django.conf import settings
from django.contrib import admin
from django.urls import reverse

from intake.admin.desk import ReadOnlyAdmin
from intake.models import RecordReading


@admin.register(RecordReading)
class RecordReadingAdmin(ReadOnlyAdmin):
    list_display = ["read_at", "reader", "client", "what", "row"]
    list_filter = ["what", "read_at", "reader"]
    list_select_related = ["reader", "client"]
    search_fields = ["client__name", "reader__username", "reader__first_name", "reader__last_name"]
    date_hierarchy = "read_at"
    fields = ["read_at", "reader", "client", "what", "row"]

    def at_the_desk(self, obj: RecordReading) -> str:
        return reverse(settings.INTAKE_CLIENT_URL, args=[obj.client_id])
