"""Icons, money, minutes and times as pages write them."""

from datetime import UTC, date, datetime, time
from types import SimpleNamespace

import pytest
from django import forms
from django.template import Context, Template

from spa.models import Locale, Location
from spa.templatetags.desk import Problem, minutes, problems

NEW_YORK = Location(name="Linden House", zone="America/New_York", currency="EUR")
LATE_EVENING = datetime(2026, 4, 15, 2, 30, tzinfo=UTC)


def render(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


@pytest.mark.parametrize(
    ("locale", "currency", "written"),
    [
        ("en_US", "USD", "$1,250.50"),
        ("en_GB", "USD", "US$1,250.50"),
        ("en_GB", "JPY", "JP¥1,250"),
        ("de_AT", "EUR", "€\u00a01.250,50"),
        ("sv_SE", "SEK", "1\u00a0250,50\u00a0kr"),
    ],
)
def test_money_is_written_as_its_location_writes_it(locale, currency, written):
    house = Location(locale=locale, currency=currency)
    assert render("{% money '1250.50' %}", desk={"location": house}) == written


def test_what_was_booked_keeps_its_currency():
    assert render("{% money 80 'GBP' %}", desk={"location": NEW_YORK}) == "£80.00"
    assert render("{% money missing %}", desk={"location": NEW_YORK}) == ""


@pytest.mark.parametrize(
    ("locale", "written"), [("en_GB", "22:30"), ("en_US", "10:30\u202fPM"), ("da_DK", "22.30"), ("de_DE", "22:30")]
)
def test_times_are_written_as_their_location_writes_them(locale, written):
    house = Location(zone="America/New_York", locale=locale)
    assert render("{{ at|local_time:house }}", at=LATE_EVENING, house=house) == written
    assert house.clock(time(22, 30)) == written


@pytest.mark.parametrize(
    ("zone", "locale"),
    [("America/New_York", "en_US"), ("Europe/Vienna", "de_AT"), ("Asia/Tokyo", "ja_JP"), ("UTC", "en_GB")],
)
def test_a_time_zone_suggests_a_way_of_writing(zone, locale):
    assert Locale.of_zone(zone) == locale


@pytest.mark.parametrize(
    ("count", "written"), [(45, "45 min"), (120, "120 min"), (150, "2 h 30 min"), (180, "3 h"), (None, "")]
)
def test_a_length_is_short_to_read(count, written):
    assert minutes(count).replace("\u00a0", " ") == written


def test_times_are_those_of_the_location():
    page = "{{ m|local_time:spa }}, {{ m|local_day:spa }}, {{ m|short_day:spa }}, {{ m|full_date:spa }}"
    written = render(page, m=LATE_EVENING, spa=NEW_YORK)
    assert written == "22:30, Tuesday 14 April, Tue 14 April, 14 April 2026"


def test_a_plain_date_needs_no_location():
    assert render("{{ day|short_day }}; {{ day|full_date }}", day=date(2026, 4, 5)) == "Sun 5 April; 5 April 2026"


def test_a_badge_has_words_unless_they_stand_beside_it():
    assert "Intake missing</span>" in render("{% flag 'intake' %}")
    assert "Intake missing" not in render("{% flag 'intake' '' %}")


def test_the_bar_marks_the_page_that_is_open():
    login = "{% nav_link 'account_login' 'user' 'Sign in' %}"
    here = SimpleNamespace(resolver_match=SimpleNamespace(view_name="account_login"))
    elsewhere = SimpleNamespace(resolver_match=SimpleNamespace(view_name="admin:index"))
    assert 'aria-current="page"' in render(login, request=here)
    assert "aria-current" not in render(login, request=elsewhere)
    assert render("{% nav_link 'nowhere:at-all' 'user' 'Nowhere' %}") == ""


class BookingForm(forms.Form):
    name = forms.CharField()
    thinners = forms.ChoiceField(label="Blood thinners?", choices=[("y", "Yes")], widget=forms.RadioSelect)

    def clean(self):
        raise forms.ValidationError("That time has just been taken.")


def test_problems_lead_to_their_fields():
    assert problems(BookingForm({})) == [
        Problem("", "That time has just been taken."),
        Problem("id_name", "Name: This field is required."),
        Problem("id_thinners", "Blood thinners? This field is required."),
    ]


def test_problems_of_several_forms_stand_together():
    found = problems(
        forms=[BookingForm({"a-name": "Wren", "a-thinners": "y"}, prefix="a"), BookingForm({}, prefix="b")]
    )
    assert [problem.anchor for problem in found] == ["", "", "id_b-name", "id_b-thinners"]
    assert problems(BookingForm()) == []
