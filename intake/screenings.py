"""What the rules say about a client on a day: read from the current intake, stored when something is built on it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction
from django.db.models import prefetch_related_objects

from intake import clock, rules
from intake.answers import IntakeAnswers
from intake.models import (
    Clearance,
    ClearanceStatus,
    Client,
    Consent,
    ConsentText,
    Intake,
    Reply,
    Screening,
    ScreeningCaution,
)
from intake.vocabulary import Allergy, Medication

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
    """Screen the client's current intake for a day; None where there is none. Writes nothing; three queries.

    A day before the answers were given is judged by the answers as given.
    """
    intake = Intake.objects.current().filter(client=client).first()
    return judge_intake(intake, client, day) if intake else None


def judge_intake(intake: Intake, client: Client, day: date) -> Judgement:
    """The same for a given intake, such as one that is no longer the current one."""
    given = intake.read_answers
    with_lists = given.union_with(
        allergies=frozenset(Allergy(code) for code in _codes(client.allergies)),
        medications=frozenset(Medication(code) for code in _codes(client.medications)),
    )
    seen = with_lists.as_seen_on(max(day, given.as_of or day), birth_date=client.birth_date)
    return Judgement(client, intake, day, seen, rules.screen(seen))


def _codes(items) -> list[str]:
    return [item.code for item in items.all() if item.removed_at is None]


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
    """The same for several days, empty without a current intake. Six queries, however many the days are."""
    intake = Intake.objects.current().filter(client=client).select_related("client").first()
    if intake is None:
        return {}
    client = intake.client  # a fresh one: the caller's may remember lists of a while ago
    prefetch_related_objects([client], "allergies", "medications")
    on_file, lifted = OnFile.of(intake, client), list(overrides)
    judgements = {day: judge_intake(intake, client, day) for day in days}
    return {day: (judgement, on_file.permit(judgement, lifted)) for day, judgement in judgements.items()}


def permit_of(judgement: Judgement, overrides: Iterable[rules.OverrideGiven] = ()) -> rules.Permit:
    """What is permitted on the day, with the clearances, signatures and replies that stand then. Three queries."""
    return OnFile.of(judgement.intake, judgement.client).permit(judgement, overrides)


@dataclass(frozen=True)
class OnFile:
    """What a client has on file that may lift a caution of one intake."""

    clearances: list[rules.ClearanceGiven]
    signed_on: list[date]
    replies: list[rules.ReplyGiven]

    @classmethod
    def of(cls, intake: Intake, client: Client) -> "OnFile":
        replies = Reply.objects.filter(screening__intake=intake).order_by("asked_at", "pk")
        latest = {reply.caution_code: reply for reply in replies}
        guardians = Consent.objects.filter(intake=intake, text__kind=ConsentText.Kind.GUARDIAN)
        accepted = Clearance.objects.filter(client=client, status=ClearanceStatus.ACCEPTED)
        return cls(
            clearances=[_given(clearance) for clearance in accepted],
            signed_on=[consent.signed_at.date() for consent in guardians],
            replies=[rules.ReplyGiven(code=code, may_go_ahead=reply.may_go_ahead) for code, reply in latest.items()],
        )

    def permit(self, judgement: Judgement, overrides: Iterable[rules.OverrideGiven] = ()) -> rules.Permit:
        day = judgement.day
        return rules.permitted(
            judgement.screening,
            clearances=self.clearances,
            # A signature on file counts; its day in UTC may be tomorrow's date already.
            consents=[rules.ConsentGiven(signed_on=min(signed, day)) for signed in self.signed_on],
            replies=self.replies,
            overrides=list(overrides),
            on=day,
        )


def _given(clearance: Clearance) -> rules.ClearanceGiven:
    limits = clearance.limits
    return rules.ClearanceGiven(
        codes=frozenset(clearance.caution_codes),
        starts_on=clearance.starts_on,
        ends_on=clearance.ends_on,
        max_pressure=limits.get("max_pressure"),
        max_minutes=limits.get("max_minutes"),
        **{name: frozenset(limits.get(name, ())) for name in LIMITS_IN_LISTS},
    )
