"""What the rules say about a client on a day: read from the current intake, stored when something is built on it."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from hashlib import sha256
from operator import itemgetter

from django.db import transaction
from django.db.models import F, QuerySet, Value

from intake import clock, rules
from intake.answers import IntakeAnswers
from intake.models import (
    Clearance,
    ClearanceStatus,
    Client,
    Consent,
    ConsentText,
    Intake,
    ModalityChoice,
    Reply,
    Screening,
    ScreeningCaution,
)
from intake.vocabulary import Allergy, Medication, Modality

LIMITS_IN_LISTS = ("avoid_regions", "forbidden_techniques", "forbidden_add_ons", "positions")


@dataclass(frozen=True)
class Judgement:
    """The rules' answer for one client on one day, with what it was made from."""

    client: Client
    intake: Intake
    day: date
    answers: IntakeAnswers
    screening: rules.Screening


def judge(client: Client, day: date) -> Judgement | None:
    """Screen the client's current intake for a day; None where there is none. Writes nothing; two queries.

    A day before the answers were given is judged by the answers as given.
    """
    intake = current_intake(client)
    return judge_intake(intake, intake.client, day) if intake else None


def current_intake(client: Client) -> Intake | None:
    """The intake that counts, with its client as the row is now."""
    return Intake.objects.current().filter(client=client).select_related("client").first()


def judge_intake(intake: Intake, client: Client, day: date) -> Judgement:
    """The same for a given intake, such as one that is no longer the current one."""
    return OnFile.of(intake, client).judged(day)


def record(*, client: Client, day: date, now: datetime | None = None) -> Screening | None:
    """Store the judgement for a day, once for the same answer, and return its row; None without a current intake."""
    judgement = judge(client, day)
    return keep(judgement, now=now) if judgement else None


def keep(judgement: Judgement, *, now: datetime | None = None) -> Screening:
    """The row of a judgement, made when it is not there yet."""
    answers, output = judgement.answers.to_document(), judgement.screening.to_record()
    digest = sha256(json.dumps([answers, output], sort_keys=True).encode()).hexdigest()
    with transaction.atomic():
        row, is_new = Screening.objects.get_or_create(
            intake=judgement.intake,
            made_for=judgement.day,
            digest=digest,
            defaults={
                "client": judgement.client,
                "made_at": now or clock.now(),
                "answers": answers,
                "rulebook": judgement.screening.rulebook,
                "output": output,
                "outcome": judgement.screening.outcome,
                "modality": judgement.screening.modality,
                "urgent": judgement.screening.urgent,
            },
        )
        if is_new:
            ScreeningCaution.objects.bulk_create(
                ScreeningCaution(screening=row, code=caution.code, level=caution.level)
                for caution in judgement.screening.cautions
            )
    return row


def permit_for(
    client: Client, day: date, overrides: Iterable[rules.OverrideGiven] = ()
) -> tuple[Judgement, rules.Permit] | tuple[None, None]:
    """The judgement for a day and what is permitted then; a pair of None without a current intake."""
    return permits_on(client, [day], overrides).get(day, (None, None))


def permits_on(
    client: Client, days: Iterable[date], overrides: Iterable[rules.OverrideGiven] = ()
) -> dict[date, tuple[Judgement, rules.Permit]]:
    """The same for several days, empty without a current intake. Three queries at most, however many the days are."""
    intake = current_intake(client)
    return OnFile.of(intake, intake.client).permits_on(days, overrides) if intake else {}


@dataclass(frozen=True)
class Lifts:
    """What may lift a caution, as it is on file: the days of signatures (UTC), replies, and doctors' accepted answers.

    ``replies`` tells of each caution's code whether the last reply to it lets the session go ahead.
    """

    signed_on: Iterable[date]
    replies: Mapping[str, bool]
    clearances: Iterable[rules.ClearanceGiven]

    def permit(
        self, screening: rules.Screening, day: date, overrides: Iterable[rules.OverrideGiven] = ()
    ) -> rules.Permit:
        """A signature on file counts; its day in UTC may be tomorrow's date already."""
        return rules.permitted(
            screening,
            clearances=self.clearances,
            consents=[rules.ConsentGiven(signed_on=min(signed, day)) for signed in self.signed_on],
            replies=[rules.ReplyGiven(code=code, may_go_ahead=yes) for code, yes in self.replies.items()],
            overrides=list(overrides),
            on=day,
        )


@dataclass(frozen=True)
class OnFile:
    """An intake with all that stands beside it: the client's lists, the desk's choice, what may lift a caution.

    The clearances are read once something is there to clear.
    """

    intake: Intake
    client: Client
    allergies: frozenset[Allergy]
    medications: frozenset[Medication]
    signed_on: list[date]
    replies: dict[str, bool]
    chosen: Modality | None

    @classmethod
    def of(cls, intake: Intake, client: Client) -> "OnFile":
        """One query; of several replies to one caution, and of several choices, the last counts."""
        found: dict[str, list[tuple[str, bool, datetime]]] = defaultdict(list)
        for kind, code, yes, at, _ in sorted(_rows_beside(intake, client), key=itemgetter(3, 4)):
            found[kind].append((code, yes, at))
        return cls(
            intake,
            client,
            allergies=frozenset(Allergy(code) for code, *_ in found["allergy"]),
            medications=frozenset(Medication(code) for code, *_ in found["medication"]),
            signed_on=[at.date() for *_, at in found["signature"]],
            replies={code: yes for code, yes, _ in found["reply"]},
            chosen=next((Modality(code) for code, *_ in reversed(found["choice"])), None),
        )

    @cached_property
    def clearances(self) -> list[rules.ClearanceGiven]:
        accepted = Clearance.objects.filter(client=self.client, status=ClearanceStatus.ACCEPTED)
        return [clearance_given(clearance) for clearance in accepted]

    def judged(self, day: date) -> Judgement:
        given = self.intake.read_answers
        with_lists = given.union_with(allergies=self.allergies, medications=self.medications)
        seen = with_lists.as_seen_on(max(day, given.as_of or day), birth_date=self.client.birth_date)
        return Judgement(self.client, self.intake, day, seen, rules.screen(seen))

    def permit(self, judgement: Judgement, overrides: Iterable[rules.OverrideGiven] = ()) -> rules.Permit:
        lifts = Lifts(self.signed_on, self.replies, self.clearances if judgement.screening.cautions else ())
        return lifts.permit(judgement.screening, judgement.day, overrides)

    def permits_on(
        self, days: Iterable[date], overrides: Iterable[rules.OverrideGiven] = ()
    ) -> dict[date, tuple[Judgement, rules.Permit]]:
        lifted, judgements = list(overrides), {day: self.judged(day) for day in days}
        return {day: (judgement, self.permit(judgement, lifted)) for day, judgement in judgements.items()}


def _rows_beside(intake: Intake, client: Client) -> QuerySet:
    """What kind of entry, its code, whether it says yes, when, and its key; each kind as a part of one query."""
    guardians = Consent.objects.filter(intake=intake, text__kind=ConsentText.Kind.GUARDIAN)
    replies = Reply.objects.filter(screening__intake=intake)
    choices = ModalityChoice.objects.filter(screening__intake=intake)
    return _rows("allergy", client.allergies.current(), F("code"), "added_at").union(
        _rows("medication", client.medications.current(), F("code"), "added_at"),
        _rows("signature", guardians, Value(""), "signed_at"),
        _rows("reply", replies, F("caution_code"), "asked_at", yes=F("may_go_ahead")),
        _rows("choice", choices, F("modality"), "chosen_at"),
        all=True,
    )


def _rows(kind: str, entries: QuerySet, code: F | Value, at: str, yes: F | None = None) -> QuerySet:
    columns = {"row_kind": Value(kind), "row_code": code, "row_yes": yes or Value(True), "row_at": F(at)}
    return entries.order_by().annotate(**columns).values_list(*columns, "pk")


def clearance_given(clearance: Clearance) -> rules.ClearanceGiven:
    """A doctor's accepted answer as the rules read it."""
    limits = clearance.limits
    return rules.ClearanceGiven(
        codes=frozenset(clearance.caution_codes),
        starts_on=clearance.starts_on,
        ends_on=clearance.ends_on,
        max_pressure=limits.get("max_pressure"),
        max_minutes=limits.get("max_minutes"),
        **{name: frozenset(limits.get(name, ())) for name in LIMITS_IN_LISTS},
    )
