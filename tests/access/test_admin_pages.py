"""The admin's pages: closed to the desk and the therapists, and to an admin as far as the table says."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from booking import scheduling
from booking.models import TimeOff
from intake.models import ConsentText
from tests import factories
from tests.access.admin_pages import (
    ADD,
    ALLOWED,
    CHANGE,
    DELETE,
    OURS,
    SEE,
    SITE,
    models,
    names_of_pages,
    names_that_we_know,
)
from tests.access.doors import ADMIN, BOTH, DESK, NOBODY, OTHER, OWN, STRANGER
from tests.access.world import TUESDAY
from tests.booking.at_the_desk import at

pytestmark = pytest.mark.django_db

OUTSIDE = (DESK, OWN, OTHER, STRANGER)
METHODS = ("get", "post")


def test_every_admin_page_is_in_the_table():
    assert set(names_of_pages()) == names_that_we_know()
    assert set(models()) == set(ALLOWED)


@pytest.fixture(scope="module")
def furnished(world, cast):
    """Rows of the kinds that the world has none of, and of each a newest row that may be changed."""
    unit = factories.EquipmentUnitFactory()
    factories.TrainingFactory()
    TimeOff.objects.create(therapist=world.therapist, starts_at=at("09:00", TUESDAY), ends_at=at("09:30", TUESDAY))
    ConsentText.objects.create(kind="massage", version=2, title="Consent", body="A draft.")
    Group.objects.create(name="Zealous gardeners")
    scheduling.block(
        resource=unit.resource, kind="meeting", starts_at=at("10:00", TUESDAY), ends_at=at("11:00", TUESDAY),
        by=world.receptionist, now=at("09:00", TUESDAY),
    )  # fmt: skip


def pages_of(label: str) -> dict[str, str]:
    """Address by what it is for; of a model that has no row, a key that no row has."""
    model, name = models()[label], label.replace(".", "_")
    row = model._default_manager.order_by("pk").last()
    assert row or not ALLOWED[label], f"The world has no {label}."
    key = [row.pk if row else 1]
    pages = {SEE: "changelist", ADD: "add", CHANGE: "change", DELETE: "delete", "history": "history"}
    pages |= {page: page for page in OURS if ALLOWED[label]}
    one = (CHANGE, DELETE, "history", "used")
    return {what: reverse(f"admin:{name}_{page}", args=key if what in one else []) for what, page in pages.items()}


@pytest.mark.parametrize("label", ALLOWED)
@pytest.mark.parametrize("role", [ADMIN, BOTH])
def test_an_admin_finds_open_what_the_table_says(label, role, browsers, furnished):
    allowed, pages, admin = ALLOWED[label], pages_of(label), browsers[role]

    found = {what: admin.knock("get", path).status_code for what, path in pages.items()}
    written = {what: admin.knock("post", pages[what]).status_code for what in (ADD, CHANGE, DELETE)}

    readable = 200 if SEE in allowed else 403
    if not models()[label]._default_manager.exists():
        assert found.pop("history") == 302  # Django looks for the row first
    else:
        assert found.pop("history") == readable
    assert {found.pop(page) for page in OURS if page in found} <= {200}
    assert found == {
        SEE: readable,
        CHANGE: readable,
        ADD: 200 if ADD in allowed else 403,
        DELETE: 200 if DELETE in allowed else 403,
    }
    # An empty form is shown again with what it lacks; what may not be written is refused before it is read.
    assert {what for what, status in written.items() if status == 403} == {ADD, CHANGE, DELETE} - allowed
    assert all(status in (200, 302, 403) for status in written.values())


@pytest.mark.parametrize("label", ALLOWED)
def test_nobody_else_gets_in(label, browsers, furnished):
    for path in pages_of(label).values():
        for method in METHODS:
            assert browsers[NOBODY].knock(method, path).url == f"/account/login/?next={path}"
            for role in OUTSIDE:
                assert browsers[role].knock(method, path).url == f"/admin/login/?next={path}", (role, method, path)


@pytest.mark.parametrize("role", OUTSIDE)
def test_where_they_are_sent_they_are_told_so(role, browsers):
    assert browsers[role].knock("get", "/admin/login/?next=/admin/booking/room/").status_code == 403


@pytest.mark.parametrize("page", sorted(SITE - {"view_on_site", "app_list", "login", "logout"}))
def test_pages_of_the_whole_admin_are_closed_to_others(page, browsers):
    for role in OUTSIDE:
        assert browsers[role].knock("get", reverse(f"admin:{page}"), follow=True).status_code == 403, role


def test_an_admin_neither_sees_nor_makes_a_superuser(world, browsers, cast):
    root = factories.UserFactory(username="root", is_staff=True, is_superuser=True)
    page = reverse("admin:spa_user_change", args=[root.pk])
    password = reverse("admin:auth_user_password_change", args=[root.pk])

    assert browsers[ADMIN].knock("post", page, {"username": "root", "is_superuser": ""}).status_code == 403
    assert browsers[ADMIN].knock("post", password, {"password1": "x", "password2": "x"}).status_code == 403
    assert (
        b"is_superuser"
        not in browsers[ADMIN].knock("get", reverse("admin:spa_user_change", args=[cast[DESK].pk])).content
    )


@pytest.mark.parametrize("label", ALLOWED)
def test_a_key_that_no_row_has_leads_back(label, browsers):
    for key in ("0", str(10**30), "abc", "%00", "1_2F", "ü"):
        for page in ("change", "delete", "history", "used"):
            path = f"/admin/{label.replace('.', '/')}/{key}/{page}/"
            assert browsers[ADMIN].knock("get", path).status_code in (302, 403, 404), path


GARBAGE = (
    "q=%00", "p=-1", "p=99999999999999999999", "o=x", "id__exact=abc", "e=1", "all=", f"pk={10**30}", "_popup=1",
    "client__name__startswith=W", "made_for__gte=9999-99-99", "starts_at__day=40", "appointment__client=1",
    "starts_at__year=99999", "starts_at__year=0", "starts_at__year=-1", "starts_at__year__gte=10000",
)  # fmt: skip


@pytest.mark.parametrize("label", [label for label, allowed in ALLOWED.items() if allowed])
def test_garbage_in_the_address_of_a_list_breaks_nothing(label, browsers):
    for query in GARBAGE:
        for page in ("", "export/"):
            answer = browsers[ADMIN].knock("get", f"/admin/{label.replace('.', '/')}/{page}?{query}")
            assert answer.status_code in (200, 302, 400), query
