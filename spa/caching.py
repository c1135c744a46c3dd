"""What the desk shows stays in no cache: clients' names are on its pages, and health on some."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers


class NothingKeptMiddleware:
    """Nothing shown to somebody who is signed in is kept, neither by a browser (its Back button too) nor by a proxy.

    Nor is an answer to what was posted: the log-in page may hold what somebody sent when their session had ended.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_for_staff = request.user.is_authenticated
        response = self.get_response(request)
        if is_for_staff or request.method == "POST":
            add_never_cache_headers(response)
        return response
