"""Clients: search, add, everything about one person."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
