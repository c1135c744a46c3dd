"""The lowest floor: who works here, and where.

Everything above may import this module and nothing else of ``spa``.
"""

from datetime import date, datetime, time
from functools import cached_property
from zoneinfo import ZoneInfo, available_timezones

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from phonenumber_field.modelfields import PhoneNumberField

RECEPTIONIST = "receptionist"
THERAPIST = "therapist"
ADMIN = "admin"
ROLES = (RECEPTIONIST, THERAPIST, ADMIN)


def validate_zone(name: str) -> None:
    """Refuse what is not a time zone of the IANA list, such as Europe/Vienna."""
    if name not in available_timezones():
        raise ValidationError("%(name)s is not a time zone. Use one like Europe/Vienna.", params={"name": name})


class LocationQuerySet(models.QuerySet):
    def active(self) -> "LocationQuerySet":
        """The houses that are open for business."""
        return self.filter(is_active=True)


class Location(models.Model):
    """One house of the spa: its walls, its clock and its money."""

    name = models.CharField(max_length=80, unique=True, help_text="Shown at the top of every page.")
    zone = models.CharField(
        "time zone", max_length=64, default="UTC", validators=[validate_zone], help_text="Such as Europe/Vienna."
    )
    currency = models.CharField(
        max_length=3,
        default="USD",
        validators=[RegexValidator(r"^[A-Z]{3}$", "Use the three letters of ISO 4217, such as USD.")],
    )
    address = models.TextField(blank=True)
    phone = PhoneNumberField(blank=True)
    emergency_number = models.CharField(
        max_length=20, default="112", help_text="Read out where the rules say: get medical help now."
    )
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False, editable=False)

    objects = LocationQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    def local(self, moment: datetime) -> datetime:
        """An aware moment as this house's clock shows it."""
        return moment.astimezone(self.tz)

    def local_day(self, moment: datetime) -> date:
        return self.local(moment).date()

    def moment(self, day: date, at: time) -> datetime:
        """The aware local instant of a wall time on a day.

        A wall time that a spring night skips is read with the offset before the gap; of one that an autumn night has
        twice, the first is meant.
        """
        return datetime.combine(day, at, tzinfo=self.tz)


class User(AbstractUser):
    """Somebody who works here. Clients never log in."""

    location = models.ForeignKey(
        Location, on_delete=models.PROTECT, null=True, blank=True, help_text="The desk this person sees first."
    )
    is_demo = models.BooleanField(default=False, editable=False)

    class Meta(AbstractUser.Meta):
        pass

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        return self.get_full_name() or self.username

    @cached_property
    def house(self) -> Location | None:
        """The location whose desk this person works at: their own, else the first that is open for business.

        No page of the desk is reached while there is none.
        """
        return self.location or Location.objects.active().first()

    @property
    def initials(self) -> str:
        return "".join(part[0] for part in self.display_name.split()[:2]).upper()

    @cached_property
    def role_names(self) -> frozenset[str]:
        """The built-in roles of this person; read once for each request."""
        if not self.is_active:
            return frozenset()
        return frozenset(self.groups.filter(name__in=ROLES).values_list("name", flat=True))

    @property
    def is_receptionist(self) -> bool:
        return RECEPTIONIST in self.role_names

    @property
    def is_therapist(self) -> bool:
        return THERAPIST in self.role_names

    @property
    def is_admin(self) -> bool:
        return ADMIN in self.role_names
