"""What each client of the demo would book, and with whom: asked of the suggestions, as the desk does."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from random import Random

from booking.demo.house import House
from booking.demo.people import Told
from booking.models import AddOn, Service, Therapist
from booking.scheduling import PlannedArea
from booking.suggestions import Team, add_on_verdicts, catalogue, services_for, trainings_needed
from intake import screenings
from intake.models import Client
from intake.rules import Permit, Screening

BY_PHONE = ("Swedish", "Neck and shoulders", "Deep tissue")  # what people ask for before we know more
USUAL_SHARE = {30: 2, 60: 6, 90: 3}
WEIGHTS = (5, 3, 2, 1)
DAYS_APART = 3
SETTLING = timedelta(days=2)  # until a doctor's answer is in


@dataclass(frozen=True)
class Hands:
    """A therapist with what they can do, read once."""

    therapist: Therapist
    skills: frozenset[str]
    trainings: frozenset[str]

    @classmethod
    def of(cls, therapist: Therapist) -> "Hands":
        skills = therapist.skills.values_list("code", flat=True)
        return cls(therapist, frozenset(skills), frozenset(therapist.trainings.values_list("code", flat=True)))

    @property
    def first_name(self) -> str:
        return self.therapist.user.first_name


@dataclass(frozen=True)
class Choice:
    """A service in the lengths that suit a client, with the add-ons that do."""

    service: Service
    lengths: tuple[int, ...]
    suggested: tuple[AddOn, ...]
    possible: tuple[AddOn, ...]

    @cached_property
    def skills(self) -> frozenset[str]:
        return frozenset(technique.code for technique in self.service.techniques.all())

    @cached_property
    def trainings(self) -> frozenset[str]:
        return frozenset({self.service.training.code} if self.service.training else ())

    def add_ons(self, rng: Random) -> list[AddOn]:
        """None, one or two."""
        wanted = [each for each in self.suggested if rng.random() < 0.45]
        wanted += [each for each in self.possible if rng.random() < 0.06]
        return wanted[:2]


@dataclass
class Guest:
    """A client who may be booked, and the days on which they already are."""

    told: Told
    choices: list[Choice]
    may_start: bool
    needs: frozenset[str]
    areas: tuple[PlannedArea, ...] = ()
    days: set[date] = field(default_factory=set)

    @property
    def client(self) -> Client:
        return self.told.client

    def is_known_at(self, moment: datetime) -> bool:
        return not self.told.has_intake or self.told.known_from + SETTLING <= moment

    def is_free_on(self, day: date, apart: int = DAYS_APART) -> bool:
        return all(abs((day - other).days) >= apart for other in self.days)

    def suits(self, hands: Hands) -> bool:
        wish = self.client.therapist_wish
        return wish in ("any", hands.therapist.gender) and self.needs <= hands.trainings

    def prefers(self, hands: Hands) -> bool:
        return self.told.about.get("prefers") == hands.first_name

    def choose(self, hands: Hands, rng: Random) -> tuple[Choice, int] | None:
        """What this client takes with this therapist; the best fitting services more often."""
        able = [each for each in self.choices if each.skills <= hands.skills and each.trainings <= hands.trainings]
        if not able:
            return None
        choice = rng.choices(able, WEIGHTS[: len(able)])[0]
        return choice, rng.choices(choice.lengths, [USUAL_SHARE.get(each, 1) for each in choice.lengths])[0]


def invite(house: House, told: list[Told]) -> list[Guest]:
    """Everybody who may be booked today; who may not has only their intake."""
    sold, team = list(catalogue()), Team(house.location)
    by_phone = [choice_of(service, None, None) for name in BY_PHONE for service in sold if service.name == name]
    return [guest for each in told if (guest := guest_of(house, each, by_phone, sold, team))]


def guest_of(house: House, told: Told, by_phone: list[Choice], sold: list[Service], team: Team) -> Guest | None:
    judgement, permit = screenings.permit_for(told.client, house.today)
    if permit is None:
        return Guest(told, by_phone, may_start=False, needs=frozenset())
    if not permit.may_book:
        return None
    screening = judgement.screening
    fitting = services_for(screening, permit, among=sold, team=team).fitting[: len(WEIGHTS)]
    return Guest(
        told,
        [choice_of(each.service, screening, permit) for each in fitting],
        may_start=permit.may_start,
        needs=trainings_needed(screening.cautions),
        areas=areas_of(screening),
    )


def choice_of(service: Service, screening: Screening | None, permit: Permit | None) -> Choice:
    most = permit.max_minutes if permit and permit.max_minutes else 24 * 60
    lengths = tuple(each.minutes for each in service.durations.all() if each.minutes <= most)
    verdicts = add_on_verdicts(service, permit, offered=screening.offered_add_ons if screening else ())
    return Choice(
        service,
        lengths,
        suggested=tuple(each.add_on for each in verdicts if each.state == each.OFFERED),
        possible=tuple(each.add_on for each in verdicts if each.state == each.POSSIBLE),
    )


def areas_of(screening: Screening) -> tuple[PlannedArea, ...]:
    focus = [PlannedArea(region) for region in screening.focus_regions[:3]]
    return (*focus, *(PlannedArea(region, "avoid") for region in screening.avoid_regions[:2]))
