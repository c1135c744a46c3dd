"""What people write about health is for therapists: the mark is on no page of the desk, in no log, in no message."""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.urls import reverse
from django.utils.http import urlencode

from intake import submissions
from intake.forms.sections import SECTION_FORMS
from intake.models import Outbox
from spa.logs import JsonFormatter, PlainFormatter
from tests import factories
from tests.access.admin_pages import models, names_of_pages
from tests.access.doors import ADMIN, DESK, OWN, Visitor, undone, visitor
from tests.access.hands import QUERIES
from tests.access.routes import ROUTES
from tests.access.world import MARK, World
from tests.conftest import browser_of

pytestmark = pytest.mark.django_db

HTMX = {"headers": {"HX-Request": "true"}}
HEALTH_PAGES = ("booking:summary", "booking:note", "intake:answers", "booking:clearance")
APPOINTMENTS = ("booked", "due", "missed", "arrived", "running", "unsigned", "signed", "cancelled", "theirs")
NAMES = ("Wren", "Calloway", "Nell", "Mila", "Lotte")


@dataclass(frozen=True)
class Seen:
    """What somebody was shown at an address."""

    path: str
    is_fragment: bool
    status: int
    page: str
    cache: str

    @property
    def has_mark(self) -> bool:
        """Whether it shows the mark other than by repeating what was asked for in the address."""
        return MARK in self.page and f"q={MARK}" not in self.path


def paths(world: World) -> list[str]:
    """Every address of the table, and the pages of every appointment, client and intake."""
    about = [reverse(route.name, args=route.args(world)) for route in ROUTES if "logout" not in route.name]
    of_appointments = [
        reverse(f"booking:{name}", args=[getattr(world, row).pk])
        for row in APPOINTMENTS
        for name in ("peek", "history", "plan", "summary", "note")
    ]
    others = (world.draft, world.minors, world.letters)
    of_clients = [reverse("booking:client", args=[each.client_id]) for each in others]
    of_intakes = [reverse("booking:suggestion", args=[each.pk]) for each in others[1:]]
    asked = [f"{reverse('booking:client-search')}?q={word}" for word in (MARK, "Wren", "Lotte")]
    asked += [f"{reverse('booking:find-client')}?q={word}" for word in (MARK, "Wren")]
    asked += [f"{reverse('booking:new')}?client={world.wren.pk}&q={MARK}", "/board/2026-04-12/", "/my-day/2026-04-12/"]
    return [*dict.fromkeys([*about, *of_appointments, *of_clients, *of_intakes, *asked])]


def queries(world: World) -> list[str]:
    """What each page of the desk reads from its address, for a client, a service and a day that exist."""
    words = {
        "client": world.wren.pk, "service": world.service.pk, "minutes": 60, "therapist": world.therapist.pk,
        "room": world.room.pk, "add_ons": world.add_on.pk, "day": "2026-04-14", "first": "2026-04-14", "page": 1,
        "name": "Wren", "phone": "+4316600123", "show": "rooms", "month": "2026-04", "form": "long",
        "slot": f"2026-04-15T10:00Z~{world.therapist.pk}", "take": world.wren.pk, "start": "2026-04-15",
    }  # fmt: skip
    asked = []
    for route in (each for each in ROUTES if each.name in QUERIES):
        wanted = {name: words[name] for name in QUERIES[route.name] if name in words}
        asked.append(f"{reverse(route.name, args=route.args(world))}?{urlencode(wanted)}")
    return asked


def admin_paths(rows: int) -> list[str]:
    """The list, as a file too, some rows with their history, and a search that would tell what a hidden field holds."""
    found, known = ["/admin/"], set(names_of_pages())
    for label, model in models().items():
        start, name = f"/admin/{label.replace('.', '/')}/", label.replace(".", "_")
        found += [start, f"{start}?q={MARK}"]
        of_a_row = [page for page in ("change", "history", "used") if f"{name}_{page}" in known]
        found += [reverse(f"admin:{name}_export")] if f"{name}_export" in known else []
        for row in model._default_manager.all()[:rows]:
            found += [reverse(f"admin:{name}_{page}", args=[row.pk]) for page in of_a_row]
    return found


def look(browser: Visitor, path: str, **more) -> Seen:
    answer = browser.knock("get", path, **more)
    cache = answer.headers.get("Cache-Control", "")
    return Seen(path, bool(more), answer.status_code, answer.getvalue().decode(), cache)


class Listener(logging.Handler):
    """Keeps every line as the desk would write it, plain and as JSON."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines += [PlainFormatter().format(record), JsonFormatter().format(record)]


@pytest.fixture(scope="module")
def log() -> Iterator[Listener]:
    listener, root = Listener(), logging.getLogger()
    root.addHandler(listener)
    yield listener
    root.removeHandler(listener)


@pytest.fixture(scope="module")
def seen(browsers, world, log) -> dict[str, list[Seen]]:
    """Every address as the receptionist, the house's admin and the therapist see it, page and fragment."""
    walks = {DESK: [*paths(world), *queries(world)], ADMIN: paths(world), OWN: paths(world)}
    return {
        role: [look(browsers[role], path, **more) for path in walk for more in ({}, HTMX)]
        for role, walk in walks.items()
    }


def test_the_mark_is_there_for_therapists(seen, world):
    """The control: a walk that cannot find the mark where it stands would find it nowhere."""
    assert {
        reverse("booking:note", args=[world.signed.pk]),
        reverse("booking:note", args=[world.unsigned.pk]),
        reverse("booking:summary", args=[world.booked.pk]),
        reverse("intake:answers", args=[world.wrens.pk]),
    } <= {each.path for each in seen[OWN] if each.has_mark}


@pytest.mark.parametrize("role", [DESK, ADMIN])
def test_no_page_of_the_desk_shows_what_people_wrote(role, seen):
    assert [(each.path, each.is_fragment) for each in seen[role] if each.has_mark] == []


def test_a_search_for_the_mark_finds_nobody(seen):
    searches = [each for each in seen[DESK] if each.path.endswith(f"/?q={MARK}")]
    assert len(searches) == 4
    assert not any(name in each.page for each in searches for name in NAMES)


@pytest.mark.parametrize(("is_superuser", "rows"), [(False, 2), (True, 6)])
def test_no_admin_page_shows_what_people_wrote(is_superuser, rows, world):
    """Who may everything sees the most, and is shown the most rows of it."""
    browser = visitor(browser_of(factories.AdminFactory(username="alma", is_superuser=is_superuser)))

    walked = [look(browser, path) for path in admin_paths(rows)]

    assert {each.status for each in walked} <= {200, 302, 403}
    assert [each.path for each in walked if each.has_mark] == []


@pytest.mark.parametrize("role", [DESK, ADMIN])
def test_forms_that_are_refused_or_taken_do_not_repeat_the_answers(role, browsers, world):
    """As a page that leads on, and as the fragment that comes instead."""
    for route in ROUTES:
        path = reverse(route.name, args=route.args(world))
        for data, more in (({}, {}), ({"version": -1}, {}), (route.data(world), {}), (route.data(world), HTMX)):
            answer = browsers[role].knock("post", path, data, **more)
            assert MARK not in answer.content.decode() + str(answer.headers), path


def test_the_logs_name_nobody_and_nothing_that_was_written(seen, browsers, world, log):
    for route in ROUTES:
        browsers[OWN].knock("post", reverse(route.name, args=route.args(world)), route.data(world) | {"plan": MARK})

    assert log.lines
    assert [line for line in log.lines if MARK in line or "Calloway" in line] == []


def test_messages_to_clients_say_nothing_about_health(world):
    messages = list(Outbox.objects.all())
    assert messages
    for message in messages:
        whole = f"{message.subject} {message.body} {message.key}"
        assert MARK not in whole
        assert world.service.name not in whole


def test_health_pages_are_kept_by_no_cache(seen, world):
    addresses = {reverse(each.name, args=each.args(world)) for each in ROUTES if each.name in HEALTH_PAGES}
    found = [each for each in seen[OWN] if each.path in addresses]
    assert {each.status for each in found} == {200}
    assert [each.path for each in found if "no-store" not in each.cache] == []


@pytest.mark.parametrize("role", [DESK, ADMIN, OWN])
def test_nothing_that_the_desk_shows_is_kept_by_a_cache(role, seen):
    """Every address of the table, a refusal and a fragment as well; only what watches the desk's health is for all."""
    assert {each.path for each in seen[role] if "no-store" not in each.cache} <= {reverse("healthz")}


@pytest.mark.parametrize("role", [DESK, OWN])
def test_no_page_that_names_a_client_is_kept_by_a_cache(role, seen):
    about_somebody = [each for each in seen[role] if any(name in each.page for name in NAMES)]
    assert about_somebody
    assert {each.path for each in about_somebody if "no-store" not in each.cache} == set()


def test_no_address_holds_a_name(seen):
    """Only what somebody typed into a search goes on as typed: to a new client of that name."""
    pages = [each for each in [*seen[DESK], *seen[ADMIN], *seen[OWN]] if "q=" not in each.path]
    links = {link for each in pages for link in re.findall(r'(?:href|action|hx-get|hx-post|src)="([^"]*)"', each.page)}
    assert links
    assert {link for link in links if any(name.lower() in link.lower() for name in NAMES)} == set()


def test_the_next_intake_does_not_tell_the_desk_what_the_last_one_said(browsers, world):
    """A new draft begins from what is on file, which the desk asks about and does not read."""
    with undone():
        draft = submissions.start_intake(client=world.wren, way="desk", by=world.receptionist)
        addresses = [reverse("intake:section", args=[draft.pk, name]) for name in SECTION_FORMS]
        pages = [look(browsers[DESK], path) for path in [*addresses, reverse("intake:review", args=[draft.pk])]]

    assert {each.status for each in pages} == {200, 302}
    told = [each.path for each in pages if each.has_mark or "Latex" in each.page or "Aspirin" in each.page]
    assert told == []
