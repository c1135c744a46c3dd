"""The lowest floor: who works here, and where.

Everything above may import this module and nothing else of ``spa``.
"""

from datetime import date, datetime, time
from decimal import Decimal
from functools import cached_property
from zoneinfo import ZoneInfo, available_timezones

from babel.core import get_global
from babel.dates import format_time, get_time_format
from babel.numbers import format_currency
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


class Locale(models.TextChoices):
    """Whose way of writing times and money a house follows; its words stay English."""

    AUSTRALIA = "en_AU", "Australia"
    AUSTRIA = "de_AT", "Austria"
    BELGIUM = "nl_BE", "Belgium"
    BRAZIL = "pt_BR", "Brazil"
    CANADA = "en_CA", "Canada"
    CZECHIA = "cs_CZ", "Czechia"
    DENMARK = "da_DK", "Denmark"
    FINLAND = "fi_FI", "Finland"
    FRANCE = "fr_FR", "France"
    GERMANY = "de_DE", "Germany"
    INDIA = "en_IN", "India"
    IRELAND = "en_IE", "Ireland"
    ITALY = "it_IT", "Italy"
    JAPAN = "ja_JP", "Japan"
    MEXICO = "es_MX", "Mexico"
    NETHERLANDS = "nl_NL", "Netherlands"
    NEW_ZEALAND = "en_NZ", "New Zealand"
    NORWAY = "nb_NO", "Norway"
    POLAND = "pl_PL", "Poland"
    PORTUGAL = "pt_PT", "Portugal"
    SOUTH_AFRICA = "en_ZA", "South Africa"
    SPAIN = "es_ES", "Spain"
    SWEDEN = "sv_SE", "Sweden"
    SWITZERLAND = "de_CH", "Switzerland"
    UNITED_KINGDOM = "en_GB", "United Kingdom"
    UNITED_STATES = "en_US", "United States"

    @classmethod
    def of_zone(cls, zone: str) -> "Locale":
        """That of the country in which a time zone lies; the United Kingdom's where it is none of these."""
        country = get_global("zone_territories").get(zone)
        return next((locale for locale in cls if locale.endswith(f"_{country}")), cls.UNITED_KINGDOM)


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
    locale = models.CharField(
        "times and money as in",
        max_length=5,
        choices=Locale,
        default=Locale.UNITED_KINGDOM,
        help_text="How times and amounts are written: 14:30 and £1,250.00, 2:30 PM and $1,250.00.",
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

    @property
    def language_tag(self) -> str:
        """The locale as a page's script knows it, ``en-US``."""
        return self.locale.replace("_", "-")

    @property
    def language(self) -> str:
        """English with the clock of 12 or of 24 hours, as ``spa.formats`` knows them."""
        return "en-us" if "h" in get_time_format("short", locale=self.locale).pattern else "en"

    def local(self, moment: datetime) -> datetime:
        """An aware moment as this house's clock shows it."""
        return moment.astimezone(self.tz)

    def local_day(self, moment: datetime) -> date:
        return self.local(moment).date()

    def clock(self, at: datetime | time) -> str:
        """The time of day, of an aware moment or on the wall, as this house writes it: ``14:30`` or ``2:30 PM``."""
        wall = self.local(at).time() if isinstance(at, datetime) else at
        return format_time(wall, "short", locale=self.locale)

    def clock_hour(self, at: datetime) -> str:
        """A full hour in little room: ``8 AM`` where a house counts twelve, else ``08:00``."""
        return self.clock(at).replace(":00", "") if self.language == "en-us" else self.clock(at)

    def money(self, amount: Decimal, currency: str = "") -> str:
        """An amount in whole units of its currency, which is this house's unless named: ``£1,250.00``."""
        return format_currency(amount, currency or self.currency, locale=self.locale)

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
        """Whose desk this person works at: their own location while it is open for business, else the first that is.

        No page of the desk is reached while there is none.
        """
        own = self.location
        return own if own and own.is_active else Location.objects.active().first()

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
