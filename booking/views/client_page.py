"""What the page of one client shows: card, cautions, doctors' answers, coming and past visits, intakes."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import prefetch_related_objects

from booking.permissions import may_book
from booking.views.cautions import Standing
from booking.views.client_visits import visits_of
from intake import screenings
from intake.models import Clearance, ClearanceStatus, Client
from intake.permissions import may_edit_clients, may_erase_clients, may_read_answers, may_take_intake
from intake.rules import Screening
from intake.vocabulary import CautionCode
from spa.models import User

INTAKES_SHOWN = 20
CLEARANCES_SHOWN = 20


def page_of(user: User, client: Client, now: datetime, number: Any = 1) -> dict:
    """The context of the page, for what this person may see; ``number`` is the page of earlier visits."""
    location = user.house
    today = location.local_day(now)
    judgement, permit = screenings.permit_for(client, today)
    intakes = _intakes(client)
    standing = Standing(today, next((each for each in intakes if each.is_draft), None), judgement, permit)
    reads = may_read_answers(user, client)
    known = judgement.client if judgement else client
    return {
        "client": client,
        "age": client.age_on(today),
        "today": today,
        "standing": standing,
        "visits": visits_of(client, now, number),
        "intakes": intakes,
        "doctors": doctors_of(client, today, judgement.screening if judgement else None, reads=reads),
        "reads_answers": reads,
        **(_lists(known) if reads else {}),
        "pain": {region.value: score for region, score in judgement.answers.pain_map} if judgement and reads else {},
        **_may(user, client),
    }


def _may(user: User, client: Client) -> dict[str, bool]:
    """Nothing more is done for who is erased."""
    is_there = client.erased_at is None
    return {
        "may_edit": is_there and may_edit_clients(user),
        "may_take_intake": is_there and may_take_intake(user, client),
        "may_book": is_there and may_book(user),
        "may_erase": is_there and may_erase_clients(user),
    }


def _intakes(client: Client) -> list:
    """The latest, without what was told; a draft is always the newest."""
    told = client.intakes.select_related("started_by", "submitted_by").defer("raw", "answers")
    return list(told[:INTAKES_SHOWN])


def _lists(client: Client) -> dict[str, list]:
    """Allergies and medicines that stand now; nothing is read anew where the judgement has read them."""
    prefetch_related_objects([client], "allergies", "medications")
    return {
        name: [item for item in getattr(client, name).all() if item.removed_at is None]
        for name in ("allergies", "medications")
    }


@dataclass(frozen=True)
class DoctorsWord:
    """A doctor's answer as a line of the page: what it is about, how it stands on a day."""

    clearance: Clearance
    about: list[str]
    day: date

    @property
    def is_accepted(self) -> bool:
        return self.clearance.status == ClearanceStatus.ACCEPTED

    @property
    def holds(self) -> bool:
        return self.is_accepted and self.clearance.starts_on <= self.day <= self.clearance.ends_on

    @property
    def state(self) -> str:
        """In a word or two."""
        if not self.is_accepted:
            return self.clearance.get_status_display()
        if self.holds:
            return "Holds"
        return "Ran out" if self.clearance.ends_on < self.day else "Not yet"


def doctors_of(client: Client, day: date, screening: Screening | None, *, reads: bool) -> list[DoctorsWord]:
    """Letters and answers, the newest first. The desk reads the sentence of a caution, therapists its name too."""
    rows = client.clearances.select_related("decided_by")[:CLEARANCES_SHOWN]
    return [DoctorsWord(row, _about(row, screening, reads=reads), day) for row in rows]


def _about(row: Clearance, screening: Screening | None, *, reads: bool) -> list[str]:
    if reads:
        return [CautionCode(code).label for code in row.caution_codes]
    found = (screening.caution(code) for code in row.caution_codes) if screening else ()
    return list(dict.fromkeys(caution.reason for caution in found if caution))
