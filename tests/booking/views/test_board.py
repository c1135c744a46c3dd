"""The day board as receptionist, therapist and admin see it, and what its poll brings."""

from datetime import date, time, timedelta

import pytest
import time_machine
from django.urls import reverse

from booking import scheduling
from booking.models import ClosingDay, Shift, TimeOff
from tests import factories
from tests.booking.at_the_desk import at, sign_intake
from tests.booking.views.pages import HTMX, classes, labels, words
from tests.factories import MONDAY, MONDAY_MORNING

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday_morning")]

BOARD = reverse("booking:board")
POLL = {**HTMX, "X-Poll": "1"}


def day(wanted):
    return reverse("booking:board-day", args=[wanted])


def since(page):
    return page.content.decode().split("since=", 1)[1].split('"', 1)[0].split("&", 1)[0]


@pytest.fixture
def book(location, room, service, therapist_row, receptionist):
    """``book("10:00", client)``: an hour with Tove on Monday, booked by the desk a week ago."""

    def book_one(wall, client, **more):
        wanted = {"service": service, "minutes": 60, "therapist": therapist_row, **more}
        return scheduling.book(
            client=client, location=location, starts_at=at(wall), by=receptionist,
            now=MONDAY_MORNING - timedelta(days=7), **wanted,
        )  # fmt: skip

    return book_one


def test_a_booking_stands_in_its_therapists_column_and_says_all_in_a_sentence(desk, book, wren, receptionist):
    sign_intake(wren, receptionist)
    scalp = factories.AddOnFactory()
    booked = book("10:00", wren, service=factories.ServiceFactory(name="Scalp", add_ons=[scalp]), add_ons=[scalp])

    page = desk.get(BOARD)

    assert labels(page, "appt") == [
        "10:00 to 11:10, Wren Calloway, Scalp 60, Willow, Booked. Add-ons: Scalp massage",
    ]
    assert classes(page, f"visit-{booked.pk}") == ["appt", "is-booked", "t24", "e38"]
    assert "1 booking" in words(page)
    assert 'style="' not in page.content.decode()


def test_the_badges_are_health_alert_intake_missing_and_note_unsigned(desk, book, wren, receptionist):
    theo = factories.ClientFactory(name="Theo Marsh", by=receptionist)
    una = factories.ClientFactory(name="Una Field", by=receptionist)
    sign_intake(una, receptionist)
    book("11:30", theo)
    sign_intake(theo, receptionist, pregnant=True)
    book("13:00", wren)
    done = book("09:00", una)
    scheduling.check_in(appointment=done, version=None, by=receptionist, now=at("09:00"))
    scheduling.start(appointment=done, version=None, by=receptionist, now=at("09:00"))
    scheduling.complete(appointment=done, version=None, by=receptionist, now=at("09:29"))

    cards = labels(desk.get(BOARD), "appt")

    assert [card.split(". ")[1:] for card in cards] == [["Note unsigned"], ["Health alert"], ["Intake missing"]]


def test_a_filter_dims_whatever_lacks_the_badge_and_is_a_link_back(desk, book, wren, receptionist):
    healthy = factories.ClientFactory(by=receptionist)
    sign_intake(healthy, receptionist)
    quiet, missing = book("10:00", healthy), book("12:00", wren)

    page = desk.get(day(MONDAY), {"show": "intake"})

    assert "is-dim" in classes(page, f"visit-{quiet.pk}")
    assert "is-dim" not in classes(page, f"visit-{missing.pk}")
    assert 'aria-label="1 intake, shown alone. Show all again"' in page.content.decode()
    assert "is-dim" not in desk.get(day(MONDAY), {"show": "nonsense"}).content.decode()


def test_a_cancelled_booking_shares_its_time_with_the_gap_it_leaves(desk, book, wren, receptionist):
    booked = book("12:00", wren)
    scheduling.cancel(appointment=booked, reason="ill", version=None, by=receptionist, now=MONDAY_MORNING)

    page = desk.get(BOARD)

    assert "half-l" in classes(page, f"visit-{booked.pk}")
    assert "half-r" in page.content.decode().split("Book Tove from 12:00", 1)[0].rsplit("<a class=", 1)[1]


def test_a_gap_leads_to_a_booking_at_its_start_with_its_therapist(desk, book, wren, therapist_row):
    book("10:00", wren)
    page = desk.get(BOARD)
    assert labels(page, "free")[:2] == ["Book Tove from 09:30", "Book Tove from 11:10"]
    address = f"{reverse('booking:new')}?therapist={therapist_row.pk}&amp;start=2026-04-13T10%3A00%3A00%2B00%3A00"
    assert address in page.content.decode()


def test_gaps_end_with_the_past_and_are_the_desks_alone(desk, therapist_desk, therapist_row):
    assert labels(desk.get(BOARD), "free")[0] == "Book Tove from 09:30"
    assert labels(desk.get(day(MONDAY - timedelta(days=1))), "free") == []
    assert labels(therapist_desk.get(BOARD), "free") == []


def test_off_shift_breaks_time_off_and_blocks_are_named(desk, receptionist, therapist_row):
    shift = therapist_row.shifts.get(weekday=0)
    shift.breaks.create(starts=time(12), ends=time(12, 30))
    TimeOff.objects.create(therapist=therapist_row, starts_at=at("15:00"), ends_at=at("16:00"), reason="Dentist")
    meeting = {"resource": therapist_row.resource, "kind": "meeting", "starts_at": at("13:00"), "ends_at": at("13:30")}
    scheduling.block(**meeting, by=receptionist, now=MONDAY_MORNING)

    said = words(desk.get(BOARD))

    assert all(each in said for each in ("From 09:00", "Break", "Meeting", "Away", "Off from 17:00"))
    assert "Dentist" not in said


def test_arriving_next_names_who_waits_and_who_comes_and_takes_an_arrival(desk, book, wren, receptionist):
    late = factories.ClientFactory(name="Una Field", by=receptionist)
    booked, later = book("10:00", wren), book("12:00", late)
    scheduling.check_in(appointment=later, version=None, by=receptionist, now=MONDAY_MORNING)

    said = words(desk.get(BOARD), 'id="arriving"')
    assert said.index("Wren Calloway") < said.index("Una Field") < said.index("Here")

    answer = desk.post(
        reverse("booking:status", args=[booked.pk, "arrive"]), {"version": booked.version, "next": day(MONDAY)}
    )
    assert (answer.status_code, answer.url) == (302, day(MONDAY))
    booked.refresh_from_db()
    assert booked.status == "arrived"


def test_other_days_have_no_arrivals_and_no_now_line(desk, therapist_row):
    today, tomorrow = desk.get(BOARD), desk.get(day(MONDAY + timedelta(days=1)))
    assert "now-pill" in today.content.decode()
    assert "now-pill" not in tomorrow.content.decode()
    assert "Nobody else is expected today." not in words(tomorrow)


def test_the_board_spans_what_is_outside_the_opening_hours(desk, location, therapist_row):
    Shift.objects.filter(weekday=0).update(starts=time(6), ends=time(23))
    said = words(desk.get(BOARD))
    assert "06:00" in said
    assert "22:00" in said


def test_a_closed_day_says_so_and_a_booking_on_it_still_shows(desk, book, wren, location):
    ClosingDay.objects.create(location=location, day=MONDAY + timedelta(days=6), reason="Easter")
    assert "9–17" in words(desk.get(day(MONDAY + timedelta(days=5))))
    assert "Closed: Easter" in words(desk.get(day(MONDAY + timedelta(days=6))))

    book("10:00", wren)
    ClosingDay.objects.create(location=location, day=MONDAY, reason="Water")
    page = desk.get(BOARD)
    assert "The house is closed on this day: Water" in words(page)
    assert len(labels(page, "appt")) == 1
    assert labels(page, "free") == []


def test_a_house_without_therapists_says_what_to_do(desk, location):
    assert "Nobody works here yet" in words(desk.get(BOARD))


def test_a_long_name_is_whole_in_the_accessible_name(desk, book, receptionist):
    name = "Wilhelmina Bartholomea Achterberg-Montgomery von und zu Langenfeld"
    book("10:00", factories.ClientFactory(name=name, by=receptionist))
    assert name in labels(desk.get(BOARD), "appt")[0]


# --- The poll ---


def test_a_poll_gets_204_until_something_changes_and_then_the_fragment(desk, book, wren, receptionist):
    booked = book("10:00", wren)
    version = since(desk.get(BOARD))
    assert desk.get(day(MONDAY), {"since": version}, headers=POLL).status_code == 204

    scheduling.confirm(appointment=booked, version=None, by=receptionist)
    fragment = desk.get(day(MONDAY), {"since": version}, headers=POLL)

    assert fragment.status_code == 200
    assert "<html" not in fragment.content.decode()
    assert "is-confirmed" in classes(fragment, f"visit-{booked.pk}")
    assert since(fragment) != version


def test_a_poll_sees_a_booking_that_moved_to_another_day(desk, book, wren, receptionist):
    booked = book("10:00", wren)
    version = since(desk.get(BOARD))
    scheduling.move(appointment=booked, starts_at=at("10:00", MONDAY + timedelta(1)), version=None, by=receptionist)
    assert labels(desk.get(day(MONDAY), {"since": version}, headers=POLL), "appt") == []


def test_a_poll_sees_an_intake_a_block_and_its_end(desk, book, wren, receptionist, therapist_row):
    book("10:00", wren)

    def changed_by(what):
        version = since(desk.get(BOARD))
        made = what()
        return desk.get(day(MONDAY), {"since": version}, headers=POLL).status_code, made

    seen, _ = changed_by(lambda: sign_intake(wren, receptionist))
    blocked, block = changed_by(
        lambda: scheduling.block(
            resource=therapist_row.resource, kind="meeting", starts_at=at("14:00"), ends_at=at("15:00"), by=receptionist
        )
    )
    freed, _ = changed_by(lambda: scheduling.unblock(block=block, by=receptionist))
    assert (seen, blocked, freed) == (200, 200, 200)


def test_the_board_is_drawn_anew_as_time_goes_by(desk, therapist_row):
    version = since(desk.get(BOARD))
    with time_machine.travel(MONDAY_MORNING + timedelta(minutes=5), tick=False):
        assert desk.get(day(MONDAY), {"since": version}, headers=POLL).status_code == 200


def test_without_htmx_a_known_version_is_still_a_page(desk, therapist_row):
    version = since(desk.get(BOARD))
    assert desk.get(day(MONDAY), {"since": version}).status_code == 200


# --- Who, and how much ---


def test_everybody_who_works_here_sees_the_board_and_nobody_else(therapist_desk, admin_desk, client, location):
    outsider = factories.UserFactory(username="olga", location=location)
    assert [browser.get(BOARD).status_code for browser in (therapist_desk, admin_desk)] == [200, 200]
    assert client.get(BOARD).status_code == 302
    client.force_login(outsider, backend="spa.accounts.StaffBackend")
    assert client.get(BOARD).status_code == 403


def test_home_is_the_board_for_the_desk_and_my_day_for_therapists(desk, admin_desk, therapist_desk, therapist_row):
    pages = [browser.get("/").url for browser in (desk, admin_desk, therapist_desk)]
    assert pages == [BOARD, BOARD, reverse("booking:my-day")]


def test_a_therapist_without_a_row_begins_at_the_board(therapist_desk):
    assert therapist_desk.get("/").url == BOARD


@pytest.mark.parametrize("path", ["/board/2026-02-30/", "/board/today/"])
def test_what_is_no_day_is_no_address(desk, path):
    assert desk.get(path).status_code == 404


@pytest.mark.parametrize("wanted", [date(1, 1, 1), date(9999, 12, 31)])
def test_the_ends_of_time_are_not_an_error(desk, therapist_row, wanted):
    assert desk.get(day(wanted)).status_code == 200


@pytest.mark.parametrize("size", [1, 20])
def test_ten_queries_whatever_the_number_of_therapists(
    desk, location, service, receptionist, django_assert_num_queries, size
):
    scalp = factories.AddOnFactory()
    service.add_ons.set([scalp])
    for _ in range(size):
        factories.RoomFactory(location=location)
        therapist = factories.TherapistFactory(location=location)
        client = factories.ClientFactory(by=receptionist)
        sign_intake(client, receptionist)
        for wall in ("10:00", "14:00"):
            scheduling.book(
                client=client, location=location, service=service, minutes=60, starts_at=at(wall), therapist=therapist,
                add_ons=[scalp], by=receptionist, now=MONDAY_MORNING,
            )  # fmt: skip
    desk.get(BOARD)

    with django_assert_num_queries(10):
        page = desk.get(BOARD)
    with django_assert_num_queries(4):
        assert desk.get(day(MONDAY), {"since": since(page)}, headers=POLL).status_code == 204

    assert len(labels(page, "appt")) == 2 * size


def test_the_way_to_a_new_booking_is_shown_to_who_may_book(desk, admin_desk, therapist_desk, therapist_row):
    shown = ["btn-new" in browser.get(BOARD).content.decode() for browser in (desk, admin_desk, therapist_desk)]
    assert shown == [True, True, False]
