"""What may lift a caution: a doctor's answer, accepted by a therapist, or a client's answer to its question."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from intake.clock import now
from intake.models.clients import Client
from intake.models.screenings import Screening
from intake.vocabulary import CautionCode


class ClearanceStatus(models.TextChoices):
    REQUESTED = "requested", "Letter sent"
    RECEIVED = "received", "Answer received"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"


class ClearanceQuerySet(models.QuerySet):
    def undecided(self) -> "ClearanceQuerySet":
        """With the doctor, or back and waiting for a therapist."""
        return self.filter(status__in=(ClearanceStatus.REQUESTED, ClearanceStatus.RECEIVED))

    def in_force(self, day: date) -> "ClearanceQuerySet":
        return self.filter(status=ClearanceStatus.ACCEPTED, starts_on__lte=day, ends_on__gte=day)


class Clearance(models.Model):
    """A doctor's answer about some cautions, with limits and an end date. Days are the location's; both count."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="clearances")
    caution_codes = models.JSONField(default=list, help_text="Codes of the cautions that were asked about.")
    status = models.CharField(max_length=10, choices=ClearanceStatus.choices, default=ClearanceStatus.REQUESTED)
    doctor = models.CharField(max_length=120, blank=True)
    limits = models.JSONField(
        default=dict,
        blank=True,
        help_text="max_pressure, max_minutes, avoid_regions, forbidden_add_ons, forbidden_techniques, positions.",
    )
    note = models.TextField(blank=True, max_length=4000)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    requested_at = models.DateTimeField(default=now)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ClearanceQuerySet.as_manager()

    class Meta:
        ordering = ["-requested_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="accepted")
                | Q(decided_by__isnull=False, decided_at__isnull=False, starts_on__isnull=False, ends_on__isnull=False),
                name="accepted_by_somebody_until_a_day",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="clearance_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"Clearance {self.pk}: {self.get_status_display()}"


class Reply(models.Model):
    """The answer to a question that a caution asks: who gave it to whom, when, and whether the session may go ahead."""

    screening = models.ForeignKey(Screening, on_delete=models.PROTECT, related_name="replies")
    caution_code = models.CharField(max_length=40, choices=CautionCode.choices)
    question = models.CharField(max_length=300)
    answer = models.TextField(max_length=2000)
    may_go_ahead = models.BooleanField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name_plural = "replies"

    def __str__(self) -> str:
        return f"Reply about {self.get_caution_code_display()}"
