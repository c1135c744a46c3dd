"""Which training a client needs of their therapist, and who on the team has what."""

from collections.abc import Iterable
from dataclasses import dataclass

from booking.availability.calendar import works_at
from booking.models import Resource, Service
from intake.rules import Caution
from spa.models import Location

# A caution whose code begins so asks for a therapist with this training.
TRAINING_OF_CAUTION = {
    "pregnancy": "prenatal",
    "high_risk_pregnancy": "prenatal",
    "cancer": "oncology",
    "lymphedema": "lymphatic",
}
WHO_NEEDS = {
    "prenatal": "somebody trained for pregnancy",
    "oncology": "somebody trained for work with cancer",
    "lymphatic": "somebody trained in lymph drainage",
}
# Made for people with such a caution; to others the services behind it are not suggested.
FOR_SOME_ONLY = {"prenatal": "pregnancy", "oncology": "clients with cancer"}


def trainings_needed(cautions: Iterable[Caution]) -> frozenset[str]:
    """Codes of the trainings that these cautions ask for, whether or not something on file lifts them."""
    return frozenset(
        training
        for caution in cautions
        for beginning, training in TRAINING_OF_CAUTION.items()
        if caution.code.startswith(beginning)
    )


@dataclass(frozen=True)
class Hands:
    """What one therapist can do, by code."""

    skills: frozenset[str]
    trainings: frozenset[str]


class Team:
    """Everybody who is active and works at a location, by key; read in one query."""

    def __init__(self, location: Location) -> None:
        rows = Resource.objects.active().filter(works_at(location), therapist__isnull=False).order_by("therapist")
        found: dict[int, tuple[set[str], set[str]]] = {}
        columns = ("therapist", "therapist__skills__code", "therapist__trainings__code")
        for pk, skill, training in rows.values_list(*columns):
            skills, trainings = found.setdefault(pk, (set(), set()))
            skills.add(skill)
            trainings.add(training)
        self.hands = {
            pk: Hands(frozenset(skills - {None}), frozenset(trainings - {None}))
            for pk, (skills, trainings) in found.items()
        }

    def why_nobody(self, service: Service, needed: Iterable[str]) -> str:
        """Why nobody here can give this service to a client who needs these trainings; "" when somebody can."""
        skills = {technique.code for technique in service.techniques.all()}
        own = {service.training.code} if service.training else set()
        able = [hands for hands in self.hands.values() if skills <= hands.skills and own <= hands.trainings]
        if not able:
            return "Nobody on the team has learned all of it."
        missing = [code for code in sorted(needed) if not any(code in hands.trainings for hands in able)]
        if missing:
            return f"It takes {WHO_NEEDS[missing[0]]}, and nobody who gives this service is."
        if not any(set(needed) <= hands.trainings for hands in able):
            return "It takes several trainings, and nobody who gives this service has all of them."
        return ""
