"""What lifts a caution, through the pages: an answer, a guardian's signature, a doctor's word."""

from datetime import date

import pytest
from django.urls import reverse

from intake import screenings, submissions
from intake.models import Clearance, ClearanceStatus, Consent, ConsentText, Reply
from tests.booking.at_the_desk import sign_intake
from tests.factories import MONDAY, MONDAY_MORNING

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday_morning")]

WEEKS_UNKNOWN = {"age": 30, "pregnant": True}
FIRST_WEEKS = {"age": 30, "pregnant": True, "pregnancy_weeks": 8}
MINOR = {"age": 15}


def url(name, *args):
    return reverse(f"booking:{name}", args=args)


def permit(client):
    return screenings.permit_for(client, MONDAY)[1]


@pytest.fixture
def asked(wren, receptionist):
    """An intake that leaves a question open."""
    return sign_intake(wren, receptionist, **WEEKS_UNKNOWN)


@pytest.fixture
def to_clear(wren, receptionist):
    """An intake that needs a doctor's word."""
    return sign_intake(wren, receptionist, **FIRST_WEEKS)


# --- An answer ---


def test_the_question_is_shown_and_its_answer_lets_the_session_begin(desk, asked, wren, receptionist):
    page = desk.get(url("reply", asked.pk, "pregnancy"))
    assert "How many weeks pregnant are you?" in page.content.decode()
    assert not permit(wren).may_start

    answered = desk.post(url("reply", asked.pk, "pregnancy"), {"answer": "Twenty", "may_go_ahead": "yes"})

    assert answered.url == f"{url('suggestion', asked.pk)}?day=2026-04-13"
    reply = Reply.objects.get()
    assert (reply.question, reply.answer, reply.may_go_ahead, reply.asked_by, reply.asked_at) == (
        "How many weeks pregnant are you?", "Twenty", True, receptionist, MONDAY_MORNING,
    )  # fmt: skip
    assert permit(wren).may_start


def test_an_answer_that_speaks_against_it_keeps_the_question_open(desk, asked, wren):
    desk.post(url("reply", asked.pk, "pregnancy"), {"answer": "Bleeding", "may_go_ahead": "no"})

    page = desk.get(url("suggestion", asked.pk)).content.decode()
    assert not permit(wren).may_start
    assert "The recorded answer speaks against it" in page
    assert "Bleeding" not in page


@pytest.mark.parametrize(
    "data",
    [{}, {"answer": "Yes"}, {"may_go_ahead": "yes"}, {"answer": "  ", "may_go_ahead": "yes"},
     {"answer": "x" * 10_000, "may_go_ahead": "yes"}, {"answer": "Yes", "may_go_ahead": "perhaps"}],
    ids=["nothing", "no verdict", "no answer", "blanks", "too long", "unknown verdict"],
)  # fmt: skip
def test_half_an_answer_is_not_recorded(desk, asked, data):
    assert desk.post(url("reply", asked.pk, "pregnancy"), data).status_code == 422
    assert not Reply.objects.exists()


@pytest.mark.parametrize("code", ["fever", "nonsense"])
def test_what_is_not_asked_has_no_answer(desk, asked, code):
    assert desk.get(url("reply", asked.pk, code)).status_code == 404


def test_the_house_admin_records_no_answers(admin_desk, asked):
    for method in (admin_desk.get, admin_desk.post):
        assert method(url("reply", asked.pk, "pregnancy")).status_code == 403


# --- A signature ---


@pytest.fixture
def of_a_minor(wren, receptionist):
    ConsentText.objects.get_or_create(
        kind="guardian",
        version=1,
        defaults={"title": "Consent of a parent", "body": "We agree.", "published_at": MONDAY_MORNING},
    )
    return sign_intake(wren, receptionist, **MINOR)


def test_a_guardian_reads_the_text_and_signs(desk, of_a_minor, wren, receptionist):
    assert "Take the guardian’s signature" in desk.get(url("suggestion", of_a_minor.pk)).content.decode()
    assert "We agree." in desk.get(url("guardian", of_a_minor.pk)).content.decode()
    assert not permit(wren).may_start

    desk.post(url("guardian", of_a_minor.pk), {"signed_name": "Ilse Calloway", "agreed": "on"})

    consent = Consent.objects.get(text__kind="guardian")
    assert (consent.signed_name, consent.signed_as, consent.taken_by) == ("Ilse Calloway", "guardian", receptionist)
    assert permit(wren).may_start


@pytest.mark.parametrize("data", [{"agreed": "on"}, {"signed_name": "Ilse"}, {"signed_name": " ", "agreed": "on"}])
def test_without_a_name_and_a_yes_nothing_is_signed(desk, of_a_minor, data):
    assert desk.post(url("guardian", of_a_minor.pk), data).status_code == 422
    assert not Consent.objects.filter(text__kind="guardian").exists()


def test_where_there_is_no_text_nothing_is_signed_and_nobody_is_told_so(desk, wren, receptionist):
    intake = sign_intake(wren, receptionist, **MINOR)
    assert not ConsentText.objects.filter(kind="guardian").exists()

    answer = desk.post(url("guardian", intake.pk), {"signed_name": "Ilse Calloway", "agreed": "on"})

    assert answer.status_code == 422
    assert "There is no text to sign yet, so nothing was signed." in answer.content.decode()
    assert not permit(wren).may_start


def test_a_signature_for_an_erased_person_is_refused_in_words(desk, of_a_minor, wren, admin):
    submissions.erase_client(client=wren, typed_name="Wren Calloway", by=admin)

    answer = desk.post(url("guardian", of_a_minor.pk), {"signed_name": "Ilse Calloway", "agreed": "on"})

    assert answer.status_code == 422
    assert "This person is erased." in answer.content.decode()
    assert not Consent.objects.filter(text__kind="guardian").exists()


# --- A doctor's word ---


def test_the_letter_goes_out_comes_back_and_a_therapist_accepts_it(desk, therapist_desk, to_clear, wren, therapist):
    assert not permit(wren).may_book

    desk.post(url("ask-doctor", to_clear.pk), {"doctor": "Dr. Ferrand"})
    letter = Clearance.objects.get()
    assert (letter.doctor, letter.caution_codes) == ("Dr. Ferrand", ["pregnancy_first_trimester"])
    assert "Letter handed over on Mon 13 April for Dr. Ferrand" in _words(desk, to_clear)

    desk.post(url("clearance-received", letter.pk))
    assert "a therapist reads it and decides" in _words(desk, to_clear)

    accepted = therapist_desk.post(
        url("clearance", letter.pk),
        {"max_pressure": "2", "max_minutes": "45", "starts_on": "2026-04-13", "ends_on": "2026-05-13",
         "positions": ["side_lying"], "avoid_regions": ["abdomen", "calf_left"]},
    )  # fmt: skip

    assert accepted.url == url("suggestion", to_clear.pk)
    letter.refresh_from_db()
    assert (letter.status, letter.decided_by, letter.ends_on) == (
        ClearanceStatus.ACCEPTED, therapist, date(2026, 5, 13),
    )  # fmt: skip
    allowed = permit(wren)
    assert (allowed.may_book, allowed.max_pressure, allowed.max_minutes) == (True, 2, 45)
    assert {"abdomen", "calf_left"} <= set(allowed.avoid_regions)


def _words(browser, intake):
    return " ".join(browser.get(url("suggestion", intake.pk)).content.decode().split())


def test_a_letter_that_is_on_its_way_is_not_handed_over_twice(desk, to_clear):
    for _ in range(2):
        desk.post(url("ask-doctor", to_clear.pk))

    assert Clearance.objects.count() == 1


def test_where_no_doctor_is_needed_no_letter_goes_out(desk, asked):
    desk.post(url("ask-doctor", asked.pk))

    assert not Clearance.objects.exists()


def test_a_therapist_may_find_the_answer_not_enough(desk, therapist_desk, to_clear, wren):
    desk.post(url("ask-doctor", to_clear.pk))
    letter = Clearance.objects.get()

    therapist_desk.post(url("clearance", letter.pk), {"decline": "1"})

    letter.refresh_from_db()
    assert letter.status == ClearanceStatus.DECLINED
    assert not permit(wren).may_book


@pytest.mark.parametrize(
    "data",
    [
        {"starts_on": "2026-04-13"},
        {"starts_on": "2026-04-13", "ends_on": "2026-04-12"},
        {"starts_on": "2026-04-13", "ends_on": "2026-05-13", "max_pressure": "9"},
        {"starts_on": "2026-04-13", "ends_on": "2026-05-13", "avoid_regions": ["wing_left"]},
    ],
    ids=["no end", "ends first", "pressure of 9", "no such area"],
)
def test_an_answer_without_sense_is_not_accepted(desk, therapist_desk, to_clear, wren, data):
    desk.post(url("ask-doctor", to_clear.pk))

    assert therapist_desk.post(url("clearance", Clearance.objects.get().pk), data).status_code == 422
    assert not permit(wren).may_book


def test_a_decided_letter_is_not_decided_again(desk, therapist_desk, to_clear):
    desk.post(url("ask-doctor", to_clear.pk))
    letter = Clearance.objects.get()
    therapist_desk.post(url("clearance", letter.pk), {"decline": "1"})

    again = therapist_desk.post(url("clearance", letter.pk), {"starts_on": "2026-04-13", "ends_on": "2026-05-13"})

    assert again.status_code == 422
    assert "already decided" in again.content.decode()


def test_only_a_therapist_decides_and_the_admin_touches_no_letter(desk, admin_desk, to_clear):
    desk.post(url("ask-doctor", to_clear.pk))
    letter = Clearance.objects.get().pk

    assert desk.get(url("clearance", letter)).status_code == 403
    assert desk.post(url("clearance", letter), {"decline": "1"}).status_code == 403
    assert admin_desk.post(url("ask-doctor", to_clear.pk)).status_code == 403
    assert admin_desk.post(url("clearance-received", letter)).status_code == 403
    assert admin_desk.get(url("guardian", to_clear.pk)).status_code == 403


def test_reading_a_page_records_nothing(desk, to_clear):
    for name in ("ask-doctor", "choose"):
        assert desk.get(url(name, to_clear.pk)).status_code == 405


@pytest.mark.parametrize(
    ("typed", "said"),
    [("x" * 121, "At most 120 characters; there are 121."), ("Dr. \ufffd", "One character here cannot be kept.")],
)
def test_a_doctor_who_cannot_be_kept_is_told_and_stays_as_typed(desk, to_clear, typed, said):
    page = desk.post(url("ask-doctor", to_clear.pk), {"doctor": typed})
    assert page.status_code == 422
    assert said in page.content.decode()
    assert f'value="{typed}"' in page.content.decode()
    assert not Clearance.objects.exists()
