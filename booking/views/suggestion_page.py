"""What the suggestion page shows: the verdict, what stands against it, the session and its add-ons."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.http import QueryDict

from booking.suggestions import (
    AddOnVerdict,
    SuggestedService,
    Suggestions,
    Team,
    add_on_verdicts,
    catalogue,
    services_for,
)
from booking.suggestions.wording import areas_in_words
from booking.views.balance import Balance, balance_of
from intake import rules
from intake.models import Clearance, Client, Intake, ModalityChoice
from intake.rules.modality import DECIDES
from intake.screenings import OnFile
from intake.vocabulary import BodyPosition, Level, Modality
from intake.vocabulary.walton import WALTON
from spa.models import Location

OTHER_DAYS = (1, 2, 3, 7, 14, 21, 28, 42, 56, 84)
STATES = {Level.STOP: "stop", Level.CLEAR: "clear"}
# What to say only where a session is near, and what is said of the other kind alone.
OF_A_SESSION = {"focused_work", "soft_work", "your_choice", "not_enough_time", "less_time"}
OTHER_WORK = {Modality.RELAXATION: "focused_work", Modality.THERAPEUTIC: "soft_work"}


@dataclass(frozen=True)
class ShownCaution:
    """A caution as the page shows it. Its name is a health answer, so the page shows it to therapists alone."""

    caution: rules.Caution
    lifted: bool
    answered_no: bool
    questions: tuple[str, ...]

    @property
    def needs_reply(self) -> bool:
        return self.caution.level == Level.ASK and not self.lifted

    @property
    def needs_guardian(self) -> bool:
        return self.caution.level == Level.CONSENT and not self.lifted


@dataclass(frozen=True)
class Session:
    """A suggested session with its add-ons, and the address that books it."""

    suggested: SuggestedService
    verdicts: tuple[AddOnVerdict, ...]
    booking: str

    @property
    def chosen(self) -> list[AddOnVerdict]:
        return [verdict for verdict in self.verdicts if verdict.is_offered]


class SuggestionPage:
    """One intake judged for one day, asked once for each thing that the template shows."""

    def __init__(self, intake: Intake, day: date, location: Location) -> None:
        self.intake = intake
        self.day = day
        self.location = location
        self.on_file = OnFile.of(intake, intake.client)
        self.judgement = self.on_file.judged(day)
        self.permit = self.on_file.permit(self.judgement)

    @property
    def screening(self) -> rules.Screening:
        return self.judgement.screening

    @cached_property
    def choice(self) -> ModalityChoice | None:
        return latest_choice(self.intake)

    @property
    def kind(self) -> Modality:
        """What is to be booked: chosen by the desk, else suggested."""
        return Modality(self.choice.modality) if self.choice else self.screening.modality

    @property
    def balance(self) -> Balance:
        return balance_of(self.screening)

    @property
    def is_for_safety(self) -> bool:
        """Whether a caution, and not the points, made it a relaxation session."""
        return self.screening.modality == Modality.RELAXATION and self.balance.net > -DECIDES

    @property
    def to_say(self) -> list[rules.TellClient]:
        """What to tell the client besides what the page says in other places."""
        elsewhere = {"both_help", "seek_help_now", OTHER_WORK.get(self.kind)}
        if self.state in ("urgent", "stop"):
            elsewhere |= OF_A_SESSION
        return [each for each in self.screening.tell_client if each.code not in elsewhere]

    # --- What stands against it ---

    @property
    def state(self) -> str:
        """``urgent``, ``stop`` (fresh answers only), ``clear`` (a doctor's word) or ``open``."""
        if self.screening.urgent:
            return "urgent"
        return STATES[self.permit.blocking[0].level] if self.permit.blocking else "open"

    @cached_property
    def cautions(self) -> list[ShownCaution]:
        refused = {code for code, may_go_ahead in self.on_file.replies.items() if not may_go_ahead}
        return [
            ShownCaution(
                caution=each.caution,
                lifted=each.lifted,
                answered_no=each.caution.code in refused,
                questions=self.screening.questions_of(each.caution.code),
            )
            for each in self.permit.cautions
        ]

    @property
    def blocking(self) -> list[ShownCaution]:
        return [each for each in self.cautions if each.caution in self.permit.blocking]

    @property
    def to_settle(self) -> list[ShownCaution]:
        """What still has to be answered or signed before the session begins."""
        return [each for each in self.cautions if each.caution in self.permit.before_start]

    @property
    def to_heed(self) -> list[ShownCaution]:
        """What is settled or only adapts the session."""
        return [each for each in self.cautions if each not in self.blocking and each not in self.to_settle]

    @property
    def other_questions(self) -> list[str]:
        """What to ask besides the questions that stand with their caution; nothing where no session is near."""
        if self.state in ("urgent", "stop"):
            return []
        asked = {question for each in self.to_settle for question in each.questions}
        still_open = self.screening.questions_besides(self.permit.answered)
        return [question for question in still_open if question not in asked]

    @cached_property
    def clearance(self) -> Clearance | None:
        """The letter that is on its way about what blocks, the newest."""
        codes = {each.code for each in self.permit.blocking if each.level == Level.CLEAR}
        return letter_about(self.intake.client, codes)

    @cached_property
    def other_day(self) -> date | None:
        """The first day on which waiting alone has ended the stop, if there is one within twelve weeks."""
        days = (self.day + timedelta(days=ahead) for ahead in OTHER_DAYS)
        return next((day for day in days if not self._is_stopped(day)), None)

    def _is_stopped(self, day: date) -> bool:
        blocking = self.on_file.permit(self.on_file.judged(day)).blocking
        return any(caution.level == Level.STOP for caution in blocking)

    # --- The session ---

    @cached_property
    def suggestions(self) -> Suggestions:
        modality = self.choice.modality if self.choice else None
        team = Team(self.location)
        return services_for(self.screening, self.permit, among=catalogue(), team=team, modality=modality)

    @cached_property
    def sessions(self) -> list[Session]:
        """The best service; where either kind would serve, the best of each."""
        if self.kind == Modality.EITHER:
            kinds = (Modality.RELAXATION, Modality.THERAPEUTIC)
            found = [self.suggestions.of_kind(kind) for kind in kinds]
        else:
            found = [self.suggestions.best]
        return [self._session(suggested) for suggested in found if suggested]

    @property
    def others(self) -> list[Session]:
        """Services that fit as well, after those that are shown in full."""
        shown = {session.suggested.service for session in self.sessions}
        return [self._session(each) for each in self.suggestions.fitting if each.service not in shown]

    def _session(self, suggested: SuggestedService) -> Session:
        verdicts = add_on_verdicts(suggested.service, self.permit, offered=self.screening.offered_add_ons)
        return Session(suggested, verdicts, self._booking_query(suggested, verdicts))

    def _booking_query(self, suggested: SuggestedService, verdicts: Iterable[AddOnVerdict]) -> str:
        query = QueryDict(mutable=True)
        query["client"], query["service"] = str(self.intake.client_id), str(suggested.service.pk)
        query["minutes"], query["first"] = str(suggested.minutes), self.day.isoformat()
        query.setlist("add_ons", [str(pk) for pk in fitting_add_ons(suggested.minutes, verdicts, self.permit)])
        return query.urlencode()

    @property
    def pressure(self) -> str:
        return _of_five(min(self.screening.pressure, self.permit.max_pressure))

    @property
    def focus(self) -> list[str]:
        return areas_in_words(set(self.screening.focus_regions) - set(self.permit.avoid_regions))

    @property
    def avoid(self) -> list[str]:
        return areas_in_words(self.permit.avoid_regions)

    @property
    def softer(self) -> list[tuple[str, list[str]]]:
        """Limits on some regions only, in words with the regions they hold for."""
        limits = ((limit.max_pressure, areas_in_words(limit.regions)) for limit in self.permit.regional_limits)
        return [(_of_five(most).lower(), areas) for most, areas in limits if most]

    @property
    def positions(self) -> list[str]:
        return [BodyPosition(position).label for position in self.permit.positions]


def latest_choice(intake: Intake) -> ModalityChoice | None:
    """The kind that the desk chose last, on any day of an intake."""
    return ModalityChoice.objects.filter(screening__intake=intake).select_related("chosen_by").first()


def _of_five(pressure: int) -> str:
    return f"{WALTON[pressure]} ({pressure} of 5)"


def letter_about(client: Client, codes: Iterable[str]) -> Clearance | None:
    """The newest letter to a doctor about any of these cautions that nobody has decided about."""
    wanted = set(codes)
    letters = Clearance.objects.undecided().filter(client=client)
    return next((letter for letter in letters if wanted & set(letter.caution_codes)), None)


def fitting_add_ons(minutes: int, verdicts: Iterable[AddOnVerdict], permit: rules.Permit) -> list[int]:
    """Keys of the offered add-ons, as many as the limit of minutes leaves room for."""
    chosen: list[int] = []
    for verdict in verdicts:
        longer = minutes + verdict.add_on.minutes
        if verdict.is_offered and (permit.max_minutes is None or longer <= permit.max_minutes):
            chosen.append(verdict.add_on.pk)
            minutes = longer
    return chosen


def page_context(page: SuggestionPage, today: date, **more: Any) -> dict[str, Any]:
    return {"page": page, "client": page.intake.client, "today": today, "is_today": page.day == today, **more}
