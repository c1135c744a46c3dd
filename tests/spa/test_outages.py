"""Whoever asks the desk on a bad day of its database is told so, and the desk works again by itself afterwards."""

import re
from html import unescape

import pytest
from django.core import mail
from django.db import OperationalError, connection
from django.test import Client as Browser

from intake.management.commands.send_messages import look_once
from intake.models import Client, Outbox
from spa.outages import UNREACHABLE
from tests.factories import MONDAY_MORNING
from tests.spa.bad_days import BAD_DAYS, full_disk, gone

pytestmark = pytest.mark.django_db(transaction=True)

NEW = "/clients/new/"
LONG = "Warm, and quiet music. " * 80
TYPED = re.compile(r'<textarea name="(\w+)" hidden>\n(.*?)</textarea>', re.DOTALL)


def add(browser, name: str = "Newt New", **headers: str):
    return browser.post(NEW, {"name": name, "preferences": LONG}, headers=headers)


def add_until_refused(browser, **headers: str):
    """Even a full database has room left on its last pages."""
    for n in range(60):
        answer = add(browser, f"Newt {n}", **headers)
        if answer.status_code != 302:
            return answer
    raise AssertionError("there was room for everybody")


@pytest.fixture
def at_the_desk(desk):
    """Rosa's browser, shown an error as people are; her session is noted already."""
    desk.raise_request_exception = False
    assert desk.get(NEW).status_code == 200
    return desk


@pytest.fixture
def no_answer():
    """Nobody answers, whatever is asked."""

    def away(*_: object) -> None:
        raise OperationalError("connection refused")

    with connection.execute_wrapper(away):
        yield


@pytest.mark.parametrize("bad_day", BAD_DAYS)
def test_on_a_bad_day_the_desk_says_so_and_goes_on_afterwards(bad_day, at_the_desk, caplog):
    with bad_day():
        answer = add_until_refused(at_the_desk)

    there = Client.objects.count()
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert "What you just sent was not saved" in answer.text
    assert "Traceback" not in answer.text
    (line,) = [record for record in caplog.records if record.name == "spa.outages"]
    assert line.getMessage().startswith(f"The database did not answer POST {NEW}: ")
    assert line.exc_info is None
    assert add(at_the_desk).status_code == 302
    assert Client.objects.count() == there + 1


def test_a_fragment_is_told_in_one_line_which_its_page_shows(at_the_desk):
    with full_disk():
        answer = add_until_refused(at_the_desk, **{"HX-Request": "true"})

    assert (answer.status_code, answer.text) == (503, UNREACHABLE)


def test_what_was_typed_waits_in_the_page_and_is_sent_again(at_the_desk):
    with gone():
        answer = add(at_the_desk, "Newt <New>")

    typed = {name: unescape(words) for name, words in TYPED.findall(answer.text)}
    assert f'<form method="post" action="{NEW}">' in answer.text
    assert typed == {"name": "Newt <New>", "preferences": LONG}
    assert at_the_desk.post(NEW, typed).status_code == 302
    assert Client.objects.filter(name="Newt <New>").count() == 1


def test_nobody_else_gets_something_sent_by_one_press(no_answer):
    """Neither what another site posts nor a password stands in the page."""
    elsewhere, here = Browser(enforce_csrf_checks=True, raise_request_exception=False), Browser()
    here.raise_request_exception = False

    for answer in (add(elsewhere), here.post("/account/login/", {"login": "rosa", "password": "secret"})):
        assert answer.status_code == 503
        assert "Wait a minute, then do it once more" in answer.text
        assert TYPED.findall(answer.text) == []
        assert "secret" not in answer.text


def test_a_page_is_not_shown_without_a_database_and_nothing_is_lost(at_the_desk, no_answer):
    for path in ("/", NEW, "/admin/", "/account/login/"):
        answer = at_the_desk.get(path)
        assert answer.status_code == 503
        assert "Nothing is lost" in answer.text
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]


def test_the_health_page_says_it_too(client, no_answer):
    answer = client.get("/healthz")

    assert (answer.status_code, answer.text) == (503, "the database does not answer\n")


def test_nobody_is_told_that_nothing_was_saved_when_a_part_was(at_the_desk, settings):
    settings.ROOT_URLCONF = "tests.spa.outage_urls"

    answer = at_the_desk.post("/half-way/")

    assert answer.status_code == 503
    assert "A part of what you sent was saved" in answer.text
    assert Client.objects.count() == 1


def test_a_fault_in_the_code_is_no_bad_day(at_the_desk, settings):
    settings.ROOT_URLCONF = "tests.spa.outage_urls"

    answer = at_the_desk.get("/faulty/")

    assert answer.status_code == 500
    assert "Something broke on our side" in answer.text


@pytest.mark.parametrize("bad_day", BAD_DAYS)
def test_the_message_worker_goes_on_through_a_bad_day(bad_day, wren):
    Client.objects.filter(pk=wren.pk).update(may_email=True, contact_consent_at=MONDAY_MORNING)
    Outbox.objects.create(client=wren, key="a:1", to="wren@example.com", subject="S", body=LONG, due_at=MONDAY_MORNING)
    with bad_day():
        look_once()
    look_once()

    assert [message.to for message in mail.outbox] == [["wren@example.com"]]
