"""Anything at all, sent to any form by whoever may send it: always an answer."""

from datetime import date

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.access.doors import DESK, OTHER, OWN
from tests.access.hands import ANSWERED, FORMS, ODD_WORDS, QUERIES
from tests.access.routes import ROUTES

pytestmark = pytest.mark.django_db

WORDS = st.one_of(
    st.sampled_from(ODD_WORDS),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    st.integers().map(str),
    st.dates(date(1, 1, 1), date(9999, 12, 31)).map(str),
    st.datetimes().map(lambda at: f"{at.isoformat()}Z~1"),
)
PAGES, THREE_WORDS = st.sampled_from(sorted(QUERIES)), st.lists(WORDS, min_size=3, max_size=3)
BROKEN = st.sets(st.integers(0, 30), max_size=4)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(form=st.sampled_from(FORMS), places=BROKEN, words=st.lists(WORDS, min_size=4, max_size=4))
def test_any_form_is_answered_whatever_stands_in_it(form, places, words, browsers, world):
    good = form.data(world)
    names = [name for place, name in enumerate(good) if place in places]
    typed = good | {name: words[place % 4] for place, name in enumerate(names)}

    answer = browsers[form.role].knock("post", reverse(form.route.name, args=form.route.args(world)), typed)

    assert answer.status_code in ANSWERED, getattr(answer, "exc_info", None)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(page=PAGES, words=THREE_WORDS, role=st.sampled_from([DESK, OWN]))
def test_any_page_is_answered_whatever_stands_in_its_address(page, words, role, browsers, world):
    args = next(route.args(world) for route in ROUTES if route.name == page)
    query = {name: words[place % 3] for place, name in enumerate(QUERIES[page])}

    answer = browsers[role].knock("get", reverse(page, args=args), query)

    assert answer.status_code in ANSWERED, getattr(answer, "exc_info", None)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(day=st.dates(date(1, 1, 1), date(9999, 12, 31)), start=st.sampled_from(["board", "my-day"]))
def test_every_day_of_the_calendar_has_its_page(day, start, browsers):
    for role in (OWN, OTHER):
        assert browsers[role].knock("get", f"/{start}/{day}/").status_code == 200
