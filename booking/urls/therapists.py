"""A therapist's day, the summary before a session, notes."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
