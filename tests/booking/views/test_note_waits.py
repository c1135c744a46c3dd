"""A note that has to wait too long for its turn is not saved, and stays on the page as it was typed."""

import pytest
from django.urls import reverse

from booking import charting
from tests.spa.bad_days import locked_by_another_program

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("monday_morning")]

WORDS = "Tense since the move."


@pytest.fixture
def note_page(therapist_desk, therapist, in_session):
    """The address of Tove's draft, which she has open."""
    charting.open_note(appointment=in_session, by=therapist)
    address = reverse("booking:note", args=[in_session.pk])
    assert therapist_desk.get(address).status_code == 200
    return address


def sent_while_locked(browser, page, **headers: str):
    browser.raise_request_exception = False
    with locked_by_another_program("booking_sessionnote", "EXCLUSIVE"):
        return browser.post(page, {"revision": 0, "subjective": WORDS}, headers=headers)


def test_a_draft_that_saves_itself_is_told_so_beside_its_buttons(therapist_desk, note_page):
    answer = sent_while_locked(therapist_desk, note_page, **{"HX-Request": "true"})

    assert answer.status_code == 200
    assert 'id="note-saved"' in answer.text
    assert "Nothing was changed; please try once more." in answer.text
    assert "<html" not in answer.text


@pytest.mark.parametrize("page", ["booking:note", "booking:note-sign"])
def test_by_a_button_the_answer_holds_what_was_typed(therapist_desk, note_page, in_session, page):
    answer = sent_while_locked(therapist_desk, reverse(page, args=[in_session.pk]))

    assert answer.status_code in (409, 503)
    assert WORDS in answer.text
