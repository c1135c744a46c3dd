"""The filters beside the lists, in the desk's words."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList

ACTIVE = "Active"


class ActiveFilter(admin.BooleanFieldListFilter):
    """By active, not by is active."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = ACTIVE.lower()


class RelatedFilter(admin.RelatedFieldListFilter):
    """By another row; those without one are called so."""

    def choices(self, changelist: ChangeList) -> Iterator[dict]:
        self.empty_value_display = "none"
        return super().choices(changelist)


admin.FieldListFilter.register(lambda field: field.name == "is_active", ActiveFilter, take_priority=True)
admin.FieldListFilter.register(lambda field: field.remote_field, RelatedFilter, take_priority=True)
