"""No desk without a house: every page of the desk needs a location's clock, money and emergency number."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

DESK = {"booking", "intake"}


class HouseFirstMiddleware:
    """Answers a page of the desk with what to do first, while no location is open for business."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view_func: Callable, args: tuple, kwargs: dict) -> HttpResponse | None:
        is_desk = DESK.intersection(request.resolver_match.app_names)
        if is_desk and request.user.is_authenticated and request.user.house is None:
            return render(request, "spa/no_house.html", status=404)
        return None
