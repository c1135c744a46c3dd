"""What the page of one client shows: card, cautions, doctors' answers, coming visits, scores, and the history."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import prefetch_related_objects
from django.http import QueryDict

from booking.permissions import may_book
from booking.views.cautions import standing_on
from booking.views.client_history import history_of
from booking.views.client_scores import curves_of
from booking.views.client_visits import past_of, visits_of
from intake.models import Clearance, ClearanceStatus, Client, Intake
from intake.permissions import may_edit_clients, may_erase_clients, may_read_answers, may_take_intake
from intake.rules import Screening
from intake.vocabulary import CautionCode
from spa.models import User

MOST_INTAKES = 60
CLEARANCES_SHOWN = 20


def page_of(user: User, client: Client, now: datetime, asked: QueryDict) -> dict:
    """The context of the page, for what this person may see; ``asked`` is the query of the address."""
    location, reads = user.house, may_read_answers(user, client)
    today = location.local_day(now)
    told = _told(user, client, now, asked)
    standing = standing_on(today, client, told["intakes"])
    judgement = standing.judgement
    return {
        **told,
        "age": client.age_on(today),
        "standing": standing,
        "visits": visits_of(client, now),
        "doctors": doctors_of(client, today, judgement.screening if judgement else None, reads=reads),
        "curves": curves_of(told["intakes"], told["past"], location) if reads else [],
        "pain": {region.value: score for region, score in judgement.answers.pain_map} if judgement and reads else {},
        **(_lists(client) if reads else {}),
        **_may(user, client),
    }


def history_for(user: User, client: Client, now: datetime, asked: QueryDict) -> dict:
    """The context of the history alone."""
    return {**_told(user, client, now, asked), **_may(user, client)}


def _told(user: User, client: Client, now: datetime, asked: QueryDict) -> dict:
    reads = may_read_answers(user, client)
    intakes, past = _intakes(client), past_of(client, now)
    return {
        "client": client,
        "today": user.house.local_day(now),
        "reads_answers": reads,
        "intakes": intakes,
        "past": past,
        "history": history_of(past, intakes, show=asked.get("show", ""), number=asked.get("page", 1), with_notes=reads),
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


def _intakes(client: Client) -> list[Intake]:
    """The latest, without what was typed; a draft is always the newest."""
    told = client.intakes.select_related("started_by", "submitted_by").defer("raw")
    return list(told[:MOST_INTAKES])


def _lists(client: Client) -> dict[str, list]:
    """Allergies and medicines that stand now."""
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
