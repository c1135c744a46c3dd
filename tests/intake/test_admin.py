"""Consent texts are written as drafts and stay as they were once published; screenings are counted, not read."""

from datetime import UTC, datetime

import pytest

from intake import screenings, submissions
from intake.models import ConsentText, Screening
from spa.models import User
from tests.conftest import browser_of
from tests.factories import MONDAY, MONDAY_MORNING, PASSWORD

TEXTS = "/admin/intake/consenttext/"
ASKED = {"as_of": "2026-04-13", "age": 40, "health_section_answered": True, "goals": ["relaxation"]}


@pytest.fixture
def superuser_desk(location):
    return browser_of(User.objects.create_superuser("root", password=PASSWORD, location=location))


@pytest.fixture
def published(db) -> ConsentText:
    return ConsentText.objects.create(
        kind="massage", version=1, title="Consent", body="I agree.", published_at=datetime(2026, 1, 1, tzinfo=UTC)
    )


@pytest.fixture
def screening(wren, receptionist) -> Screening:
    """Of a client who has epilepsy and wrote something about it."""
    told = {**ASKED, "conditions": [{"code": "epilepsy_controlled"}], "free_text": "a marker of what was written"}
    intake = submissions.start_intake(client=wren, way="desk", by=receptionist, now=MONDAY_MORNING)
    submissions.submit_intake(
        intake=intake, answers=told, signature=submissions.Signature("Wren"), by=receptionist, now=MONDAY_MORNING
    )
    return screenings.record(client=wren, day=MONDAY, now=MONDAY_MORNING)


def text(**changed) -> dict:
    return {"kind": "massage", "title": "Consent", "body": "I agree, in better words.", **changed}


def test_a_new_text_is_a_draft_with_the_next_number(admin_desk, published):
    admin_desk.post(f"{TEXTS}add/", text())

    draft = ConsentText.objects.get(version=2)
    assert (draft.published_at, list(ConsentText.objects.in_force())) == (None, [published])


def test_publishing_puts_a_text_in_force(admin_desk, published, monday_morning):
    draft = ConsentText.objects.create(kind="massage", version=2, title="Consent", body="Draft.")

    admin_desk.post(f"{TEXTS}{draft.pk}/change/", text(publish="on"))

    draft.refresh_from_db()
    assert draft.published_at == MONDAY_MORNING
    assert list(ConsentText.objects.in_force()) == [draft]


@pytest.mark.parametrize("who", ["admin_desk", "superuser_desk"])
def test_a_published_text_never_changes(request, published, who):
    browser = request.getfixturevalue(who)

    assert browser.get(f"{TEXTS}{published.pk}/change/").status_code == 200
    assert browser.post(f"{TEXTS}{published.pk}/change/", text(body="Other.")).status_code == 403
    assert browser.post(f"{TEXTS}{published.pk}/delete/", {"post": "yes"}).status_code == 403

    selected = {"action": "delete_selected", "_selected_action": [published.pk], "post": "yes"}
    browser.post(TEXTS, selected)
    published.refresh_from_db()
    assert published.body == "I agree."


def test_a_screening_shows_its_outcome_and_nothing_of_what_was_told(admin_desk, screening):
    rows = admin_desk.get("/admin/intake/screening/").content.decode()
    page = admin_desk.get(f"/admin/intake/screening/{screening.pk}/change/").content.decode()

    assert "Wren Calloway" in rows
    assert screening.get_outcome_display() in page
    for html in (rows, page):
        assert "epilepsy" not in html.lower()
        assert "a marker of what was written" not in html


def test_nobody_finds_out_by_a_filter_in_the_address(admin_desk, screening):
    for asked in ("answers__icontains=epilepsy", "output__icontains=epilepsy", "intake__answers__icontains=epilepsy"):
        answer = admin_desk.get(f"/admin/intake/screening/?{asked}", follow=True)
        assert answer.status_code == 400, asked


@pytest.mark.parametrize("who", ["admin_desk", "superuser_desk"])
def test_a_screening_is_for_reading_only(request, screening, who):
    browser, before = request.getfixturevalue(who), Screening.objects.values().get()
    page = f"/admin/intake/screening/{screening.pk}"

    answers = [
        browser.post("/admin/intake/screening/add/", {}),
        browser.post(f"{page}/change/", {"outcome": "bookable"}),
        browser.post(f"{page}/delete/", {"post": "yes"}),
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert Screening.objects.values().get() == before
