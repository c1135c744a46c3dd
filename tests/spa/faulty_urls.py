"""One address whose view fails with what was typed in its words."""

from django.http import HttpRequest
from django.urls import path

from spa.urls import urlpatterns as real


def fault(request: HttpRequest) -> None:
    raise ValueError(request.POST["complaint"])


urlpatterns = [path("fault/", fault), *real]
