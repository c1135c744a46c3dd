"""Whose page somebody sits at, after the session is gone: a signed cookie of a day, which opens no door."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE = "last_person"
SALT = "who sat here last"
LASTS = 24 * 60 * 60
"""Seconds."""
PAGE_OF = "X-Signed-In-As"
"""Header of every htmx request: the number of the person that the page was made for."""


def remember(request: HttpRequest, response: HttpResponse) -> None:
    secure = settings.SESSION_COOKIE_SECURE
    response.set_signed_cookie(
        COOKIE, request.user.pk, salt=SALT, max_age=LASTS, secure=secure, httponly=True, samesite="Lax"
    )


def forget(response: HttpResponse) -> None:
    response.delete_cookie(COOKIE, samesite="Lax")


def last_person(request: HttpRequest) -> int | None:
    """The number of whoever was signed in last in this browser, unless they signed out."""
    kept = request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=LASTS)
    return int(kept) if kept.isdigit() else None


def is_page_of_another(request: HttpRequest) -> bool:
    """Whether the page that sent this was made for somebody other than who is signed in now."""
    page_of = request.headers.get(PAGE_OF)
    return page_of is not None and request.user.is_authenticated and page_of != str(request.user.pk)
