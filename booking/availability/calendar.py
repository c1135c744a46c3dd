"""The calendar of one location as an ask needs it: read once, with the same few queries however much there is."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from booking.availability.asks import Ask, Sale
from booking.availability.fitting import lacks_a_technique, lacks_the_training, takes
from booking.availability.hours import A_DAY, Doors, Work, days_from, local_day_span, read_doors, read_work
from booking.intervals import Span
from booking.models import Allocation, EquipmentUnit, Resource, ResourceKind, Room, Service, Therapist
from booking.models.hours import has_shift_at
from intake.models import Client
from spa.models import Location

EVERY_SERVICE = 10_000  # a room without a list takes more services than any list could name


@dataclass(frozen=True)
class Staff:
    """A therapist who could be asked, and what speaks against it."""

    therapist: Therapist
    is_skilled: bool
    is_wished: bool
    work: Work

    @property
    def may_give(self) -> bool:
        return self.is_skilled and self.is_wished


@dataclass(frozen=True)
class Calendar:
    """Everything that decides about the days from ``first`` to ``last`` for one ask."""

    first: date
    last: date
    doors: Doors
    staff: tuple[Staff, ...]
    rooms: tuple[Room, ...]
    units: dict[int, tuple[EquipmentUnit, ...]]
    held: dict[int, tuple[Span, ...]]
    sale: Sale

    @property
    def days(self) -> tuple[date, ...]:
        return days_from(self.first, self.last)

    @classmethod
    def empty(cls, day: date) -> "Calendar":
        """A day about which nothing was read."""
        return cls(day, day, Doors((), {}), (), (), {}, {}, Sale(True, frozenset(), frozenset()))

    def held_by(self, owner: Therapist | Room | EquipmentUnit) -> tuple[Span, ...]:
        return self.held.get(owner.resource_id, ())


def read_calendar(ask: Ask, first: date, last: date, sale: Sale | None = None) -> Calendar:
    """Five queries: doors, resources, work, what is held, and how the service is sold unless that was just read."""
    candidates = list(candidates_of(ask))
    owners = [row.therapist for row in candidates if row.kind == ResourceKind.THERAPIST]
    work = read_work(ask.location, [therapist.pk for therapist in owners], first, last)
    return Calendar(
        first=first,
        last=last,
        doors=read_doors(ask.location, first, last),
        staff=tuple(_staff(row, ask, work) for row in candidates if row.kind == ResourceKind.THERAPIST),
        rooms=_least_able_first(row for row in candidates if row.kind == ResourceKind.ROOM),
        units=_by_kind(row.equipment_unit for row in candidates if row.kind == ResourceKind.EQUIPMENT),
        held=_read_held(ask, [row.pk for row in candidates], first, last),
        sale=sale or _read_sale(ask),
    )


def candidates_of(ask: Ask) -> QuerySet[Resource]:
    """The resources that this ask may come to hold: therapists, fitting rooms, units of the kinds it needs.

    Therapists who lack a skill come along, marked ``lacks``, since a refusal has to name what is missing.
    """
    return (
        Resource.objects.active()
        .filter(_therapists(ask) | _rooms(ask) | _units(ask))
        .annotate(
            lacks=lacks_a_technique(ask.service) | lacks_the_training(ask.service.training_id), breadth=_breadth()
        )
        .select_related("therapist__user", "room", "equipment_unit")
        .order_by("position", "name", "pk")
    )


def _therapists(ask: Ask) -> Q:
    kind = Q(kind=ResourceKind.THERAPIST)
    if ask.therapist is not None:
        return kind & Q(therapist=ask.therapist)
    return kind & works_at(ask.location)


def works_at(location: Location) -> Q:
    """Of a therapist's resource: whose house this is, or who has a shift here."""
    return Q(location=location) | Q(has_shift_at(location))


def therapists_at(location: Location) -> QuerySet[Therapist]:
    """Everybody active who works at a location, in the order of the board."""
    return (
        Therapist.objects.active()
        .filter(resource__in=Resource.objects.filter(works_at(location)))
        .select_related("resource")
    )


def _rooms(ask: Ask) -> Q:
    kind = Q(kind=ResourceKind.ROOM, location=ask.location, room__capacity__gte=ask.service.persons)
    kind &= takes(ask.service)
    return kind if ask.room is None else kind & Q(room=ask.room)


def _units(ask: Ask) -> Q:
    return Q(kind=ResourceKind.EQUIPMENT, location=ask.location, equipment_unit__kind__in=sorted(ask.equipment_kinds))


def _breadth() -> Coalesce:
    """How many services a room is for."""
    listed = Room.services.through.objects.filter(room__resource=OuterRef("pk")).order_by().values("room")
    counted = listed.annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), EVERY_SERVICE)


def _staff(row: Resource, ask: Ask, work: dict[int, Work]) -> Staff:
    therapist = row.therapist
    wished = ask.wish in (Client.TherapistWish.ANY, "", therapist.gender)
    return Staff(therapist, is_skilled=not row.lacks, is_wished=wished, work=work[therapist.pk])


def _least_able_first(rows) -> tuple[Room, ...]:
    """Small rooms for few services first, so that those which can do more stay free."""
    ordered = sorted(rows, key=lambda row: (row.room.capacity, row.breadth, row.position, row.name, row.pk))
    return tuple(row.room for row in ordered)


def _by_kind(units) -> dict[int, tuple[EquipmentUnit, ...]]:
    kinds: dict[int, list[EquipmentUnit]] = defaultdict(list)
    for unit in units:
        kinds[unit.kind_id].append(unit)
    return {kind: tuple(found) for kind, found in kinds.items()}


def _read_held(ask: Ask, resources: list[int], first: date, last: date) -> dict[int, tuple[Span, ...]]:
    """What is taken, but for what the moving appointment holds itself; a day around, for what runs past midnight."""
    start = local_day_span(ask.location, first - A_DAY).start
    end = local_day_span(ask.location, last + A_DAY).end
    rows = Allocation.objects.overlapping(start, end)
    rows = rows.filter(resource__in=resources)
    if ask.moving is not None:
        rows = rows.exclude(visit=ask.moving.visit_id)
    held: dict[int, list[Span]] = defaultdict(list)
    for resource, starts_at, ends_at in rows.values_list("resource", "starts_at", "ends_at"):
        held[resource].append(Span(starts_at.astimezone(UTC), ends_at.astimezone(UTC)))
    return {resource: tuple(spans) for resource, spans in held.items()}


def _read_sale(ask: Ask) -> Sale:
    length = ask.service.durations.model.objects.active().filter(service=OuterRef("pk"), minutes=ask.minutes)
    rows = Service.objects.filter(pk=ask.service.pk).annotate(sold=Exists(length) & Q(is_active=True))
    found = list(rows.values_list("sold", "add_ons", "add_ons__is_active", "techniques__code"))
    return Sale(
        is_offered=any(sold for sold, *_ in found),
        add_ons=frozenset(key for _, key, is_active, _ in found if is_active),
        techniques=frozenset(code for *_, code in found if code is not None),
    )
