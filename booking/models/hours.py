"""When the house is open and who works when. Times of day are the location's wall time; instants are UTC."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from booking.models.parts import PartOf
from booking.models.resources import Resource, Therapist
from intake.clock import now
from spa.models import Location


class Weekday(models.IntegerChoices):
    MONDAY = 0, "Monday"
    TUESDAY = 1, "Tuesday"
    WEDNESDAY = 2, "Wednesday"
    THURSDAY = 3, "Thursday"
    FRIDAY = 4, "Friday"
    SATURDAY = 5, "Saturday"
    SUNDAY = 6, "Sunday"


class OpeningHours(PartOf, models.Model):
    """One span in which the doors are open on a weekday; ``closes`` at or before ``opens`` means the next day."""

    part_of = "location"

    location = models.ForeignKey(Location, on_delete=models.CASCADE, related_name="opening_hours")
    weekday = models.PositiveSmallIntegerField(choices=Weekday.choices)
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        ordering = ["location", "weekday", "opens"]
        verbose_name_plural = "opening hours"
        constraints = [
            models.UniqueConstraint(fields=["location", "weekday", "opens"], name="one_opening_at_a_time"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="opening_on_a_weekday"),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.location.clock(self.opens)} to {self.location.clock(self.closes)}"


class ClosingDay(PartOf, models.Model):
    part_of = "location"

    location = models.ForeignKey(Location, on_delete=models.CASCADE, related_name="closing_days")
    day = models.DateField()
    reason = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["location", "day"], name="one_closing_a_day")]

    def __str__(self) -> str:
        return f"Closed on {self.day}"


class Shift(PartOf, models.Model):
    """Working hours of a therapist, weekly or on one day; ``ends`` at or before ``starts`` means the next day."""

    part_of = "therapist"

    therapist = models.ForeignKey(Therapist, on_delete=models.CASCADE, related_name="shifts")
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="+")
    weekday = models.PositiveSmallIntegerField(choices=Weekday.choices, null=True, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True, help_text="The last day; empty means until further notice.")
    day = models.DateField(null=True, blank=True, help_text="For a single day instead of a weekday.")
    starts = models.TimeField()
    ends = models.TimeField()

    class Meta:
        ordering = ["therapist", "weekday", "day", "starts"]
        constraints = [
            models.CheckConstraint(
                condition=Q(weekday__lte=6, day__isnull=True, valid_from__isnull=False)
                | Q(weekday__isnull=True, day__isnull=False, valid_from__isnull=True, valid_until__isnull=True),
                name="shift_is_weekly_or_on_one_day",
            ),
        ]

    def __str__(self) -> str:
        when = self.day if self.weekday is None else self.get_weekday_display()
        clock = self.therapist.resource.location.clock
        return f"{self.therapist}, {when} {clock(self.starts)} to {clock(self.ends)}"


def has_shift_at(location: Location) -> Exists:
    """Of a resource: a therapist who has a shift in this house, wherever their own is."""
    return Exists(Shift.objects.filter(therapist__resource=OuterRef("pk"), location=location))


def shifts_touching(first: date, last: date) -> Q:
    """Of a therapist: shifts with an occurrence that may begin on a day from first to last, both included."""
    is_on = Q(shifts__valid_until__isnull=True) | Q(shifts__valid_until__gte=first)
    weekly = Q(shifts__weekday__isnull=False, shifts__valid_from__lte=last) & is_on
    return weekly | Q(shifts__day__range=(first, last))


class ShiftBreak(PartOf, models.Model):
    """A repeating break inside a shift, in wall time."""

    part_of = "shift"

    shift = models.ForeignKey(Shift, on_delete=models.CASCADE, related_name="breaks")
    starts = models.TimeField()
    ends = models.TimeField()

    class Meta:
        ordering = ["shift", "starts"]

    def __str__(self) -> str:
        clock = self.shift.therapist.resource.location.clock
        return f"Break {clock(self.starts)} to {clock(self.ends)}"


class TimeOff(PartOf, models.Model):
    """A therapist is away between two instants."""

    part_of = "therapist"

    therapist = models.ForeignKey(Therapist, on_delete=models.CASCADE, related_name="time_off")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reason = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["starts_at"]
        verbose_name_plural = "time off"
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="time_off_ends_after_it_starts")
        ]
        indexes = [models.Index(fields=["therapist", "ends_at"], name="time_off_by_therapist")]

    def __str__(self) -> str:
        return f"{self.therapist} is away"


class BlockKind(models.TextChoices):
    LUNCH = "lunch", "Lunch"
    MEETING = "meeting", "Meeting"
    LATE = "late", "Running late"
    CARE = "care", "Cleaning or repair"
    OTHER = "other", "Other"


class Block(models.Model):
    """A dated span in which a resource is not bookable; its allocation lets the guard see it."""

    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="blocks")
    kind = models.CharField(max_length=10, choices=BlockKind.choices, default=BlockKind.OTHER)
    note = models.CharField(max_length=120, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.resource}"
