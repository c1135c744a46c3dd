"""Services that serve a screening, best first, each with its reason; and why each of the others is left out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from booking.models import Service, ServiceDuration
from booking.suggestions.trainings import FOR_SOME_ONLY, WHO_NEEDS, Team, trainings_needed
from booking.suggestions.wording import areas_in_words, listed
from intake.rules import Permit, Screening
from intake.vocabulary import Modality, TechniqueCode

# Work on the spot, for a few places; the others cover more of the body.
ON_THE_SPOT = frozenset({"neuromuscular", "trigger_point", "deep_stripping", "myofascial"})
FEW_PLACES = 4
WHOLE_BODY_MINUTES = 60  # domain rules, section 10


@dataclass(frozen=True)
class SuggestedService:
    """A service that fits, in the length that fits best; minutes are hands-on, the price is the catalogue's today."""

    service: Service
    minutes: int
    price: Decimal
    reason: str


@dataclass(frozen=True)
class LeftOut:
    """A service that is not suggested, and why, in a sentence."""

    service: Service
    why: str


@dataclass(frozen=True)
class Suggestions:
    """Fitting services, best first, and the others in the catalogue's order.

    ``of_other_kind`` would fit but for their kind, best first; each is among the others too.
    """

    fitting: tuple[SuggestedService, ...]
    left_out: tuple[LeftOut, ...]
    of_other_kind: tuple[SuggestedService, ...] = ()

    @property
    def best(self) -> SuggestedService | None:
        """The first that fits; where none of the kind does, the first of the other kind."""
        return next(iter((*self.fitting, *self.of_other_kind)), None)

    def of_kind(self, modality: str) -> SuggestedService | None:
        """The best of one kind, which the page shows side by side where either would serve."""
        return next((each for each in self.fitting if each.service.modality == modality), None)


def services_for(
    screening: Screening, permit: Permit, *, among: Iterable[Service], team: Team, modality: str | None = None
) -> Suggestions:
    """Turn what is permitted into services. ``modality`` is what the desk chose instead of the screening's.

    Asks nothing of the database where the services come with what ``catalogue`` reads.
    """
    judge = _Judge(screening, permit, Modality(modality or screening.modality), team)
    fitting: list[Service] = []
    of_other_kind: list[Service] = []
    left_out: list[LeftOut] = []
    for service in among:
        against, wrong_kind = judge.objection(service), judge.wrong_kind(service)
        if against or wrong_kind:
            left_out.append(LeftOut(service, against or wrong_kind))
        if not against:
            (of_other_kind if wrong_kind else fitting).append(service)
    return Suggestions(judge.ranked(fitting), tuple(left_out), judge.ranked(of_other_kind))


def catalogue() -> Sequence[Service]:
    """Every active service with all that is asked about it; four queries."""
    services = Service.objects.active().select_related("training")
    return services.prefetch_related("techniques", "durations", "add_ons")


class _Judge:
    """Holds the screening, the permit and the team while one service after the other is asked about."""

    def __init__(self, screening: Screening, permit: Permit, modality: Modality, team: Team) -> None:
        self.screening = screening
        self.permit = permit
        self.modality = modality
        self.team = team
        self.needed = trainings_needed(screening.cautions)
        self.wanted = frozenset(screening.techniques)
        self.most = permit.max_minutes
        self.minutes = self._suggested_minutes()

    def _suggested_minutes(self) -> int:
        """Those of the screening; a relaxation session that the desk chose instead covers the whole body."""
        is_chosen = self.modality != self.screening.modality and self.modality == Modality.RELAXATION
        wanted = max(self.screening.minutes, WHOLE_BODY_MINUTES) if is_chosen else self.screening.minutes
        return wanted if self.most is None else min(wanted, self.most)

    def objection(self, service: Service) -> str:
        """The first reason against a service but for its kind, "" when there is none."""
        return (
            self._for_others(service)
            or self._forbidden(service)
            or self._no_length(service)
            or self.team.why_nobody(service, self.needed)
        )

    def wrong_kind(self, service: Service) -> str:
        if self.modality in (Modality.EITHER, service.modality):
            return ""
        return f"It is a {Modality(service.modality).in_words}, and the suggestion is the other kind."

    def _for_others(self, service: Service) -> str:
        if service.persons > 1:
            return f"It is for {service.persons} people at once."
        code = service.training.code if service.training else ""
        return f"It is made for {FOR_SOME_ONLY[code]}." if code in FOR_SOME_ONLY and code not in self.needed else ""

    def _forbidden(self, service: Service) -> str:
        for technique in service.techniques.all():
            if technique.code in self.permit.forbidden_techniques:
                return f"{_word(technique.code)} is left out. {self._why_without(technique.code)}".rstrip()
            if technique.code == TechniqueCode.DEEP_TISSUE and self.screening.pressure < 4:
                return "It needs firm pressure, and a softer session is suggested."
        return ""

    def _why_without(self, technique: str) -> str:
        standing = {each.caution.code: each.caution for each in self.permit.cautions}
        behind = [found.code for found in self.screening.findings if technique in found.effects.forbids]
        cautions = sorted((standing[code] for code in behind if code in standing), key=lambda each: each.level.rank)
        return cautions[0].reason if cautions else ""

    def _no_length(self, service: Service) -> str:
        if not service.lengths:
            return "No length of it is on offer."
        if self.length(service) is None:
            return f"Its shortest length is longer than the {self.most} minutes that are right for this client."
        return ""

    def length(self, service: Service) -> ServiceDuration | None:
        """The shortest that is long enough, else the longest; never more than the limit."""
        within = [each for each in service.lengths if self.most is None or each.minutes <= self.most]
        enough = [each for each in within if each.minutes >= self.minutes]
        return enough[0] if enough else within[-1] if within else None

    def ranked(self, services: Iterable[Service]) -> tuple[SuggestedService, ...]:
        return tuple(self.suggested(service) for service in sorted(services, key=self.rank))

    def rank(self, service: Service) -> tuple:
        """What sorts first fits best: made for this client, long enough, few other techniques, many right ones."""
        codes = {technique.code for technique in service.techniques.all()}
        training = service.training.code if service.training else None
        few = 0 < len(self.screening.focus_regions) <= FEW_PLACES
        return (
            training not in self.needed,
            self.length(service).minutes < self.minutes,
            len(codes - self.wanted),
            -len(codes & self.wanted) - (len(codes & ON_THE_SPOT & self.wanted) if few else 0),
            abs(self.length(service).minutes - self.minutes),
            service.position,
            service.name,
        )

    def suggested(self, service: Service) -> SuggestedService:
        length = self.length(service)
        parts = [self._why(service), self._about_length(length.minutes)]
        return SuggestedService(service, length.minutes, length.price, " ".join(filter(None, parts)))

    def _why(self, service: Service) -> str:
        if service.training and service.training.code in self.needed:
            return f"It is made for this, with {WHO_NEEDS[service.training.code]}."
        codes = [technique.code for technique in service.techniques.all()]
        fits = listed(TechniqueCode(code).in_words for code in codes if code in self.wanted)
        where = listed(_lower(areas_in_words(self.screening.focus_regions)[:3]))
        if not fits:
            return "Nothing speaks against it."
        return f"{fits[0].upper()}{fits[1:]} for {where}." if where else f"{fits[0].upper()}{fits[1:]} as suggested."

    def _about_length(self, minutes: int) -> str:
        if minutes < self.minutes:
            return f"It is shorter than the {self.minutes} minutes suggested."
        return ""


def _word(code: str) -> str:
    return TechniqueCode(code).label


def _lower(words: Iterable[str]) -> list[str]:
    return [word[0].lower() + word[1:] for word in words]
