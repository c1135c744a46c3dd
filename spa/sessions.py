"""An idle session ends: a desk that nobody sits at must not stay open."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from intake.clock import now

LAST_DONE = "last_done"
NOTED_EVERY = 60  # seconds; a write for each request would be too many


class IdleSessionMiddleware:
    """Notes when a person last did something, at most once a minute, and logs out who was idle too long.

    A poll says so in the header ``X-Poll`` and does not count: a board left open is not somebody at work.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            self.notice(request)
        return self.get_response(request)

    def notice(self, request: HttpRequest) -> None:
        moment = int(now().timestamp())
        last = request.session.get(LAST_DONE, moment)
        if moment - last > settings.SESSION_IDLE_MINUTES * 60:
            logout(request)
        elif "X-Poll" not in request.headers and (moment - last >= NOTED_EVERY or LAST_DONE not in request.session):
            request.session[LAST_DONE] = moment
