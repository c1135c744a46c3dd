"""An idle session ends, since a desk that nobody sits at must not stay open; whoever comes back goes on in place."""

from collections.abc import Callable

from allauth.account.forms import LoginForm
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.shortcuts import render, resolve_url
from django.utils.http import urlencode
from django_htmx.http import HttpResponseClientRedirect, reswap, retarget

from intake.clock import now
from spa.kept import keep
from spa.models import User
from spa.whose_page import PAGE_OF, forget, is_page_of_another, last_person, remember

LAST_DONE = "last_done"
NOTED_EVERY = 60  # seconds; a write for each request would be too many
ASKS = "X-Sign-In"
"""Header of an answer that asks for the password in place of what was asked for."""
READING = ("GET", "HEAD", "OPTIONS")
ANOTHER = "Somebody else has signed in here since. What was typed on the page before was thrown away, not saved."


class IdleSessionMiddleware:
    """Notes when a person last did something, at most once a minute, and logs out who was idle too long.

    A poll says so in the header ``X-Poll`` and does not count: a board left open is not somebody at work.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        noted = request.user.is_authenticated and self.notice(request)
        was_in = request.user.is_authenticated
        response = self.get_response(request)
        if noted:
            remember(request, response)
        if was_in and not request.user.is_authenticated:
            forget(response)
            rotate_token(request)  # nothing of theirs is left that a script could read
        return response

    def notice(self, request: HttpRequest) -> bool:
        """Whether this was noted as something that the person did."""
        moment = int(now().timestamp())
        last = request.session.get(LAST_DONE, moment)
        if moment - last > settings.SESSION_IDLE_MINUTES * 60:
            logout(request)
            return False
        due = moment - last >= NOTED_EVERY or LAST_DONE not in request.session
        if due and "X-Poll" not in request.headers:
            request.session[LAST_DONE] = moment
            return True
        return False


class SignInFirstMiddleware(LoginRequiredMiddleware):
    """Everybody signs in first. Who was in before is asked in place, and what was sent is not lost."""

    def process_view(
        self, request: HttpRequest, view_func: Callable, view_args: tuple, view_kwargs: dict
    ) -> HttpResponse | None:
        is_open = not getattr(view_func, "login_required", True)
        if request.method not in READING and not is_open and is_page_of_another(request):
            messages.warning(request, ANOTHER)
            return HttpResponseClientRedirect(resolve_url(settings.LOGIN_REDIRECT_URL))
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(self, request: HttpRequest, view_func: Callable) -> HttpResponse:
        answer = super().handle_no_permission(request, view_func)
        if not isinstance(answer, HttpResponseRedirect):
            return answer
        if request.htmx:
            return ask_in_place(request) if PAGE_OF in request.headers else go_to_log_in(request)
        return (request.method == "POST" and ask_and_keep(request)) or answer


def ask_in_place(request: HttpRequest) -> HttpResponse:
    """The dialog over the page, which stays as it is."""
    answer = render(request, "spa/_login_dialog.html")
    answer[ASKS] = "first"
    return reswap(retarget(answer, "#sign-in"), "innerHTML")


def go_to_log_in(request: HttpRequest) -> HttpResponse:
    """A page without our script goes to the log-in page as a whole, and back to where it was.

    A plain redirect would put the log-in page into the middle of the board.
    """
    back = urlencode({REDIRECT_FIELD_NAME: request.htmx.current_url_abs_path or "/"})
    return HttpResponseClientRedirect(f"{resolve_url(settings.LOGIN_URL)}?{back}")


def ask_and_keep(request: HttpRequest) -> HttpResponse | None:
    """The log-in page with what was posted; None where nobody is known to have sat here, or it cannot be kept."""
    person = User.objects.filter(pk=last_person(request), is_active=True).first()
    kept = keep(request, person.pk) if person else ""
    if not kept:
        return None
    form = LoginForm(request=request, initial={"login": person.username})
    return render(request, "account/login.html", {"form": form, "kept": kept}, status=403)
