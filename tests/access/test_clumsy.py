"""Clumsy and hostile hands at every form and address: an answer each time, and nothing half-written."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from booking.models import Allocation, Appointment, AppointmentEvent, SessionNote, Visit
from intake.forms.fields import ScoresField, whole_number
from intake.models import Clearance, Client, Consent, Intake, Reply
from tests import factories
from tests.access.doors import ADMIN, DESK, OTHER, OWN, undone, visitor
from tests.access.hands import ANSWERED, FORMS, ODD_WORDS, QUERIES, odd_in_one
from tests.access.routes import ROUTES

pytestmark = pytest.mark.django_db

HTMX = {"headers": {"HX-Request": "true"}}
WITH_QUERY = [route for route in ROUTES if route.name in QUERIES]


def path_of(route, world) -> str:
    return reverse(route.name, args=route.args(world))


def wrong(answer) -> str:
    """What a server error says; empty for an answer."""
    if answer.status_code in ANSWERED:
        return ""
    error = answer.exc_info[1] if getattr(answer, "exc_info", None) else ""
    return f"{answer.status_code} {type(error).__name__}: {error}"[:300]


def shown(data: dict) -> dict:
    return {name: str(value)[:30] for name, value in data.items()}


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_odd_words_in_any_field_are_answered(form, browsers, world):
    """The same word in all fields, then the worst of them in one field alone."""
    path, good, browser = path_of(form.route, world), form.data(world), browsers[form.role]
    odd = [dict.fromkeys(good, word) for word in ODD_WORDS]
    odd += odd_in_one(good)

    faults = [(shown(data), said) for data in odd if (said := wrong(browser.knock("post", path, data)))]

    assert faults == []


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_missing_and_repeated_fields_are_answered(form, browsers, world):
    path, good, browser = path_of(form.route, world), form.data(world), browsers[form.role]
    odd = [{}, {name: [value, value] for name, value in good.items()}, {name: [] for name in good}]
    odd += [{other: value for other, value in good.items() if other != name} for name in good]
    odd += [good | {name: [good[name], "odd", ""]} for name in good]

    faults = [(shown(data), said) for data in odd if (said := wrong(browser.knock("post", path, data)))]

    assert faults == []
    assert wrong(browser.knock("post", path, good, **HTMX)) == ""
    assert wrong(browser.knock("post", path, {}, **HTMX)) == ""


@pytest.mark.parametrize("route", WITH_QUERY, ids=str)
def test_garbage_in_the_address_is_answered(route, browsers, world):
    role = next(each for each in (DESK, OWN, OTHER, ADMIN) if route.get[each] != 403)
    path, browser, names = path_of(route, world), browsers[role], QUERIES[route.name]
    odd = [dict.fromkeys(names, word) for word in ODD_WORDS]
    odd += [each for name in names for each in odd_in_one({name: ""})]

    faults = [(shown(data), said) for data in odd if (said := wrong(browser.knock("get", path, data)))]

    assert faults == []


DAYS = ("0001-01-01", "0001-01-02", "1582-10-15", "1999-12-31", "2199-12-31", "9999-12-30", "9999-12-31", "9999-99-99")


@pytest.mark.parametrize("day", DAYS)
def test_the_first_and_the_last_day_of_the_calendar_have_their_pages(day, browsers):
    for role in (DESK, OWN, OTHER, ADMIN):
        for start in ("/board/", "/my-day/"):
            for extra in ({}, HTMX):
                assert wrong(browsers[role].knock("get", f"{start}{day}/", **extra)) == ""


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_a_form_without_its_token_is_refused(form, browsers, world):
    stranger = visitor(browsers[form.role], enforce_csrf_checks=True)

    assert stranger.knock("post", path_of(form.route, world), form.data(world)).status_code == 403


# --- Twice, and too late ---


def test_a_booking_that_is_sent_twice_is_booked_once(browsers, world):
    route = next(each for each in ROUTES if each.name == "booking:book")
    before = Appointment.objects.count()

    with undone():
        first, second = (browsers[DESK].post(path_of(route, world), route.data(world)) for _ in range(2))

        assert (first.status_code, second.status_code) == (302, 302)
        assert first.url == second.url
        assert Appointment.objects.count() == before + 1


VERSIONED = ("booking:status", "booking:cancel", "booking:move", "booking:plan")
CHANGES = [route for route in ROUTES if route.name in VERSIONED]


@pytest.mark.parametrize("route", CHANGES, ids=str)
def test_a_page_that_is_out_of_date_changes_nothing(route, browsers, world):
    pk = route.args(world)[0]
    before = Appointment.objects.values().get(pk=pk)
    for version in (before["version"] + 1, before["version"] - 1, -1, "", "x"):
        with undone():
            answer = browsers[DESK].post(path_of(route, world), route.data(world) | {"version": version})

            assert answer.status_code == 409, version
            assert Appointment.objects.values().get(pk=pk) == before


def test_a_note_from_a_page_that_is_out_of_date_keeps_all_that_was_typed(browsers, world):
    techniques = [factories.TechniqueFactory(code=code).pk for code in ("swedish", "deep_tissue")]
    typed = {"revision": 0, "subjective": "Typed in vain?", "techniques": techniques, "area-neck_back": "focus"}

    answer = browsers[OWN].knock("post", reverse("booking:note", args=[world.unsigned.pk]), typed)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Typed in vain?" in page
    assert [value for value in techniques if re.search(rf'value="{value}"[^>]*checked', page)] == techniques


# --- Half done ---


def rows() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in COUNTED}


COUNTED = (Appointment, Visit, Allocation, AppointmentEvent, Client, Intake, Reply, Consent, Clearance, SessionNote)


def test_a_booking_that_is_refused_leaves_nothing_behind(browsers, world):
    route = next(each for each in ROUTES if each.name == "booking:book")
    good, before = route.data(world), rows()
    refused = [
        good | {"slot": f"2026-04-15T03:00Z~{world.therapist.pk}"},
        good | {"slot": f"2026-04-14T08:00Z~{world.therapist.pk}"},
        good | {"minutes": 61},
        good | {"add_ons": 10**30},
        good | {"client": world.nobody},
        good | {"token": "no token"},
    ]
    for data in refused:
        with undone():
            assert browsers[DESK].post(path_of(route, world), data).status_code in (409, 422)
            assert rows() == before, data


# --- Numbers ---


@pytest.mark.parametrize(
    "typed", ["000040" + "9", "000040" + "9" * 5_000, "²", "٣", "4 0", "-4", "4.0", "1e1", "999999"]
)
def test_only_a_number_within_its_bounds_is_one(typed):
    with pytest.raises(ValidationError):
        whole_number(typed, 0, 120)
    with pytest.raises(ValidationError):
        ScoresField().clean({"neck_back": typed})
