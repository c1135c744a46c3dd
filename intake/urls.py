"""Addresses of intakes."""

from django.urls import path

from intake.views import intake, signing

app_name = "intake"
urlpatterns = [
    path("clients/<int:client_pk>/intake/", intake.start, name="start"),
    path("intakes/<int:pk>/review/", signing.review, name="review"),
    path("intakes/<int:pk>/submit/", signing.submit, name="submit"),
    path("intakes/<int:pk>/answers/", signing.answers, name="answers"),
    path("intakes/<int:pk>/<slug:section_id>/", intake.section, name="section"),
]
