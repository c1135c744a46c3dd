"""Every admin page: who gets through the door, and what the pages carry."""

import re

import pytest
from django.contrib import admin as django_admin
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from booking.models import ClosingDay, OpeningHours
from spa.models import Location, User
from tests.conftest import browser_of
from tests.factories import PASSWORD, UserFactory

INLINE = re.compile(r"<style\b|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)(?![^>]*application/json)", re.IGNORECASE)
OURS = sorted(
    (model for model in django_admin.site._registry if model._meta.app_label in ("auth", "booking", "intake", "spa")),
    key=lambda model: model._meta.label,
)
USERS = "/admin/spa/user/"

every_model = pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)


def of_model(model, view: str) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{view}")


@pytest.fixture
def superuser(location) -> User:
    return User.objects.create_superuser("root", password=PASSWORD, location=location)


@every_model
def test_every_list_opens_for_the_admin_alone(admin_desk, desk, therapist_desk, model):
    lists = of_model(model, "changelist")

    assert admin_desk.get(lists).status_code == 200
    for somebody in (desk, therapist_desk):
        assert somebody.get(lists, follow=True).status_code == 403


@every_model
@pytest.mark.parametrize("view", ["changelist", "add"])
def test_no_page_breaks_the_content_security_policy(superuser, model, view):
    answer = browser_of(superuser).get(of_model(model, view))

    assert answer.status_code in (200, 403)
    assert INLINE.findall(answer.content.decode()) == []


def test_the_pages_lead_back_to_the_desk(admin_desk):
    html = admin_desk.get("/admin/").content.decode()

    assert "Spa Desk" in html
    assert f'href="{reverse("booking:board")}"' in html
    assert f'action="{reverse("account_logout")}"' in html


def test_a_superuser_says_who_is_superuser_and_leaves_the_roles_alone(superuser, receptionist):
    browser, role = browser_of(superuser), Group.objects.get(name="receptionist")
    person = {"username": "rosa", "is_active": "on", "groups": [role.pk], "is_superuser": "on"}

    browser.post(f"{USERS}{receptionist.pk}/change/", person)

    receptionist.refresh_from_db()
    assert receptionist.is_superuser
    assert browser.post(f"/admin/auth/group/{role.pk}/change/", {"name": "mine"}).status_code == 403
    assert browser.post(f"/admin/auth/group/{role.pk}/delete/", {"post": "yes"}).status_code == 403


def test_a_group_with_something_to_do_here_lets_its_members_in(admin_desk, receptionist):
    own = Group.objects.create(name="Price list")
    own.permissions.add(Permission.objects.get(codename="change_service"))

    admin_desk.post(f"{USERS}{receptionist.pk}/change/", {"username": "rosa", "is_active": "on", "groups": [own.pk]})

    rosa = browser_of(User.objects.get(pk=receptionist.pk))
    assert [rosa.get(f"/admin/booking/{model}/").status_code for model in ("service", "sessionnote")] == [200, 403]


def inline(prefix: str, rows: list[dict]) -> dict:
    data = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0}
    for number, row in enumerate(rows):
        data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return data


def test_an_admin_opens_a_second_house_with_hours_and_a_closing_day(admin_desk):
    house = {
        "name": "Harbour House",
        "zone": "Europe/Lisbon",
        "currency": "EUR",
        "locale": "pt_PT",
        "emergency_number": "112",
    }
    hours = inline("opening_hours", [{"weekday": 0, "opens": "09:00", "closes": "18:00"}])
    closed = inline("closing_days", [{"day": "2026-12-25", "reason": "Holiday"}])

    answer = admin_desk.post("/admin/spa/location/add/", {**house, **hours, **closed, "is_active": "on"})

    location = Location.objects.get(name="Harbour House")
    assert answer.status_code == 302
    assert [str(each) for each in OpeningHours.objects.filter(location=location)] == ["Monday 09:00 to 18:00"]
    assert [each.reason for each in ClosingDay.objects.filter(location=location)] == ["Holiday"]
    assert admin_desk.post(f"/admin/spa/location/{location.pk}/delete/", {"post": "yes"}).status_code == 403


def test_the_list_of_people_takes_as_many_queries_for_many_as_for_few(
    monday_morning, admin_desk, django_assert_num_queries
):
    admin_desk.get(USERS)  # notes that somebody is here, which is done once a minute
    with django_assert_num_queries(10):
        admin_desk.get(USERS)
    for number in range(20):
        UserFactory(username=f"more{number}", roles=("receptionist",))
    with django_assert_num_queries(10):
        admin_desk.get(USERS)
