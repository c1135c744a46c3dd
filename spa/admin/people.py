"""Who works here and what they may do. Nobody gives away, or takes, more than they have themselves."""

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin as BaseGroupAdmin
from django.contrib.auth.admin import UserAdmin as BaseUserAdmin
from django.contrib.auth.models import Group, Permission
from django.db.models import Exists, Field, OuterRef, QuerySet
from django.http import HttpRequest

from intake.admin import DeskAdmin
from spa.models import ROLES, User

admin.site.unregister(Group)


@admin.register(User)
class UserAdmin(DeskAdmin, BaseUserAdmin):
    """Accounts of the staff. Only a superuser sees or changes who is superuser, or changes a superuser at all."""

    actions = ["activate", "retire"]
    list_display = ["username", "display_name", "location", "roles", "is_active", "last_login"]
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
    help_texts = {
        "location": "The desk that this person sees first.",
        "is_active": "Off: this person cannot log in any more; what they did keeps their name.",
        "groups": "Receptionist, therapist and admin are built in; a therapist reads what clients told.",
    }

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related("groups")

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> list:
        fieldsets = super().get_fieldsets(request, obj)
        if obj and request.user.is_superuser:
            return [*fieldsets, ("Beyond all roles", {"fields": ["is_superuser"]})]
        return fieldsets

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        """Nobody gives themselves another role, or locks themselves out."""
        fields = list(super().get_readonly_fields(request, obj))
        is_own = obj is not None and obj.pk == request.user.pk and not request.user.is_superuser
        return [*fields, "is_active", "groups"] if is_own else fields

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return not _is_out_of_reach(obj, request.user) and super().has_change_permission(request, obj)

    def formfield_for_manytomany(self, db_field: Field, request: HttpRequest, **kwargs):
        """Only groups that may do no more than whoever gives them."""
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if db_field.name == "groups":
            field.queryset = within_reach(request.user)
        return field

    def save_related(self, request: HttpRequest, form: forms.ModelForm, *args) -> None:
        """Whoever has something to do in these pages gets in: admins, and members of some group of the spa's own."""
        super().save_related(request, form, *args)
        user = form.instance
        user.is_staff = user.is_superuser or user.groups.exclude(permissions=None).exists()
        user.save(update_fields=["is_staff"])

    @admin.action(description="Activate", permissions=["change"])
    def activate(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._set_active(request, queryset, True)

    @admin.action(description="Retire: cannot log in any more", permissions=["change"])
    def retire(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._set_active(request, queryset, False)

    def _set_active(self, request: HttpRequest, queryset: QuerySet, is_active: bool) -> None:
        """All but oneself, and but those out of reach."""
        people = [each for each in queryset if each.pk != request.user.pk and self.has_change_permission(request, each)]
        for each in people:
            each.is_active = is_active
            each.save(update_fields=["is_active"])
        word = "may log in" if is_active else "may not log in any more"
        messages.success(request, f"{', '.join(map(str, people)) or 'Nobody'} {word}.")

    @admin.display(description="Roles")
    def roles(self, user: User) -> str:
        return ", ".join(group.name for group in user.groups.all())


@admin.register(Group)
class GroupAdmin(DeskAdmin, BaseGroupAdmin):
    """Groups of the spa's own. The three built-in roles stay as they are."""

    search_fields = ["name"]
    list_display = ["name", "built_in", "members"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related("user_set")

    def has_change_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        return _may_touch(obj, request.user) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        return _may_touch(obj, request.user) and super().has_delete_permission(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        """A selection may hold what cannot be deleted one by one."""
        keys = [group.pk for group in queryset if _may_touch(group, request.user)]
        super().delete_queryset(request, queryset.filter(pk__in=keys))

    def formfield_for_manytomany(self, db_field: Field, request: HttpRequest, **kwargs):
        """Nobody gives away more than they have."""
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if db_field.name == "permissions" and not request.user.is_superuser:
            field.queryset = own_permissions(request.user)
        return field

    @admin.display(description="Built in", boolean=True)
    def built_in(self, group: Group) -> bool:
        return group.name in ROLES

    @admin.display(description="Members")
    def members(self, group: Group) -> str:
        return ", ".join(str(user) for user in group.user_set.all())


def _is_out_of_reach(somebody: User | None, user: User) -> bool:
    """Who may do more than whoever asks, superuser or by a group: their password would be a way in."""
    if somebody is None or user.is_superuser:
        return False
    return somebody.is_superuser or somebody.groups.exclude(pk__in=within_reach(user)).exists()


def _may_touch(group: Group | None, user: User) -> bool:
    """Not the built-in ones, and none that may do more than whoever asks."""
    if group is None:
        return True
    return group.name not in ROLES and within_reach(user).filter(pk=group.pk).exists()


def within_reach(user: User) -> QuerySet[Group]:
    """The groups that somebody may put others into: those whose permissions they have themselves."""
    if user.is_superuser:
        return Group.objects.all()
    beyond = Permission.objects.filter(group=OuterRef("pk")).exclude(pk__in=own_permissions(user).values("pk"))
    return Group.objects.filter(~Exists(beyond))


def own_permissions(user: User) -> QuerySet[Permission]:
    given = Permission.objects.filter(group__user=user) | Permission.objects.filter(user=user)
    return given.distinct().select_related("content_type")
