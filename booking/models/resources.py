"""Whom and what a visit holds: therapists, rooms, equipment units, each with one Resource row to lock."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from booking.models.catalogue import EquipmentKind, Service, Technique, Training
from spa.models import Location


class ResourceKind(models.TextChoices):
    THERAPIST = "therapist", "Therapist"
    ROOM = "room", "Room"
    EQUIPMENT = "equipment", "Equipment"


class ResourceQuerySet(models.QuerySet):
    def active(self) -> "ResourceQuerySet":
        return self.filter(is_active=True)


class Resource(models.Model):
    """What can be held for one span of time; operations lock these rows in key order."""

    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="resources")
    kind = models.CharField(max_length=10, choices=ResourceKind.choices)
    name = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True, help_text="Off: not offered any more; what is booked stays.")
    is_demo = models.BooleanField(default=False, editable=False)

    objects = ResourceQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["location", "kind", "name"], name="one_name_a_kind_and_location"),
        ]

    def __str__(self) -> str:
        return self.name


class AlongResourceQuerySet(models.QuerySet):
    """For what stands beside a resource and is read with it."""

    def active(self) -> "AlongResourceQuerySet":
        return self.filter(resource__is_active=True)


class Therapist(models.Model):
    class Gender(models.TextChoices):
        WOMAN = "woman", "Woman"
        MAN = "man", "Man"
        OTHER = "other", "Another or not said"

    resource = models.OneToOneField(
        Resource, on_delete=models.PROTECT, limit_choices_to={"kind": "therapist"}, related_name="therapist"
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="therapist"
    )
    gender = models.CharField(max_length=10, choices=Gender.choices, default=Gender.OTHER)
    skills = models.ManyToManyField(Technique, blank=True, related_name="therapists")
    trainings = models.ManyToManyField(Training, blank=True, related_name="therapists")

    objects = AlongResourceQuerySet.as_manager()

    class Meta:
        ordering = ["resource__position", "resource__name"]

    def __str__(self) -> str:
        return self.resource.name


class Room(models.Model):
    resource = models.OneToOneField(
        Resource, on_delete=models.PROTECT, limit_choices_to={"kind": "room"}, related_name="room"
    )
    capacity = models.PositiveSmallIntegerField(default=1, help_text="Clients at once; one visit at a time.")
    services = models.ManyToManyField(
        Service, blank=True, related_name="rooms", help_text="Only these; none chosen means every service."
    )

    objects = AlongResourceQuerySet.as_manager()

    class Meta:
        ordering = ["resource__position", "resource__name"]
        constraints = [models.CheckConstraint(condition=Q(capacity__gte=1), name="room_holds_somebody")]

    def __str__(self) -> str:
        return self.resource.name


class EquipmentUnit(models.Model):
    resource = models.OneToOneField(
        Resource, on_delete=models.PROTECT, limit_choices_to={"kind": "equipment"}, related_name="equipment_unit"
    )
    kind = models.ForeignKey(EquipmentKind, on_delete=models.PROTECT, related_name="units")

    objects = AlongResourceQuerySet.as_manager()

    class Meta:
        ordering = ["resource__position", "resource__name"]

    def __str__(self) -> str:
        return self.resource.name
