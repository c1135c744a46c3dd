"""Time passes for answers: what a stored answer says on a later day (domain rules, section 14)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from intake.answers.entries import MAX_DAYS, MAX_RECENT_DAYS
from intake.vocabulary import Condition, Medication, Today, Topic

if TYPE_CHECKING:
    from intake.answers.form import IntakeAnswers

MAX_AGE = 120
DAYS_A_YEAR = 365
FIRST_EVENT_DAY = -365
# A pregnancy stays at this week until fresh answers tell how it went on.
LAST_WEEK = 42
# recent_travel_or_bedrest speaks of the last four weeks.
TRAVEL_DAYS = 28

# What was only true on the day of the answers; arriving asks it again.
_ONLY_THAT_DAY = frozenset({"today", *Today, Condition.MIGRAINE_NOW})


def moved_to(answers: IntakeAnswers, day: date, birth_date: date | None) -> IntakeAnswers:
    """Stored answers as they read on `day`. Answers without a day were given that day."""
    days = 0 if answers.as_of is None else (day - answers.as_of).days
    if days < 0:
        raise ValueError(f"Answers of {answers.as_of} cannot be read for {day}, which is earlier.")
    age = _age(answers.age, days, birth_date, day)
    if days == 0:
        return replace(answers, as_of=day, age=age)
    return replace(answers, as_of=day, age=age, **_counted(answers, days), **_faded(answers, days))


def _age(age: int | None, days: int, birth_date: date | None, day: date) -> int | None:
    if birth_date is not None:
        birthday_is_ahead = (day.month, day.day) < (birth_date.month, birth_date.day)
        return min(MAX_AGE, max(0, day.year - birth_date.year - birthday_is_ahead))
    return _later(age, days // DAYS_A_YEAR, MAX_AGE)


def _later(count: int | None, more: int, most: int) -> int | None:
    return None if count is None else min(most, count + more)


def _counted(answers: IntakeAnswers, days: int) -> dict[str, Any]:
    """What a date counts: every number of days ago grows, an event comes closer, a pregnancy goes on."""
    return {
        "conditions": tuple(_older(entry, days) for entry in answers.conditions if entry.code != "migraine_now"),
        "injury": answers.injury and _older(answers.injury, days),
        "surgeries": tuple(_older(entry, days) for entry in answers.surgeries),
        "devices": tuple(_older(entry, days) for entry in answers.devices),
        "blood_pressure": answers.blood_pressure and _older(answers.blood_pressure, days),
        "cosmetic_injection_days_ago": _later(answers.cosmetic_injection_days_ago, days, MAX_RECENT_DAYS),
        "last_deep_work_days": _later(answers.last_deep_work_days, days, MAX_RECENT_DAYS),
        "event_in_days": _event(answers.event_in_days, days),
        "pregnancy_weeks": _weeks(answers.pregnancy_weeks, days),
    }


def _older(entry: Any, days: int) -> Any:
    return replace(entry, days_ago=_later(entry.days_ago, days, MAX_DAYS))


def _event(in_days: int | None, days: int) -> int | None:
    moved = None if in_days is None else in_days - days
    return None if moved is None or moved < FIRST_EVENT_DAY else moved


def _weeks(weeks: int | None, days: int) -> int | None:
    return None if weeks is None else max(weeks, min(LAST_WEEK, weeks + days // 7))


def _faded(answers: IntakeAnswers, days: int) -> dict[str, Any]:
    """What was only true that day goes; a journey is recent for four weeks."""
    return {
        "today": frozenset(),
        "denied": answers.denied | {Topic("today")},
        "unsure": answers.unsure - _ONLY_THAT_DAY,
        "medications": _medications(answers.medications),
        "injection_sites": frozenset(),
        "recent_travel_or_bedrest": None if days > TRAVEL_DAYS else answers.recent_travel_or_bedrest,
    }


def _medications(medications: frozenset[Medication]) -> frozenset[Medication]:
    """A painkiller of that day is one that the client takes; a muscle relaxant of that day has worn off."""
    taken = {Medication.OPIOID} if Medication.OPIOID_TODAY in medications else set()
    return medications - {Medication.OPIOID_TODAY, Medication.MUSCLE_RELAXANT_TODAY} | taken
