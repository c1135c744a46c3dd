"""An ended session asks in place: over the page for htmx, and with what was sent kept in the log-in page without it."""

import re
from datetime import timedelta

import pytest
from django.test import Client as Browser

from intake.models import Client, Intake
from spa import kept
from tests.factories import PASSWORD

LOGIN = "/account/login/"
NEW = "/clients/new/"


@pytest.fixture
def gone(monday_morning, desk):
    """Rosa was at work and has been away for an hour."""
    assert desk.get("/clients/").status_code == 200
    monday_morning.shift(timedelta(hours=1))
    return monday_morning


def by_htmx(person, **more: str) -> dict:
    return {"headers": {"HX-Request": "true", "X-Signed-In-As": str(person.pk), **more}}


def sign_in(browser: Browser, username: str, password: str = PASSWORD, **more):
    return browser.post(LOGIN, {"login": username, "password": password, **more.pop("data", {})}, **more)


def kept_in(answer) -> str:
    return re.search(r'name="kept" value="([^"]+)"', answer.text)[1]


# --- Over the page ---------------------------------------------------------------------------------------------


def test_a_refused_fragment_brings_the_dialog_into_the_page(gone, desk, receptionist):
    answer = desk.post(NEW, {"name": "Newt"}, **by_htmx(receptionist))

    assert (answer.status_code, answer["HX-Retarget"], answer["HX-Reswap"]) == (200, "#sign-in", "innerHTML")
    assert "X-Sign-In" in answer
    assert "HX-Redirect" not in answer
    assert 'type="password"' in answer.text
    assert "Newt" not in answer.text
    assert not Client.objects.filter(name="Newt").exists()


def test_the_same_person_goes_on_where_she_was(gone, desk, receptionist):
    desk.get("/clients/")

    answer = sign_in(desk, "rosa", **by_htmx(receptionist))

    assert (answer.status_code, answer.content, answer["HX-Trigger"]) == (204, b"", '{"signedIn": {}}')
    assert list(desk.get("/clients/").context["messages"]) == []
    assert desk.post(NEW, {"name": "Newt"}, **by_htmx(receptionist)).status_code == 302


def test_a_wrong_password_is_told_in_the_dialog(gone, desk, receptionist):
    answer = sign_in(desk, "rosa", "wrong", **by_htmx(receptionist))

    assert [template.name for template in answer.templates][0] == "spa/_login_dialog.html"
    assert 'value="rosa"' in answer.text
    assert "not correct" in answer.text
    assert "<html" not in answer.text


def test_after_too_many_the_dialog_says_to_wait(gone, desk, receptionist):
    answers = [sign_in(desk, "rosa", f"wrong {n}", **by_htmx(receptionist)) for n in range(8)]

    assert [answer.status_code for answer in answers] == [200] * 7 + [429]
    assert "Try again in about 15 minutes" in answers[-1].text
    assert 'value="rosa"' in answers[-1].text
    assert "<html" not in answers[-1].text


def test_another_person_is_led_away_from_the_page(gone, desk, receptionist, therapist):
    answer = sign_in(desk, "tove", **by_htmx(receptionist))

    assert answer["HX-Redirect"] == "/"
    assert "thrown away, not saved" in desk.get("/clients/").text


def test_a_page_of_one_person_saves_nothing_for_another(desk, receptionist, therapist):
    answer = desk.post(NEW, {"name": "Newt"}, **by_htmx(therapist))

    assert answer["HX-Redirect"] == "/"
    assert "thrown away, not saved" in desk.get("/clients/").text
    assert not Client.objects.filter(name="Newt").exists()


def test_a_password_is_checked_though_another_page_has_signed_in(desk, receptionist, therapist):
    assert sign_in(desk, "tove", "wrong", **by_htmx(therapist)).status_code == 200
    assert sign_in(desk, "tove", **by_htmx(therapist)).status_code == 204


# --- Without scripts -------------------------------------------------------------------------------------------


def test_what_was_sent_is_kept_in_the_log_in_page_and_sent_by_one_press(gone, desk):
    typed = {"name": "Newt\nNew", "phone": "+4316600999"}
    asked = desk.post(f"{NEW}?next=/clients/", typed)
    assert (asked.status_code, desk.session.keys()) == (403, {}.keys())
    assert 'value="rosa"' in asked.text
    assert "Newt" not in asked.text

    offered = sign_in(desk, "rosa", data={"kept": kept_in(asked)})

    form = offered.context["form"]
    assert (offered.status_code, form.path) == (200, f"{NEW}?next=/clients/")
    assert {name: values for name, values in form.fields} == {"name": ["Newt\nNew"], "phone": ["+4316600999"]}
    assert f'action="{NEW}?next=/clients/"' in offered.text
    assert desk.post(form.path, dict(form.fields)).status_code == 302
    assert Client.objects.filter(name="Newt New").count() == 1


def test_a_session_that_ran_out_over_night_keeps_it_too(monday_morning, desk):
    desk.get("/clients/")
    del desk.cookies["sessionid"]

    assert kept.read(kept_in(desk.post(NEW, {"name": "Newt"}))).fields == [("name", ["Newt"])]


def test_a_wrong_password_loses_nothing(gone, desk):
    waiting = kept_in(desk.post(NEW, {"name": "Newt"}))

    assert kept_in(sign_in(desk, "rosa", "wrong", data={"kept": waiting})) == waiting


def test_who_has_to_wait_comes_back_to_what_was_sent(gone, desk):
    waiting = kept_in(desk.post(NEW, {"name": "Newt"}))
    locked = [sign_in(desk, "rosa", f"wrong {n}", data={"kept": waiting}) for n in range(8)][-1]
    assert locked.status_code == 429

    back = desk.post(LOGIN, {"kept": kept_in(locked)})

    assert kept_in(back) == waiting
    assert back.context["form"].errors == {}
    assert 'value="rosa"' in back.text


def test_another_person_finds_nothing_of_it(gone, desk, therapist):
    waiting = kept_in(desk.post(NEW, {"name": "Newt"}))

    answer = sign_in(desk, "tove", data={"kept": waiting})

    assert answer.status_code == 302
    assert "thrown away, not saved" in desk.get("/clients/").text


def test_after_half_an_hour_it_is_gone(gone, desk):
    waiting = kept_in(desk.post(NEW, {"name": "Newt"}))
    gone.shift(timedelta(seconds=kept.WAITS + 1))

    assert sign_in(desk, "rosa", data={"kept": waiting}).status_code == 302
    assert "type it again" in desk.get("/clients/").text


def test_what_was_not_kept_here_is_not_offered(desk, receptionist):
    desk.post("/account/logout/")

    assert sign_in(desk, "rosa", data={"kept": "made up"}).status_code == 302


def test_who_signed_out_is_not_named_and_keeps_nothing(monday_morning, desk):
    desk.get("/clients/")
    desk.post("/account/logout/")

    answer = desk.post(NEW, {"name": "Newt"})

    assert (answer.status_code, answer.url) == (302, f"{LOGIN}?next={NEW}")


def test_passwords_and_forms_beyond_measure_are_not_kept(gone, desk):
    for data in ({"oldpassword": "x"}, {"name": "".join(map(str, range(90_000)))}):
        assert desk.post(NEW, data).status_code == 302


def test_a_started_intake_waits_like_any_form(gone, desk, wren):
    asked = desk.post(f"/clients/{wren.pk}/intake/", {"way": "phone"})
    offered = sign_in(desk, "rosa", data={"kept": kept_in(asked)})

    assert desk.post(offered.context["form"].path, dict(offered.context["form"].fields)).status_code == 302
    assert Intake.objects.get(client=wren).way == "phone"
