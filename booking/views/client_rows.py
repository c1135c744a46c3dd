"""A client as one row: the name, the phone, and when they come next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.http import urlencode

from booking.models import Appointment
from intake.models import Client, Intake


@dataclass(frozen=True)
class ClientRow:
    client: Client
    next_visit: Appointment | None
    has_intake: bool


def rows_of(clients: Iterable[Client], now: datetime) -> list[ClientRow]:
    """Rows of some clients; two queries, however many they are."""
    people = list(clients)
    coming = next_visits(people, now)
    known = set(Intake.objects.current().filter(client__in=people).values_list("client", flat=True))
    return [ClientRow(client, coming.get(client.pk), client.pk in known) for client in people]


def next_visits(clients: list[Client], now: datetime) -> dict[int, Appointment]:
    """Each client's first appointment that is not over yet."""
    standing = Appointment.objects.filter(client__in=clients).coming(now)
    visits = standing.for_card().order_by("-starts_at")
    return {visit.client_id: visit for visit in visits}  # the last one put in is the first one to come


def new_client_query(typed: str) -> str:
    """What was typed as the beginning of a new card: an e-mail, a phone number or a name."""
    if "@" in typed:
        return urlencode({"email": typed})
    digits = sum(letter.isdigit() for letter in typed)
    return urlencode({"phone" if digits * 2 > len(typed) else "name": typed})
