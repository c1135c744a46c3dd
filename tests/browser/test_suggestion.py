"""The receptionist reads what Mira's intake suggests, and settles what Mira was not sure of."""

import pytest
from playwright.sync_api import Page, expect

from intake.models import Reply
from tests.browser.watching import barriers

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def suggestion(open_as, receptionist, mira_told_us) -> Page:
    page = open_as(receptionist, f"/intakes/{mira_told_us.pk}/suggestion/")
    page.set_viewport_size({"width": 1440, "height": 1000})
    return page


def test_the_reasons_for_both_sides_stand_with_their_points(suggestion):
    expect(suggestion.get_by_role("heading", name="Therapeutic massage fits best today", level=1)).to_be_visible()
    balance = suggestion.get_by_role("region", name="Balance of reasons")
    expect(balance.get_by_role("img", name="Relaxation 1, therapeutic 17.")).to_be_visible()
    relaxation, therapeutic = (balance.get_by_role("list").nth(n).get_by_role("listitem") for n in range(2))
    expect(relaxation).to_have_count(1)
    expect(therapeutic).to_have_count(7)
    expect(therapeutic.first).to_contain_text("Pain for three months or more")
    expect(therapeutic.first.get_by_role("img", name="4 points")).to_be_visible()
    assert barriers(suggestion) == []


def test_the_session_its_add_ons_and_those_that_do_not_fit(suggestion):
    session = suggestion.get_by_role("region", name="Suggested session")
    expect(session.get_by_role("heading", name="Myofascial release, 90 minutes")).to_be_visible()
    for words in ("Medium (3 of 5)", "€145.00", "Back of neck; Shoulder blade, left; Lower back, right"):
        expect(session.get_by_text(words, exact=True)).to_be_visible()
    add_ons = session.get_by_role("listitem")
    expect(add_ons.filter(has_text="Fits: Scalp massage, +10 min, +€15.00")).to_be_visible()
    expect(add_ons.filter(has_text="Left out: Heat pack")).to_contain_text("Fragile bone asks for soft, slow strokes.")

    session.get_by_text("The other services, and why").click()
    expect(add_ons.filter(has_text="Not suggested: Deep tissue")).to_be_visible()


def test_the_desk_is_told_what_to_do_and_what_to_say_but_not_what_mira_has(suggestion):
    care = suggestion.get_by_role("region", name="Take care").get_by_role("listitem")
    expect(care.filter(has_text="No nut-based oil will be used.")).to_contain_text('Print "no nut oil"')
    expect(care.filter(has_text="Calm strokes suit you")).to_contain_text("Book it; print the limits.")
    say = suggestion.get_by_role("region", name="What to tell Mira Holm")
    expect(say.get_by_text("Focused work may hurt at times.")).to_be_visible()
    expect(suggestion.get_by_role("link", name="Read the answers")).to_have_count(0)
    for secret in ("Nut allergy", "High blood pressure", "Vitamin D", "Likes it quiet"):
        expect(suggestion.get_by_role("main")).not_to_contain_text(secret)


def test_the_answer_to_what_she_was_not_sure_of_is_recorded(suggestion, receptionist):
    expect(suggestion.get_by_text("The booking is marked until the open question is settled.")).to_be_visible()
    suggestion.get_by_role("link", name="Record the answer").click()
    expect(suggestion.get_by_text("Does this apply to you: osteoporosis?")).to_be_visible()
    suggestion.get_by_label("What did they answer?").fill("No, the scan was fine.")
    suggestion.get_by_label("Yes, it may go ahead").check()
    suggestion.get_by_role("button", name="Record the answer").click()

    expect(suggestion.get_by_role("region", name="Take care").get_by_text("Settled")).to_be_visible()
    expect(suggestion.get_by_text("The booking is marked")).to_have_count(0)
    reply = Reply.objects.get()
    assert (reply.caution_code, reply.answer, reply.may_go_ahead, reply.asked_by) == (
        "osteoporosis", "No, the scan was fine.", True, receptionist
    )  # fmt: skip
