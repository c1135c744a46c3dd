"""What lifts a caution is recorded by name and time, once, and about nobody who is erased."""

from datetime import date

import pytest

from intake import screenings, submissions
from intake.exceptions import ErasedClient, NotAllowed, SubmissionError
from intake.models import ClearanceStatus, Screening
from tests.intake.signed import HEALTHY, NOW, TODAY, submitted

pytestmark = pytest.mark.django_db


def test_no_word_about_an_answer_is_written_of_somebody_who_is_erased(admin, receptionist, therapist, maren, texts):
    submitted(maren, receptionist, {**HEALTHY, "allergies": ["latex"]})
    screening, allergy, by = Screening.objects.get(), maren.allergies.get(), {"by": receptionist, "now": NOW}
    letter = submissions.request_clearance(client=maren, caution_codes=["pregnancy"], **by)
    submissions.erase_client(client=maren, typed_name="Maren Oduya", by=admin, now=NOW)

    for write in (
        lambda: submissions.record_reply(
            screening=screening, caution_code="eating_disorder", question="?", answer="Hm", may_go_ahead=True, **by
        ),
        lambda: submissions.choose_modality(screening=screening, modality="relaxation", reason="other", **by),
        lambda: submissions.request_clearance(client=maren, caution_codes=["anticoagulant"], doctor="Dr. Lind", **by),
        lambda: submissions.receive_clearance(clearance=letter, note="Go ahead.", **by),
        lambda: submissions.decline_clearance(clearance=letter, by=therapist, now=NOW),
        lambda: submissions.remove_health_item(item=allergy, reason="she said so", by=therapist, now=NOW),
    ):
        with pytest.raises(ErasedClient):
            write()


def test_the_same_questions_to_a_doctor_are_one_letter_until_it_is_decided(receptionist, therapist, maren):
    ask = {"client": maren, "caution_codes": ["pregnancy", "anticoagulant"], "by": receptionist, "now": NOW}
    first = submissions.request_clearance(**ask)

    again = submissions.request_clearance(**{**ask, "caution_codes": ["anticoagulant", "pregnancy"]})
    other = submissions.request_clearance(**{**ask, "caution_codes": ["pregnancy"]})
    submissions.decline_clearance(clearance=first, by=therapist, now=NOW)

    assert again == first
    assert other != first
    assert submissions.request_clearance(**ask) not in (first, other)


def test_a_doctors_answer_opens_booking_only_once_a_therapist_accepts_it(receptionist, therapist, maren, texts):
    submitted(maren, receptionist, {**HEALTHY, "medications": ["anticoagulant"]})
    may_book = lambda day: screenings.permit_for(maren, day)[1].may_book  # noqa: E731

    clearance = submissions.request_clearance(client=maren, caution_codes=["anticoagulant"], by=receptionist, now=NOW)
    submissions.receive_clearance(clearance=clearance, by=receptionist, now=NOW)
    assert not may_book(TODAY)
    with pytest.raises(NotAllowed):
        submissions.accept_clearance(
            clearance=clearance, limits={}, starts_on=TODAY, ends_on=TODAY, by=receptionist, now=NOW
        )
    accepted = submissions.accept_clearance(
        clearance=clearance, limits={"max_pressure": 2}, starts_on=TODAY, ends_on=TODAY, by=therapist, now=NOW
    )

    assert accepted.status == ClearanceStatus.ACCEPTED
    assert may_book(TODAY)
    assert not may_book(date(2026, 4, 14))
    with pytest.raises(SubmissionError, match="already decided"):
        submissions.decline_clearance(clearance=clearance, by=therapist, now=NOW)


def test_a_question_is_settled_by_an_answer_that_allows_the_session(receptionist, maren, texts):
    submitted(maren, receptionist, {"as_of": "2026-04-13", "age": 40, "goals": ["relaxation"]})
    screening = Screening.objects.get()
    ask = {
        "screening": screening,
        "caution_code": "incomplete_health_history",
        "question": "Which?",
        "by": receptionist,
    }
    open_codes = lambda: [c.code for c in screenings.permit_for(maren, TODAY)[1].before_start]  # noqa: E731

    assert open_codes() == ["incomplete_health_history"]
    submissions.record_reply(**ask, answer="A doctor should see it.", may_go_ahead=False, now=NOW)
    assert open_codes() == ["incomplete_health_history"]
    submissions.record_reply(**ask, answer="All is well.", may_go_ahead=True, now=NOW)
    assert open_codes() == []


def test_a_guardian_signs_later_for_a_minor(receptionist, maren, texts):
    intake = submitted(maren, receptionist, {**HEALTHY, "age": 15})
    assert [c.code for c in screenings.permit_for(maren, TODAY)[1].before_start] == ["minor_guardian_consent"]

    submissions.record_consent(intake=intake, signed_name="Ada Oduya", by=receptionist, now=NOW)

    assert screenings.permit_for(maren, TODAY)[1].may_start
    assert intake.consents.filter(signed_as="guardian").values_list("text__kind", "signed_name").get() == (
        "guardian",
        "Ada Oduya",
    )


def test_both_the_suggestion_and_the_choice_are_kept(receptionist, maren, texts):
    submitted(maren, receptionist, HEALTHY)
    screening = Screening.objects.get()

    choice = submissions.choose_modality(
        screening=screening,
        modality="therapeutic",
        reason="client",
        note="Wants her neck done.",
        by=receptionist,
        now=NOW,
    )

    assert (screening.modality, choice.modality, choice.chosen_by) == ("relaxation", "therapeutic", receptionist)
    with pytest.raises(SubmissionError, match="therapeutic or relaxation"):
        submissions.choose_modality(screening=screening, modality="either", reason="client", by=receptionist, now=NOW)
