"""Messages to clients, written in the transaction of the change they tell of and sent by a worker."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

from intake.clock import now
from intake.models.clients import Client

STALE_AFTER = timedelta(minutes=10)
MOST_ATTEMPTS = 5


class OutboxQuerySet(models.QuerySet):
    def due(self, moment: datetime) -> "OutboxQuerySet":
        """To be sent now: its time has come and not gone by, nobody holds it, and the client allows it."""
        waiting = self.free(moment).filter(due_at__lte=moment, attempts__lt=MOST_ATTEMPTS)
        waiting = waiting.filter(Q(useless_after__isnull=True) | Q(useless_after__gt=moment))
        return waiting.filter(client__may_email=True)

    def unwanted(self, moment: datetime) -> "OutboxQuerySet":
        """To somebody who does not want to be written to any more, and not in a worker's hand at this moment."""
        return self.free(moment).filter(client__may_email=False)

    def too_late(self, moment: datetime) -> "OutboxQuerySet":
        """What they tell of is past, and no worker has them in hand at this moment."""
        return self.free(moment).filter(useless_after__lte=moment)

    def free(self, moment: datetime) -> "OutboxQuerySet":
        """Not sent yet, and nobody holds it, or whoever held it has gone or failed."""
        let_go = Q(claimed_at__isnull=True) | Q(claimed_at__lt=moment - STALE_AFTER)
        return self.filter(let_go, sent_at__isnull=True)


class Outbox(models.Model):
    """One message. ``key`` names what it tells of, such as ``appointment:12:reminder``, so that undo finds it."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="messages")
    key = models.CharField(max_length=120, unique=True)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField(max_length=4000)
    due_at = models.DateTimeField()
    useless_after = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=now)
    claimed_at = models.DateTimeField(null=True, blank=True)
    claim = models.CharField(max_length=40, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=200, blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "pk"]
        verbose_name_plural = "outbox"
        indexes = [models.Index(fields=["due_at"], condition=Q(sent_at__isnull=True), name="outbox_to_send")]

    def __str__(self) -> str:
        return self.key
