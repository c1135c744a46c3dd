"""The printed day: for each therapist the sessions in order, what to know, and in the long form what to heed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Prefetch, prefetch_related_objects

from booking.availability import Card, Column, day_plan
from booking.availability.permits import permits_of
from booking.intervals import Span
from booking.models import Appointment, FocusArea, Status, Therapist
from booking.views.cautions import CautionGroup, groups_of
from intake.answers import IntakeAnswers
from intake.rules import Permit
from intake.telling import Line, why_they_come
from intake.vocabulary import Level
from spa.models import Location

NOT_GIVEN = (Status.CANCELLED, Status.NO_SHOW)


@dataclass(frozen=True)
class Row:
    """One session on paper. ``told``, ``lists`` and ``areas`` are for the therapist who gives it."""

    appointment: Appointment
    groups: list[CautionGroup]
    told: list[Line] = field(default_factory=list)
    lists: list[Line] = field(default_factory=list)
    is_first: bool = False

    @property
    def is_void(self) -> bool:
        return self.appointment.state in NOT_GIVEN

    @property
    def standing(self) -> list[CautionGroup]:
        """What is not settled and does more than adapt the session."""
        return [group for group in self.groups if not group.is_lifted and group.level != Level.ADAPT]

    @property
    def alert(self) -> str:
        """The one line of the short form: the strictest caution, and how many more there are."""
        sentences = [sentence for group in self.standing for sentence in group.sentences]
        more = f" And {len(sentences) - 1} more." if len(sentences) > 1 else ""
        return f"{sentences[0]}{more}" if sentences else ""

    @property
    def to_know(self) -> list[str]:
        """Plain words about the visit, none of them about health."""
        each, client = self.appointment, self.appointment.client
        if self.is_void:
            return [each.state.label]
        said = [
            "First visit" if self.is_first else "",
            "Not confirmed" if each.state is Status.BOOKED else "",
            "Intake to take" if each.screening_id is None else "",
            f"{client.get_pressure_preference_display()} pressure" if client.pressure_preference else "",
            client.get_talk_preference_display() if client.talk_preference else "",
            each.desk_line.rstrip("."),
        ]
        return [words for words in said if words]

    @property
    def has_more(self) -> bool:
        """Whether the long form has anything to add."""
        return not self.is_void and bool(self.groups or self.planned or self.lists or self.told)

    @property
    def planned(self) -> list[Line]:
        """Focus areas and areas to leave out, as the desk planned them."""
        areas = [area for area in self.appointment.focus_areas.all() if area.stage == FocusArea.Stage.PLANNED]
        kinds = (("Focus", FocusArea.Kind.FOCUS), ("Leave out", FocusArea.Kind.AVOID))
        lines = [
            Line(words, "; ".join(area.get_region_display() for area in areas if area.kind == kind))
            for words, kind in kinds
        ]
        return [line for line in lines if line.words]


@dataclass(frozen=True)
class Sheet:
    """One therapist's page."""

    column: Column
    rows: list[Row]
    rooms: list[str]

    @property
    def name(self) -> str:
        return self.column.resource.name

    @property
    def hours(self) -> tuple[Span, ...]:
        return self.column.shifts


def sheets_of(
    location: Location,
    day: date,
    *,
    now: datetime,
    therapists: list[Therapist] | None = None,
    is_long: bool = False,
    reader: Therapist | None = None,
) -> list[Sheet]:
    """The pages of a day, for those who work or have something booked. A fixed number of queries.

    ``reader``: the therapist whose own page tells in the long form what their clients told.
    """
    columns = day_plan(location, day, 1, now=now, therapists=therapists).days[0].columns
    shown = [column for column in columns if column.is_working or column.cards]
    cards = [card for column in shown for card in column.cards]
    booked = [card.appointment for card in cards]
    permits = permits_of(booked)
    known = _who_was_here(booked)
    if is_long:
        _read_more(booked)
    return [
        _sheet(column, permits, known, own=is_long and reader is not None and column.owner == reader)
        for column in shown
    ]


def _who_was_here(booked: Iterable[Appointment]) -> set[int]:
    """Clients who had a session before; one query."""
    clients = {each.client_id for each in booked}
    given = Appointment.objects.filter(client__in=clients, status=Status.COMPLETED)
    return set(given.values_list("client", flat=True).distinct())


def _read_more(booked: list[Appointment]) -> None:
    areas = Prefetch("focus_areas", FocusArea.objects.order_by("position", "pk"))
    prefetch_related_objects(booked, areas, "screening", "client__allergies", "client__medications")


def _sheet(column: Column, permits: dict[int, Permit], known: set[int], *, own: bool) -> Sheet:
    rows = [_row(card, permits.get(card.appointment.pk), known, own=own) for card in column.cards]
    rooms = dict.fromkeys(str(row.appointment.visit.room) for row in rows if not row.is_void)
    return Sheet(column, rows, list(rooms))


def _row(card: Card, permit: Permit | None, known: set[int], *, own: bool) -> Row:
    each = card.appointment
    own = own and each.state not in NOT_GIVEN
    told = why_they_come(IntakeAnswers.from_document(each.screening.answers)) if own and each.screening else []
    return Row(
        each,
        groups=groups_of(permit) if permit else [],
        told=told,
        lists=_lists(each) if own else [],
        is_first=each.client_id not in known and each.state is not Status.COMPLETED,
    )


def _lists(appointment: Appointment) -> list[Line]:
    lines = []
    for words, items in (
        ("Allergies", appointment.client.allergies.all()),
        ("Medicines", appointment.client.medications.all()),
    ):
        if standing := [str(item) for item in items if item.removed_at is None]:
            lines.append(Line(words, ", ".join(standing)))
    return lines
