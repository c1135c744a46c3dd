"""Addresses of clients, the board, bookings and notes."""

from django.urls import URLPattern

app_name = "booking"
urlpatterns: list[URLPattern] = []
