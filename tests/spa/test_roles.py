"""The three roles exist after every migrate, with the permissions that open the admin's doors."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from spa.models import ROLES

HEALTH = {"client", "intake", "screeningcaution", "consent", "clearance", "reply", "clientallergy", "clientmedication"}


def permissions_of(role: str) -> set[str]:
    return {
        f"{app}.{code}"
        for app, code in Group.objects.get(name=role).permissions.values_list("content_type__app_label", "codename")
    }


@pytest.mark.django_db
def test_a_receptionist_and_a_therapist_have_no_door_into_the_admin():
    assert (permissions_of("receptionist"), permissions_of("therapist")) == (set(), set())


@pytest.mark.django_db
def test_an_admin_runs_the_house():
    held = permissions_of("admin")

    assert {"spa.change_user", "booking.add_service", "booking.delete_shift", "intake.change_consenttext"} <= held
    assert {code for code in held if "permission" in code or "session." in code or "axes" in code} == set()


@pytest.mark.django_db
def test_an_admin_only_sees_what_operations_write():
    held = permissions_of("admin")

    for table in ("visit", "appointment", "allocation", "appointmentevent", "sessionnote"):
        assert {code for code in held if code.endswith(f"_{table}")} == {f"booking.view_{table}"}


@pytest.mark.django_db
def test_an_admin_does_not_read_what_clients_told():
    held = {code.partition(".")[2].partition("_")[2] for code in permissions_of("admin")}

    assert held & HEALTH == set()


@pytest.mark.django_db
def test_an_admin_is_no_superuser(admin):
    assert (admin.is_staff, admin.is_superuser) == (True, False)
    assert not admin.has_perm("spa.delete_user")


@pytest.mark.django_db
def test_migrating_again_puts_the_roles_right():
    before = {role: permissions_of(role) for role in ROLES}
    Group.objects.get(name="admin").permissions.clear()
    Group.objects.get(name="receptionist").permissions.add(Permission.objects.get(codename="delete_user"))
    Group.objects.get(name="therapist").delete()

    call_command("migrate", verbosity=0)

    assert {role: permissions_of(role) for role in ROLES} == before


@pytest.mark.django_db
def test_a_group_of_the_spa_s_own_stays_as_it_is():
    own = Group.objects.create(name="Sunday team")
    own.permissions.add(Permission.objects.get(codename="view_service"))

    call_command("migrate", verbosity=0)

    assert [permission.codename for permission in own.permissions.all()] == ["view_service"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_", [1, 2])
def test_the_roles_are_there_after_a_flush_too(round_):
    assert set(Group.objects.values_list("name", flat=True)) == set(ROLES)


@pytest.mark.django_db
def test_a_person_s_roles_end_when_they_leave(receptionist, therapist, admin):
    assert (receptionist.is_receptionist, receptionist.is_therapist, receptionist.is_admin) == (True, False, False)
    assert (therapist.is_receptionist, therapist.is_therapist, therapist.is_admin) == (False, True, False)
    assert (admin.is_receptionist, admin.is_therapist, admin.is_admin) == (False, False, True)

    left = type(admin).objects.get(pk=admin.pk)
    left.is_active = False

    assert left.role_names == frozenset()
