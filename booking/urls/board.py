"""The board and what is done on it."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
