"""The CSRF token of a page belongs to a person at a browser, and outlives their log-in there.

Django gives every log-in a new token. A form that the same person has open in another tab would be refused after that,
and what was typed into it lost. Here the token is made of who signs in, their password, and a word that the browser
keeps and no script can read: whoever signs in again gets the token of their open pages back; somebody else never does,
so that nobody sends another person's page. A new password makes a new token.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CSRF_SECRET_LENGTH, rotate_token
from django.utils.crypto import get_random_string, salted_hmac

from spa.models import User

COOKIE = "this_browser"
SALT = "the token of a page"
LASTS = 7 * 24 * 60 * 60
"""Seconds after the last log-in at this browser."""


def give_token(request: HttpRequest) -> None:
    """Whoever has just signed in gets their own token instead of the new one that Django made for the log-in."""
    rotate_token(request)
    request.browser_word = word_of(request) or get_random_string(32)
    request.META["CSRF_COOKIE"] = token_of(request.user, request.browser_word)


def remember_browser(request: HttpRequest, response: HttpResponse) -> None:
    secure = settings.SESSION_COOKIE_SECURE
    response.set_signed_cookie(
        COOKIE, request.browser_word, salt=SALT, max_age=LASTS, secure=secure, httponly=True, samesite="Lax"
    )


def word_of(request: HttpRequest) -> str:
    return request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=LASTS)


def token_of(person: User, word: str) -> str:
    of = f"{person.pk}:{person.get_session_auth_hash()}:{word}"
    return salted_hmac(SALT, of, algorithm="sha256").hexdigest()[:CSRF_SECRET_LENGTH]
