"""Bad days of the database: gone, restarted, locked for too long, its disk full or closed to writing.

Whoever asked for a page meanwhile is told so, and whether anything was saved; the next request tries again. What fails
for a fault in the code is none of this and stays an error 500.
"""

import logging
from collections.abc import Callable, Sequence
from typing import Any

from django import db
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware, get_token
from django.template.loader import get_template
from django.utils.log import log_response

from spa.kept import fields_of
from spa.logs import headline

logger = logging.getLogger(__name__)

RETRY_AFTER = "30"  # seconds
WRITES = ("INSERT", "UPDATE", "DELETE")
SESSIONS = "django_session"
# Primary codes of sqlite.org/rescode.html: busy, locked, readonly, interrupted, I/O error, corrupt, full, cannot open,
# protocol, not a database.
SQLITE_CODES = {5, 6, 8, 9, 10, 11, 13, 14, 15, 26}
# Classes of postgresql.org/docs/current/errcodes-appendix.html: connection, read-only transaction and its kin, rollback
# for a deadlock, resources, operator intervention, lock not available, system error, corruption.
POSTGRESQL_CLASSES = {"08", "25", "40", "53", "57", "58", "XX"}
POSTGRESQL_CODES = {"55P03"}
UNREACHABLE = "The desk does not answer. What you see may be old; nothing is saved until it answers again."


def is_outage(error: BaseException | None) -> bool:
    """Whether the database itself could not do its work, whatever it was asked."""
    if not isinstance(error, db.Error):
        return False
    cause = error.__cause__ or error
    if (code := getattr(cause, "sqlite_errorcode", None)) is not None:
        return code & 0xFF in SQLITE_CODES
    if (state := getattr(cause, "sqlstate", None)) is not None:
        return state[:2] in POSTGRESQL_CLASSES or state in POSTGRESQL_CODES
    # Without a code the server was never reached, or was lost on the way.
    return isinstance(error, (db.OperationalError, db.InterfaceError))


def database_away(request: HttpRequest, error: BaseException) -> HttpResponse:
    """503, told once in the log: a page for people, a line for htmx, whose notice is shown by failures.js."""
    if getattr(request, "htmx", False) or "HX-Request" in request.headers:
        answer = HttpResponse(UNREACHABLE, content_type="text/plain; charset=utf-8")
    else:
        answer = HttpResponse(get_template("503.html").render(told_of(request)))
    answer.status_code = 503
    answer.headers["Retry-After"] = RETRY_AFTER
    told = (request.method, request.path, headline(error))
    log_response("The database did not answer %s %s: %s", *told, response=answer, request=request, logger=logger)
    return answer


def told_of(request: HttpRequest) -> dict[str, Any]:
    """What the page says, and the form to send once more if nothing of it was saved: Back would show it empty."""
    told = {"sent": sent(request), "saved": saved(request)}
    if request.method != "POST" or told["saved"] or not is_of_our_page(request):
        return told
    fields = fields_of(request)
    form = fields is not None and {"path": request.get_full_path(), "fields": fields}
    return told | {"form": form, "csrf_token": get_token(request)}


class TokenAsked(CsrfViewMiddleware):
    """Django's judgement of a CSRF token, without its page, which would ask the database for the house's name."""

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        return HttpResponse(status=403)


def is_of_our_page(request: HttpRequest) -> bool:
    """Whether the CSRF token is right, to which nobody may have come yet: what another site sent gets no button."""
    return TokenAsked(lambda _: HttpResponse()).process_view(request, lambda: None, (), {}) is None


def sent(request: HttpRequest) -> bool:
    return request.method not in ("GET", "HEAD")


def saved(request: HttpRequest) -> bool:
    """Whether a transaction of this request was committed before the database went away."""
    return getattr(request, "has_saved", False)


class SavingNotedMiddleware:
    """Notes on a request that something of it was committed, so that nobody is told that nothing was.

    What the session keeps does not count; nobody typed it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not sent(request):
            return self.get_response(request)

        def note() -> None:
            request.has_saved = True

        def watch(execute: Callable, sql: str, params: Sequence, many: bool, context: dict) -> Any:
            result = execute(sql, params, many, context)
            if sql.startswith(WRITES) and SESSIONS not in sql:
                transaction.on_commit(note)
            return result

        with connection.execute_wrapper(watch):
            return self.get_response(request)
