"""Whether anything on the board changed since it was drawn: a short text that differs when it did."""

from datetime import date, datetime

from django.db.models import IntegerField, QuerySet, Subquery

from booking.availability.hours import local_day_span
from booking.models import Allocation, Appointment, AppointmentEvent, SessionNote
from intake.models import Clearance, Consent, Reply, Screening
from spa.models import Location

EVERY = 300  # seconds; gaps that are past disappear, and whatever a colleague changed in the set-up is seen


def board_version(location: Location, day: date, now: datetime) -> str:
    """Made of the newest booking, block, screening, signature, reply and note. One query.

    It is of the whole house rather than of the day alone: an appointment that was moved away has left no trace on the
    day that it left.
    """
    window = local_day_span(location, day)
    blocks = Allocation.objects.overlapping(window.start, window.end).filter(block__isnull=False)
    notes = SessionNote.objects.filter(appointment__starts_at__range=(window.start, window.end))
    found = (
        Location.objects.filter(pk=location.pk)
        .annotate(
            event=_newest(AppointmentEvent.objects.all(), "pk"),
            changed=_newest(Appointment.objects.all(), "changed_at"),
            blocks=CountOf(blocks.order_by().values("pk")),
            last_block=_newest(blocks, "pk"),
            signed=_newest(notes.filter(signed_at__isnull=False), "signed_at"),
            screened=_newest(Screening.objects.all(), "pk"),
            consent=_newest(Consent.objects.all(), "pk"),
            replied=_newest(Reply.objects.all(), "pk"),
            cleared=_newest(Clearance.objects.filter(decided_at__isnull=False), "decided_at"),
        )
        .values_list("event", "changed", "blocks", "last_block", "signed", "screened", "consent", "replied", "cleared")
        .get()
    )
    parts = [f"{int(part.timestamp() * 1e6):x}" if isinstance(part, datetime) else f"{part or 0:x}" for part in found]
    return "-".join([*parts, f"{int(now.timestamp()) // EVERY:x}"])


def _newest(rows: QuerySet, field: str) -> Subquery:
    return Subquery(rows.order_by(f"-{field}").values(field)[:1])


class CountOf(Subquery):
    """How many rows a query has, as one figure among others."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()
