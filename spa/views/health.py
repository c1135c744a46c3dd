"""Is the desk able to work? Asked by whatever watches it, without logging in."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from booking.checks import missing_guards


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 "ok" when the database answers and holds its guards; else 503 and one line that says what is wrong."""
    try:
        missing = missing_guards()
    except DatabaseError:
        return HttpResponse("the database does not answer\n", status=503, content_type="text/plain")
    if missing:
        return HttpResponse(f"the database lacks {', '.join(missing)}\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")
