"""An idle session ends: a desk that nobody sits at must not stay open."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import urlencode
from django_htmx.http import HttpResponseClientRedirect

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


class SignInFirstMiddleware(LoginRequiredMiddleware):
    """Everybody signs in first. A fragment of a page sends the whole page to the log-in, and back to where it was.

    A plain redirect would put the log-in page into the middle of the board.
    """

    def handle_no_permission(self, request: HttpRequest, view_func: Callable) -> HttpResponse:
        answer = super().handle_no_permission(request, view_func)
        if not request.htmx or not isinstance(answer, HttpResponseRedirect):
            return answer
        back = urlencode({REDIRECT_FIELD_NAME: request.htmx.current_url_abs_path or "/"})
        return HttpResponseClientRedirect(f"{resolve_url(settings.LOGIN_URL)}?{back}")
