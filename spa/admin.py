"""Admin pages about the house: people, groups, locations with their hours. Its words and its look as well.

The log-in is the desk's own; ``spa.urls`` sends everybody there.
"""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as BaseGroupAdmin
from django.contrib.auth.admin import UserAdmin as BaseUserAdmin
from django.contrib.auth.models import Group, Permission
from django.db.models import Field, Model, QuerySet
from django.http import HttpRequest

from booking.models import ClosingDay, OpeningHours
from intake.admin import DeskAdmin
from spa.models import ROLES, Location, User

admin.site.site_header = "Spa Desk"
admin.site.site_title = "Spa Desk"
admin.site.index_title = "What the house is made of"
admin.site.unregister(Group)


@admin.register(User)
class UserAdmin(DeskAdmin, BaseUserAdmin):
    """Accounts of the staff. Only a superuser sees or changes who is superuser, or changes a superuser at all."""

    list_display = ["username", "display_name", "location", "roles", "is_active"]
    list_filter = ["is_active", "groups", "location"]
    list_select_related = ["location"]
    filter_horizontal = ["groups"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        ("Who it is", {"fields": ["first_name", "last_name", "email", "location"]}),
        ("What they may do", {"fields": ["is_active", "groups"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["username", "usable_password", "password1", "password2"]}),
        ("Who it is", {"fields": ["first_name", "last_name", "email", "location"]}),
        ("What they may do", {"fields": ["groups"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related("groups")

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> list:
        fieldsets = super().get_fieldsets(request, obj)
        if obj and request.user.is_superuser:
            return [*fieldsets, ("Beyond all roles", {"fields": ["is_superuser"]})]
        return fieldsets

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        out_of_reach = obj is not None and obj.is_superuser and not request.user.is_superuser
        return not out_of_reach and super().has_change_permission(request, obj)

    def save_related(self, request: HttpRequest, form: forms.ModelForm, *args: Any) -> None:
        """Whoever has something to do in these pages gets in: admins, and members of some group of the spa's own."""
        super().save_related(request, form, *args)
        user = form.instance
        user.is_staff = user.is_superuser or user.groups.exclude(permissions=None).exists()
        user.save(update_fields=["is_staff"])

    @admin.display(description="Roles")
    def roles(self, user: User) -> str:
        return ", ".join(group.name for group in user.groups.all())


@admin.register(Group)
class GroupAdmin(DeskAdmin, BaseGroupAdmin):
    """Groups of the spa's own. The three built-in roles stay as they are."""

    def has_change_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        return not _is_built_in(obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        return not _is_built_in(obj) and super().has_delete_permission(request, obj)

    def formfield_for_manytomany(self, db_field: Field, request: HttpRequest, **kwargs: Any):
        """Nobody gives away more than they have."""
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if db_field.name == "permissions" and not request.user.is_superuser:
            field.queryset = own_permissions(request.user)
        return field


def _is_built_in(group: Group | None) -> bool:
    return group is not None and group.name in ROLES


def own_permissions(user: User) -> QuerySet[Permission]:
    given = Permission.objects.filter(group__user=user) | Permission.objects.filter(user=user)
    return given.distinct().select_related("content_type")


class OpeningHoursInline(admin.TabularInline):
    model = OpeningHours
    extra = 0


class ClosingDayInline(admin.TabularInline):
    model = ClosingDay
    extra = 0


class LocationForm(forms.ModelForm):
    zone = forms.ChoiceField(
        label="Time zone", choices=lambda: [(zone, zone) for zone in sorted(available_timezones())]
    )


@admin.register(Location)
class LocationAdmin(DeskAdmin):
    form = LocationForm
    list_display = ["name", "zone", "currency", "is_active"]
    fields = ["name", "address", "phone", "emergency_number", "zone", "currency", "is_active"]
    inlines = [OpeningHoursInline, ClosingDayInline]

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """A house that has closed is switched off; its visits stay."""
        return False
