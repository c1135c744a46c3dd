"""Addresses of intakes."""

from django.urls import path, register_converter

from intake.forms.sections import SECTION_FORMS
from intake.views import intake, readings, signing


class SectionId:
    """The name of a section of the questionnaire; other pages of an intake have addresses of their own."""

    regex = "|".join(SECTION_FORMS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(SectionId, "section")

app_name = "intake"
urlpatterns = [
    path("clients/<int:client_pk>/intake/", intake.start, name="start"),
    path("clients/<int:client_pk>/readings/", readings.readings, name="readings"),
    path("intakes/<int:pk>/review/", signing.review, name="review"),
    path("intakes/<int:pk>/submit/", signing.submit, name="submit"),
    path("intakes/<int:pk>/answers/", signing.answers, name="answers"),
    path("intakes/<int:pk>/<section:section_id>/", intake.section, name="section"),
]
