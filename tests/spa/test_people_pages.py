"""Nobody gives away, or takes, more than they have: admins among themselves, superusers, groups of the spa's own."""

import pytest
from django.contrib.auth.models import Group, Permission

from spa.models import User
from tests.conftest import browser_of
from tests.factories import PASSWORD, AdminFactory, UserFactory

USERS, GROUPS = "/admin/spa/user/", "/admin/auth/group/"


def permission(code: str) -> Permission:
    return Permission.objects.get(codename=code)


@pytest.fixture
def beyond(db) -> Group:
    """A group that a superuser made; it may do what admins may not."""
    group = Group.objects.create(name="Beyond")
    group.permissions.add(permission("view_intake"))
    return group


def groups_of(user: User) -> set[str]:
    return set(user.groups.values_list("name", flat=True))


def person(user: User, *groups: str, **changed) -> dict:
    keys = [Group.objects.get(name=name).pk for name in groups]
    return {"username": user.username, "is_active": "on", "groups": keys, **changed}


def test_an_admin_gives_roles_to_others(admin_desk, receptionist):
    admin_desk.post(f"{USERS}{receptionist.pk}/change/", person(receptionist, "therapist", "admin"))

    assert groups_of(receptionist) == {"therapist", "admin"}
    assert User.objects.get(pk=receptionist.pk).is_staff


def test_nobody_gives_themselves_a_role_or_locks_themselves_out(admin_desk, admin):
    typed = person(admin, "admin", "therapist", is_active="", first_name="Adele")

    answer = admin_desk.post(f"{USERS}{admin.pk}/change/", typed)
    admin_desk.post(USERS, {"action": "retire", "_selected_action": [admin.pk]})

    admin.refresh_from_db()
    assert answer.status_code == 302
    assert (groups_of(admin), admin.is_active, admin.first_name) == ({"admin"}, True, "Adele")


def test_an_admin_makes_no_superuser_and_touches_none(admin_desk, receptionist, location):
    root = User.objects.create_superuser("root", password=PASSWORD, location=location)

    admin_desk.post(f"{USERS}{receptionist.pk}/change/", person(receptionist, is_superuser="on", is_staff="on"))
    admin_desk.post(USERS, {"action": "retire", "_selected_action": [root.pk]})
    password = {"password1": "another long word", "password2": "another long word"}
    refused = [
        admin_desk.post(f"{USERS}{root.pk}/change/", person(root)).status_code,
        admin_desk.post(f"{USERS}{root.pk}/password/", password).status_code,
    ]

    receptionist.refresh_from_db()
    root.refresh_from_db()
    assert (receptionist.is_superuser, receptionist.is_staff) == (False, False)
    assert (root.is_active, root.check_password(PASSWORD), refused) == (True, True, [403, 403])


def test_a_group_that_may_more_is_not_an_admin_s_to_give_change_or_delete(admin_desk, receptionist, beyond):
    given = admin_desk.post(f"{USERS}{receptionist.pk}/change/", person(receptionist, "Beyond"))
    chosen = {"action": "delete_selected", "_selected_action": [beyond.pk], "post": "yes"}

    assert "groups" in given.context["adminform"].form.errors
    assert groups_of(receptionist) == {"receptionist"}
    assert admin_desk.post(f"{GROUPS}{beyond.pk}/change/", {"name": "Mine"}).status_code == 403
    admin_desk.post(GROUPS, chosen)
    assert Group.objects.filter(pk=beyond.pk, name="Beyond").exists()


def test_whoever_is_in_such_a_group_is_out_of_an_admin_s_reach(admin_desk, beyond):
    olga = UserFactory(username="olga")
    olga.groups.add(beyond)

    assert admin_desk.post(f"{USERS}{olga.pk}/change/", person(olga)).status_code == 403
    assert groups_of(olga) == {"Beyond"}


def test_a_helper_who_may_edit_people_takes_over_no_admin(receptionist):
    helpers = Group.objects.create(name="Helpers")
    helpers.permissions.add(permission("change_user"), permission("view_user"))
    receptionist.groups.add(helpers)
    User.objects.filter(pk=receptionist.pk).update(is_staff=True)
    browser, ada, newt = browser_of(receptionist), AdminFactory(), UserFactory(username="newt")

    assert browser.post(f"{USERS}{ada.pk}/password/", {"password1": "x"}).status_code == 403
    assert browser.post(f"{USERS}{ada.pk}/change/", person(ada)).status_code == 403
    given = browser.post(f"{USERS}{newt.pk}/change/", person(newt, "admin"))
    assert "groups" in given.context["adminform"].form.errors


def test_the_built_in_groups_stay_and_others_are_an_admin_s(admin_desk):
    for name in ("receptionist", "therapist", "admin"):
        role = Group.objects.get(name=name)
        chosen = {"action": "delete_selected", "_selected_action": [role.pk], "post": "yes"}
        assert admin_desk.post(f"{GROUPS}{role.pk}/change/", {"name": "Mine"}).status_code == 403
        assert admin_desk.post(f"{GROUPS}{role.pk}/delete/", {"post": "yes"}).status_code == 403
        admin_desk.post(GROUPS, chosen)
        assert Group.objects.filter(name=name).exists()

    admin_desk.post(f"{GROUPS}add/", {"name": "Price list", "permissions": [permission("change_service").pk]})
    admin_desk.post(f"{GROUPS}add/", {"name": "Readers", "permissions": [permission("view_intake").pk]})
    assert [p.codename for p in Group.objects.get(name="Price list").permissions.all()] == ["change_service"]
    assert not Group.objects.filter(name="Readers").exists()


def test_an_admin_reads_no_answers_without_being_a_therapist(admin_desk, admin):
    assert admin.get_all_permissions() & {"intake.view_intake", "intake.view_client", "booking.view_override"} == set()
    assert admin_desk.get("/admin/intake/intake/").status_code == 404
