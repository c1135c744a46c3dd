"""The panel of an appointment: what it says, what comes next, and what a press does, with htmx and without."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from booking import scheduling
from booking.models import Appointment
from intake import submissions
from tests import factories
from tests.booking.at_the_desk import at, sign_intake
from tests.booking.views.pages import HTMX, filled, version_on, words
from tests.factories import MONDAY_MORNING

SESSION_USER_AND_ROLES = 3

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday_morning")]

TOMORROW = timedelta(days=1)


@pytest.fixture
def booked(location, room, service, therapist_row, wren, receptionist):
    """Wren at ten with Tove, without an intake."""
    return scheduling.book(
        client=wren, location=location, service=service, minutes=60, starts_at=at("10:00"), therapist=therapist_row,
        by=receptionist, now=MONDAY_MORNING,
    )  # fmt: skip


@pytest.fixture
def arrived(booked, receptionist):
    return scheduling.check_in(appointment=booked, version=None, by=receptionist, now=MONDAY_MORNING)


def peek(booked):
    return reverse("booking:peek", args=[booked.pk])


def verb(booked, name):
    return reverse("booking:status", args=[booked.pk, name])


def press(browser, booked, name, **more):
    booked.refresh_from_db()
    return browser.post(verb(booked, name), {"version": booked.version, **more})


# --- What it says ---


def test_the_panel_tells_time_service_people_and_price(desk, booked):
    page = desk.get(peek(booked))
    said = words(page)
    assert all(
        each in said
        for each in ("Wren Calloway", "10:00 to 11:00", "Swedish massage 60", "Tove, Willow", "Total €90.00", "Booked")
    )
    assert filled(page) == ["Arrived"]


def test_one_view_is_the_page_and_the_fragment(desk, booked):
    fragment = desk.get(peek(booked), headers=HTMX).content.decode()
    assert "<html" not in fragment
    assert "<html" in desk.get(peek(booked)).content.decode()


def test_cautions_show_level_sentence_and_action_and_never_answers(desk, booked, wren, receptionist):
    sign_intake(wren, receptionist, pregnant=True, free_text="Zwetschgenroester")
    said = words(desk.get(peek(booked)))
    assert "Doctor's word first" in said
    assert "Hold the booking and send the clearance letter." in said
    assert "Zwetschgenroester" not in said


def test_price_has_a_line_for_each_add_on(desk, booked, service, receptionist):
    scalp = factories.AddOnFactory()
    service.add_ons.set([scalp])
    scheduling.change_add_ons(appointment=booked, add_ons=[scalp], version=None, by=receptionist, now=MONDAY_MORNING)
    assert "Scalp massage 10\xa0min €15.00 Total €105.00".replace("\xa0", " ") in words(desk.get(peek(booked))).replace(
        "\xa0", " "
    )


# --- What comes next ---


def test_tomorrows_booking_is_confirmed_and_todays_arrives(desk, booked, receptionist):
    scheduling.move(appointment=booked, starts_at=at("10:00") + TOMORROW, version=None, by=receptionist)
    assert filled(desk.get(peek(booked))) == ["Confirm"]
    press(desk, booked, "confirm")
    assert filled(desk.get(peek(booked))) == ["Take intake"]


@pytest.mark.parametrize(
    ("answers", "button"),
    [
        (None, "Take intake"),
        ({"age": 16}, "Take guardian's signature"),
        ({"pregnant": True}, "See what stands against it"),
        ({"goals": [], "primary_goal": None, "health_section_answered": False}, "Record the answer"),
        ({}, "Start session"),
    ],
    ids=["no intake", "a minor", "a doctor is asked", "a question is open", "nothing"],
)
def test_what_blocks_the_start_becomes_the_filled_button(desk, arrived, wren, receptionist, answers, button):
    if answers is not None:
        sign_intake(wren, receptionist, **answers)
    page = desk.get(peek(arrived))
    assert filled(page) == [button]
    assert ("disabled" in page.content.decode()) is (button != "Start session")


def test_a_draft_is_continued(desk, arrived, wren, receptionist):
    submissions.start_intake(client=wren, way="desk", by=receptionist)
    assert filled(desk.get(peek(arrived))) == ["Continue intake"]


def test_the_button_leads_from_arrival_to_the_note(desk, therapist_desk, booked, wren, receptionist):
    sign_intake(wren, receptionist)
    seen = []
    for name in ("arrive", "start", "complete"):
        seen += filled(desk.get(peek(booked)))
        assert press(desk, booked, name).status_code == 302
    assert seen == ["Arrived", "Start session", "Complete"]
    assert filled(desk.get(peek(booked))) == ["Book again"]
    assert filled(therapist_desk.get(peek(booked))) == ["Session note"]


def test_no_show_asks_first_and_can_be_taken_back(desk, booked):
    with time_machine.travel(at("10:20"), tick=False):
        asked = desk.get(verb(booked, "no-show"))
        assert "Did Wren Calloway not come?" in words(asked)
        booked.refresh_from_db()
        assert booked.status == "booked"
        assert press(desk, booked, "no-show").status_code == 302
        page = desk.get(peek(booked))
        assert "No-show" in words(page)
        assert filled(page) == ["Arrived"]


def test_an_early_no_show_is_refused_in_words(desk, booked):
    answer = press(desk, booked, "no-show")
    assert answer.status_code == 409
    assert "The visit starts at 10:00." in words(answer)


# --- What a press does ---


def test_a_press_with_htmx_brings_the_panel_and_tells_the_board(desk, booked):
    answer = desk.post(verb(booked, "arrive"), {"version": booked.version}, headers=HTMX)
    assert (answer.status_code, answer["HX-Retarget"], answer["HX-Reswap"]) == (200, "#peek", "innerHTML")
    assert "boardChanged" in answer["HX-Trigger-After-Settle"]
    assert "Wren Calloway is here." in words(answer)
    assert filled(answer) == ["Take intake"]


def test_a_tap_in_the_list_leaves_the_panel_alone(desk, booked):
    data = {"version": booked.version, "from": "list"}
    done = desk.post(verb(booked, "arrive"), data, headers=HTMX)
    again = desk.post(verb(booked, "arrive"), data, headers=HTMX)
    assert [(answer.status_code, "HX-Retarget" in answer) for answer in (done, again)] == [(200, False), (409, False)]
    assert "Rosa changed this appointment at 09:30 (arrived)." in words(again)


def test_a_stale_press_says_who_did_what_and_changes_nothing(desk, booked, admin):
    scheduling.confirm(appointment=booked, version=None, by=admin)
    answer = desk.post(verb(booked, "arrive"), {"version": booked.version})
    assert answer.status_code == 409
    assert "09:30, Ada: Confirmed" in words(answer)
    assert Appointment.objects.get().status == "confirmed"
    assert desk.post(verb(booked, "arrive"), {"version": version_on(answer)}).status_code == 302


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999999999999", "²"])
def test_a_press_without_a_readable_version_is_stale(desk, booked, version):
    assert desk.post(verb(booked, "arrive"), {"version": version}).status_code == 409


def test_a_refused_start_gives_the_reason(desk, arrived):
    answer = press(desk, arrived, "start")
    assert answer.status_code == 409
    assert "There is no intake for Wren Calloway yet." in words(answer)


def test_only_our_own_addresses_are_led_back_to(desk, booked):
    assert press(desk, booked, "confirm", next="https://elsewhere.example/").url == peek(booked)


# --- Who ---


def test_the_therapist_of_the_session_takes_its_status_and_another_does_not(
    therapist_desk, other_therapist_desk, booked
):
    assert press(other_therapist_desk, booked, "arrive").status_code == 403
    assert press(therapist_desk, booked, "arrive").status_code == 302


def test_a_therapist_moves_and_cancels_nothing(therapist_desk, booked, receptionist):
    doors = [reverse(f"booking:{name}", args=[booked.pk]) for name in ("cancel", "move")]
    assert [therapist_desk.post(door).status_code for door in doors] == [403, 403]
    scheduling.cancel(appointment=booked, reason="ill", version=None, by=receptionist)
    assert press(therapist_desk, booked, "uncancel").status_code == 403


def test_an_admin_works_the_desk_but_takes_no_intake(admin_desk, arrived):
    page = admin_desk.get(peek(arrived))
    assert filled(page) == []
    assert "The session can start once the intake is signed." in words(page)


def test_unknown_appointments_and_plain_gets_of_verbs(desk, booked):
    assert desk.get("/appointments/999999/").status_code == 404
    assert desk.get(f"/appointments/{10**30}/").status_code == 404
    assert desk.get(verb(booked, "start")).status_code == 405
    assert desk.post(f"/appointments/{booked.pk}/explode/").status_code == 404


def test_history_tells_who_did_what(desk, booked, admin, receptionist):
    scheduling.confirm(appointment=booked, version=None, by=admin)
    scheduling.move(appointment=booked, starts_at=at("14:00"), version=None, by=receptionist)
    scheduling.cancel(appointment=booked, reason="ill", version=None, by=admin)
    said = words(desk.get(reverse("booking:history", args=[booked.pk])))
    assert "Cancelled Mon 13 April 09:30 Ada. Client is ill" in said
    assert "Moved Mon 13 April 09:30 Rosa. From Mon 13 April 10:00, Tove, Willow to Mon 13 April 14:00" in said
    assert "Confirmed Mon 13 April 09:30 Ada" in said


@pytest.mark.parametrize("events", [0, 8])
@pytest.mark.parametrize(("told", "questions"), [({}, 10), ({"unsure": ["osteoporosis"]}, 12)])
def test_the_panel_asks_twelve_questions_at_most_however_much_happened(
    desk, booked, wren, receptionist, django_assert_num_queries, events, told, questions
):
    sign_intake(wren, receptionist, **told)
    for n in range(events):
        hour = at("12:00") if n % 2 else at("14:00")
        scheduling.move(appointment=booked, starts_at=hour, version=None, by=receptionist)
    with django_assert_num_queries(SESSION_USER_AND_ROLES + questions):
        desk.get(peek(booked))
