"""Whoever opens a client's health record leaves a line about it."""

from collections.abc import Iterable
from datetime import datetime

from intake import clock
from intake.models import Client, Read, RecordReading
from spa.models import User

ONE_READING = 5 * 60
"""Seconds. Looks at one page by one person within such a span of the clock are one reading."""


def keep_reading(*, client: Client, what: Read, row: int, by: User, now: datetime | None = None) -> None:
    """Write down that somebody opened a page with health answers, free text or a note. One query."""
    keep_readings(of=[(client.pk, row)], what=what, by=by, now=now)


def keep_readings(*, of: Iterable[tuple[int, int]], what: Read, by: User, now: datetime | None = None) -> None:
    """The same for a page about several clients; ``of`` pairs a client's number with what was opened. One query.

    The page is not shown when this cannot be written.
    """
    moment = now or clock.now()
    span = int(moment.timestamp()) // ONE_READING
    RecordReading.objects.bulk_create(
        [
            RecordReading(reader=by, client_id=client, what=what, row=row, read_at=moment, span=span)
            for client, row in of
        ],
        ignore_conflicts=True,
    )
