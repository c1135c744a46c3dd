"""No page of the desk shuts anybody out, at any width, light or dark.

The pages are those of the table of routes, which has every address: what answers a GET with a page is looked at.
"""

import pytest
from django.urls import reverse
from playwright.sync_api import APIResponse

from tests.access import doors
from tests.access.routes import ROUTES, Route
from tests.browser.walking import barriers_everywhere

pytestmark = pytest.mark.django_db(transaction=True)


def one_who_may(route: Route) -> str:
    return next(role for role in doors.ROLES if route.get.get(role) == 200)


def is_page(answer: APIResponse) -> bool:
    """Not a fragment that htmx puts into a page, a list of figures or a file."""
    return answer.headers["content-type"].startswith("text/html") and "<html" in answer.text()


def test_pages_of_the_table_of_routes(world, cast, visitors):
    found = []
    for route in ROUTES:
        if 200 not in route.get.values():
            continue
        page = visitors.window(cast[one_who_may(route)])
        path = visitors.server + reverse(route.name, args=route.args(world))
        if is_page(page.request.get(path)):
            assert page.goto(path).status == 200, route
            found += [f"{route}: {line}" for line in barriers_everywhere(page)]
    assert not found, "\n".join(found)
