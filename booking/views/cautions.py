"""Cautions as the desk may see them: level, sentence, what to do, the question; never the answers behind them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TypeVar

from booking.models import Appointment
from booking.suggestions.wording import areas_in_words
from booking.templatetags.charting import caution_tone
from intake.models import Client, Intake, IntakeStatus
from intake.rules import Caution, JudgedCaution, OverrideGiven, Permit, Screening
from intake.rules.permitted import HARDEST
from intake.screenings import Judgement, OnFile
from intake.vocabulary import CautionCode, Level

T = TypeVar("T")

LIFTED_BY = {
    Level.CLEAR: "A doctor's answer is on file.",
    Level.CONSENT: "Signed.",
    Level.ASK: "Answered.",
    Level.LOCAL: "Lifted by a therapist.",
    Level.ADAPT: "Lifted by a therapist.",
}


@dataclass(frozen=True)
class CautionGroup:
    """Cautions of one level, lifted or standing, with each sentence once."""

    level: Level
    is_lifted: bool
    cautions: tuple[Caution, ...]
    questions: tuple[str, ...]

    @property
    def tone(self) -> str:
        return "ok" if self.is_lifted else caution_tone(self.level)

    @property
    def title(self) -> str:
        return f"{self.level.label}: {LIFTED_BY.get(self.level, '')}" if self.is_lifted else self.level.label

    @property
    def sentences(self) -> list[str]:
        return _once(caution.reason for caution in self.cautions)

    @property
    def actions(self) -> list[str]:
        return [] if self.is_lifted else _once(caution.desk_action for caution in self.cautions)

    @property
    def is_quiet(self) -> bool:
        """What only adapts the session, or is settled, may stand below the next step."""
        return self.is_lifted or self.level == Level.ADAPT


def _once(words: Iterable[T]) -> list[T]:
    return [word for word in dict.fromkeys(words) if word]


def groups_of(permit: Permit, screening: Screening | None = None) -> list[CautionGroup]:
    """By level, the strictest first; what is lifted stands last. With the screening's questions, where it is given."""
    judged = sorted(permit.cautions, key=_how_loud)
    return [_group(level, lifted, list(each), screening) for (lifted, level), each in groupby(judged, key=_kind)]


def _group(level: Level, lifted: bool, judged: list[JudgedCaution], screening: Screening | None) -> CautionGroup:
    cautions = tuple(each.caution for each in judged)
    asked = (screening.questions_of(caution.code) for caution in cautions) if screening and not lifted else ()
    return CautionGroup(
        level, lifted, cautions, tuple(_once(question for questions in asked for question in questions))
    )


@dataclass(frozen=True)
class Standing:
    """How a client stands with the rules on one day: the intake, what it comes to, and what may be done."""

    day: date
    draft: Intake | None
    judgement: Judgement | None
    permit: Permit | None

    @property
    def intake(self) -> Intake | None:
        return self.judgement.intake if self.judgement else None

    @property
    def is_missing(self) -> bool:
        return self.judgement is None

    @property
    def groups(self) -> list[CautionGroup]:
        return groups_of(self.permit, self.judgement.screening) if self.permit else []

    @property
    def loud(self) -> list[CautionGroup]:
        return [group for group in self.groups if not group.is_quiet]

    @property
    def quiet(self) -> list[CautionGroup]:
        return [group for group in self.groups if group.is_quiet]

    @property
    def leave_out(self) -> str:
        """The areas that the rules leave out on that day, after what is lifted, in words."""
        return "; ".join(areas_in_words(self.permit.avoid_regions)) if self.permit else ""

    @property
    def max_pressure(self) -> int | None:
        """On the Walton scale of five, where something limits it."""
        return self.permit.max_pressure if self.permit and self.permit.max_pressure < HARDEST else None

    @property
    def first_before_start(self) -> Caution | None:
        return next(iter(self.permit.before_start), None) if self.permit else None

    @property
    def needs_signature(self) -> bool:
        before = self.permit.before_start if self.permit else ()
        return any(caution.code == CautionCode.MINOR_GUARDIAN_CONSENT for caution in before)


def _kind(judged: JudgedCaution) -> tuple[bool, Level]:
    return judged.lifted, judged.caution.level


def _how_loud(judged: JudgedCaution) -> tuple[bool, int]:
    return judged.lifted, judged.caution.level.rank


def standing_for(appointment: Appointment) -> Standing:
    """For the day of a visit, with what therapists have lifted for this appointment. Four queries at most."""
    client, day = appointment.client, appointment.visit.location.local_day(appointment.starts_at)
    intakes = client.intakes.exclude(status=IntakeStatus.SUPERSEDED)
    return standing_on(day, client, intakes, lambda: appointment.overrides.values_list("caution_code", flat=True))


def standing_on(
    day: date, client: Client, intakes: Iterable[Intake], lifted: Callable[[], Iterable[str]] = tuple
) -> Standing:
    """For a day, from intakes that are read; ``lifted`` is asked for codes once there is something to lift."""
    of_status = {intake.status: intake for intake in intakes}
    draft, current = of_status.get(IntakeStatus.DRAFT), of_status.get(IntakeStatus.SUBMITTED)
    if current is None:
        return Standing(day, draft, None, None)
    on_file = OnFile.of(current, client)
    judgement = on_file.judged(day)
    codes = lifted() if judgement.screening.cautions else ()
    return Standing(day, draft, judgement, on_file.permit(judgement, [OverrideGiven(code=code) for code in codes]))
