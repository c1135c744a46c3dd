"""Spans in which a therapist, a room or a unit is not bookable: a meeting, running late, a repair."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from booking.availability.placing import STEP, is_on
from booking.availability.reasons import clock_span
from booking.exceptions import BookingError, NotOffered, SlotTaken
from booking.intervals import Span
from booking.models import Allocation, Block, BlockKind, Resource
from booking.permissions import may_block
from booking.scheduling.holding import held_for, in_utc
from booking.scheduling.locking import lock_resources
from booking.scheduling.records import refuse_longer, refuse_unless
from booking.scheduling.transactions import in_one_transaction, is_overlap
from spa.models import User

LONGEST = timedelta(hours=24)
NOT_YOURS = "The desk blocks time, and a therapist their own."


@in_one_transaction
def block(
    *,
    resource: Resource,
    kind: str,
    starts_at: datetime,
    ends_at: datetime,
    note: str = "",
    by: User,
    now: datetime | None = None,
) -> Block:
    """Keep a resource free of visits for up to a day; refused when something is booked then, which is named."""
    refuse_unless(may_block(by, resource), NOT_YOURS)
    span = Span(in_utc(starts_at), in_utc(ends_at))
    note = refuse_longer(note, 120, "The note")
    _refuse_shape(kind, span)
    lock_resources([resource.pk])
    try:
        with transaction.atomic():
            made = Block.objects.create(resource=resource, kind=kind, note=note, created_by=by, created_at=now)
            Allocation.objects.create(resource=resource, starts_at=span.start, ends_at=span.end, block=made)
    except IntegrityError as error:
        if not is_overlap(error):
            raise
        raise _taken(resource, span) from error
    return made


def _refuse_shape(kind: str, span: Span) -> None:
    if kind not in BlockKind.values:
        raise BookingError("Choose what the time is kept for.")
    if span.is_empty or span.end - span.start > LONGEST:
        raise NotOffered("A block ends after it starts and lasts at most 24 hours.")
    if not (is_on(STEP, span.start) and is_on(STEP, span.end)):
        raise NotOffered("Blocks start and end on five minutes.")


def _taken(resource: Resource, span: Span) -> SlotTaken:
    rows = (
        Allocation.objects.overlapping(span.start, span.end)
        .filter(resource=resource)
        .select_related("block")
        .prefetch_related("visit__appointments__client")
    )
    named = ", ".join(
        f"{held_for(row)} {clock_span(resource.location, Span(row.starts_at, row.ends_at))}" for row in rows
    )
    return SlotTaken(f"{resource.name} is already booked then: {named}. Move that first.")


@in_one_transaction
def unblock(*, block: Block, by: User, now: datetime | None = None) -> None:
    """Take a block away, and with it its allocation: the time can be booked again."""
    refuse_unless(may_block(by, block.resource), NOT_YOURS)
    lock_resources([block.resource_id])
    Block.objects.filter(pk=block.pk).delete()
