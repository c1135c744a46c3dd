"""The tables of routes and of admin pages, walked by everybody."""

from collections.abc import Iterator

import pytest
from django.urls import URLResolver, get_resolver, reverse

from spa.models import Location, User
from tests.access.doors import DESK, NOBODY, OWN, ROLES, undone
from tests.access.routes import ROUTES, Route
from tests.access.world import World

pytestmark = pytest.mark.django_db

OTHER_METHODS = ("put", "patch", "delete")


def path_of(route: Route, world: World) -> str:
    return reverse(route.name, args=route.args(world))


def names_in(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            inner = f"{prefix}{each.namespace}:" if each.namespace else prefix
            yield from names_in(each, inner)
        else:
            yield f"{prefix}{each.name}"


def test_every_route_is_in_the_table():
    known = {route.name for route in ROUTES}
    assert {name for name in names_in(get_resolver()) if not name.startswith("admin:")} == known


def answers_to(browsers, method: str, path: str, data: dict) -> dict[str, int]:
    return {role: browsers[role].knock(method, path, data).status_code for role in ROLES}


@pytest.mark.parametrize("route", ROUTES, ids=str)
def test_everybody_is_answered_as_the_table_says(route, browsers, world):
    path, data = path_of(route, world), route.data(world)

    found = {
        "get": answers_to(browsers, "get", path, {}),
        "post": answers_to(browsers, "post", path, data),
    }

    assert found == {"get": dict(route.get), "post": dict(route.post)}
    assert sent_to_log_in(browsers[NOBODY].knock("get", path)) == (route.get[NOBODY] == 302)


@pytest.mark.parametrize("route", [route for route in ROUTES if ":" in route.name], ids=str)
def test_without_a_house_every_page_of_the_desk_says_what_to_do_first(route, browsers, world):
    with undone():
        User.objects.update(location=None)
        Location.objects.update(is_active=False)
        for role in ROLES[1:]:
            for method in ("get", "post"):
                answer = browsers[role].knock(method, path_of(route, world), route.data(world))
                assert answer.status_code == 404
                assert "No location is open yet" in answer.content.decode()


def is_of_allauth(route: Route) -> bool:
    """Its form views take a PUT for a POST and a HEAD for a GET; a DELETE they refuse."""
    return route.name.startswith("account_")


def sent_to_log_in(answer) -> bool:
    return answer.status_code == 302 and answer.url.startswith("/account/login/")


@pytest.mark.parametrize("route", ROUTES, ids=str)
def test_other_methods_are_refused(route, browsers, world):
    for role in ROLES:
        for method in OTHER_METHODS:
            answer = browsers[role].knock(method, path_of(route, world))
            assert answer.status_code in (403, 405) or sent_to_log_in(answer) or is_of_allauth(route), (role, method)


BY_KEY = [route for route in ROUTES if route.args.__qualname__.startswith("of")]


@pytest.mark.parametrize("route", BY_KEY, ids=str)
def test_what_does_not_exist_is_not_found(route, browsers, world):
    """Whoever may use the address is answered 404 for a key that no row has; others learn nothing from it."""
    _, *more = route.args(world)
    for method, expected in (("get", route.get), ("post", route.post)):
        path = reverse(route.name, args=[world.nobody, *more])
        found = answers_to(browsers, method, path, route.data(world))
        assert found[NOBODY] == 302
        for role in ROLES[1:]:
            allowed = {404} if expected[role] not in (403, 405) else {403, 404, 405}
            assert found[role] in allowed, (method, role)


@pytest.mark.parametrize("route", BY_KEY, ids=str)
@pytest.mark.parametrize("key", [0, 10**30])
def test_a_key_that_no_row_can_have_is_not_found(route, key, browsers, world):
    _, *more = route.args(world)
    path = reverse(route.name, args=[key, *more])
    for role in (DESK, OWN):
        for method in ("get", "post"):
            assert browsers[role].knock(method, path, route.data(world)).status_code in (403, 404, 405), (method, role)
