import datetime
import re

import pytest
from django.urls import reverse

from intake import submissions
from intake.exceptions import NotADraft
from intake.models import Client, ConsentText, Intake
from tests.factories import MONDAY_MORNING, ClientFactory
from tests.intake.questionnaire.people import PERSONAS
from tests.intake.views.taking import HEALTHY, log_in_again, section_url, sign, start, type_all, type_into

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday_morning", "texts")]


@pytest.fixture(autouse=True)
def _afterwards(settings):
    settings.INTAKE_SUBMITTED_URL, settings.INTAKE_CLIENT_URL = "intake:answers", "intake:start"


@pytest.fixture
def texts(db) -> None:
    for kind in ConsentText.Kind:
        words = {"title": kind.label, "body": f"I agree: {kind.label}.", "published_at": MONDAY_MORNING}
        ConsentText.objects.get_or_create(kind=kind, version=1, defaults=words)


@pytest.fixture
def typed(desk, wren) -> Intake:
    """Wren's whole intake, typed and not signed."""
    intake = start(desk, wren)
    type_all(desk, intake)
    return intake


def review(browser, intake) -> str:
    return browser.get(reverse("intake:review", args=[intake.pk])).content.decode()


def test_every_line_is_read_back_with_a_way_to_change_it(desk, typed):
    page = review(desk, typed)

    assert "Some answers are open" not in page
    for section, answers in HEALTHY.items():
        for name in answers:
            assert f'href="{section_url(typed, section)}#q-{name}"' in page
    assert page.count("<b>None of these</b>") == 12


def test_a_signed_intake_keeps_answers_and_signatures(desk, typed, wren):
    response = sign(desk, typed)

    typed.refresh_from_db()
    healthy = next(persona for persona in PERSONAS if persona["id"] == "healthy_relaxer")["answers"]
    assert response.headers["Location"] == reverse("intake:answers", args=[typed.pk])
    assert typed.status == "submitted"
    assert {k: v for k, v in typed.answers.items() if k != "as_of"} == {
        k: v for k, v in healthy.items() if k != "as_of"
    }
    assert typed.answers["as_of"] == "2026-04-13"
    assert sorted(wren.consents.values_list("signed_name", "signed_as", "text__kind")) == [
        ("Wren Calloway", "client", "massage"),
        ("Wren Calloway", "client", "privacy"),
    ]


def test_an_open_line_can_be_signed_and_stays_open(desk, typed):
    type_into(desk, typed, "health", {"allergies": ""})

    page = review(desk, typed)
    sign(desk, typed)

    typed.refresh_from_db()
    assert "Health history: 1 line open" in page
    assert typed.answers["health_section_answered"] is False


@pytest.mark.parametrize("missing", [{"signed_name": " "}, {"signed_name": "42"}])
def test_nobody_signs_without_a_name(desk, typed, missing):
    response = sign(desk, typed, **missing)

    typed.refresh_from_db()
    assert (response.status_code, typed.status) == (422, "draft")
    assert 'href="#id_signed_name"' in response.content.decode()


def test_every_text_is_agreed_to(desk, typed):
    text = ConsentText.objects.get(kind="privacy")
    typed.refresh_from_db()
    data = {"revision": typed.revision, "signed_name": "Wren"}

    response = desk.post(reverse("intake:submit", args=[typed.pk]), data)

    assert response.status_code == 422
    assert f'href="#id_agrees_{text.pk}"' in response.content.decode()


def test_last_words_are_kept_with_the_signature(desk, typed):
    sign(desk, typed, anything_else="Please call me by my first name 🙂")

    typed.refresh_from_db()
    assert typed.answers["free_text"] == "Please call me by my first name 🙂."


def test_something_unreadable_is_mended_first(desk, typed):
    type_into(desk, typed, "you", {"age": "old"})

    response = sign(desk, typed)

    typed.refresh_from_db()
    assert (response.status_code, typed.status) == (422, "draft")
    assert 'href="#part-you"' in response.content.decode()


def test_what_was_saved_since_is_read_back_before_anybody_signs(desk, typed, receptionist):
    typed.refresh_from_db()
    revision, changed = typed.revision, typed.raw["health"] | {"heart": ["some"]}
    submissions.save_draft(intake=typed, section="health", raw=changed, revision=revision, by=receptionist)

    response = sign(desk, typed, revision=revision, anything_else="Mind the left knee")

    page = response.content.decode()
    taken = desk.get(re.search(r'href="([^"]+)">Take what was saved', page)[1], follow=True)
    typed.refresh_from_db()
    assert (response.status_code, typed.status, taken.status_code) == (409, "draft", 200)
    assert "Mind the left knee" in page
    assert "Mind the left knee" not in taken.content.decode()
    assert sign(desk, typed, anything_else="Mind the left knee").status_code == 302


def test_last_words_that_cannot_be_read_have_a_place_to_lead_to(desk, typed):
    page = sign(desk, typed, anything_else="tea\x00").content.decode()

    assert 'href="#part-finish"' in page
    assert 'id="part-finish"' in page


def test_for_a_child_a_guardian_signs(desk, receptionist):
    child = ClientFactory(name="Pip Calloway", birth_date=datetime.date(2012, 5, 1), by=receptionist)
    intake = start(desk, child)
    type_all(desk, intake, HEALTHY | {"you": {"first_massage": "yes", "guardian": "yes"}})

    page = review(desk, intake)
    sign(desk, intake, "Wren Calloway")

    assert "a parent or guardian signs" in page
    assert set(child.consents.values_list("signed_as", "text__kind")) == {
        ("guardian", kind) for kind in ("massage", "privacy", "guardian")
    }


def test_a_second_press_leads_where_the_first_one_did(desk, typed):
    first, second = sign(desk, typed), desk.post(reverse("intake:submit", args=[typed.pk]), {"signed_name": "Wren"})

    assert first.headers["Location"] == second.headers["Location"]
    assert Intake.objects.count() == 1


def test_a_signed_intake_is_nobodys_to_type_into(desk, therapist_desk, typed):
    sign(desk, typed)

    for browser in (desk, therapist_desk):
        refused = browser.get(section_url(typed, "health"))
        assert (refused.status_code, str(NotADraft()) in refused.content.decode()) == (403, True)
        assert type_into(browser, typed, "health", {"heart": "some"}).status_code == 403


def test_the_desk_reads_what_it_types_and_never_what_was_signed(
    desk, therapist_desk, other_therapist_desk, admin_desk, typed
):
    answers = reverse("intake:answers", args=[typed.pk])
    assert [browser.get(answers).status_code for browser in (desk, therapist_desk)] == [404, 404]

    sign(desk, typed)

    seen = [browser.get(answers).status_code for browser in (desk, admin_desk, therapist_desk, other_therapist_desk)]
    assert seen == [403, 403, 200, 200]


def test_a_therapist_reads_the_whole_form(desk, therapist_desk, wren):
    intake = start(desk, wren)
    pain = {"body": "pain", "pain_map": ["lower_back_right"], "pain_map-sev-lower_back_right": "6"}
    heart = {"heart": "some", "heart_list": ["dvt_history"], "event_when__dvt_history": "m3", "medicines_other": ""}
    type_all(desk, intake, HEALTHY | {"body": pain, "health": HEALTHY["health"] | heart})
    sign(desk, intake, anything_else="Mind the left knee")

    page = therapist_desk.get(reverse("intake:answers", args=[intake.pk])).content.decode()

    assert "Lower back, right, 6 of 10" in page
    assert "at least 90 days ago" in page
    assert "Mind the left knee." in page
    assert "Wren Calloway" in page


def test_a_returning_client_is_asked_what_has_changed(desk, receptionist, typed, wren, monday_morning):
    sign(desk, typed)
    monday_morning.shift(30 * 24 * 3600)
    log_in_again(desk, receptionist)
    again = start(desk, Client.objects.get(pk=wren.pk))

    rest = {name: answers for name, answers in HEALTHY.items() if name not in ("you", "health")}
    type_all(desk, again, rest | {"changes": {"anything_changed": "none"}})
    sign(desk, again)

    again.refresh_from_db()
    typed.refresh_from_db()
    assert again.answers["denied"][:2] == ["conditions", "medications"]
    assert again.answers["health_section_answered"] is True
    assert typed.status == "superseded"


def test_what_was_not_sure_last_time_is_asked_back(desk, receptionist, typed, wren, monday_morning):
    type_into(desk, typed, "health", {"heart": "not_sure", "heart_unsure": "dvt_history"})
    sign(desk, typed)
    monday_morning.shift(30 * 24 * 3600)
    log_in_again(desk, receptionist)
    again = start(desk, wren)

    page = desk.get(section_url(again, "asked_back")).content.decode()
    type_into(desk, again, "changes", {"anything_changed": "none"})
    type_into(desk, again, "asked_back", {"asked_back__dvt_history": "no"})
    sign(desk, again)

    again.refresh_from_db()
    assert "Does this apply to you: " in page
    assert "dvt_history" in again.answers["denied"]
    assert "unsure" not in again.answers
