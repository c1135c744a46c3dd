"""Answers to requests that went wrong before a page of ours could answer."""

import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.defaults import server_error

from spa.outages import database_away, is_outage


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long, or came from elsewhere."""
    return render(request, "403_csrf.html", status=403)


def fault(request: HttpRequest) -> HttpResponse:
    """What no view and no middleware caught. Called while the exception is being handled."""
    error = sys.exc_info()[1]
    return database_away(request, error) if is_outage(error) else server_error(request)
