import re

import pytest
from django.urls import reverse

from intake import submissions
from intake.models import Intake
from tests.intake.views.taking import HEALTHY, log_in_again, section_url, shown_on, start, type_all, type_into

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday_morning")]


@pytest.fixture(autouse=True)
def _afterwards(settings):
    """Intake alone: afterwards people go to pages of its own."""
    settings.INTAKE_SUBMITTED_URL, settings.INTAKE_CLIENT_URL = "intake:answers", "intake:start"


def page_of(browser, intake, section) -> str:
    return browser.get(section_url(intake, section)).content.decode()


def test_the_receptionist_starts_an_intake_on_the_phone(desk, wren):
    response = desk.post(reverse("intake:start", args=[wren.pk]), {"way": "phone"})

    intake = Intake.objects.get()
    assert (intake.client, intake.way, intake.filled_by) == (wren, "phone", "staff")
    assert response.headers["Location"] == section_url(intake, "you")


def test_starting_again_goes_on_where_the_draft_is_open(desk, wren):
    intake = start(desk, wren)
    type_into(desk, intake, "you", HEALTHY["you"])

    response = desk.post(reverse("intake:start", args=[wren.pk]), {"way": "kiosk"})

    assert Intake.objects.count() == 1
    assert response.headers["Location"] == section_url(intake, "goal")


def test_an_intake_starts_by_post_alone(desk, wren):
    assert desk.get(reverse("intake:start", args=[wren.pk])).status_code == 405


def test_what_is_typed_is_kept_and_shown_again(desk, wren):
    intake = start(desk, wren)

    response = type_into(desk, intake, "you", {"age": "34", "first_massage": "no"})

    intake.refresh_from_db()
    assert intake.raw == {"you": {"age": ["34"], "first_massage": ["no"]}}
    assert response.headers["Location"] == section_url(intake, "goal")
    assert 'value="34"' in page_of(desk, intake, "you")


def test_an_answer_that_cannot_be_read_stays_with_a_link_to_it(desk, wren):
    intake = start(desk, wren)

    response = type_into(desk, intake, "you", {"age": "thirty-four", "first_massage": "no"})

    page = response.content.decode()
    assert response.status_code == 422
    assert 'href="#q-age"' in page
    assert 'value="thirty-four"' in page
    intake.refresh_from_db()
    assert intake.raw["you"]["age"] == ["thirty-four"]


def test_without_scripts_the_page_comes_again_with_what_follows(desk, wren):
    intake = start(desk, wren)

    first = type_into(desk, intake, "health", {"medicines": "some"})
    second = type_into(desk, intake, "health", {"medicines": "some", "medicines_list": ["antihypertensive"]})

    assert "medicines_list" in shown_on(first.content.decode())
    assert "bp_new" in shown_on(second.content.decode())
    assert "More came up" in second.content.decode()


def test_a_section_that_asks_nothing_new_goes_on_with_lines_left_open(desk, wren):
    intake = start(desk, wren)
    shown = shown_on(page_of(desk, intake, "health"))

    response = type_into(desk, intake, "health", dict.fromkeys(shown, ""))

    assert response.headers["Location"] == section_url(intake, "skin")


def test_the_page_says_what_is_open(desk, wren):
    intake = start(desk, wren)
    most = {k: v for k, v in HEALTHY["health"].items() if k not in ("allergies", "devices", "operations", "pregnancy")}
    type_into(desk, intake, "health", most | {"medicines": "some", "medicines_list": ["antihypertensive"]})

    page = page_of(desk, intake, "health")

    assert "4 lines and 1 question open" in page
    assert page.count("No answer yet") == 4


def test_finish_later_saves_and_leads_to_the_client(desk, wren):
    intake = start(desk, wren)

    response = type_into(desk, intake, "feeling", {"stress": "7"}, go="later")

    intake.refresh_from_db()
    assert intake.raw["feeling"] == {"stress": ["7"]}
    assert response.headers["Location"] == reverse("intake:start", args=[wren.pk])


def test_a_step_saves_before_it_goes(desk, wren):
    intake = start(desk, wren)

    response = type_into(desk, intake, "feeling", {"stress": "7"}, go="skin")

    intake.refresh_from_db()
    assert (intake.raw["feeling"], response.headers["Location"]) == ({"stress": ["7"]}, section_url(intake, "skin"))


def test_a_draft_saves_itself_and_answers_with_the_section(desk, wren):
    intake = start(desk, wren)

    response = type_into(desk, intake, "health", {"heart": "some"}, htmx=True)

    page = response.content.decode()
    assert response.status_code == 200
    assert "<html" not in page
    assert "heart_list" in shown_on(page)
    assert 'name="revision" value="1"' in page


def test_saving_the_same_again_is_no_new_revision(desk, wren):
    intake = start(desk, wren)
    for _ in range(2):
        type_into(desk, intake, "health", {"heart": "none"}, htmx=True)

    intake.refresh_from_db()
    assert intake.revision == 1


@pytest.mark.parametrize("htmx", [True, False])
def test_a_stale_tab_is_told_and_nothing_is_lost(desk, wren, receptionist, htmx):
    intake = start(desk, wren)
    submissions.save_draft(
        intake=intake, section="health", raw={"heart": ["none"], "mind": ["none"]}, revision=0, by=receptionist
    )

    stale = {"q": ["heart"], "heart": "some", "revision": 0}
    response = desk.post(section_url(intake, "health"), stale, headers={"HX-Request": "true"} if htmx else {})

    page = response.content.decode()
    intake.refresh_from_db()
    assert response.status_code == (200 if htmx else 409)
    assert "This intake was saved on another page" in page
    assert 'name="heart" value="some" checked' in " ".join(page.split())
    assert intake.raw["health"] == {"heart": ["none"], "mind": ["none"]}

    desk.post(section_url(intake, "health"), stale | {"keep": intake.revision})
    intake.refresh_from_db()
    assert intake.raw["health"] == {"heart": ["some"], "mind": ["none"]}


def test_an_alarm_brings_the_help_text_before_anything_else(desk, wren, location):
    location.emergency_number = "144"
    location.save()
    intake = start(desk, wren)

    quiet = type_into(desk, intake, "today", {"today": "some", "today_list": ["cold"]}, htmx=True).content.decode()
    loud = type_into(desk, intake, "today", {"today": "some", "today_list": ["chest_pressure"]}, htmx=True)

    assert "Get medical help now" not in quiet
    assert "Get medical help now" in loud.content.decode()
    assert "144" in loud.content.decode()


def test_yesterdays_today_is_asked_again(desk, receptionist, wren, monday_morning):
    intake = start(desk, wren)
    type_into(desk, intake, "today", {"today": "none"})
    monday_morning.shift(24 * 3600)
    log_in_again(desk, receptionist)

    page = page_of(desk, intake, "today")

    assert "These answers are of an earlier day" in page
    assert "1 line open" in page
    type_into(desk, intake, "today", {"today": "none"})
    assert "Nothing open" in page_of(desk, intake, "today")


def test_a_nul_is_refused_kindly(desk, wren):
    intake = start(desk, wren)

    response = type_into(
        desk, intake, "health", {"medicines": "some", "medicines_list": "other", "medicines_other": "a\x00b"}
    )

    assert response.status_code == 422
    assert "cannot be kept" in response.content.decode()


def test_a_therapist_may_take_an_intake_and_an_admin_may_not(therapist_desk, admin_desk, wren):
    intake = start(therapist_desk, wren)

    assert therapist_desk.get(section_url(intake, "you")).status_code == 200
    for url in (section_url(intake, "you"), reverse("intake:review", args=[intake.pk])):
        assert admin_desk.get(url).status_code == 403
    assert admin_desk.post(reverse("intake:start", args=[wren.pk])).status_code == 403
    assert admin_desk.post(section_url(intake, "you"), {"q": "age", "age": "3"}).status_code == 403


def test_what_does_not_exist_is_not_found(desk, wren):
    intake = start(desk, wren)

    assert desk.post(reverse("intake:start", args=[wren.pk + 99])).status_code == 404
    assert desk.get(reverse("intake:section", args=[intake.pk + 99, "you"])).status_code == 404
    assert desk.get(f"/intakes/{intake.pk}/elsewhere/").status_code == 404


@pytest.mark.parametrize("typed", ["11", ""])
def test_how_strong_a_place_hurts_is_shown_as_it_was_typed(desk, wren, typed):
    intake = start(desk, wren)

    pain = {"body": "pain", "pain_map": "knee_left", "pain_map-sev-knee_left": typed}
    page = type_into(desk, intake, "body", pain).content.decode()

    assert re.findall(r'name="pain_map-sev-knee_left"\s+value="(\w*)"', page) == [typed]


def test_a_section_that_is_not_on_this_persons_way_leads_to_the_read_back(desk, wren):
    intake = start(desk, wren)

    assert desk.get(section_url(intake, "changes")).headers["Location"] == reverse("intake:review", args=[intake.pk])


@pytest.mark.parametrize("revision", [0, 1])
def test_a_section_that_has_left_this_persons_way_keeps_what_was_typed(desk, wren, receptionist, revision):
    intake = start(desk, wren)
    submissions.save_draft(intake=intake, section="goal", raw={"goals": ["mobility"]}, revision=0, by=receptionist)

    typed = {"q": "anything_changed", "anything_changed": "none", "revision": revision}
    page = desk.post(section_url(intake, "changes"), typed, headers={"HX-Request": "true"})

    intake.refresh_from_db()
    assert (page.status_code, "saved on another page" in page.content.decode()) == (200, revision == 0)
    assert ("changes" in intake.raw) is (revision == 1)


@pytest.mark.parametrize("section", [*HEALTHY, "review"])
def test_a_page_takes_few_queries(desk, wren, section, django_assert_max_num_queries):
    intake = start(desk, wren)
    type_all(desk, intake)
    url = reverse("intake:review", args=[intake.pk]) if section == "review" else section_url(intake, section)

    with django_assert_max_num_queries(12):
        assert desk.get(url).status_code == 200
