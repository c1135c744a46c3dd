"""Cautions as the desk may see them: level, sentence, what to do, the question; never the answers behind them."""

from dataclasses import dataclass
from datetime import date, datetime

from booking.models import Appointment
from booking.templatetags.charting import caution_tone
from intake import screenings
from intake.models import Client, Intake
from intake.rules import Caution, OverrideGiven, Permit
from intake.screenings import Judgement
from intake.vocabulary import CautionCode, Level

LIFTED_BY = {
    Level.CLEAR: "A doctor's answer is on file.",
    Level.CONSENT: "Signed.",
    Level.ASK: "Answered.",
    Level.LOCAL: "Lifted by a therapist.",
    Level.ADAPT: "Lifted by a therapist.",
}


@dataclass(frozen=True)
class CautionLine:
    caution: Caution
    questions: tuple[str, ...]
    lifted: bool

    @property
    def tone(self) -> str:
        return "ok" if self.lifted else caution_tone(self.caution.level)

    @property
    def lifted_words(self) -> str:
        return LIFTED_BY.get(self.caution.level, "") if self.lifted else ""


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
    def lines(self) -> list[CautionLine]:
        """The strictest first; what is lifted stands last."""
        if self.permit is None:
            return []
        screening = self.judgement.screening
        lines = [
            CautionLine(judged.caution, screening.questions_of(judged.caution.code), judged.lifted)
            for judged in self.permit.cautions
        ]
        return sorted(lines, key=lambda line: (line.lifted, line.caution.level.rank))

    @property
    def first_before_start(self) -> Caution | None:
        return next(iter(self.permit.before_start), None) if self.permit else None

    @property
    def needs_signature(self) -> bool:
        before = self.permit.before_start if self.permit else ()
        return any(caution.code == CautionCode.MINOR_GUARDIAN_CONSENT for caution in before)


def standing_of(client: Client, day: date) -> Standing:
    """For a day without an appointment; eight queries at most."""
    judgement, permit = screenings.permit_for(client, day)
    return Standing(day, client.intakes.drafts().first(), judgement, permit)


def standing_for(appointment: Appointment) -> Standing:
    """For the day of a visit, with what therapists have lifted for this appointment."""
    day = local_day_of(appointment, appointment.starts_at)
    codes = appointment.overrides.values_list("caution_code", flat=True)
    judgement, permit = screenings.permit_for(appointment.client, day, [OverrideGiven(code=code) for code in codes])
    return Standing(day, appointment.client.intakes.drafts().first(), judgement, permit)


def local_day_of(appointment: Appointment, moment: datetime) -> date:
    return appointment.visit.location.local_day(moment)
