"""Addresses of clients, the board, bookings and the therapists' pages."""

from booking.urls import board, bookings, clients, therapists

app_name = "booking"
urlpatterns = [*board.urlpatterns, *clients.urlpatterns, *bookings.urlpatterns, *therapists.urlpatterns]
