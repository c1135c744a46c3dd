"""Clients and intakes change through one door each, and nothing is half-written."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404

from intake import screenings, signals, submissions
from intake.answers import AnswersError
from intake.exceptions import ErasedClient, NotADraft, NotAllowed, StaleDraft, SubmissionError
from intake.models import Client, Intake, IntakeStatus, Screening, ScreeningCaution
from intake.views.access import refusing_what_came_between
from tests.intake.signed import HEALTHY, NOW, TODAY, submitted

pytestmark = pytest.mark.django_db


def test_a_name_is_enough_for_a_client(receptionist):
    client = submissions.add_client(name="  Maren   Oduya ", by=receptionist, now=NOW)

    assert (client.name, client.created_by, client.created_at) == ("Maren Oduya", receptionist, NOW)


@pytest.mark.parametrize("typed", ["mar", "ODU", "maren od", "0123", "2025550123", "maren@"])
def test_a_client_is_found_by_the_beginning_of_any_word(receptionist, typed):
    found = submissions.add_client(
        name="Máren Oduya", phone="+12025550123", email="maren@house.example", by=receptionist, now=NOW
    )
    submissions.add_client(name="Felix Arden", phone="+12025550188", by=receptionist, now=NOW)

    assert list(Client.objects.matching(typed)) == [found]


def test_a_client_is_found_by_the_new_name_and_not_by_the_old(receptionist, maren):
    submissions.change_client(client=maren, name="Maren Halvorsen", by=receptionist, now=NOW)

    assert list(Client.objects.matching("halv")) == [maren]
    assert list(Client.objects.matching("odu")) == []


def test_a_client_without_a_name_is_refused(receptionist):
    with pytest.raises(ValidationError):
        submissions.add_client(name="   ", by=receptionist, now=NOW)

    assert not Client.objects.exists()


def test_starting_twice_finds_the_open_draft(receptionist, maren):
    first = submissions.start_intake(client=maren, way="desk", by=receptionist, now=NOW)
    second = submissions.start_intake(client=maren, way="phone", by=receptionist, now=NOW)

    assert first == second
    assert (first.way, first.taken_on) == ("desk", TODAY)


def test_a_stale_page_overwrites_nothing(receptionist, maren):
    intake = submissions.start_intake(client=maren, way="desk", by=receptionist, now=NOW)
    submissions.save_draft(intake=intake, section="you", raw={"age": ["40"]}, revision=0, by=receptionist, now=NOW)

    with pytest.raises(StaleDraft):
        submissions.save_draft(intake=intake, section="you", raw={"age": ["4"]}, revision=0, by=receptionist, now=NOW)

    intake.refresh_from_db()
    assert (intake.raw, intake.revision) == ({"you": {"age": ["40"]}}, 1)


def test_submitting_keeps_answers_signatures_lists_and_the_days_screening(receptionist, maren, texts):
    answers = {**HEALTHY, "allergies": ["nuts"], "medications": ["aspirin", "opioid_today"]}

    intake = submitted(maren, receptionist, answers)

    assert (intake.status, intake.answers["allergies"], intake.taken_on) == ("submitted", ["nuts"], TODAY)
    assert sorted(intake.consents.values_list("text__kind", "signed_name")) == [
        ("massage", "Maren Oduya"),
        ("privacy", "Maren Oduya"),
    ]
    assert all(len(consent.text_sha256) == 64 for consent in intake.consents.all())
    assert [item.code for item in maren.allergies.all()] == ["nuts"]
    assert [item.code for item in maren.medications.all()] == ["aspirin"]
    screening = Screening.objects.get()
    assert (screening.intake, screening.made_for) == (intake, TODAY)
    assert set(ScreeningCaution.objects.values_list("code", "level")) == {
        (caution.code, caution.level) for caution in screening.read.cautions
    }


def test_a_second_intake_supersedes_the_first(receptionist, maren, texts):
    first = submitted(maren, receptionist, HEALTHY)
    second = submitted(maren, receptionist, HEALTHY)

    first.refresh_from_db()
    assert first.status == IntakeStatus.SUPERSEDED
    assert list(Intake.objects.current()) == [second]


def test_submitting_twice_is_told(receptionist, maren, texts):
    intake = submitted(maren, receptionist, HEALTHY)

    with pytest.raises(NotADraft):
        submissions.submit_intake(
            intake=intake, answers=HEALTHY, signature=submissions.Signature("M"), by=receptionist, now=NOW
        )


def test_answers_that_do_not_fit_leave_the_draft_as_it_was(receptionist, maren, texts):
    with pytest.raises(AnswersError):
        submitted(maren, receptionist, {**HEALTHY, "allergies": ["moonlight"]})

    assert Intake.objects.get().is_draft
    assert not Screening.objects.exists()


def test_a_fault_in_a_receiver_undoes_the_whole_submission(receptionist, maren, texts):
    def fails(**kwargs):
        raise RuntimeError("the board's part failed")

    signals.intake_submitted.connect(fails)
    try:
        with pytest.raises(RuntimeError):
            submitted(maren, receptionist, {**HEALTHY, "allergies": ["nuts"]})
    finally:
        signals.intake_submitted.disconnect(fails)

    assert Intake.objects.get().is_draft
    assert not maren.allergies.exists()
    assert not Screening.objects.exists()


def test_nobody_signs_what_was_saved_on_another_page_since(receptionist, maren, texts):
    intake = submissions.start_intake(client=maren, way="desk", by=receptionist, now=NOW)
    by = {"intake": intake, "revision": 0, "by": receptionist, "now": NOW}
    submissions.save_draft(section="you", raw={"age": ["41"]}, **by)

    with pytest.raises(StaleDraft):
        submissions.submit_intake(answers=HEALTHY, signature=submissions.Signature("Maren Oduya"), **by)

    intake.refresh_from_db()
    assert intake.is_draft


def test_a_draft_that_was_erased_meanwhile_is_as_one_that_never_was(admin, receptionist, maren):
    intake = submissions.start_intake(client=maren, way="desk", by=receptionist, now=NOW)
    submissions.erase_client(client=maren, typed_name="Maren Oduya", by=admin, now=NOW)

    with pytest.raises(Http404), refusing_what_came_between():
        submissions.save_draft(intake=intake, section="you", raw={"age": ["41"]}, revision=0, by=receptionist, now=NOW)


def test_nobody_submits_without_a_signature(receptionist, maren, texts):
    intake = submissions.start_intake(client=maren, way="desk", by=receptionist, now=NOW)

    with pytest.raises(SubmissionError, match="signature"):
        submissions.submit_intake(
            intake=intake, answers=HEALTHY, signature=submissions.Signature("  "), by=receptionist, now=NOW
        )


def test_an_allergy_stays_on_the_list_when_a_later_intake_does_not_name_it(receptionist, maren, texts):
    submitted(maren, receptionist, {**HEALTHY, "allergies": ["nuts_severe"]})
    submitted(maren, receptionist, HEALTHY)

    screening = screenings.judge(maren, TODAY).screening
    assert screening.caution("nut_allergy_severe") is not None


def test_a_therapist_takes_an_allergy_off_by_name_and_reason(receptionist, therapist, maren, texts):
    submitted(maren, receptionist, {**HEALTHY, "allergies": ["latex"]})
    item = maren.allergies.get()

    with pytest.raises(NotAllowed):
        submissions.remove_health_item(item=item, reason="typed by mistake", by=receptionist, now=NOW)
    with pytest.raises(SubmissionError, match="why"):
        submissions.remove_health_item(item=item, reason=" ", by=therapist, now=NOW)
    submissions.remove_health_item(item=item, reason="typed by mistake", by=therapist, now=NOW)

    item.refresh_from_db()
    assert (item.removed_by, item.removed_reason, item.removed_at) == (therapist, "typed by mistake", NOW)


def test_an_admin_who_is_no_therapist_takes_no_intake(admin, receptionist, maren):
    with pytest.raises(NotAllowed):
        submissions.start_intake(client=maren, way="desk", by=admin, now=NOW)

    intake = submissions.start_intake(client=maren, way="desk", by=receptionist, now=NOW)
    with pytest.raises(NotAllowed):
        submissions.save_draft(intake=intake, section="you", raw={"age": ["40"]}, revision=0, by=admin, now=NOW)


def test_nothing_more_is_written_about_somebody_who_is_erased(admin, receptionist, maren):
    submissions.erase_client(client=maren, typed_name="Maren Oduya", by=admin, now=NOW)

    with pytest.raises(ErasedClient):
        submissions.start_intake(client=maren, way="desk", by=receptionist, now=NOW)
    with pytest.raises(ErasedClient):
        submissions.change_client(client=maren, name="Maren Oduya", by=receptionist, now=NOW)


def test_the_same_answer_is_stored_once_and_another_day_anew(receptionist, maren, texts):
    submitted(maren, receptionist, {**HEALTHY, "today": ["fever"]})

    today = screenings.record(client=maren, day=TODAY, now=NOW)
    again = screenings.record(client=maren, day=TODAY, now=NOW)
    next_week = screenings.record(client=maren, day=date(2026, 4, 20), now=NOW)

    assert today == again
    assert (today.outcome, next_week.outcome) == ("not_today", "bookable")
    assert Screening.objects.count() == 2


def test_without_an_intake_there_is_nothing_to_judge(maren):
    assert screenings.judge(maren, TODAY) is None
    assert screenings.record(client=maren, day=TODAY) is None
    assert screenings.permit_for(maren, TODAY) == (None, None)
