"""A therapist's day, the summary before a session, notes."""

from django.urls import path

from booking.urls import days  # noqa: F401  the converter of days
from booking.views import notes, therapists

urlpatterns = [
    path("my-day/", therapists.my_day, name="my-day"),
    path("my-day/<isodate:day>/", therapists.my_day, name="my-day-on"),
    path("appointments/<int:pk>/summary/", therapists.summary, name="summary"),
    path("appointments/<int:pk>/note/", notes.note, name="note"),
    path("appointments/<int:pk>/note/sign/", notes.sign, name="note-sign"),
    path("appointments/<int:pk>/note/amend/", notes.amend, name="note-amend"),
    path("notes/", notes.own_notes, name="notes"),
]
