"""Who read a client's record, for admins."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from intake.models import Client
from intake.permissions import may_see_readings

A_PAGE = 50


@never_cache
@require_GET
def readings(request: HttpRequest, client_pk: int) -> HttpResponse:
    """Every reading of one client's record, the newest first."""
    if not may_see_readings(request.user):
        raise PermissionDenied
    client = get_object_or_404(Client, pk=client_pk)
    page = Paginator(client.readings.select_related("reader"), A_PAGE).get_page(request.GET.get("page"))
    context = {"client": client, "page": page, "house": request.user.house}
    context["client_url"] = reverse(settings.INTAKE_CLIENT_URL, args=[client.pk])
    return render(request, "intake/readings.html", context)
