"""The suggestion page: the verdict with its reasons, what stands against it, and the desk's own choice."""

import re

import pytest
from django.urls import reverse

from intake.models import ModalityChoice
from tests import factories
from tests.booking.at_the_desk import sign_intake
from tests.booking.views import pages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday_morning")]

BACK = {
    "goals": ["pain_relief"],
    "pain_map": {"lower_back_left": 6},
    "pain_score": 6,
    "pain_days": 200,
    "coverage": "specific_areas",
    "free_text": "my marriage hurts more",
}
FEVER = {"today": ["fever"]}
DOCTOR = {"medications": ["anticoagulant_strong"]}


@pytest.fixture
def menu(location, therapist_row, room):
    """Three services, an add-on that nuts rule out, and Tove who can give them."""
    nut_oil = factories.AddOnFactory(code="nut_carrier_oil", minutes=0)
    scalp = factories.AddOnFactory(code="scalp_massage")
    therapist_row.skills.add(*(factories.TechniqueFactory(code=code) for code in ("neuromuscular", "trigger_point")))
    return {
        "swedish": factories.ServiceFactory(add_ons=[nut_oil, scalp]),
        "trigger": factories.ServiceFactory(
            name="Trigger point therapy",
            modality="therapeutic",
            techniques=["trigger_point", "neuromuscular"],
            durations={30: "60", 60: "105"},
        ),
    }


def page_of(browser, intake, query=""):
    return browser.get(f"{reverse('booking:suggestion', args=[intake.pk])}{query}")


def book_links(response):
    return re.findall(r'href="(/book/\?[^"]+)"', response.content.decode())


def test_the_desk_reads_the_verdict_its_reasons_and_their_points(desk, menu, wren, receptionist):
    page = page_of(desk, sign_intake(wren, receptionist, **BACK))
    words = pages.words(page)

    assert "Therapeutic massage fits best today" in words
    assert "Pain for three months or more is what therapeutic massage is for." in words
    assert 'aria-label="4 points"' in page.content.decode()
    assert "Trigger point therapy, 30 minutes" in words
    assert "Lower back, left" in words
    assert "Focused work may hurt at times." in words


def test_the_client_hears_both_kinds_in_plain_words(desk, menu, wren, receptionist):
    words = pages.words(page_of(desk, sign_intake(wren, receptionist)))

    for said in ("Works on certain spots", "Soft and rhythmic", "anxiety, muscle pain and sleep, by different methods"):
        assert said in words


def test_booking_this_takes_service_minutes_and_add_ons_along(desk, menu, wren, receptionist):
    page = page_of(desk, sign_intake(wren, receptionist))
    scalp = menu["swedish"].add_ons.get(code="scalp_massage")

    swedish = menu["swedish"].pk
    assert book_links(page)[-1].replace("&amp;", "&") == (
        f"/book/?client={wren.pk}&service={swedish}&minutes=60&first=2026-04-13&add_ons={scalp.pk}"
    )


def test_an_add_on_that_is_ruled_out_says_why_and_is_not_taken_along(desk, menu, wren, receptionist):
    page = page_of(desk, sign_intake(wren, receptionist, allergies=["nuts"], requested_add_ons=["nut_carrier_oil"]))
    oil = menu["swedish"].add_ons.get(code="nut_carrier_oil")

    assert "Left out: Nut oil" in pages.words(page)
    assert f"add_ons={oil.pk}" not in page.content.decode()


def test_neither_answers_nor_the_clients_own_words_reach_the_desk(desk, therapist_desk, menu, wren, receptionist):
    intake = sign_intake(wren, receptionist, **BACK, conditions=[{"code": "hypertension_controlled"}])
    answers = reverse("intake:answers", args=[intake.pk])

    at_desk = page_of(desk, intake)
    assert "marriage" not in at_desk.content.decode()
    assert "High blood pressure, under control" not in at_desk.content.decode()
    assert answers not in at_desk.content.decode()

    at_therapist = page_of(therapist_desk, intake)
    assert "marriage" not in at_therapist.content.decode()
    assert "High blood pressure, under control" in at_therapist.content.decode()
    assert answers in at_therapist.content.decode()


def test_where_either_would_serve_both_can_be_booked(desk, menu, wren, receptionist):
    page = page_of(desk, sign_intake(wren, receptionist, goals=["better_sleep"]))
    words = pages.words(page)

    assert "Either would serve" in words
    assert "Shall we work on certain spots, or the whole body?" in words
    services = {int(re.search(r"service=(\d+)", link)[1]) for link in book_links(page)}
    assert services == {menu["swedish"].pk, menu["trigger"].pk}


def test_a_fever_bars_today_and_leads_to_another_day(desk, menu, wren, receptionist):
    intake = sign_intake(wren, receptionist, **FEVER)

    page = page_of(desk, intake)
    assert 'class="stop"' in page.content.decode()
    assert book_links(page) == []
    assert "Look at Tuesday 14 April" in pages.words(page)

    tomorrow = page_of(desk, intake, "?day=2026-04-14")
    assert 'class="stop"' not in tomorrow.content.decode()
    assert len(book_links(tomorrow)) >= 1


def test_an_emergency_is_read_out_first_with_the_houses_number(desk, menu, wren, receptionist, location):
    location.emergency_number = "144"
    location.save()
    page = page_of(
        desk,
        sign_intake(
            wren, receptionist, pain_score=10, pain_days=0, pain_regions=["forehead"], pain_features=["sudden_severe"]
        ),
    )

    assert pages.words(page).index("Please get medical help now") < pages.words(page).index("Relaxation")
    assert "Call 144 or your doctor" in pages.words(page)
    assert 'href="tel:144"' in page.content.decode()
    assert book_links(page) == []


def test_a_doctors_word_bars_booking_and_offers_the_letter(desk, menu, wren, receptionist):
    page = page_of(desk, sign_intake(wren, receptionist, pregnant=True, pregnancy_weeks=8))

    assert "A doctor’s word is needed first" in pages.words(page)
    assert "The letter is handed over" in pages.words(page)
    assert book_links(page) == []


def test_an_unreadable_day_is_today_and_the_far_future_is_the_horizon(desk, menu, wren, receptionist):
    intake = sign_intake(wren, receptionist)

    for query in ("?day=soon", "?day=", "?day=1900-01-01"):
        assert "fits best today" in pages.words(page_of(desk, intake, query))
    assert "Judged for Tuesday 13 April" in pages.words(page_of(desk, intake, "?day=9999-12-31"))


def test_replaced_answers_lead_to_the_newer_ones(desk, menu, wren, receptionist):
    old = sign_intake(wren, receptionist)
    new = sign_intake(wren, receptionist, **BACK)

    assert page_of(desk, old).url == reverse("booking:suggestion", args=[new.pk])


def test_a_draft_has_no_suggestion(desk, wren, receptionist):
    draft = factories.ClientFactory(name="Nora", by=receptionist).intakes.create(taken_on="2026-04-13")

    assert page_of(desk, draft).status_code == 404


def test_the_page_takes_the_same_ten_queries_for_one_service_and_for_many(
    desk, menu, wren, receptionist, django_assert_num_queries
):
    intake = sign_intake(wren, receptionist, **BACK)
    page_of(desk, intake)
    # session, user and roles come before the page's own
    with django_assert_num_queries(3 + 10):
        page_of(desk, intake)
    for number in range(20):
        factories.ServiceFactory(name=f"Service {number}", modality="therapeutic", techniques=["trigger_point"])
        factories.TherapistFactory(name=f"Therapist {number}")
    with django_assert_num_queries(3 + 10):
        page_of(desk, intake)


# --- The desk's own choice ---


def choose(browser, intake, **data):
    return browser.post(reverse("booking:choose", args=[intake.pk]), data)


def test_the_desk_chooses_the_other_kind_and_the_page_shows_both(desk, menu, wren, receptionist):
    intake = sign_intake(wren, receptionist, **BACK)

    choose(desk, intake, modality="relaxation", reason="client", note="likes it soft")
    page = page_of(desk, intake)

    choice = ModalityChoice.objects.get()
    assert (choice.modality, choice.reason, choice.note, choice.chosen_by) == (
        "relaxation", "client", "likes it soft", receptionist,
    )  # fmt: skip
    assert "Chosen instead: relaxation massage. Suggested: therapeutic massage." in pages.words(page)
    assert "Swedish massage, 60 minutes" in pages.words(page)


@pytest.mark.parametrize(
    "data",
    [
        {"modality": "relaxation"},
        {"reason": "client"},
        {"modality": "either", "reason": "client"},
        {"modality": "relaxation", "reason": "whim"},
        {"modality": "relaxation", "reason": "client", "note": "x" * 301},
    ],
    ids=["no reason", "no kind", "either is none", "unknown reason", "long note"],
)
def test_a_choice_without_kind_or_reason_is_not_kept(desk, menu, wren, receptionist, data):
    intake = sign_intake(wren, receptionist, **BACK)

    assert choose(desk, intake, **data).status_code == 422
    assert not ModalityChoice.objects.exists()


def test_the_house_admin_sees_the_page_but_does_not_choose(admin_desk, menu, wren, receptionist):
    intake = sign_intake(wren, receptionist, **BACK)

    assert page_of(admin_desk, intake).status_code == 200
    assert choose(admin_desk, intake, modality="relaxation", reason="client").status_code == 403


def test_a_therapist_sees_the_suggestion_but_does_not_book(therapist_desk, menu, wren, receptionist):
    assert book_links(page_of(therapist_desk, sign_intake(wren, receptionist))) == []


def test_what_health_says_is_never_kept_by_a_browser(desk, menu, wren, receptionist):
    intake = sign_intake(wren, receptionist)

    for page in (page_of(desk, intake), desk.get(reverse("booking:new"), {"client": wren.pk})):
        assert "no-store" in page.headers["Cache-Control"]
