"""What can be booked: services in lengths and prices, add-ons that cost minutes and money, techniques, trainings."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from booking.models.parts import PartOf
from intake.vocabulary import AddOnCode, Modality, TechniqueCode

STEP = 5  # everything starts and ends on five minutes
LONGEST = 24 * 60


def money_field(**options) -> models.DecimalField:
    """An amount in the location's currency."""
    return models.DecimalField(max_digits=9, decimal_places=2, validators=[MinValueValidator(Decimal(0))], **options)


class ActiveQuerySet(models.QuerySet):
    def active(self) -> "ActiveQuerySet":
        return self.filter(is_active=True)


class EquipmentKind(models.Model):
    """A kind of thing that a session may need one of, such as a set of hot stones."""

    name = models.CharField(max_length=60, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Technique(models.Model):
    code = models.CharField(max_length=30, unique=True, choices=TechniqueCode.choices)
    name = models.CharField(max_length=60)
    is_active = models.BooleanField(default=True)

    objects = ActiveQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Training(models.Model):
    """Something a therapist has learned that a client may need, such as work in pregnancy."""

    code = models.SlugField(max_length=30, unique=True)
    name = models.CharField(max_length=60)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class AddOn(models.Model):
    code = models.CharField(
        max_length=40,
        unique=True,
        choices=AddOnCode.choices,
        help_text="What the health rules know it by: they offer it or rule it out by this code.",
    )
    name = models.CharField(max_length=60)
    blurb = models.CharField(max_length=160, blank=True)
    icon = models.CharField(max_length=20, blank=True, help_text="Name of a drawing of the sprite, such as a-oil.")
    minutes = models.PositiveSmallIntegerField(
        default=0, help_text="Added to the visit; 0 is fine.", validators=[MaxValueValidator(LONGEST)]
    )
    price = money_field(default=Decimal(0))
    equipment_kind = models.ForeignKey(EquipmentKind, on_delete=models.PROTECT, null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    objects = ActiveQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.CheckConstraint(condition=Q(minutes__in=range(0, LONGEST + 1, STEP)), name="add_on_in_five_minutes"),
            models.CheckConstraint(condition=Q(price__gte=0), name="add_on_price_not_negative"),
        ]

    def __str__(self) -> str:
        return self.name


class Service(models.Model):
    name = models.CharField(max_length=80, unique=True)
    blurb = models.CharField(max_length=200, blank=True)
    modality = models.CharField(
        max_length=12, choices=[(kind.value, kind.label) for kind in (Modality.THERAPEUTIC, Modality.RELAXATION)]
    )
    techniques = models.ManyToManyField(
        Technique, related_name="services", help_text="What makes it this service; a therapist needs all of them."
    )
    add_ons = models.ManyToManyField(AddOn, blank=True, related_name="services", help_text="Offered with this service.")
    training = models.ForeignKey(Training, on_delete=models.PROTECT, null=True, blank=True)
    equipment_kind = models.ForeignKey(EquipmentKind, on_delete=models.PROTECT, null=True, blank=True)
    persons = models.PositiveSmallIntegerField(default=1, help_text="Clients in the room at once.")
    therapist_turnover = models.PositiveSmallIntegerField(
        default=10, help_text="Minutes the therapist needs after a session, for the note and a breath."
    )
    room_turnover = models.PositiveSmallIntegerField(default=15, help_text="Minutes to clean and air the room.")
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    objects = ActiveQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(therapist_turnover__in=range(0, 121, STEP), room_turnover__in=range(0, 121, STEP)),
                name="turnover_in_five_minutes",
            ),
            models.CheckConstraint(condition=Q(persons__gte=1), name="service_is_for_somebody"),
        ]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def lengths(self) -> list["ServiceDuration"]:
        """What can be booked of it, the shortest first; given by whoever has read the lengths already."""
        active = (length for length in self.durations.all() if length.is_active)
        return sorted(active, key=lambda length: length.minutes)


class ServiceDuration(PartOf, models.Model):
    """One bookable length of a service, with its price."""

    part_of = "service"

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="durations")
    minutes = models.PositiveSmallIntegerField(help_text="Hands-on minutes, without add-ons and turnover.")
    price = money_field()
    is_active = models.BooleanField(default=True)

    objects = ActiveQuerySet.as_manager()

    class Meta:
        ordering = ["service", "minutes"]
        constraints = [
            models.UniqueConstraint(fields=["service", "minutes"], name="one_price_a_length"),
            models.CheckConstraint(
                condition=Q(minutes__in=range(STEP, 12 * 60 + 1, STEP)), name="duration_in_five_minutes"
            ),
            models.CheckConstraint(condition=Q(price__gte=0), name="duration_price_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.service}, {self.minutes} minutes"
