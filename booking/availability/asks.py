"""What is asked of the calendar, and what it answers."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from booking.intervals import Span, lasting, visit_minutes
from booking.models import AddOn, Appointment, AppointmentAddOn, EquipmentUnit, Room, Service, Therapist
from intake.models import Client
from spa.models import Location


@dataclass(frozen=True)
class Ask:
    """One session looking for its time: which service for how long, and what it must be with.

    Minutes are those of the service alone; turnover comes from the service unless given. ``moving`` is the appointment
    that looks for a new time: what it holds itself does not count. ``length`` is how long the client stays when that
    is settled already, as it is for ``moving`` (see ``ask_to_move``).
    """

    location: Location
    service: Service
    minutes: int
    add_ons: tuple[AddOn, ...] = ()
    therapist: Therapist | None = None
    wish: str = Client.TherapistWish.ANY
    room: Room | None = None
    client: Client | None = None
    moving: Appointment | None = None
    therapist_turnover: int | None = None
    room_turnover: int | None = None
    length: int | None = None

    @property
    def stay(self) -> int:
        """Minutes from the client's start to the client's end."""
        if self.length is not None:
            return self.length
        return visit_minutes(self.minutes, [add_on.minutes for add_on in self.add_ons])

    @property
    def therapist_pause(self) -> int:
        return self.service.therapist_turnover if self.therapist_turnover is None else self.therapist_turnover

    @property
    def room_pause(self) -> int:
        return self.service.room_turnover if self.room_turnover is None else self.room_turnover

    @property
    def equipment_kinds(self) -> frozenset[int]:
        """Keys of the kinds of which one unit each is needed, for the service and its add-ons."""
        kinds = {self.service.equipment_kind_id, *(add_on.equipment_kind_id for add_on in self.add_ons)}
        return frozenset(kinds - {None})

    def spans_from(self, start: datetime) -> "Spans":
        return Spans(
            session=lasting(start, self.stay),
            therapist=lasting(start, self.stay + self.therapist_pause),
            room=lasting(start, self.stay + self.room_pause),
        )


@dataclass(frozen=True)
class Sale:
    """How the service of an ask is sold: whether in this length, with which add-ons (keys), of which techniques."""

    is_offered: bool
    add_ons: frozenset[int]
    techniques: frozenset[str]


@dataclass(frozen=True, slots=True)
class Spans:
    """What a session takes: the client's time, and with turnover the therapist's, the room's and the units'."""

    session: Span
    therapist: Span
    room: Span

    @property
    def all_of_it(self) -> Span:
        return max(self.therapist, self.room, key=lambda span: span.end)


@dataclass(frozen=True)
class Slot:
    """One bookable start with one therapist: the room and the units that would be taken. Times are UTC."""

    starts_at: datetime
    ends_at: datetime
    therapist: Therapist
    room: Room
    units: tuple[EquipmentUnit, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class DayOffer:
    """What a local day has to offer; without slots ``reasons`` says why, in words."""

    day: date
    slots: tuple[Slot, ...] = ()
    reasons: tuple[str, ...] = ()
    at_work: tuple[Span, ...] = ()
    """When somebody works who could give it, booked or not (UTC)."""


@dataclass(frozen=True)
class Offer:
    days: tuple[DayOffer, ...] = field(default=())

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Of all days, in order of time."""
        return tuple(slot for day in self.days for slot in day.slots)

    @property
    def first(self) -> Slot | None:
        return next(iter(self.slots), None)


def ask_to_move(
    appointment: Appointment,
    *,
    therapist: Therapist | None = None,
    room: Room | None = None,
    booked: Iterable[AppointmentAddOn] | None = None,
) -> Ask:
    """The ask of an appointment that looks for another time; it keeps its length, its turnover and its therapist.

    Its add-ons and overrides come along; ``booked`` are its add-ons where they are read already. The appointment
    should be read with ``visit__location`` and ``service``.
    """
    if booked is None:
        booked = appointment.add_ons.select_related("add_on")
    return Ask(
        location=appointment.visit.location,
        service=appointment.service,
        minutes=appointment.minutes,
        add_ons=tuple(each.add_on for each in booked),
        therapist=therapist or appointment.therapist,
        wish=appointment.therapist_wish,
        room=room,
        client=appointment.client,
        moving=appointment,
        therapist_turnover=appointment.therapist_turnover,
        room_turnover=appointment.room_turnover,
        length=int((appointment.ends_at - appointment.starts_at).total_seconds()) // 60,
    )
