"""What the page of one client shows: card, cautions, coming and past visits, intakes."""

from datetime import datetime

from booking.models import Appointment
from booking.permissions import may_book
from booking.views.cautions import standing_of
from booking.views.client_rows import EXPECTED
from intake.models import Client
from intake.permissions import may_edit_clients, may_read_answers, may_take_intake
from spa.models import User

EARLIER_SHOWN = 20


def page_of(user: User, client: Client, now: datetime) -> dict:
    """The context of the page, for what this person may see."""
    location = user.house
    visits = Appointment.objects.filter(client=client).for_card()
    expected = {"ends_at__gt": now, "status__in": EXPECTED}
    reads = may_read_answers(user, client)
    today = location.local_day(now)
    return {
        "client": client,
        "age": client.age_on(today),
        "today": today,
        "standing": standing_of(client, today),
        "coming": list(visits.filter(**expected)),
        "earlier": list(visits.exclude(**expected).order_by("-starts_at")[:EARLIER_SHOWN]),
        "visit_count": visits.filter(status="completed").count(),
        "intakes": list(client.intakes.select_related("started_by", "submitted_by")),
        "reads_answers": reads,
        "allergies": list(client.allergies.current()) if reads else [],
        "medications": list(client.medications.current()) if reads else [],
        "may_edit": may_edit_clients(user),
        "may_take_intake": may_take_intake(user, client),
        "may_book": may_book(user),
    }
