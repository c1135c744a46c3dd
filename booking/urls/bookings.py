"""From a screening to a booking."""

from django.urls import URLPattern, path

from booking.views import bookings, lifts, suggestion

urlpatterns: list[URLPattern] = [
    path("intakes/<int:pk>/suggestion/", suggestion.suggestion, name="suggestion"),
    path("intakes/<int:pk>/suggestion/choice/", suggestion.choose, name="choose"),
    path("intakes/<int:pk>/reply/<slug:code>/", lifts.reply, name="reply"),
    path("intakes/<int:pk>/guardian/", lifts.guardian, name="guardian"),
    path("intakes/<int:pk>/ask-doctor/", lifts.ask_doctor, name="ask-doctor"),
    path("clearances/<int:pk>/", lifts.clearance, name="clearance"),
    path("clearances/<int:pk>/received/", lifts.clearance_received, name="clearance-received"),
    path("book/", bookings.new, name="new"),
    path("book/save/", bookings.book, name="book"),
    path("book/clients/", bookings.find_client, name="find-client"),
]
