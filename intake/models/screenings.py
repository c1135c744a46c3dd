"""What the rules answered, kept so that it can be made again, and what staff chose instead."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from intake import rules
from intake.clock import now
from intake.models.clients import Client
from intake.models.intakes import Intake
from intake.vocabulary import CautionCode, Level, Modality, Outcome


class Screening(models.Model):
    """One answer of the rules: the answers it read, the rulebook's version and its whole output.

    ``answers`` are those after the union with the client's lists and after ``as_seen_on(made_for)``. The same answers
    under the same rulebook are stored once for a day.
    """

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="screenings")
    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="screenings")
    made_for = models.DateField(help_text="The local day for which the answers were judged.")
    made_at = models.DateTimeField(default=now)
    answers = models.JSONField()
    rulebook = models.CharField(max_length=40)
    output = models.JSONField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of answers, rulebook and output.")
    outcome = models.CharField(max_length=24, choices=Outcome.choices)
    modality = models.CharField(max_length=12, choices=Modality.choices)
    urgent = models.BooleanField()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["intake", "made_for", "digest"], name="one_screening_a_day_and_answer")
        ]
        indexes = [models.Index(fields=["client", "-made_at"], name="screening_by_client")]

    def __str__(self) -> str:
        return f"Screening {self.pk} for {self.made_for}: {self.get_outcome_display()}"

    @cached_property
    def read(self) -> "rules.Screening":
        """The stored output as the rules speak it."""
        return rules.Screening.from_document(self.output)


class ScreeningCaution(models.Model):
    """A caution's code copied out for queries; the words stand in the screening's output."""

    screening = models.ForeignKey(Screening, on_delete=models.CASCADE, related_name="cautions")
    code = models.CharField(max_length=40, choices=CautionCode.choices, db_index=True)
    level = models.CharField(max_length=8, choices=Level.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["screening", "code"], name="one_caution_a_code")]

    def __str__(self) -> str:
        return f"{self.code} ({self.level})"


class ChoiceReason(models.TextChoices):
    CLIENT = "client", "Client asked for it"
    BEFORE = "before", "It helped last time"
    THERAPIST = "therapist", "Therapist advises it"
    TIME = "time", "Time or therapist free"
    OTHER = "other", "Other"


class ModalityChoice(models.Model):
    """The desk chose a kind of session, with a reason, beside what the rules suggested. The latest counts."""

    screening = models.ForeignKey(Screening, on_delete=models.PROTECT, related_name="choices")
    modality = models.CharField(
        max_length=12, choices=[(m.value, m.label) for m in (Modality.THERAPEUTIC, Modality.RELAXATION)]
    )
    reason = models.CharField(max_length=12, choices=ChoiceReason.choices)
    note = models.CharField(max_length=300, blank=True)
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-chosen_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(modality__in=["therapeutic", "relaxation"]), name="a_choice_is_one_of_two_kinds"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_modality_display()}: {self.get_reason_display()}"
