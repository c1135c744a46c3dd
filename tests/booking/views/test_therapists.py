"""A therapist's pages: the day, the summary before a session, the note."""

from datetime import time, timedelta

import pytest
from django.urls import reverse

from booking.models import Appointment, SessionNote
from intake import submissions
from intake.models import ConsentText
from tests.booking.at_the_desk import sign_intake
from tests.booking.views import pages
from tests.factories import MONDAY, MONDAY_MORNING

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday_morning")]


def url(name, *args):
    return reverse(f"booking:{name}", args=args)


def written(**fields):
    return {"revision": "0", "subjective": "Slept badly.", "pressure": "3", "area-neck_back": "focus", **fields}


def test_my_day_lists_the_sessions_of_the_therapist_alone(
    therapist_desk, other_therapist_desk, appointment, other_therapist_row
):
    mine = therapist_desk.get(url("my-day"))
    theirs = other_therapist_desk.get(url("my-day"))

    assert "Wren Calloway" in mine.content.decode()
    assert "Nothing is booked with you on this day." in theirs.content.decode()


def test_my_day_belongs_to_therapists(desk, admin_desk):
    assert [browser.get(url("my-day")).status_code for browser in (desk, admin_desk)] == [403, 403]


def test_my_day_needs_the_same_queries_for_one_session_and_for_many(
    therapist_desk, appointment, book_again, django_assert_max_num_queries
):
    therapist_desk.get(url("my-day"))  # notes the time of the session
    with django_assert_max_num_queries(20) as few:
        therapist_desk.get(url("my-day"))
    book_again(3)
    with django_assert_max_num_queries(20) as many:
        page = therapist_desk.get(url("my-day"))

    assert page.content.decode().count("dayrow") >= 4
    assert len(many) == len(few)


def test_the_summary_says_why_they_come_and_what_is_planned(therapist_desk, appointment):
    page = therapist_desk.get(url("summary", appointment.pk)).content.decode()

    for words in ("Aims", "Unwinding", "Back of neck", "stiff", "Jaw (TMJ), left", "Scalp massage"):
        assert words in page


def test_the_summary_and_the_note_are_closed_to_the_desk(desk, admin_desk, in_session):
    for browser in (desk, admin_desk):
        for page in ("summary", "note"):
            assert browser.get(url(page, in_session.pk)).status_code == 403


def test_health_pages_are_never_cached(therapist_desk, in_session):
    for page in ("summary", "note"):
        assert "no-store" in therapist_desk.get(url(page, in_session.pk))["Cache-Control"]


def test_a_note_is_written_signed_and_amended(therapist_desk, completed):
    assert therapist_desk.get(url("note", completed.pk)).status_code == 200

    saved = therapist_desk.post(url("note", completed.pk), written())
    assert (saved.status_code, saved.url) == (302, url("note", completed.pk))
    signed = therapist_desk.post(url("note-sign", completed.pk), written(revision="1", plan="Again soon."))
    assert (signed.status_code, signed.url) == (302, url("note", completed.pk))
    therapist_desk.post(url("note-amend", completed.pk), {"text": "Left side, not right."})

    page = therapist_desk.get(url("note", completed.pk)).content.decode()
    assert all(words in page for words in ("Slept badly.", "Again soon.", "Amendment", "Left side, not right."))
    assert "Sign and lock" not in page


def test_another_therapist_reads_a_signed_note_and_cannot_amend_it(therapist_desk, other_therapist_desk, completed):
    therapist_desk.get(url("note", completed.pk))
    therapist_desk.post(url("note-sign", completed.pk), written())

    page = other_therapist_desk.get(url("note", completed.pk))
    assert (page.status_code, "Slept badly." in page.content.decode()) == (200, True)
    assert other_therapist_desk.post(url("note-amend", completed.pk), {"text": "No"}).status_code == 403


def test_a_note_saves_itself_and_brings_its_new_revision(therapist_desk, in_session):
    therapist_desk.get(url("note", in_session.pk))

    answer = therapist_desk.post(url("note", in_session.pk), written(), headers={"HX-Request": "true"})

    assert 'name="revision" id="note-revision" value="1"' in answer.content.decode()
    assert "Saved 09:30" in answer.content.decode()


def test_looking_at_a_note_begins_none_and_the_first_save_does(therapist_desk, in_session):
    shown = therapist_desk.get(url("note", in_session.pk))

    assert not SessionNote.objects.exists()
    assert [each.pk for each in shown.context["form"].initial["techniques"]] == [
        each.pk for each in in_session.service.techniques.all()
    ]
    therapist_desk.post(url("note", in_session.pk), written())
    second_tab = therapist_desk.post(url("note", in_session.pk), written(subjective="From the other tab."))
    assert (second_tab.status_code, SessionNote.objects.get().subjective) == (409, "Slept badly.")
    assert "From the other tab." in second_tab.content.decode()


def test_a_stale_note_is_told_and_what_was_typed_stays(therapist_desk, in_session):
    therapist_desk.get(url("note", in_session.pk))
    therapist_desk.post(url("note", in_session.pk), written())

    answer = therapist_desk.post(url("note", in_session.pk), written(subjective="Other words"))

    page = answer.content.decode()
    assert (answer.status_code, "saved on another page" in page, "Other words" in page) == (409, True, True)
    assert SessionNote.objects.get().subjective == "Slept badly."
    assert 'value="1"' in page


@pytest.mark.parametrize("text", ["x" * 10_001, "with\x00nul"])
def test_what_a_note_cannot_hold_is_told_and_kept(therapist_desk, in_session, text):
    answer = therapist_desk.post(url("note", in_session.pk), written(objective=text))

    assert (answer.status_code, "Slept badly." in answer.content.decode()) == (422, True)
    assert not SessionNote.objects.exists()


@pytest.mark.parametrize("text", ["😀 مرحبا", "a\u202eb", "<script>alert(1)</script>"])
def test_a_note_takes_any_script_and_shows_it_as_words(therapist_desk, in_session, text):
    therapist_desk.get(url("note", in_session.pk))
    therapist_desk.post(url("note", in_session.pk), written(objective=text))

    assert SessionNote.objects.get().objective == text
    assert "<script>alert" not in therapist_desk.get(url("note", in_session.pk)).content.decode()


def test_before_the_session_the_note_leads_back_to_the_summary(therapist_desk, appointment):
    answer = therapist_desk.get(url("note", appointment.pk))

    assert (answer.status_code, answer.url) == (302, url("summary", appointment.pk))


def test_my_notes_begin_with_what_is_missing(therapist_desk, completed):
    page = therapist_desk.get(url("notes")).content.decode()
    assert "Not begun" in page

    therapist_desk.post(url("note", completed.pk), written())
    assert "Draft" in therapist_desk.get(url("notes")).content.decode()


def test_my_notes_come_page_by_page_in_as_many_queries(therapist_desk, completed, django_assert_max_num_queries):
    address = url("notes")
    therapist_desk.get(address)  # notes the time of the session
    with django_assert_max_num_queries(20) as with_one:
        therapist_desk.get(address)
    queries = len(with_one)
    therapist_desk.post(url("note", completed.pk), written())
    copies = [Appointment.objects.get(pk=completed.pk) for _ in range(25)]
    for weeks, copy in enumerate(copies, start=1):
        copy.pk, copy.starts_at = None, copy.starts_at - timedelta(weeks=weeks)
        copy.ends_at = copy.starts_at + timedelta(hours=1)
    Appointment.objects.bulk_create(copies)

    with django_assert_max_num_queries(queries):
        first = pages.words(therapist_desk.get(address))
    second = pages.words(therapist_desk.get(address, {"page": 2}))

    assert (first.count("Not begun"), first.count("Draft")) == (25, 0)
    assert (second.count("Not begun"), second.count("Draft")) == (0, 1)


@pytest.mark.parametrize("name", ["summary", "note"])
def test_an_unknown_appointment_is_not_found(therapist_desk, name):
    assert therapist_desk.get(url(name, 999_999)).status_code == 404


def test_an_answered_question_is_told_with_its_answer_and_not_asked_again(
    therapist_desk, receptionist, wren, appointment
):
    intake = submissions.start_intake(client=wren, way="phone", by=receptionist)
    unsure = {"as_of": "2026-04-13", "age": 40, "health_section_answered": True, "unsure": ["osteoporosis"]}
    submissions.submit_intake(intake=intake, answers=unsure, signature=submissions.Signature("Wren"), by=receptionist)
    appointment.refresh_from_db()
    question = appointment.screening.read.questions_of("osteoporosis")[0]
    assert question in therapist_desk.get(url("summary", appointment.pk)).content.decode()

    submissions.record_reply(
        screening=appointment.screening, caution_code="osteoporosis", question="Anything else?",
        answer="Nothing at all.", may_go_ahead=True, by=receptionist,
    )  # fmt: skip

    page = therapist_desk.get(url("summary", appointment.pk)).content.decode()
    assert "Nothing at all." in page
    assert question not in page
    assert "Ask first" not in therapist_desk.get(url("my-day")).content.decode()


def test_my_day_names_a_caution_until_a_doctor_has_cleared_it(
    therapist_desk, therapist, receptionist, wren, appointment
):
    sign_intake(wren, receptionist, pregnant=True, pregnancy_weeks=8)
    assert "First weeks of pregnancy" in therapist_desk.get(url("my-day")).content.decode()

    asked = submissions.request_clearance(
        client=wren, caution_codes=["pregnancy_first_trimester"], doctor="Dr Now", by=receptionist
    )
    received = submissions.receive_clearance(clearance=asked, by=receptionist, note="Go ahead.")
    submissions.accept_clearance(
        clearance=received, limits={}, starts_on=MONDAY, ends_on=MONDAY + timedelta(days=30), by=therapist
    )

    assert "First weeks of pregnancy" not in therapist_desk.get(url("my-day")).content.decode()


def test_my_day_has_its_breaks_in_between_and_says_how_much_there_is(
    therapist_desk, completed, book_again, therapist_row
):
    for shift in therapist_row.shifts.all():
        shift.breaks.create(starts=time(13), ends=time(13, 30))
    book_again(2)

    said = pages.words(therapist_desk.get(url("my-day"))).replace("\u00a0", " ")

    assert "Monday 13 April, 09:00 to 17:00" in said
    assert "3 sessions, 3 h 10 min hands-on. 1 done." in said
    assert said.index("Guest 0") < said.index("13:00 Break until 13:30") < said.index("Guest 1")


def test_a_draft_about_an_erased_person_is_left_and_asked_for_no_more(therapist_desk, completed, wren, admin):
    therapist_desk.get(url("note", completed.pk))
    submissions.erase_client(client=wren, typed_name="Wren Calloway", by=admin)

    answer = therapist_desk.post(url("note", completed.pk), written(), follow=True)

    assert "This person was erased, so nothing more is written about them." in answer.content.decode()
    assert "No notes yet." in pages.words(therapist_desk.get(url("notes")))
    my_day = pages.words(therapist_desk.get(url("my-day")))
    assert not any(said in my_day for said in ("not signed yet", "Write note", "to sign"))


def test_what_a_guardian_signed_is_no_alert_of_the_day_any_more(therapist_desk, appointment, wren, receptionist):
    ConsentText.objects.create(
        kind="guardian", version=1, title="Consent of a parent", body="We agree.", published_at=MONDAY_MORNING
    )
    intake = sign_intake(wren, receptionist, age=15)
    alert = "chip-warn"
    assert alert in therapist_desk.get(url("my-day")).content.decode()

    submissions.record_consent(intake=intake, signed_name="Ilse Calloway", by=receptionist)

    assert alert not in therapist_desk.get(url("my-day")).content.decode()


def test_a_technique_that_the_house_gave_up_stays_in_a_note_that_has_it(therapist_desk, in_session):
    (swedish,) = in_session.service.techniques.all()
    therapist_desk.post(url("note", in_session.pk), written(techniques=[swedish.pk]))
    type(swedish).objects.update(is_active=False)

    page = therapist_desk.get(url("note", in_session.pk))
    assert f'name="techniques" value="{swedish.pk}"' in " ".join(page.content.decode().split())
    saved = therapist_desk.post(url("note", in_session.pk), written(revision="1", techniques=[swedish.pk]))

    assert saved.status_code == 302
    assert list(SessionNote.objects.get().techniques.all()) == [swedish]
