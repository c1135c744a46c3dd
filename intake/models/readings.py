"""Who read what of a client's health record, and when. It says what was opened, never what stood there."""

from django.conf import settings
from django.db import models

from intake.clock import now
from intake.constraints import OnlyAdded
from intake.models.clients import Client


class Read(models.TextChoices):
    """What was opened, in words for whoever looks it up."""

    ANSWERS = "answers", "Signed answers"
    TOOK = "took", "Took the intake"
    SUGGESTION = "suggestion", "Suggestion, with cautions by name"
    CARD = "card", "Client's page, with allergies and medicines"
    CLEARANCE = "clearance", "Doctor's answer"
    DAY = "day", "Own day, with cautions by name"
    SUMMARY = "summary", "Summary before a session, with earlier notes"
    NOTE = "note", "Session note"


class RecordReading(models.Model):
    """One person opened one page of a client's record. Further looks within five minutes are the same reading."""

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="readings")
    what = models.CharField(max_length=12, choices=Read.choices)
    row = models.PositiveBigIntegerField(help_text="Number of the intake, visit, letter or client that was opened.")
    read_at = models.DateTimeField(default=now)
    span = models.PositiveBigIntegerField(editable=False, help_text="Counts five minutes; folds looks into one row.")

    class Meta:
        ordering = ["-read_at", "-pk"]
        verbose_name = "reading of a record"
        verbose_name_plural = "readings of records"
        constraints = [
            models.UniqueConstraint(fields=["reader", "what", "row", "span"], name="one_reading_in_five_minutes"),
            OnlyAdded(name="readings_are_only_added"),
        ]
        indexes = [
            models.Index(fields=["client", "-read_at"], name="readings_of_a_client"),
            models.Index(fields=["-read_at"], name="readings_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()} ({self.row})"
