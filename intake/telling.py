"""What a client told, as lines that a therapist reads in a minute. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from intake.answers import IntakeAnswers
from intake.regions import in_map_order
from intake.vocabulary import Region
from intake.vocabulary.words import Word


@dataclass(frozen=True)
class Line:
    """One thing a client told: what it is about, and their answer in words."""

    about: str
    words: str


def listed(words: Iterable[Word]) -> str:
    """Labels as one sentence part, the first with its capital."""
    ordered = sorted(words)
    return ", ".join([*(word.label for word in ordered[:1]), *(word.in_words for word in ordered[1:])])


def places(regions: Iterable[Region]) -> str:
    return "; ".join(region.label for region in in_map_order(frozenset(regions)))


def how_long(days: int) -> str:
    """A number of days as people say it, rounded down: never older than it is."""
    for size, word in ((365, "year"), (30, "month"), (7, "week")):
        if days >= size * (1 if word == "year" else 2):
            count = days // size
            return f"{count} {word}{'s' if count > 1 else ''}"
    return "today" if days == 0 else f"{days} day{'s' if days > 1 else ''}"


def why_they_come(answers: IntakeAnswers) -> list[Line]:
    """Aims, complaint, injury, stress and sleep, wishes, and their own words; what was not answered is left out."""
    told = [
        ("Aims", _aims(answers)),
        ("Pain", _pain(answers)),
        ("Signs", listed(answers.pain_features)),
        ("Tight places", places(answers.tension_regions)),
        ("Injury", _injury(answers)),
        ("Stress and sleep", _feeling(answers)),
        ("Wishes", _wishes(answers)),
        ("In their own words", answers.free_text.strip()),
    ]
    return [Line(about, words) for about, words in told if words]


def _aims(answers: IntakeAnswers) -> str:
    first = answers.primary_goal
    others = listed(answers.goals - {first})
    if first is None:
        return others
    return f"{first.label}; also {others[0].lower()}{others[1:]}" if others else first.label


def _pain(answers: IntakeAnswers) -> str:
    marked = dict(answers.pain_map)
    where = [
        f"{region.label}: {marked[region]}" if region in marked else region.label for region in _pain_places(answers)
    ]
    parts = [
        f"{answers.pain_score} of 10" if answers.pain_score is not None else "",
        "; ".join(where),
        f"for {how_long(answers.pain_days)}" if answers.pain_days else "",
    ]
    return "; ".join(part for part in parts if part)


def _pain_places(answers: IntakeAnswers) -> list[Region]:
    marked = {region for region, score in answers.pain_map if score}
    return list(in_map_order(frozenset(answers.pain_regions | marked)))


def _injury(answers: IntakeAnswers) -> str:
    injury = answers.injury
    if injury is None:
        return ""
    parts = [
        injury.type.label,
        places(injury.regions),
        f"{how_long(injury.days_ago)} ago" if injury.days_ago else ("today" if injury.days_ago == 0 else ""),
        "seen by a doctor" if injury.medically_seen else "",
    ]
    return "; ".join(part for part in parts if part)


def _feeling(answers: IntakeAnswers) -> str:
    figures = [
        ("Stress", answers.stress),
        ("anxiety", answers.anxiety),
        ("sleep trouble", answers.sleep_trouble),
    ]
    told = [f"{name} {figure} of 10" for name, figure in figures if figure is not None]
    nights = answers.poor_sleep_nights_per_week
    if nights:
        told.append(f"{nights} bad night{'s' if nights > 1 else ''} a week")
    if answers.sleep_goals:
        told.append(f"wishes: {listed(answers.sleep_goals)}")
    return ", ".join(told)


def _wishes(answers: IntakeAnswers) -> str:
    told = [
        f"{answers.pressure_preference.label} pressure" if answers.pressure_preference else "",
        answers.coverage.label if answers.coverage else "",
        answers.style_wish.label if answers.style_wish else "",
        listed(answers.requested_techniques),
        listed(answers.requested_add_ons),
    ]
    return "; ".join(part for part in told if part)
