"""What is booked: visits, the appointments in them, and what each holds for which time. Instants are UTC."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Max, Min, Q

from booking.constraints import OVERLAP_REFUSED, NoOverlap
from booking.models.catalogue import AddOn, Service, money_field
from booking.models.hours import Block
from booking.models.resources import Resource, Room, Therapist
from booking.models.statuses import CancelReason, Status
from intake.clock import now
from intake.models import Client, Screening
from intake.vocabulary import Modality
from spa.models import Location


class Visit(models.Model):
    """What is booked at once: one appointment, or several for a couple or group, in one room."""

    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="visits")
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="visits")
    token = models.UUIDField(
        unique=True, default=uuid.uuid4, help_text="From the form: a double submit finds the first."
    )
    created_at = models.DateTimeField(default=now)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    is_demo = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Visit {self.pk}"


def _is_coming(moment: datetime) -> Q:
    return Q(ends_at__gt=moment, status__in=Status.expected())


class AppointmentQuerySet(models.QuerySet):
    def between(self, start: datetime, end: datetime) -> "AppointmentQuerySet":
        """Appointments that share a moment with the window; bounded on both sides, for the index."""
        longest = timedelta(hours=24)
        return self.filter(starts_at__lt=end, starts_at__gt=start - longest, ends_at__gt=start)

    def standing(self) -> "AppointmentQuerySet":
        return self.exclude(status=Status.CANCELLED)

    def coming(self, moment: datetime) -> "AppointmentQuerySet":
        """Still to come, or going on: not over yet, and nobody has put an end to it."""
        return self.filter(_is_coming(moment))

    def gone_by(self, moment: datetime) -> "AppointmentQuerySet":
        """Every other: over, given, cancelled, or nobody came."""
        return self.exclude(_is_coming(moment))

    def yet_to_arrive(self, moment: datetime) -> "AppointmentQuerySet":
        """Those that begin later and whose client is not here, so that another time or place can still be found."""
        return self.filter(starts_at__gte=moment, status__in=[Status.BOOKED, Status.CONFIRMED])

    def tally(self, moment: datetime) -> dict[str, Any]:
        """How many there are, by how they ended, how many are still to come, and the last that was given. One query."""
        by_status = {
            name: Count("pk", filter=Q(status=status))
            for name, status in (
                ("completed", Status.COMPLETED),
                ("no_shows", Status.NO_SHOW),
                ("cancelled", Status.CANCELLED),
            )
        }
        return self.aggregate(
            **by_status,
            every=Count("pk"),
            coming=Count("pk", filter=_is_coming(moment)),
            first_at=Min("starts_at", filter=Q(status=Status.COMPLETED)),
            last_at=Max("starts_at", filter=Q(status=Status.COMPLETED)),
        )

    def for_card(self) -> "AppointmentQuerySet":
        """With what a card or a row shows, in one query."""
        return self.select_related(
            "client", "service", "therapist__resource", "visit__room__resource", "visit__location"
        )


class Appointment(models.Model):
    """One client's session in a visit. Minutes and money are those of the moment it was booked."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="appointments")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="appointments")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    therapist = models.ForeignKey(Therapist, on_delete=models.PROTECT, related_name="appointments")
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.BOOKED)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(help_text="When the client leaves; turnover follows.")
    minutes = models.PositiveSmallIntegerField(help_text="Of the service alone.")
    price = money_field(help_text="Of the service alone.")
    currency = models.CharField(max_length=3)
    modality = models.CharField(
        max_length=12, choices=[(kind.value, kind.label) for kind in (Modality.THERAPEUTIC, Modality.RELAXATION)]
    )
    therapist_turnover = models.PositiveSmallIntegerField()
    room_turnover = models.PositiveSmallIntegerField()
    screening = models.ForeignKey(
        Screening,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="appointments",
        help_text="For the day of the visit; empty means that no intake stood when it was booked.",
    )
    therapist_wish = models.CharField(
        max_length=10, choices=Client.TherapistWish.choices, default=Client.TherapistWish.ANY
    )
    therapist_asked_for = models.BooleanField(default=False, help_text="The client asked for this therapist by name.")
    desk_line = models.CharField(max_length=300, blank=True, help_text="A line from the desk for the therapist.")
    cancel_reason = models.CharField(max_length=12, choices=CancelReason.choices, blank=True)
    cancel_note = models.CharField(max_length=200, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, help_text="Rises with each change; a stale page has an old one.")
    changed_at = models.DateTimeField(default=now)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at"), ends_at__lte=F("starts_at") + timedelta(hours=24)),
                name="appointment_lasts_up_to_a_day",
            ),
            models.CheckConstraint(
                condition=(Q(status="cancelled") & ~Q(cancel_reason=""))
                | (~Q(status="cancelled") & Q(cancel_reason="")),
                name="cancelled_with_a_reason",
            ),
            models.CheckConstraint(condition=Q(price__gte=0), name="appointment_price_not_negative"),
        ]
        indexes = [
            models.Index(fields=["therapist", "starts_at"], name="appointment_by_therapist"),
            models.Index(fields=["client", "starts_at"], name="appointment_by_client"),
            models.Index(fields=["starts_at"], name="appointment_by_start"),
            models.Index(fields=["changed_at"], name="appointment_by_change"),
        ]

    def __str__(self) -> str:
        return f"Appointment {self.pk}"

    @property
    def state(self) -> Status:
        return Status(self.status)

    @property
    def asks_for_note(self) -> bool:
        """Whether a signed note belongs to it: the session was given, and its client is not erased."""
        return self.state is Status.COMPLETED and self.client.erased_at is None


class AllocationQuerySet(models.QuerySet):
    def overlapping(self, start: datetime, end: datetime) -> "AllocationQuerySet":
        """What is busy in a window: the only definition. Half-open, so touching is free.

        The third condition bounds the scan from the left: no allocation is longer than a day.
        """
        return self.filter(starts_at__lt=end, ends_at__gt=start, ends_at__lt=end + timedelta(hours=24))


class Allocation(models.Model):
    """One resource held for one span of time, turnover included as that resource needs it."""

    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="allocations")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, null=True, blank=True, related_name="allocations")
    appointment = models.ForeignKey(
        Appointment, on_delete=models.PROTECT, null=True, blank=True, related_name="allocations"
    )
    block = models.OneToOneField(Block, on_delete=models.CASCADE, null=True, blank=True, related_name="allocation")

    objects = AllocationQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            NoOverlap(name=OVERLAP_REFUSED),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at"), ends_at__lte=F("starts_at") + timedelta(hours=24)),
                name="allocation_lasts_up_to_a_day",
            ),
            models.CheckConstraint(
                condition=Q(visit__isnull=False, block__isnull=True)
                | Q(visit__isnull=True, appointment__isnull=True, block__isnull=False),
                name="allocation_of_a_visit_or_a_block",
            ),
        ]
        indexes = [models.Index(fields=["resource", "ends_at"], name="allocation_by_resource_and_end")]

    def __str__(self) -> str:
        return f"{self.resource} held"


class AppointmentAddOn(models.Model):
    """An add-on as it was booked, with the minutes and the price of that moment."""

    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="add_ons")
    add_on = models.ForeignKey(AddOn, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    minutes = models.PositiveSmallIntegerField()
    price = money_field()

    class Meta:
        ordering = ["add_on__position", "pk"]
        constraints = [models.UniqueConstraint(fields=["appointment", "add_on"], name="an_add_on_once")]

    def __str__(self) -> str:
        return self.name
