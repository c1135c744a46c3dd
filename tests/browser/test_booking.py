"""The receptionist books: from the suggestion, against another desk, from a gap of the board, and for somebody new."""

import re

import pytest
from playwright.sync_api import Page, expect

from booking.models import Appointment
from tests.browser.watching import barriers

pytestmark = pytest.mark.django_db(transaction=True)


def pick(page: Page, time: str) -> None:
    page.wait_for_load_state()  # a choice before the scripts are there changes nothing else on the page
    page.locator("label").filter(has=page.get_by_role("radio", name=time, exact=True)).click()


def bill(page: Page):
    return page.get_by_role("complementary", name="The booking")


def messages(page: Page):
    return page.get_by_role("region", name="Messages")


def total(page: Page):
    return bill(page).get_by_role("listitem").last


def card(page: Page, name: str | re.Pattern):
    return page.get_by_role("region", name="Day board").get_by_role("link", name=name)


def test_she_books_what_is_suggested(open_as, receptionist, mira_answered, live_server):
    page = open_as(receptionist, f"/intakes/{mira_answered.pk}/suggestion/")
    page.set_viewport_size({"width": 1440, "height": 1000})
    page.get_by_role("link", name="Book this").click()
    expect(total(page)).to_have_text("Total100 min€160.00")
    pick(page, "Mon 13 April 10:00 Tove")
    expect(bill(page)).to_contain_text("10:00 to 11:40 with Tove")
    page.get_by_role("checkbox", name="Cupping").check()
    expect(bill(page)).to_contain_text("10:00 to 11:55 with Tove")
    expect(total(page)).to_have_text("Total115 min€185.00")
    expect(page.get_by_role("checkbox", name="Heat pack")).to_be_disabled()

    plan = page.get_by_role("region", name="For the therapist")
    expect(plan).to_contain_text("From the intake. Focus: Back of neck; Shoulder blade, left; Lower back, right.")
    plan.get_by_text("Focus areas", exact=True).click()
    plan.get_by_role("button", name="Remove: Shoulder blade, left").click()
    page.get_by_label("A line for the therapist").fill("Knock before you go in")
    assert barriers(page) == []
    page.get_by_role("button", name="Book Monday 10:00").click()

    expect(messages(page)).to_contain_text("Booked: Mira Holm, Monday 13 April 10:00 with Tove")
    expect(page.get_by_role("heading", name="Mira Holm", level=1)).to_be_visible()
    expect(page.get_by_text("Back of neck; Lower back, right", exact=True)).to_be_visible()
    expect(page.get_by_text("Knock before you go in")).to_be_visible()
    page.goto(f"{live_server.url}/board/")
    expect(card(page, "10:00 to 11:55, Mira Holm, Myofascial release 90")).to_be_visible()


def test_another_desk_is_told_kindly_and_takes_another_time(desk_of, receptionist, wren, mira_answered, book, mira):
    page = desk_of(receptionist, f"/book/?client={wren.pk}")
    page.get_by_label("Therapist", exact=True).select_option("Tove")
    page.get_by_label("Service").select_option("Swedish")
    pick(page, "Mon 13 April 10:00 Tove")
    expect(bill(page)).to_contain_text("10:00 to 11:00 with Tove")
    page.get_by_label("A line for the therapist").fill("Comes by bike")
    book(mira, "Tove", "10:00")
    page.get_by_role("button", name="Book Monday 10:00").click()

    told = page.get_by_role("alert")
    expect(told).to_contain_text("Mon 13 April 10:00 was not booked.")
    expect(told).to_contain_text("Tove is busy 10:00-11:10 (Mira Holm).")
    expect(page.get_by_label("A line for the therapist")).to_have_value("Comes by bike")
    assert barriers(page) == []
    told.get_by_role("button", name="Take 11:10 with Tove").click()

    expect(messages(page)).to_contain_text("Booked: Wren Calloway, Monday 13 April 11:10 with Tove")
    assert [(str(each.client), each.desk_line) for each in Appointment.objects.order_by("starts_at")] == [
        ("Mira Holm", ""), ("Wren Calloway", "Comes by bike")
    ]  # fmt: skip


def test_a_gap_of_the_board_is_booked_before_the_intake_is_there(open_as, receptionist, house, wren, live_server):
    page = open_as(receptionist, "/board/")
    page.set_viewport_size({"width": 1440, "height": 1000})
    page.get_by_role("link", name="Book Tove from 11:00").click()
    expect(bill(page)).to_contain_text("11:00 to 12:00 with Tove")
    page.get_by_label("Client, by name or phone").press_sequentially("wren")
    page.get_by_role("button", name="Wren Calloway").click()
    expect(page.get_by_text("No intake yet.")).to_be_visible()
    page.get_by_role("button", name="Book Monday 11:00").click()

    expect(page.get_by_role("button", name="Take intake")).to_be_visible()
    page.goto(f"{live_server.url}/board/")
    expect(card(page, re.compile("11:00 to 12:00, Wren Calloway, .*Intake missing"))).to_be_visible()


def test_somebody_new_is_booked_by_a_name_and_a_phone(open_as, receptionist, house):
    page = open_as(receptionist, "/board/")
    page.keyboard.press("n")
    page.wait_for_url("**/book/**")  # a choice before the scripts are there asks for no times
    expect(page.get_by_role("heading", name="Find a time")).to_be_visible()
    page.get_by_label("Service").select_option("Swedish")
    pick(page, "Tue 14 April 09:00 Theo")
    page.get_by_text("Somebody new").click()
    page.get_by_label("Name", exact=True).fill("Juno Park")
    page.get_by_label("Phone (optional)").fill("+43 660 7654321")
    page.get_by_role("button", name="Book Tuesday 09:00").click()

    expect(messages(page)).to_contain_text("Booked: Juno Park, Tuesday 14 April 09:00")
    expect(page.get_by_text("0660 7654321")).to_be_visible()
    expect(page.get_by_role("button", name="Take intake")).to_be_visible()
