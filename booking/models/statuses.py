"""The states of an appointment, and what each may become."""

from django.db import models


class Status(models.TextChoices):
    BOOKED = "booked", "Booked"
    CONFIRMED = "confirmed", "Confirmed"
    ARRIVED = "arrived", "Arrived"
    IN_SESSION = "in_session", "In session"
    COMPLETED = "completed", "Completed"
    NO_SHOW = "no_show", "No-show"
    CANCELLED = "cancelled", "Cancelled"

    @property
    def next(self) -> tuple["Status", ...]:
        """What this status may become."""
        return _MOVES[self]

    @classmethod
    def expected(cls) -> tuple["Status", ...]:
        """The states of a visit that is still to come or going on."""
        return (cls.BOOKED, cls.CONFIRMED, cls.ARRIVED, cls.IN_SESSION)

    @classmethod
    def not_begun(cls) -> tuple["Status", ...]:
        """The states of a visit that is still to come, or whose client is here and waits."""
        return (cls.BOOKED, cls.CONFIRMED, cls.ARRIVED)

    @property
    def holds_time(self) -> bool:
        """Whether an appointment in this status keeps its allocations."""
        return self is not Status.CANCELLED

    @property
    def can_be_rescheduled(self) -> bool:
        return self in Status.not_begun()

    @property
    def can_be_planned(self) -> bool:
        """Whether areas, add-ons and the line for the therapist may still change."""
        return self in Status.expected()


_MOVES = {
    Status.BOOKED: (Status.CONFIRMED, Status.ARRIVED, Status.NO_SHOW, Status.CANCELLED),
    Status.CONFIRMED: (Status.ARRIVED, Status.NO_SHOW, Status.CANCELLED),
    Status.ARRIVED: (Status.IN_SESSION, Status.CANCELLED),
    Status.IN_SESSION: (Status.COMPLETED,),
    Status.COMPLETED: (),
    Status.NO_SHOW: (Status.ARRIVED,),
    Status.CANCELLED: (Status.BOOKED,),
}


class CancelReason(models.TextChoices):
    ILL = "ill", "Client is ill"
    CLIENT = "client", "Client cannot come"
    HEALTH = "health", "A caution stands against it"
    THERAPIST = "therapist", "Therapist is away"
    HOUSE = "house", "The house could not keep it"
    MISTAKE = "mistake", "Booked by mistake"
    OTHER = "other", "Other"
