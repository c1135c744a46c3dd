"""Clients: found as one types, added with a name alone, read and changed by whoever may."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from booking import scheduling
from intake import submissions
from intake.models import Client
from tests import factories
from tests.booking.at_the_desk import at, sign_intake
from tests.booking.views.pages import HTMX, filled, words
from tests.factories import MONDAY_MORNING

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday_morning")]

SEARCH, NEW, ALL = (reverse(f"booking:{name}") for name in ("client-search", "client-new", "clients"))


def card(client):
    return reverse("booking:client", args=[client.pk])


def edit(client):
    return reverse("booking:client-edit", args=[client.pk])


@pytest.fixture
def book(location, room, service, therapist_row, receptionist):
    def book_one(client, moment):
        return scheduling.book(
            client=client, location=location, service=service, minutes=60, starts_at=moment, therapist=therapist_row,
            by=receptionist, now=MONDAY_MORNING,
        )  # fmt: skip

    return book_one


# --- Search ---


@pytest.mark.parametrize("typed", ["wren", "CALLO", "call wre", "0123", "+4316600123", "6600123"])
def test_a_client_is_found_by_the_beginning_of_name_or_phone(desk, wren, typed):
    assert "Wren Calloway" in words(desk.get(SEARCH, {"q": typed}, headers=HTMX))


def test_a_result_names_phone_and_next_visit(desk, wren, book):
    book(wren, at("15:00") + timedelta(days=2))
    book(wren, at("10:00") + timedelta(days=1))
    said = words(desk.get(SEARCH, {"q": "wren"}, headers=HTMX), "<a")
    assert "Wren Calloway Intake missing" in said
    assert "Tue 14 April 10:00 with Tove" in said
    assert "15:00" not in said


@pytest.mark.parametrize(
    ("typed", "query"),
    [("Una Field", "name=Una+Field"), ("555 0142", "phone=555+0142"), ("una@field.test", "email=una%40field.test")],
)
def test_what_was_typed_begins_a_new_card(desk, location, typed, query):
    for headers in (HTMX, {}):
        page = desk.get(SEARCH, {"q": typed}, headers=headers)
        assert f"{NEW}?{query}" in page.content.decode()
        assert f"Add {typed} as a new client" in words(page)


def test_search_is_a_fragment_or_a_page_and_nothing_for_nothing(desk, wren):
    assert "<html" not in desk.get(SEARCH, {"q": "wren"}, headers=HTMX).content.decode()
    assert "<html" in desk.get(SEARCH, {"q": "wren"}).content.decode()
    assert "1 client found." in desk.get(SEARCH, {"q": "wren"}, headers=HTMX)["HX-Trigger"]
    assert desk.get(SEARCH, {"q": "  "}, headers=HTMX).content.decode().strip() == ""
    assert "Type a name" in words(desk.get(SEARCH))


@pytest.mark.parametrize("typed", ["\x00", "<script>", "%", "'", "x" * 5000, "\ufffd", "ß", "-"])
def test_odd_text_is_searched_and_shown_harmlessly(desk, wren, typed):
    page = desk.get(SEARCH, {"q": typed})
    assert page.status_code == 200
    assert "<script>" not in page.content.decode().split("<main", 1)[1]


def test_many_results_are_cut_with_a_way_to_all(desk, receptionist):
    for n in range(10):
        factories.ClientFactory(name=f"Mara {n}", by=receptionist)
    page = desk.get(SEARCH, {"q": "mara"}, headers=HTMX)
    assert words(page).count("No phone") == 8
    assert "Show all that fit" in words(page)


@pytest.mark.parametrize("size", [1, 20])
def test_lists_ask_the_same_few_questions(desk, receptionist, book, django_assert_num_queries, size):
    for n in range(size):
        client = factories.ClientFactory(name=f"Mara {n}", by=receptionist)
        book(client, at("10:00") + timedelta(days=n + 1))
    for address, count in ((f"{SEARCH}?q=mara", 6), (ALL, 7)):
        desk.get(address)
        with django_assert_num_queries(count):
            desk.get(address)


# --- Add ---


def test_a_name_is_enough(desk, location):
    answer = desk.post(NEW, {"name": "  Una   Field "})
    una = Client.objects.get()
    assert (una.name, answer.url) == ("Una Field", card(una))


def test_a_new_client_is_brought_back_to_the_booking(desk, location):
    wanted = f"{reverse('booking:new')}?therapist=3"
    page = desk.get(NEW, {"name": "Una Field", "next": wanted})
    assert 'value="Una Field"' in page.content.decode()
    answer = desk.post(NEW, {"name": "Una Field", "next": wanted})
    assert answer.url == f"{wanted}&client={Client.objects.get().pk}"


@pytest.mark.parametrize("onward", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_nobody_is_led_elsewhere(desk, location, onward):
    assert desk.post(NEW, {"name": "Una Field", "next": onward}).url == card(Client.objects.get())


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("name", "", "Type the client's name."),
        ("name", "...", "Type the name in letters."),
        ("name", "x" * 121, "At most 120 characters; there are 121."),
        ("name", "Una\x00", "One character here cannot be kept."),
        ("phone", "12", "This number cannot be read."),
        ("phone", "9" * 500, "This number cannot be read."),
        ("phone", "+43 1\x00", "This number cannot be read."),
        ("email", "una@", "This address cannot be read."),
        ("email", "una\x00@field.test", "One character here cannot be kept."),
    ],
)
def test_what_cannot_be_kept_is_refused_kindly_and_stays_on_the_page(desk, location, field, typed, said):
    answer = desk.post(NEW, {"name": "Una Field", field: typed})
    assert answer.status_code == 422
    assert said in words(answer)
    assert f'value="{typed}"' in answer.content.decode() or not typed
    assert not Client.objects.exists()


# --- One person ---


def test_the_page_of_a_client_shows_visits_and_what_is_missing(desk, wren, book, receptionist):
    book(wren, at("10:00") + timedelta(days=1))
    gone = book(wren, at("13:00"))
    scheduling.cancel(appointment=gone, reason="ill", version=None, by=receptionist)

    page = desk.get(card(wren))
    said = words(page)

    coming, earlier = said.split("Coming visits")[1].split("History", 1)
    assert "Swedish massage 60 with Tove, Willow Booked Tue 14 April, 10:00" in coming
    assert "Cancelled Mon 13 April, 13:00 Client is ill" in earlier
    assert "Intake missing" in said
    assert filled(page) == ["Book"]
    assert "Take intake" in said


def test_the_desk_sees_cautions_and_a_therapist_the_lists_and_answers(desk, therapist_desk, wren, receptionist):
    intake = sign_intake(wren, receptionist, allergies=["latex"], free_text="Zwetschgenroester")
    answers = reverse("intake:answers", args=[intake.pk])

    at_the_desk, at_the_table = desk.get(card(wren)), therapist_desk.get(card(wren))

    assert "Allergies" not in words(at_the_desk)
    assert answers not in at_the_desk.content.decode()
    assert "Allergies Latex" in words(at_the_table)
    assert answers in at_the_table.content.decode()
    assert reverse("booking:suggestion", args=[intake.pk]) in at_the_desk.content.decode()
    assert "Zwetschgenroester" not in at_the_desk.content.decode() + at_the_table.content.decode()


def test_what_stands_against_a_visit_takes_the_place_of_the_booking(desk, wren, receptionist):
    sign_intake(wren, receptionist, pregnant=True)
    page = desk.get(card(wren))
    assert filled(page) == ["See what stands against a visit"]
    assert "Doctor's word first" in words(page)


def test_a_draft_is_continued_from_the_page(desk, wren, receptionist):
    sign_intake(wren, receptionist)
    submissions.start_intake(client=wren, way="desk", by=receptionist)
    said = words(desk.get(card(wren)))
    assert "A newer intake is not finished" in said
    assert "Not finished" in said
    assert "Continue intake" in said


def test_the_card_is_changed_line_by_line(desk, wren):
    page = desk.get(edit(wren))
    assert 'value="Wren Calloway"' in page.content.decode()
    typed = {
        "name": "Wren Calloway", "preferred_name": "Wrennie", "phone": "+43 1 6600123", "email": "wren@calloway.test",
        "birth_date": "1990-04-30", "emergency_contact_name": "Jo", "emergency_contact_phone": "+43 1 6600124",
        "pressure_preference": "light", "talk_preference": "quiet", "therapist_wish": "woman",
        "preferences": "Warm table", "may_email": "on",
    }  # fmt: skip
    assert desk.post(edit(wren), typed).url == card(wren)
    wren.refresh_from_db()
    assert (wren.birth_date, wren.therapist_wish, wren.may_email, wren.contact_consent_at) == (
        date(1990, 4, 30), "woman", True, MONDAY_MORNING,
    )  # fmt: skip
    said = words(desk.get(card(wren)))
    assert all(each in said for each in ("Likes to be called Wrennie", "35 years", "Warm table", "By e-mail since"))


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("birth_date", "2026-04-14", "Check the year"),
        ("birth_date", "1899-12-31", "Check the year"),
        ("birth_date", "spring", "Write the day like 1990-04-30."),
        ("preferences", "x" * 2001, "At most 2000 characters; there are 2001."),
        ("may_email", "on", "Type an e-mail address, or take the tick away below."),
        ("emergency_contact_phone", "no", "This number cannot be read."),
    ],
)
def test_a_card_that_cannot_be_kept_says_what_to_mend(desk, wren, field, typed, said):
    answer = desk.post(edit(wren), {"name": "Wren C.", field: typed})
    assert answer.status_code == 422
    assert said in words(answer)
    assert 'value="Wren C."' in answer.content.decode()
    wren.refresh_from_db()
    assert wren.name == "Wren Calloway"


def test_two_people_who_change_different_lines_do_not_undo_each_other(desk, wren, admin):
    page = desk.get(edit(wren))
    submissions.change_client(client=wren, preferences="Warm table", phone="+43 1 6600999", by=admin)

    answer = desk.post(edit(wren), as_it_stands(page) | {"preferred_name": "Wrennie", "birth_date": "1990-04-30"})

    assert answer.status_code == 302
    wren.refresh_from_db()
    changed = (wren.preferred_name, wren.birth_date, wren.preferences, str(wren.phone))
    assert changed == ("Wrennie", date(1990, 4, 30), "Warm table", "+4316600999")


def as_it_stands(page):
    """What the form on a page would send if nobody touched it."""
    form = page.context["form"]
    typed = {bound.html_name: bound.value() for bound in form}
    opened = {bound.html_initial_name: bound.value() for bound in form}
    return {name: "" if value in (None, False) else str(value) for name, value in (typed | opened).items()}


# --- Who ---


def test_every_role_finds_and_changes_clients_and_others_do_not(
    desk, therapist_desk, admin_desk, client, wren, location
):
    outsider = factories.UserFactory(username="olga", location=location)
    doors = [ALL, SEARCH, NEW, card(wren), edit(wren)]
    for browser in (desk, therapist_desk, admin_desk):
        assert [browser.get(door).status_code for door in doors] == [200] * 5
    client.force_login(outsider, backend="spa.accounts.StaffBackend")
    assert [client.get(door).status_code for door in doors] == [403] * 5


def test_an_admin_books_but_takes_no_intake(admin_desk, wren):
    page = admin_desk.get(card(wren))
    assert filled(page) == ["Book"]
    assert "Take intake" not in words(page)


def test_a_therapist_takes_intakes_but_does_not_book(therapist_desk, wren):
    page = therapist_desk.get(card(wren))
    assert "Take intake" in words(page)
    assert filled(page) == ["Take intake"]


def test_unknown_clients_are_404(desk, location):
    doors = ("/clients/999999/", "/clients/999999/edit/", f"/clients/{10**30}/")
    assert [desk.get(door).status_code for door in doors] == [404, 404, 404]


def test_pages_of_the_list(desk, receptionist):
    for n in range(51):
        factories.ClientFactory(name=f"Mara {n:02}", by=receptionist)
    assert "Page 1 of 2" in words(desk.get(ALL))
    assert "Mara 50" in words(desk.get(ALL, {"page": "2"}))
    assert desk.get(ALL, {"page": "x"}).status_code == 200
