"""Getting in and staying in: the log-in page, its throttle, idle sessions, closed doors."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.hashers import make_password
from django.test import Client as Browser
from django.test import RequestFactory
from django.urls import get_resolver, reverse

from intake import clock
from spa.accounts import StaffBackend, client_address
from spa.models import Location, User
from tests.conftest import browser_of
from tests.factories import MONDAY_MORNING, PASSWORD, LocationFactory

LOGIN = "/account/login/"


def sign_in(browser: Browser, username: str, password: str, **extra):
    return browser.post(f"{LOGIN}?next=/account/password/", {"login": username, "password": password}, **extra)


def is_signed_in(browser: Browser) -> bool:
    return "_auth_user_id" in browser.session


def test_everybody_is_sent_to_the_log_in_page_first(client, location):
    for path in ("/clients/1/intake/", "/intakes/1/review/", "/account/password/"):
        answer = client.get(path)
        assert (answer.status_code, answer.url) == (302, f"{LOGIN}?next={path}")


def test_a_receptionist_signs_in_and_goes_where_she_wanted(client, receptionist):
    answer = sign_in(client, "rosa", PASSWORD)

    assert (answer.status_code, answer.url) == (302, "/account/password/")
    assert is_signed_in(client)


def test_whoever_worked_in_a_house_that_has_closed_works_in_the_first_that_is_open(receptionist, location):
    other = LocationFactory(name="Birch House")
    assert User.objects.get(pk=receptionist.pk).house == location

    Location.objects.filter(pk=location.pk).update(is_active=False)
    assert User.objects.get(pk=receptionist.pk).house == other


def test_whoever_is_signed_in_comes_with_their_house(receptionist, location, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert StaffBackend().get_user(receptionist.pk).house == location

    receptionist.is_active = False
    receptionist.save()
    assert StaffBackend().get_user(receptionist.pk) is None


def test_nobody_is_sent_to_another_site_after_signing_in(client, receptionist, settings):
    settings.LOGIN_REDIRECT_URL = "/account/password/"

    answer = client.post(LOGIN, {"login": "rosa", "password": PASSWORD, "next": "https://evil.example/"})

    assert (answer.status_code, answer.url) == (302, "/account/password/")


def test_a_wrong_password_and_an_unknown_name_look_the_same(client, receptionist):
    wrong, unknown = sign_in(client, "rosa", "no"), sign_in(client, "nobody", "no")

    assert wrong.status_code == unknown.status_code == 200
    assert wrong.context["form"].errors == unknown.context["form"].errors != {}
    assert not is_signed_in(client)


def test_somebody_who_left_cannot_sign_in(client, receptionist):
    receptionist.is_active = False
    receptionist.save()

    sign_in(client, "rosa", PASSWORD)

    assert not is_signed_in(client)


def test_signing_out_takes_a_post(desk):
    assert desk.get("/account/logout/").status_code == 200
    assert is_signed_in(desk)

    answer = desk.post("/account/logout/")

    assert (answer.status_code, answer.url) == (302, LOGIN)
    assert not is_signed_in(desk)


def test_whoever_has_no_password_hears_who_sets_one(desk, receptionist):
    User.objects.filter(pk=receptionist.pk).update(password=make_password(None))
    browser = browser_of(User.objects.get(pk=receptionist.pk))

    answer = browser.get("/account/password/")

    assert answer.status_code == 403
    assert "An admin sets one for you" in answer.content.decode()


def test_a_person_changes_her_own_password(desk, receptionist):
    typed = {"oldpassword": PASSWORD, "password1": "nine quiet lindens", "password2": "nine quiet lindens"}

    answer = desk.post("/account/password/", typed)

    assert answer.status_code == 302
    receptionist.refresh_from_db()
    assert receptionist.check_password("nine quiet lindens")


@pytest.mark.parametrize("word", ["short", "1234567890", "password123"])
def test_a_weak_password_is_refused(word, desk, receptionist):
    answer = desk.post("/account/password/", {"oldpassword": PASSWORD, "password1": word, "password2": word})

    assert answer.status_code == 200
    receptionist.refresh_from_db()
    assert receptionist.check_password(PASSWORD)


def test_of_allauth_only_what_we_use_can_be_reached(client, db):
    ours = {pattern.name for pattern in get_resolver().url_patterns if str(pattern.pattern).startswith("account/")}
    assert ours == {"account_login", "account_logout", "account_change_password"}
    for path in ("signup/", "email/", "password/reset/", "social/", "login/code/", "confirm-email/"):
        assert client.get(f"/account/{path}").status_code == 404


def test_the_admin_has_no_log_in_page_of_its_own(client, receptionist):
    answer = client.get("/admin/login/?next=/admin/")
    assert (answer.status_code, answer.url) == (302, f"{LOGIN}?next=%2Fadmin%2F")

    answer = client.post("/admin/login/", {"username": "rosa", "password": PASSWORD})
    assert answer.status_code == 302
    assert not is_signed_in(client)


def test_a_receptionist_does_not_get_into_the_admin_and_an_admin_does(desk, admin_desk):
    assert desk.get("/admin/", follow=True).status_code == 403
    assert admin_desk.get("/admin/").status_code == 200


# --- The throttle ----------------------------------------------------------------------------------------------


@pytest.fixture
def after_too_many(client, receptionist):
    """Somebody tried eight wrong passwords for Rosa from one address."""
    with time_machine.travel(MONDAY_MORNING, tick=False) as traveller:
        answers = [sign_in(client, "rosa", f"wrong {n}") for n in range(8)]
        assert [answer.status_code for answer in answers] == [200] * 7 + [429]
        yield traveller


def test_after_eight_wrong_passwords_even_the_right_one_waits(after_too_many, client):
    answer = sign_in(client, "rosa", PASSWORD)

    assert answer.status_code == 429
    assert "Try again in about 15 minutes" in answer.text
    assert not is_signed_in(client)


def test_the_wait_is_over_after_a_quarter_of_an_hour_though_somebody_went_on_trying(after_too_many, client):
    after_too_many.shift(timedelta(minutes=14))
    assert sign_in(client, "rosa", PASSWORD).status_code == 429

    after_too_many.shift(timedelta(minutes=2))
    assert sign_in(client, "rosa", PASSWORD).status_code == 302
    assert is_signed_in(client)


def test_another_address_and_another_name_do_not_wait(after_too_many, client, therapist):
    assert sign_in(Browser(), "rosa", PASSWORD, REMOTE_ADDR="10.0.0.7").status_code == 302
    assert sign_in(client, "tove", PASSWORD).status_code == 302


def test_the_right_password_forgets_the_wrong_ones_before(client, receptionist):
    for _ in range(2):
        for n in range(7):
            assert sign_in(client, "rosa", f"wrong {n}").status_code == 200
        assert sign_in(client, "rosa", PASSWORD).status_code == 302
        client.post("/account/logout/")


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "", "192.0.2.1"),
        (0, "203.0.113.9", "192.0.2.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "1.1.1.1, 203.0.113.9", "203.0.113.9"),
        (2, "1.1.1.1, 203.0.113.9, 10.0.0.1", "203.0.113.9"),
        (2, "203.0.113.9", "192.0.2.1"),
    ],
)
def test_only_our_own_proxies_are_believed_about_the_address(proxies, forwarded, address, settings):
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR=forwarded)

    assert client_address(request) == address


# --- Idle sessions ---------------------------------------------------------------------------------------------


@pytest.fixture
def at_work(monday_morning, desk):
    desk.get("/account/password/")
    return monday_morning


def test_an_idle_session_ends_after_half_an_hour(at_work, desk):
    at_work.shift(timedelta(minutes=30, seconds=1))

    answer = desk.get("/account/password/")

    assert (answer.status_code, answer.url) == (302, f"{LOGIN}?next=/account/password/")
    assert not is_signed_in(desk)


def test_who_does_something_now_and_then_stays_in(at_work, desk):
    for _ in range(4):
        at_work.shift(timedelta(minutes=29))
        assert desk.get("/account/password/").status_code == 200


def test_a_poll_is_nobody_at_work(at_work, desk):
    for _ in range(3):
        at_work.shift(timedelta(minutes=9))
        assert desk.get("/account/password/", headers={"X-Poll": "1"}).status_code == 200
    at_work.shift(timedelta(minutes=9))

    assert desk.get("/account/password/", headers={"X-Poll": "1"}).status_code == 302
    assert not is_signed_in(desk)


def test_activity_is_noted_at_most_once_a_minute(at_work, desk):
    noted = desk.session["last_done"]
    at_work.shift(timedelta(seconds=59))
    desk.get("/account/password/")
    assert desk.session["last_done"] == noted

    at_work.shift(timedelta(seconds=1))
    desk.get("/account/password/")
    assert desk.session["last_done"] == int(clock.now().timestamp())


def test_a_fragment_sends_the_whole_page_to_the_log_in_and_back(at_work, desk):
    at_work.shift(timedelta(hours=1))

    answer = desk.get(
        "/clients/1/intake/",
        headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/board/2026-04-13/?by=room", "X-Poll": "1"},
    )

    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["HX-Redirect"] == f"{LOGIN}?next=%2Fboard%2F2026-04-13%2F%3Fby%3Droom"


def test_a_fragment_of_another_site_s_page_comes_back_to_our_own(client, db):
    answer = client.get(
        "/clients/1/intake/", headers={"HX-Request": "true", "HX-Current-URL": "https://evil.example/board/"}
    )

    assert answer.headers["HX-Redirect"] == f"{LOGIN}?next=%2F"


def test_the_log_in_page_works_without_scripts(browser, live_server, receptionist):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + reverse("account_change_password"))
    page.get_by_label("Username").fill("rosa")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()

    assert page.url == live_server.url + "/account/password/"
    context.close()
