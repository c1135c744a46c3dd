"""Why the desk was refused. Each says a sentence that a receptionist can read out, and carries what a page needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


class BookingError(Exception):
    """The desk's world does not allow it; ``str(error)`` says why and what to do next."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Change:
    """Something done to an appointment since a page was made, by whom and when (UTC)."""

    what: str
    by: str
    at: datetime


class SlotTaken(BookingError):
    """The therapist, every room or the equipment is held at that time."""


class NotOffered(BookingError):
    """The house does not offer it: closed, off shift, not a start, past, too far ahead, no such length."""


class NotQualified(BookingError):
    """The therapist lacks a technique or a training, or is not whom the client wished for."""


class AddOnRefused(BookingError):
    """An add-on that the service does not have, or that the screening rules out."""


class HealthRefused(BookingError):
    """The client's screening stands against it."""


class StaleAppointment(BookingError):
    """Somebody changed the appointment since the page was made; ``changes`` says who did what."""

    def __init__(self, sentence: str, changes: Sequence[Change] = ()) -> None:
        super().__init__(sentence)
        self.changes = tuple(changes)


class WrongStatus(BookingError):
    """The appointment's status does not allow the step."""


class NotAllowed(BookingError):
    """The person who acts may not do this."""


class TryAgain(BookingError):
    """Others were at the same rows; nothing was changed."""

    def __init__(self) -> None:
        super().__init__("Somebody else was booking at the same moment. Nothing was changed; please try once more.")
