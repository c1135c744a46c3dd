"""The list of keys: opened by its key and from the menu, silent while one types and for who wants no single keys."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("location")]


def test_the_list_of_keys_opens_by_its_key_and_by_the_menu(open_as, receptionist):
    page = open_as(receptionist, "/clients/")
    listed = page.get_by_role("dialog", name="Keys")

    page.get_by_role("searchbox").first.press("?")
    expect(listed).to_be_hidden()

    page.locator("body").press("Escape")
    page.locator("main").press("?")
    expect(listed).to_contain_text("New booking")
    listed.get_by_role("button", name="Single-key shortcuts").click()
    listed.get_by_role("button", name="Close").click()

    page.locator("main").press("?")
    page.locator("main").press("d")
    expect(listed).to_be_hidden()
    assert page.url.endswith("/clients/")

    page.locator("summary.avatar").click()
    page.get_by_role("button", name="Keys", exact=True).click()
    listed.get_by_role("button", name="Single-key shortcuts").click()
    listed.get_by_role("button", name="Close").click()
    page.locator("main").press("d")
    page.wait_for_url("**/board/")
