"""What is kept about an appointment besides its time: who did what, what was lifted, which areas."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from booking.models.statuses import Status
from booking.models.visits import Appointment
from intake.clock import now
from intake.vocabulary import CautionCode, Region


class Override(models.Model):
    """A therapist lifts one limit for one appointment, with a reason. Never what an allergy forbids."""

    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="overrides")
    caution_code = models.CharField(max_length=40, choices=CautionCode.choices)
    reason = models.CharField(max_length=300)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["appointment", "caution_code"], name="one_override_a_caution"),
            models.CheckConstraint(condition=~Q(reason=""), name="override_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"Override of {self.get_caution_code_display()}"


class EventKind(models.TextChoices):
    BOOKED = "booked", "Booked"
    MOVED = "moved", "Moved"
    ADD_ONS = "add_ons", "Add-ons changed"
    STATUS = "status", "Status changed"
    CANCELLED = "cancelled", "Cancelled"
    UNCANCELLED = "uncancelled", "Cancelling taken back"
    PLAN = "plan", "Focus areas or desk line changed"
    OVERRIDE = "override", "Limit lifted by a therapist"


class AppointmentEvent(models.Model):
    """Who did what and when. ``data`` holds figures, codes and ids, never health answers or free text."""

    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="events")
    version = models.PositiveIntegerField(help_text="Of the appointment after this event.")
    kind = models.CharField(max_length=12, choices=EventKind.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    data = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["appointment", "version"]
        constraints = [models.UniqueConstraint(fields=["appointment", "version"], name="one_event_a_version")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} (version {self.version})"

    @property
    def in_words(self) -> str:
        """What was done: the status that was reached, or the kind of change."""
        status = self.data.get("status")
        if self.kind == EventKind.STATUS and status in Status.values:
            return Status(status).label
        return self.get_kind_display()


class FocusArea(models.Model):
    """A region of one appointment: planned with the booking, worked and described in the note."""

    class Stage(models.TextChoices):
        PLANNED = "planned", "Planned"
        WORKED = "worked", "Worked"

    class Kind(models.TextChoices):
        FOCUS = "focus", "Focus"
        AVOID = "avoid", "Leave out"

    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="focus_areas")
    stage = models.CharField(max_length=8, choices=Stage.choices, default=Stage.PLANNED)
    kind = models.CharField(max_length=6, choices=Kind.choices, default=Kind.FOCUS)
    region = models.CharField(max_length=30, choices=Region.choices)
    note = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["appointment", "stage", "region"], name="a_region_once_a_stage")]

    def __str__(self) -> str:
        return self.get_region_display()
