"""Finding a time and booking it: from a suggestion, from a gap of the board, or with nothing but a caller's wish."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from booking.models import Appointment
from intake import submissions
from tests import factories
from tests.booking.at_the_desk import TUESDAY, at, sign_intake
from tests.booking.views.pages import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday_morning")]

NEW, BOOK, FIND = (reverse(f"booking:{name}") for name in ("new", "book", "find-client"))
TEN = at("10:00", TUESDAY)


@pytest.fixture
def scalp(db):
    return factories.AddOnFactory(code="scalp_massage", minutes=10)


@pytest.fixture
def service(scalp):
    oil = factories.AddOnFactory(code="nut_carrier_oil", minutes=0, price="5.00")
    return factories.ServiceFactory(add_ons=[scalp, oil])


@pytest.fixture
def wish(service, therapist_row, room, wren):
    """What the page sends for Wren, Tuesday at ten with Tove."""
    return {
        "client": wren.pk,
        "service": service.pk,
        "minutes": 60,
        "wish": "any",
        "slot": slot(TEN, therapist_row),
        "first": "2026-04-14",
        "token": str(uuid4()),
    }


def slot(moment, therapist=None):
    return f"{moment:%Y-%m-%dT%H:%M}Z~{therapist.pk if therapist else ''}"


def bill(response):
    found = response.content.decode().split('id="bill"', 1)[1].split("</aside>", 1)[0]
    return " ".join(re.sub(r"<[^>]*>", " ", found.split(">", 1)[1]).replace("\xa0", " ").split())


def booked():
    return [
        (each.client.name, each.starts_at, each.minutes, each.therapist.resource.name)
        for each in Appointment.objects.select_related("client", "therapist__resource")
    ]


# --- The page ---


def test_with_nothing_chosen_the_first_service_and_a_week_are_shown(desk, service, therapist_row, room):
    page = desk.get(NEW)

    assert "13 to 19 April" in words(page)
    assert (
        bill(page) == "Choose a time The price stands already. Swedish massage 60 min €90.00 Total 60 min €90.00 Book"
    )
    assert 'value="2026-04-14T08:00Z~' in page.content.decode()


def test_an_add_on_moves_the_end_and_the_price(desk, wish, scalp):
    page = desk.get(NEW, wish | {"add_ons": [scalp.pk]})

    assert bill(page) == (
        "Tuesday 14 April 10:00 to 11:10 with Tove in Willow"
        " Swedish massage 60 min €90.00 Scalp massage 10 min €15.00 Total 70 min €105.00 Book Tuesday 10:00"
    )


def test_htmx_gets_the_parts_that_change_and_hears_what_there_is(desk, wish):
    parts = desk.get(NEW, wish, headers={"HX-Request": "true"})

    assert re.findall(r'<(?:section|aside)[^>]* id="(\w+)"', parts.content.decode()) == ["options", "times", "bill"]
    assert "<html" not in parts.content.decode()
    assert "10:00 picked. 60 minutes." in parts.headers["HX-Trigger"]


def test_without_scripts_the_update_button_keeps_everything_and_books_nothing(desk, wish, scalp):
    typed = wish | {"desk_line": "Likes it quiet", "add_ons": [scalp.pk], "area-neck_back": "focus"}

    page = desk.post(NEW, typed)

    assert page.status_code == 200
    assert 'value="Likes it quiet"' in page.content.decode()
    assert "Focus: Back of neck." in words(page)
    assert "Total 70 min" in bill(page)
    assert wish["token"] in page.content.decode()
    assert not Appointment.objects.exists()


def test_a_gap_of_the_board_is_picked_with_its_therapist(desk, service, therapist_row, other_therapist_row, room):
    starts = at("10:15", TUESDAY).isoformat()

    page = desk.get(NEW, {"therapist": other_therapist_row.pk, "start": starts})

    assert bill(page).startswith("Tuesday 14 April 10:15 to 11:15 with Theo in Willow")


def test_a_plus_that_was_not_escaped_still_reads_as_a_time_zone(desk, service, therapist_row, room):
    page = desk.get(f"{NEW}?start=2026-04-14T10:15:00+02:00")

    assert bill(page).startswith("Tuesday 14 April 10:15")


def test_a_gap_that_is_too_small_says_so(desk, service, therapist_row, room):
    page = desk.get(NEW, {"therapist": therapist_row.pk, "start": at("16:30", TUESDAY).isoformat()})

    assert "Tue 14 April 16:30 does not fit." in bill(page)


def test_from_a_suggestion_the_areas_come_along_and_may_be_changed(
    desk, service, therapist_row, room, wren, receptionist
):
    sign_intake(
        wren, receptionist, goals=["relaxation", "pain_relief"], pain_map={"neck_back": 2}, avoid_regions=["calf_left"]
    )

    page = desk.get(NEW, {"client": wren.pk})

    assert "From the intake. Focus: Back of neck. Leave out: Calf, left." in words(page)
    changed = desk.post(NEW, {"client": wren.pk, "planned_for": wren.pk, "area-jaw_left": "focus"})
    assert "Focus: Jaw (TMJ), left." in words(changed)
    emptied = desk.post(NEW, {"client": wren.pk, "planned_for": wren.pk})
    assert "Back of neck." not in words(emptied).split("For the therapist")[1].split("Where to work")[0]


def test_a_client_alone_brings_the_suggested_service(desk, service, therapist_row, room, wren, receptionist):
    factories.ServiceFactory(name="Aroma", position=1, durations={30: "40"})
    sign_intake(wren, receptionist, requested_minutes=90)

    assert "Swedish massage 90 min" in bill(desk.get(NEW, {"client": wren.pk}))


def test_a_ruled_out_add_on_is_off_with_its_reason(desk, wish, service, wren, receptionist):
    sign_intake(wren, receptionist, allergies=["nuts"])
    oil = service.add_ons.get(code="nut_carrier_oil")

    page = desk.get(NEW, wish | {"add_ons": [oil.pk]})

    option = page.content.decode().split(f'id="add-on-{oil.pk}"')[1].split("</label>")[0]
    assert "disabled" in option
    assert "checked" not in option
    assert "Nut oil" not in bill(page)


def test_a_pregnant_clients_page_names_who_is_trained(desk, wish, therapist_row, location, wren, receptionist):
    factories.TherapistFactory(name="Mira", location=location, trainings=["prenatal"])
    sign_intake(wren, receptionist, age=30, pregnant=True, pregnancy_weeks=24)

    page = desk.get(NEW, wish)

    assert "Trained for this client: Mira." in words(page)
    assert "Tove has not learned what this client needs. Trained: Mira." in bill(page)


def test_earlier_days_end_at_today(desk, service, therapist_row, room):
    assert 'id="earlier"' not in desk.get(NEW).content.decode()
    assert 'name="first" value="2026-04-13"' in desk.get(NEW, {"first": "2026-04-18"}).content.decode()


def test_a_week_without_times_says_why_once(desk, service, room):
    page = desk.get(NEW)

    assert "No time in these seven days" in words(page)
    assert "<table" not in page.content.decode()


def test_the_clients_wish_for_a_woman_is_taken_over(desk, service, therapist_row, room, wren, receptionist):
    submissions.change_client(client=wren, therapist_wish="woman", by=receptionist)

    page = desk.get(NEW, {"client": wren.pk}).content.decode()

    assert re.search(r'id="wish-woman"[^>]* checked', page)


@pytest.mark.parametrize(
    "query",
    [
        {"service": "999999", "minutes": "-5", "therapist": "x", "room": "0", "client": "999999"},
        {"slot": "nonsense~", "first": "9999-99-99", "wish": "dragon", "add_ons": ["x", "7"]},
        {"start": "0001-01-01T00:00:00+14:00", "minutes": "99999999999999999999", "client": "9" * 30},
    ],
)
def test_a_wish_that_makes_no_sense_shows_the_page_as_it_begins(desk, service, therapist_row, room, query):
    assert "Swedish massage 60 min" in bill(desk.get(NEW, query))


def test_an_empty_catalogue_still_shows_a_page(desk, location):
    assert desk.get(NEW).status_code == 200


# --- Who it is for ---


def test_clients_are_found_while_typing_and_picked_by_a_button(desk, wish, wren, receptionist):
    factories.ClientFactory(name="Jonas Whitlock", by=receptionist)

    found = desk.get(FIND, {"q": "cal"}).content.decode()
    assert "Wren Calloway" in found
    assert "Jonas" not in found

    page = desk.post(NEW, wish | {"client": wren.pk})
    assert f'<input type="hidden" name="client" value="{wren.pk}">' in page.content.decode()


def test_one_letter_finds_nobody(desk, wren):
    assert "Wren" not in desk.get(FIND, {"q": "w"}).content.decode()


def test_without_scripts_find_shows_the_same_people(desk, wish, wren):
    assert "Wren Calloway" in words(desk.post(NEW, wish | {"client": "", "q": "wren"}))
