"""The admin raises a price: new bookings cost it, and what was booked before keeps its own."""

import pytest
from playwright.sync_api import expect

from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_new_price_holds_for_new_bookings_alone(page, live_server, desk_of, receptionist, admin, book, wren):
    booked = book(wren, "Theo", "11:00")
    page.set_viewport_size({"width": 1440, "height": 1000})
    page.goto(f"{live_server.url}/admin/")
    page.get_by_label("Username").fill("ada")
    page.get_by_label("Password").fill(factories.PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Services", exact=True).first.click()
    page.get_by_role("link", name="Swedish", exact=True).click()
    expect(page.get_by_role("heading", name="Swedish")).to_be_visible()
    page.get_by_role("row", name="Swedish, 60 minutes").get_by_role("spinbutton").last.fill("96.00")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()

    desk = desk_of(receptionist, "/book/")
    desk.get_by_label("Service").select_option("Swedish")
    expect(desk.get_by_label("Length")).to_contain_text("60 min, €96.00")
    desk.goto(f"{live_server.url}/appointments/{booked.pk}/")
    expect(desk.get_by_role("list", name="Price").get_by_role("listitem").last).to_contain_text("€90.00")
