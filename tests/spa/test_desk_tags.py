"""Icons, money, minutes and times as pages write them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django import forms
from django.template import Context, Template

from spa.models import Location
from spa.templatetags.desk import Problem, format_money, minutes, problems

NEW_YORK = Location(name="Linden House", zone="America/New_York", currency="EUR")
LATE_EVENING = datetime(2026, 4, 15, 2, 30, tzinfo=UTC)


def render(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


@pytest.mark.parametrize(
    ("amount", "currency", "written"),
    [
        (Decimal("1250"), "USD", "$1,250.00"),
        (Decimal("12.5"), "EUR", "€12.50"),
        ("0.005", "GBP", "£0.01"),
        (1250, "JPY", "¥1,250"),
        (Decimal("-3"), "USD", "\u2212$3.00"),
        (99, "CHF", "CHF\u00a099.00"),
    ],
)
def test_money_is_written_as_its_currency_wants_it(amount, currency, written):
    assert format_money(amount, currency) == written


def test_money_is_in_the_currency_of_the_page_s_location():
    assert render("{% money 80 %}", desk={"location": NEW_YORK}) == "€80.00"
    assert render("{% money 80 'GBP' %}", desk={"location": NEW_YORK}) == "£80.00"
    assert render("{% money 80 %}") == "$80.00"


def test_no_amount_is_nothing_and_a_word_is_no_amount():
    assert render("{% money missing %}") == ""
    with pytest.raises(ValueError, match="no amount of money"):
        format_money("free", "USD")


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
