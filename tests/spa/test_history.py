"""The history of changes: who changed what, from what to what; never what people told, wrote or log in with."""

import json
import re
from datetime import time, timedelta

import pytest
from auditlog.models import LogEntry
from auditlog.registry import auditlog
from django.apps import apps
from django.contrib import admin as django_admin
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from booking.models import AddOn, Service, TimeOff
from intake.models import Client
from spa.models import User
from tests.conftest import browser_of
from tests.factories import MONDAY, MONDAY_MORNING, AddOnFactory, ShiftFactory

FREE_TEXT = {"reason", "note", "desk_line", "cancel_note", "preferences", "raw", "answers", "password", "free_text"}
KEPT_MODELS = {model._meta.label for model in auditlog.get_models()}


def lines(row) -> list[tuple]:
    return [
        (str(entry.actor or ""), entry.get_action_display(), entry.changes)
        for entry in LogEntry.objects.get_for_object(row).order_by("timestamp", "pk")
    ]


def test_a_change_says_who_and_from_what_to_what(admin_desk):
    add_on = AddOnFactory(code="cupping")
    changed = {"name": "Cups", "minutes": 10, "price": "20", "position": 0, "is_active": "on"}

    admin_desk.post(f"/admin/booking/addon/{add_on.pk}/change/", changed)

    created, updated = lines(add_on)
    assert created[:2] == ("", "create")
    assert updated == ("Ada", "update", {"name": ["Cupping", "Cups"], "price": ["15.00", "20"]})
    page = admin_desk.get(f"/admin/booking/addon/{add_on.pk}/history/").content.decode()
    assert "<del>Cupping</del>" in page
    assert "<ins>Cups</ins>" in page
    assert "Ada" in page


def test_the_lengths_of_a_service_are_part_of_its_history(admin_desk, service):
    length = service.durations.get(minutes=60)
    length.price = 95
    length.save()

    page = admin_desk.get(f"/admin/booking/service/{service.pk}/history/").content.decode()

    assert "Swedish massage, 60 minutes" in page
    assert "<ins>95</ins>" in page


PARTS = {
    "a shift": (
        lambda tove: ShiftFactory(therapist=tove, weekday=2, starts=time(18), ends=time(19)),
        "Tove, Wednesday",
    ),
    "time off": (lambda tove: TimeOff.objects.create(therapist=tove, **AN_HOUR), "Tove is away"),
    "a break": (lambda tove: tove.shifts.first().breaks.create(starts=time(12), ends=time(13)), "Break 12:00"),
    "a length": (lambda tove: Service.objects.get().durations.get(minutes=90), "massage, 90 minutes"),
    "a closing day": (lambda tove: tove.resource.location.closing_days.create(day=MONDAY), "Closed on"),
}
AN_HOUR = {"starts_at": MONDAY_MORNING, "ends_at": MONDAY_MORNING + timedelta(hours=1)}


@pytest.mark.parametrize("name", PARTS)
def test_what_was_taken_off_a_page_stays_in_its_history_alone(
    admin_desk, therapist_row, other_therapist_row, service, name
):
    make, words = PARTS[name]
    part = make(therapist_row)
    owner = getattr(part, part.part_of)
    other = type(owner).objects.exclude(pk=owner.pk).first()

    part.delete()

    html = history(admin_desk, owner)
    assert re.search(rf"Added [\w ]+ [^<]*{words}", html)
    assert re.search(rf"Deleted [\w ]+ [^<]*{words}", html)
    assert other is None or words not in history(admin_desk, other)


def history(browser, row) -> str:
    page = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_history", args=[row.pk])
    return browser.get(page).content.decode()


def test_each_table_of_a_page_keeps_whose_its_rows_are():
    tables = [(page.model, table.model) for page in django_admin.site._registry.values() for table in page.inlines]

    assert tables
    for owner, part in tables:
        assert part._meta.get_field(part.part_of).related_model is owner


def test_lists_of_other_rows_are_kept_too(service):
    service.add_ons.set([AddOnFactory()])

    assert lines(service)[-1][2]["add_ons"]["objects"] == ["Scalp massage"]


def test_no_free_text_no_answers_and_no_password_is_kept(desk, admin_desk, wren, receptionist):
    desk.post(
        f"/clients/{wren.pk}/edit/", {"name": "Wren Calloway", "preferences": "the marker", "email": "w@example.com"}
    )
    new = {
        "username": "newt",
        "password1": "the marker of newt",
        "password2": "the marker of newt",
        "usable_password": "true",
    }
    admin_desk.post("/admin/spa/user/add/", new)

    assert User.objects.filter(username="newt").exists()
    assert Client.objects.get().preferences == "the marker"
    assert lines(wren)[-1] == ("Rosa", "update", {"email": ["", "w@example.com"]})
    kept = json.dumps([entry.changes for entry in LogEntry.objects.all()])
    assert "the marker" not in kept
    assert User.objects.get(username="newt").password not in kept


@pytest.mark.parametrize("label", sorted(KEPT_MODELS))
def test_fields_are_named_one_by_one_and_exist(label):
    model = apps.get_model(label)
    named = set(auditlog.get_model_fields(model)["include_fields"])

    assert named
    assert named <= {field.name for field in model._meta.fields}
    assert named & FREE_TEXT == set()


def test_what_clients_told_has_no_history_here():
    assert {label for label in KEPT_MODELS if label.startswith("intake.")} == {"intake.Client", "intake.ConsentText"}
    assert (
        KEPT_MODELS & {"booking.SessionNote", "booking.Amendment", "booking.Appointment", "booking.Override"} == set()
    )


def test_headers_that_anybody_can_send_are_not_kept(admin):
    browser, headers = (
        browser_of(admin),
        {"X-Forwarded-For": "junk", "X-Forwarded-Port": "9" * 40, "X-Correlation-ID": "c" * 999},
    )
    add_on = AddOnFactory(code="cupping")

    answer = browser.post(
        "/admin/booking/addon/", {"action": "retire", "_selected_action": [add_on.pk]}, headers=headers
    )

    assert (answer.status_code, AddOn.objects.get().is_active) == (302, False)
    assert set(LogEntry.objects.values_list("remote_addr", "remote_port", "cid")) == {(None, None, None)}


def test_the_list_of_all_changes_is_for_admins_to_read(admin_desk, admin, desk, service):
    lists = "/admin/auditlog/logentry/"
    entry = LogEntry.objects.get_for_object(service).earliest("pk")

    assert "Swedish massage" in admin_desk.get(lists).content.decode()
    assert "therapist turnover" in admin_desk.get(f"{lists}{entry.pk}/change/").content.decode()
    assert admin_desk.post(f"{lists}{entry.pk}/delete/", {"post": "yes"}).status_code == 403
    assert desk.get(lists, follow=True).status_code == 403
    assert admin_desk.get(f"{lists}?changes__icontains=x").status_code == 400
    for model, is_named in ((service, True), (admin, False)):
        kind = ContentType.objects.get_for_model(model).pk
        assert ("Swedish massage" in admin_desk.get(f"{lists}?kind={kind}").content.decode()) is is_named
    assert admin_desk.get(f"{lists}?kind=abc").status_code == 200
