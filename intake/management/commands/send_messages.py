"""The worker that sends what is due: claims a message, sends it, writes down that it went.

A claim is one UPDATE, so two workers never send the same message. A worker that dies with a claim in hand leaves it to
go stale; then another takes it over, and in the worst case a message goes out twice, never not at all.
"""

import logging
import signal
import threading
from datetime import datetime
from uuid import uuid4

from django.core.mail import EmailMessage
from django.core.management import BaseCommand
from django.db import InterfaceError, InternalError, OperationalError, connection
from django.db.models import F

from intake import clock
from intake.models import Outbox

logger = logging.getLogger(__name__)
AT_ONCE = 50  # messages before it looks whether it is told to stop


class Command(BaseCommand):
    help = "Send messages to clients as they become due."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--once", action="store_true", help="Send what is due now, then end.")
        parser.add_argument("--pause", type=float, default=10, help="Seconds between two looks.")

    def handle(self, *, once: bool, pause: float, **options) -> None:
        if once:
            send_due(clock.now())
            return
        stopped = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stopped.set())
        while not stopped.is_set():
            look_once()
            stopped.wait(pause)


def look_once() -> None:
    """A database that is away for a moment is no reason to end."""
    try:
        send_due(clock.now())
    except (OperationalError, InterfaceError, InternalError):  # away, full, locked, closed to writing
        logger.error("The database does not answer; the worker looks again.")
    finally:
        connection.close()


def send_due(moment: datetime) -> int:
    """Send what is due at a moment; returns how many messages went out.

    What waits for a client who has withdrawn their consent since is dropped, so that it does not go out late either;
    and so is a message about a visit that is past, when no worker ran in time.
    """
    Outbox.objects.unwanted(moment).delete()
    dropped, _ = Outbox.objects.too_late(moment).delete()
    if dropped:
        logger.warning("Messages dropped, since what they told of was past: %s", dropped)
    sent = 0
    for pk in list(Outbox.objects.due(moment).values_list("pk", flat=True)[:AT_ONCE]):
        message = claim(pk, moment)
        if message is not None and send(message, moment):
            sent += 1
    return sent


def claim(pk: int, moment: datetime) -> Outbox | None:
    """Take one message in hand, or None when another worker has it or it was taken back meanwhile."""
    mine = uuid4().hex
    taken = Outbox.objects.due(moment).filter(pk=pk).update(claimed_at=moment, claim=mine, attempts=F("attempts") + 1)
    return Outbox.objects.filter(pk=pk, claim=mine).first() if taken else None


def send(message: Outbox, moment: datetime) -> bool:
    """Hand a message to the mail server. A failure is kept on the row, by its kind alone, and tried again later."""
    held = Outbox.objects.filter(pk=message.pk, claim=message.claim)
    try:
        EmailMessage(message.subject, message.body, to=[message.to]).send()
    except Exception as error:
        # Whatever the mail server says, the next message still has to go out.
        logger.warning("Message %s did not go out: %s", message.pk, type(error).__name__)
        held.update(last_error=type(error).__name__)
        return False
    held.update(sent_at=moment, last_error="")
    return True
