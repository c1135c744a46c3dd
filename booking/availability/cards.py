"""Appointments as the board shows them: what a card says, and which flags it carries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet

from booking.intervals import Span
from booking.models import Appointment, AppointmentAddOn
from intake.models import ScreeningCaution
from intake.rules import Caution, Permit
from intake.vocabulary import Level, Outcome
from spa.models import Location

NOT_BOOKABLE = (Outcome.NOT_TODAY, Outcome.PENDING_CLEARANCE)
STRICTER_THAN_ADAPT = [level.value for level in Level if level != Level.ADAPT]


@dataclass(frozen=True)
class Card:
    """One appointment on the board. ``span`` is the client's time, ``turnover`` what follows for this column.

    ``alert``: something stricter than adapting the session stands, or it could not be booked for that day.
    ``settled``: there was such a thing, and an answer, a signature, a doctor or a therapist has lifted all of it.
    ``intake_missing``: still to come, and nobody has asked the client's health yet.
    """

    appointment: Appointment
    span: Span
    turnover: Span
    add_ons: tuple[AppointmentAddOn, ...]
    alert: bool
    intake_missing: bool
    note_unsigned: bool
    settled: bool = False

    @property
    def minutes(self) -> int:
        return int((self.span.end - self.span.start).total_seconds()) // 60

    @property
    def holds_time(self) -> bool:
        return self.appointment.state.holds_time


def appointments_between(location: Location, start: datetime, end: datetime) -> QuerySet[Appointment]:
    """All of a location's appointments in a window, cancelled ones too, with all that a card shows. Two queries."""
    strict = ScreeningCaution.objects.filter(screening=OuterRef("screening"), level__in=STRICTER_THAN_ADAPT)
    add_ons = Prefetch("add_ons", AppointmentAddOn.objects.select_related("add_on"))
    return (
        Appointment.objects.between(start, end)
        .filter(visit__location=location)
        .for_card()
        .annotate(
            is_strict=Exists(strict),
            outcome=F("screening__outcome"),
            is_urgent=F("screening__urgent"),
            signed_at=F("note__signed_at"),
        )
        .prefetch_related(add_ons)
    )


def is_loud(appointment: Appointment) -> bool:
    """Whether its screening said anything stricter than to adapt the session, lifted or not."""
    return bool(appointment.is_strict or appointment.is_urgent or appointment.outcome in NOT_BOOKABLE)


def alerts_of(permit: Permit) -> list[Caution]:
    """What is not lifted and does more than adapt the session."""
    return [judged.caution for judged in permit.cautions if not judged.lifted and judged.caution.level != Level.ADAPT]


def card(appointment: Appointment, turnover: Span, permit: Permit | None = None) -> Card:
    """An appointment read by ``appointments_between`` as a card; ``permit`` says what is lifted of what is loud."""
    loud = is_loud(appointment)
    has_alert = loud and (permit is None or appointment.is_urgent or alerts_of(permit))
    return Card(
        appointment=appointment,
        span=Span(appointment.starts_at, appointment.ends_at),
        turnover=turnover,
        add_ons=tuple(appointment.add_ons.all()),
        alert=bool(has_alert),
        settled=loud and not has_alert,
        intake_missing=appointment.screening_id is None and appointment.state.can_be_rescheduled,
        note_unsigned=appointment.asks_for_note and appointment.signed_at is None,
    )


def in_order(cards: Iterable[Card]) -> tuple[Card, ...]:
    return tuple(sorted(cards, key=lambda each: (each.span.start, each.appointment.pk)))
