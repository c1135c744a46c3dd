"""Each page with health answers, free text or a note leaves a line about who opened it; no other page does."""

import pytest
from django.urls import reverse

from intake.models import RecordReading, Reply
from spa.models import User
from tests.access.doors import ADMIN, DESK, OTHER, OWN, undone
from tests.access.routes import ROUTES
from tests.access.world import MARK

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
READ = [  # who, at which address of which row, and what the line says of it
    (OWN, "intake:answers", "wrens", "answers"),
    (DESK, "intake:section", "draft", "took"),
    (OWN, "intake:section", "draft", "took"),
    (DESK, "intake:review", "draft", "took"),
    (OWN, "booking:suggestion", "wrens", "suggestion"),
    (OTHER, "booking:client", "wren", "card"),
    (OWN, "booking:clearance", "letter", "clearance"),
    (OTHER, "booking:summary", "booked", "summary"),
    (OWN, "booking:note", "unsigned", "note"),
    (OTHER, "booking:note", "signed", "note"),
]
NO_READING = [
    (DESK, "booking:suggestion", "wrens"),
    (DESK, "booking:client", "wren"),
    (ADMIN, "booking:client", "wren"),
    (DESK, "booking:summary", "booked"),  # refused
    (DESK, "intake:answers", "wrens"),  # refused
    (OWN, "booking:peek", "booked"),
]


def path_of(name: str, row) -> str:
    return reverse(name, args=[row.pk, "goal"] if name == "intake:section" else [row.pk])


def kept_by(user: User) -> list[tuple]:
    rows = RecordReading.objects.filter(reader=user, read_at__day=13)
    return list(rows.order_by("pk").values_list("client__name", "what", "row"))


@pytest.mark.parametrize(("role", "name", "about", "what"), READ)
def test_a_page_with_health_on_it_says_who_opened_it(role, name, about, what, browsers, cast, world):
    row = getattr(world, about)
    client = row if about == "wren" else getattr(row, "client", None)
    with undone():
        for _ in range(2):
            assert browsers[role].get(path_of(name, row)).status_code == 200
        assert kept_by(cast[role]) == [(client.name, what, row.pk)]


@pytest.mark.parametrize(("role", "name", "about"), NO_READING)
def test_what_shows_no_health_or_is_refused_is_no_reading(role, name, about, browsers, cast, world):
    with undone():
        browsers[role].get(path_of(name, getattr(world, about)))
        assert kept_by(cast[role]) == []


def test_her_day_is_a_reading_of_those_whose_cautions_it_names(browsers, cast, world):
    with undone():
        browsers[OWN].get("/my-day/2026-04-14/")
        assert kept_by(cast[OWN]) == []  # the only question is answered, so nothing is named

        Reply.objects.all().delete()
        assert "Pregnancy" in browsers[OWN].get("/my-day/2026-04-14/").content.decode()
        assert kept_by(cast[OWN]) == [("Wren Calloway", "day", world.booked.pk)]


def test_what_saves_itself_is_written_and_not_read(browsers, cast, world):
    note, draft = path_of("booking:note", world.unsigned), path_of("intake:section", world.draft)
    with undone():
        browsers[OWN].post(note, {"revision": 1, "subjective": "Slept well."}, headers=HTMX)
        browsers[DESK].post(draft, {"revision": 0, "q": "goals", "goals": "relaxation"}, headers=HTMX)
        assert kept_by(cast[OWN]) == kept_by(cast[DESK]) == []


def test_no_page_shows_what_people_wrote_without_a_line_about_it(browsers, cast, world):
    """The walk over every address: where the mark is seen, somebody is named for having seen it."""
    for route in ROUTES:
        with undone():
            before = RecordReading.objects.count()
            answer = browsers[OWN].get(reverse(route.name, args=route.args(world)))
            if MARK in answer.content.decode():
                assert RecordReading.objects.count() == before + 1, route


def test_an_admin_sees_who_read_a_client_s_record_and_no_health(browsers, world):
    with undone():
        browsers[OTHER].get(path_of("booking:summary", world.booked))
        page = browsers[ADMIN].get(reverse("intake:readings", args=[world.wren.pk])).content.decode()
    assert "Summary before a session, with earlier notes" in page
    assert page.index(world.other.display_name) < page.index(world.own.display_name)
    assert MARK not in page
