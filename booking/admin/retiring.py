"""What is in use is retired, never deleted: nobody can choose it any more, what is booked stays."""

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest


class Retires:
    """Part of an admin page whose rows can be switched off and on again, several at once."""

    actions = ["activate", "retire"]

    @admin.action(description="Activate", permissions=["change"])
    def activate(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._set_active(request, queryset, True)

    @admin.action(description="Retire", permissions=["change"])
    def retire(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._set_active(request, queryset, False)

    def _set_active(self, request: HttpRequest, queryset: QuerySet, is_active: bool) -> None:
        with transaction.atomic():
            changed = self.set_active(request, list(queryset), is_active)
        word = "activated" if is_active else "retired"
        messages.success(request, f"{len(changed)} {word}: {', '.join(map(str, changed[:10])) or 'nothing to do'}.")

    def set_active(self, request: HttpRequest, rows: list[Model], is_active: bool) -> list[Model]:
        """Switch these rows; those that stood otherwise are returned."""
        changed = [row for row in rows if row.is_active != is_active]
        for row in changed:
            row.is_active = is_active
            row.save(update_fields=["is_active"])
            self.log_change(request, row, f"{'Activated' if is_active else 'Retired'}.")
        return changed
