"""Booking a session: the one way in which visits and appointments come to be."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError

from booking.availability.asks import Ask, Slot
from booking.models import AddOn, Appointment, AppointmentAddOn, EventKind, Room, Service, Therapist, Visit
from booking.permissions import may_book
from booking.scheduling import messages
from booking.scheduling.areas import PlannedArea, plan_areas
from booking.scheduling.holding import hold, in_utc, lock_candidates, screened, slots_at, try_each
from booking.scheduling.locking import hold_client
from booking.scheduling.records import log, place_of, refuse_erased, refuse_longer, refuse_unless
from booking.scheduling.transactions import in_one_transaction, is_seen_token
from intake.models import Client, Screening
from spa.models import Location, User


def book(
    *,
    client: Client,
    location: Location,
    service: Service,
    minutes: int,
    starts_at: datetime,
    therapist: Therapist | None = None,
    room: Room | None = None,
    add_ons: Sequence[AddOn] = (),
    focus_areas: Sequence[PlannedArea] = (),
    desk_line: str = "",
    wish: str = Client.TherapistWish.ANY,
    asked_for: bool = False,
    token: UUID | str | None = None,
    by: User,
    now: datetime | None = None,
    demo: bool = False,
) -> Appointment:
    """Book one session for a client; without a therapist, the first who is free.

    Minutes are those of the service; price, turnover and add-ons are copied from today's catalogue. A token that was
    seen before returns the first appointment, so that a double submit books once. Raises a BookingError with a
    sentence for whatever stands against it.
    """
    refuse_unless(may_book(by), "Only the desk books visits.")
    wish = wish or Client.TherapistWish.ANY
    ask = Ask(location, service, minutes, as_sold_now(add_ons), therapist, wish, room, client)
    token = UUID(str(token)) if token else uuid4()
    details = {"desk_line": refuse_longer(desk_line, 300, "The line for the therapist"), "asked_for": asked_for}
    try:
        return _book(
            ask=ask, starts_at=in_utc(starts_at), areas=focus_areas, token=token, by=by, now=now, demo=demo, **details
        )
    except IntegrityError as error:
        if is_seen_token(error) and (first := _booked_with(token)):
            return first
        raise


def _booked_with(token: UUID) -> Appointment | None:
    return Appointment.objects.for_card().filter(visit__token=token).order_by("pk").first()


@in_one_transaction
def _book(
    *,
    ask: Ask,
    starts_at: datetime,
    areas: Sequence[PlannedArea],
    desk_line: str,
    asked_for: bool,
    token: UUID,
    by: User,
    now: datetime,
    demo: bool,
) -> Appointment:
    client = hold_client(ask.client.pk)
    refuse_erased(client)
    lock_candidates(ask)
    if first := _booked_with(token):
        return first
    screening = screened(ask, starts_at, now)

    def write(slot: Slot) -> Appointment:
        visit = Visit.objects.create(
            location=ask.location, room=slot.room, token=token, created_at=now, created_by=by, is_demo=demo
        )
        appointment = _appointment(ask, slot, visit, screening)
        appointment.client, appointment.changed_at = client, now
        appointment.desk_line, appointment.therapist_asked_for = desk_line, asked_for
        appointment.save()
        hold(appointment, slot, ask)
        return appointment

    appointment = try_each(ask, slots_at(ask, starts_at, now), now, write)
    add_rows(appointment, ask.add_ons)
    plan_areas(appointment, areas)
    log(appointment, EventKind.BOOKED, by=by, now=now, data=place_of(appointment))
    messages.tell_booked(appointment, now)
    return appointment


def _appointment(ask: Ask, slot: Slot, visit: Visit, screening: Screening | None) -> Appointment:
    """Minutes and money of this moment, copied; the price is the catalogue's, whatever the caller saw."""
    return Appointment(
        visit=visit,
        service=ask.service,
        therapist=slot.therapist,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        minutes=ask.minutes,
        price=ask.service.durations.active().get(minutes=ask.minutes).price,
        currency=ask.location.currency,
        modality=ask.service.modality,
        therapist_turnover=ask.therapist_pause,
        room_turnover=ask.room_pause,
        screening=screening,
        therapist_wish=ask.wish,
    )


def as_sold_now(add_ons: Sequence[AddOn]) -> tuple[AddOn, ...]:
    """The add-ons as the catalogue has them, each once: minutes and price are never the caller's."""
    return tuple(AddOn.objects.filter(pk__in=[add_on.pk for add_on in add_ons])) if add_ons else ()


def add_rows(appointment: Appointment, add_ons: Sequence[AddOn]) -> None:
    """Add-ons as they are sold at this moment."""
    AppointmentAddOn.objects.bulk_create(
        AppointmentAddOn(
            appointment=appointment, add_on=add_on, name=add_on.name, minutes=add_on.minutes, price=add_on.price
        )
        for add_on in add_ons
    )
