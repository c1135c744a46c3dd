"""Admin pages about intake: consent texts to write, screenings to look up, the whole history of changes to read.

Screenings change through operations only, so their page is for reading, for superusers as well, and shows no health
data.
"""

from django import forms
from django.conf import settings
from django.contrib import admin
from django.db.models import Max
from django.http import HttpRequest
from django.urls import reverse

from intake import clock
from intake.admin.desk import DeskAdmin, ReadOnlyAdmin
from intake.models import ConsentText, Screening


@admin.register(Screening)
class ScreeningAdmin(ReadOnlyAdmin):
    """That the rules were asked, and what came of it; answers and cautions are not shown here."""

    list_display = ["pk", "client", "made_for", "outcome", "made_at"]
    list_filter = ["outcome", "made_for"]
    list_select_related = ["client"]
    search_fields = ["client__name"]
    date_hierarchy = "made_at"
    fields = ["client", "made_for", "made_at", "outcome", "rulebook"]

    def at_the_desk(self, obj: Screening) -> str:
        return reverse(settings.INTAKE_CLIENT_URL, args=[obj.client_id])


class ConsentTextForm(forms.ModelForm):
    publish = forms.BooleanField(
        required=False,
        label="Publish now",
        help_text="Clients sign this text from now on. A published text never changes; write a new version instead.",
    )


@admin.register(ConsentText)
class ConsentTextAdmin(DeskAdmin):
    """A text is a draft until it is published; then it stays as it was signed."""

    form = ConsentTextForm
    list_display = ["title", "kind", "version", "published_at"]
    list_filter = ["kind", "published_at"]
    search_fields = ["title", "body"]
    readonly_fields = ["version", "published_at"]
    help_texts = {
        "kind": "What it is asked for: each kind has its own newest text.",
        "title": "Stands above the text when a client signs.",
        "body": "What the client reads and signs, as it is. What was signed stays as it was.",
    }

    def get_fields(self, request: HttpRequest, obj: ConsentText | None = None) -> list[str]:
        fields = ["kind", "title", "body", "version", "published_at"]
        return fields if obj and obj.published_at else [*fields, "publish"]

    def get_readonly_fields(self, request: HttpRequest, obj: ConsentText | None = None) -> list[str]:
        return [*self.readonly_fields, "kind"] if obj else self.readonly_fields

    def has_change_permission(self, request: HttpRequest, obj: ConsentText | None = None) -> bool:
        return _is_draft(obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: ConsentText | None = None) -> bool:
        return _is_draft(obj) and super().has_delete_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: ConsentText, form: forms.ModelForm, change: bool) -> None:
        if not change:
            newest = ConsentText.objects.filter(kind=obj.kind).aggregate(newest=Max("version"))["newest"]
            obj.version = (newest or 0) + 1
        if form.cleaned_data.get("publish"):
            obj.published_at = clock.now()
        super().save_model(request, obj, form, change)


def _is_draft(text: ConsentText | None) -> bool:
    return text is None or text.published_at is None
