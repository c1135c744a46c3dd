"""From a screening to a booking."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
