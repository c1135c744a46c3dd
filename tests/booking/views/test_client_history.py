"""The history of a client: visits, intakes and, for therapists, notes and the curves of what they felt."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from booking import charting, scheduling
from booking.models import Appointment
from booking.views.client_scores import Curve
from intake.models import RecordReading
from tests.booking.at_the_desk import at, sign_intake
from tests.booking.views.pages import HTMX, words
from tests.factories import MONDAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday_morning")]

THE_HISTORY = {**HTMX, "HX-Target": "history"}


def card(client, **query):
    return reverse("booking:client", args=[client.pk], query=query)


def ago(days, wall="10:00"):
    return at(wall, MONDAY - timedelta(days=days))


@pytest.fixture
def given(location, room, service, therapist_row, therapist, receptionist):
    """A session that was given some days ago, with a note where the pain before and after is told."""

    def give(client, days, *pains):
        visit = scheduling.book(
            client=client, location=location, service=service, minutes=60, starts_at=ago(days), therapist=therapist_row,
            by=receptionist, now=ago(days, "09:00"),
        )  # fmt: skip
        Appointment.objects.filter(pk=visit.pk).update(status="completed")
        if pains:
            note = charting.open_note(appointment=visit, by=therapist)
            told = charting.NoteContent(
                subjective="Zwetschgenroester", pressure=2, pain_before=pains[0], pain_after=pains[1]
            )
            charting.sign_note(note=note, content=told, revision=note.revision, by=therapist)
        return visit

    return give


@pytest.fixture
def known(wren, given, receptionist):
    """Told twice what she feels, and was here twice; once with a note."""
    sign_intake(wren, receptionist, now=ago(40), pain_score=8, stress=3)
    given(wren, 30, 6, 2)
    sign_intake(wren, receptionist, now=ago(20), pain_score=7, stress=5)
    given(wren, 10)
    return wren


def history(page):
    """The entries, without how they look: a word for each kind."""
    return re.findall(r'<li class="k-(\w+)">', page.content.decode())


def test_the_history_is_one_line_of_visits_intakes_and_notes_the_latest_first(therapist_desk, known):
    page = therapist_desk.get(card(known))
    assert history(page) == ["visit", "intake", "note", "visit", "intake"]
    said = words(page, 'id="history"')
    assert "Session note, Tove Signed Sat 14 March Pain 6 to 2. Pressure 2, light." in said
    assert "Intake at the desk Counts now Tue 24 March Signed with Rosa." in said
    assert "Zwetschgenroester" not in words(page)


@pytest.mark.parametrize(
    ("show", "entries"),
    [
        ("visits", ["visit", "visit"]),
        ("intakes", ["intake", "intake"]),
        ("notes", ["note"]),
        ("", ["visit", "intake", "note", "visit", "intake"]),
        ("cats", ["visit", "intake", "note", "visit", "intake"]),
    ],
)
def test_links_narrow_it_without_any_script(therapist_desk, known, show, entries):
    page = therapist_desk.get(card(known, show=show))
    assert history(page) == entries
    assert f'href="{card(known, show="notes")}"' in page.content.decode()


def test_htmx_gets_the_history_alone_and_says_how_long_it_is(therapist_desk, known, therapist):
    page = therapist_desk.get(card(known, show="visits"), headers=THE_HISTORY)
    assert page.content.decode().lstrip().startswith('<section class="panel" id="history"')
    assert "Visits: 2 in the history." in page["HX-Trigger"]
    assert RecordReading.objects.filter(reader=therapist, client=known, what="card").exists()


@pytest.mark.parametrize("headers", [{}, THE_HISTORY])
def test_the_desk_has_neither_notes_nor_curves(desk, known, headers):
    for show in ("all", "notes"):
        page = desk.get(card(known, show=show), headers=headers)
        assert history(page) == ["visit", "intake", "visit", "intake"]
        assert not any(word in page.content.decode() for word in ("Session note", "Notes<", "Pain", "Stress", "spark"))


def test_a_page_of_the_history_keeps_what_is_shown(desk, wren, given, receptionist):
    sign_intake(wren, receptionist, now=ago(40))
    for days in range(1, 24):
        given(wren, days)
    assert "?show=visits&amp;page=2" in desk.get(card(wren, show="visits")).content.decode()
    assert history(desk.get(card(wren, show="visits", page=2))) == ["visit"] * 3
    assert history(desk.get(card(wren, page=2))) == ["visit"] * 3 + ["intake"]


# --- Curves ---


def test_pain_is_what_was_told_in_intakes_and_before_sessions(therapist_desk, known):
    page = therapist_desk.get(card(known)).content.decode()
    assert re.findall(r'role="img" aria-label="(\w[^"]*, 0 to 10: [^"]*)"', page) == [
        "Pain, 0 to 10: 8 on 4 March 2026, 6 on 14 March 2026, 7 on 24 March 2026",
        "Stress, 0 to 10: 3 on 4 March 2026, 5 on 24 March 2026",
    ]
    assert "Up 2" in page


def test_who_told_nothing_has_no_curves(therapist_desk, wren):
    assert "is doing" not in words(therapist_desk.get(card(wren)))


def test_a_curve_runs_from_ten_at_the_top_to_none_at_the_bottom():
    curve = Curve("Pain", "p", ((date(2026, 3, 4), 10), (date(2026, 3, 14), 5), (date(2026, 3, 24), 0)))
    assert curve.line == "8.0,12.0 107.0,54.0 206.0,96.0"
    assert (curve.trend, curve.days) == ("Down 10", ["4 Mar 2026", "24 Mar 2026"])


def test_a_single_score_is_a_point_with_its_day():
    curve = Curve("Stress", "s", ((date(2026, 3, 4), 4),))
    assert (curve.line, curve.trend, curve.days) == ("206.0,62.4", "", ["4 Mar 2026"])
