"""Two addresses: one saves and then loses its database, one asks for a table that was never there."""

from django.db import OperationalError, connection
from django.http import HttpRequest
from django.urls import path

from intake.models import Client
from spa.urls import handler500
from spa.urls import urlpatterns as real

__all__ = ["handler500"]


def half_way(request: HttpRequest) -> None:
    Client.objects.create(name="Newt New")
    raise OperationalError("server closed the connection unexpectedly")


def faulty(request: HttpRequest) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM a_table_that_never_was")


urlpatterns = [path("half-way/", half_way), path("faulty/", faulty), *real]
