"""A form that is open in another tab: its sender saves it after signing in again, nobody else does."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client as Browser

from intake.models import Client
from spa.page_tokens import COOKIE, LASTS
from tests.factories import PASSWORD, ReceptionistFactory

LOGIN = "/account/login/"
NEW = "/clients/new/"


class Tabs:
    """A browser with several tabs open, which sends the tokens of its pages as a real one does."""

    def __init__(self) -> None:
        self.browser = Browser(enforce_csrf_checks=True)

    def token_on(self, path: str) -> str:
        return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.browser.get(path).text)[1]

    def sign_in(self, username: str, password: str = PASSWORD) -> None:
        data = {"csrfmiddlewaretoken": self.token_on(LOGIN), "login": username, "password": password}
        assert self.browser.post(LOGIN, data).status_code == 302

    def sign_out(self) -> None:
        data = {"csrfmiddlewaretoken": self.token_on("/account/logout/")}
        assert self.browser.post("/account/logout/", data).status_code == 302

    def send(self, token: str):
        return self.browser.post(NEW, {"csrfmiddlewaretoken": token, "name": "Newt New"})

    def cookie(self, name: str) -> str:
        return self.browser.cookies[name].value


@pytest.fixture
def tabs(monday_morning, receptionist) -> Tabs:
    """Rosa's browser."""
    tabs = Tabs()
    tabs.sign_in("rosa")
    return tabs


@pytest.fixture
def other_receptionist(location):
    return ReceptionistFactory(username="rob", location=location)


def saved() -> bool:
    return Client.objects.filter(name="Newt New").exists()


def test_after_her_session_has_ended_and_she_is_back_her_other_tab_saves(tabs, monday_morning):
    open_page = tabs.token_on(NEW)
    monday_morning.shift(timedelta(hours=20))
    tabs.sign_in("rosa")

    assert tabs.send(open_page).status_code == 302
    assert saved()


def test_after_she_signed_out_and_in_it_saves_too(tabs):
    open_page = tabs.token_on(NEW)
    tabs.sign_out()
    tabs.sign_in("rosa")

    assert tabs.send(open_page).status_code == 302


def test_somebody_else_saves_nothing_and_is_not_shown_what_was_typed(tabs, other_receptionist):
    open_page = tabs.token_on(NEW)
    tabs.sign_out()
    tabs.sign_in("rob")

    answer = tabs.send(open_page)

    assert answer.status_code == 403
    assert "Newt" not in answer.text
    assert not saved()


def test_when_she_is_back_after_somebody_else_it_is_hers_again(tabs, other_receptionist):
    open_page = tabs.token_on(NEW)
    for name in ("rob", "rosa"):
        tabs.sign_out()
        tabs.sign_in(name)

    assert tabs.send(open_page).status_code == 302


def test_a_new_password_ends_all_open_pages(tabs, receptionist):
    open_page = tabs.token_on(NEW)
    receptionist.set_password("another seven lindens")
    receptionist.save()
    tabs.sign_in("rosa", "another seven lindens")

    assert tabs.send(open_page).status_code == 403


def test_her_token_is_of_no_use_at_another_browser(tabs):
    elsewhere = Tabs()
    elsewhere.sign_in("rosa")

    assert elsewhere.send(tabs.token_on(NEW)).status_code == 403
    assert elsewhere.cookie(settings.CSRF_COOKIE_NAME) != tabs.cookie(settings.CSRF_COOKIE_NAME)


@pytest.mark.parametrize("word", ["", "chosen by somebody", "chosen:1tCKjs:by-somebody"])
def test_a_word_that_was_not_written_here_makes_no_token(tabs, word):
    hers = tabs.cookie(settings.CSRF_COOKIE_NAME)
    tabs.browser.cookies[COOKIE] = word
    tabs.sign_out()
    tabs.sign_in("rosa")

    assert tabs.cookie(settings.CSRF_COOKIE_NAME) != hers
    assert tabs.cookie(COOKIE) != word


def test_the_word_of_a_browser_is_read_by_no_script_and_forgotten_in_the_end(tabs, monday_morning):
    kept = tabs.browser.cookies[COOKIE]
    assert (kept["httponly"], kept["samesite"], kept["max-age"]) == (True, "Lax", LASTS)
    open_page = tabs.token_on(NEW)
    monday_morning.shift(timedelta(seconds=LASTS + 1))
    tabs.sign_in("rosa")

    assert tabs.send(open_page).status_code == 403


def test_signing_out_leaves_nothing_of_hers_that_a_script_can_read(tabs):
    hers = tabs.cookie(settings.CSRF_COOKIE_NAME)

    tabs.sign_out()

    assert tabs.cookie(settings.CSRF_COOKIE_NAME) != hers
