"""Facts: what follows from the answers alone, before any rule judges (domain rules, section 3)."""

from functools import cached_property
from typing import Any

from intake.answers import IntakeAnswers
from intake.regions import HEAD, SIDE_OF
from intake.rules.settings import Settings
from intake.vocabulary import Goal, topic_of

SIGNS = frozenset({"swelling", "heat", "redness"})
NERVE_CONDITIONS = frozenset(
    {
        "herniated_disc",
        "sciatica",
        "spinal_stenosis",
        "degenerative_disc",
        "cervical_spondylosis",
        "thoracic_outlet",
        "carpal_tunnel",
        "neuropathy",
        "multiple_sclerosis",
        "stroke_history",
    }
)
COMPLAINT_GOALS = frozenset({"pain_relief", "injury_recovery", "mobility", "sport_recovery", "headache_relief"})
HEALTH_GROUPS = frozenset(
    {"conditions", "medications", "allergies", "today", "skin", "devices", "surgeries", "pregnancy"}
)
NOWHERE: frozenset[str] = frozenset()
CHRONIC_DAYS = 90
READING_DAYS = 90


class Facts:
    """The answers, and what can be said about them without judging; `settings` are the rulebook's.

    `given` holds every topic answered with yes: codes, and the groups they stand in, named as in `denied`.
    """

    def __init__(self, answers: IntakeAnswers, settings: Settings) -> None:
        self.answers = answers
        self.settings = settings
        self.goals = _goals(answers)
        self.places = answers.pain_regions | {region for region, score in answers.pain_map if score >= 1}
        self.pain = _pain(answers)
        self.pregnant = bool(answers.pregnant or answers.pregnancy_weeks is not None or answers.pregnancy_complications)
        self.entries_by_code = _entries_by_code(answers)
        self.given = self._given()
        self.denied: frozenset[str] = answers.denied | {"pregnancy"} if answers.pregnant is False else answers.denied

    def has(self, *codes: str) -> bool:
        """Whether any of the codes was answered with yes (F1)."""
        return not self.given.isdisjoint(codes)

    def entries(self, *codes: str) -> list[Any]:
        """Every entry of these codes among conditions, skin and devices; all of them are judged."""
        return [entry for code in codes for entry in self.entries_by_code.get(code, ())]

    def regions_of(self, *codes: str) -> frozenset[str]:
        """The regions that the entries of these codes name."""
        return NOWHERE.union(*(entry.regions for entry in self.entries(*codes)))

    def pain_is(self, least: int, most: int = 10) -> bool:
        """Whether a pain was scored within these bounds."""
        return self.pain is not None and least <= self.pain <= most

    def pain_began(self, within: int) -> bool:
        """Whether the pain is known to have begun within so many days."""
        return self.answers.pain_days is not None and self.answers.pain_days <= within

    def _given(self) -> frozenset[str]:
        answers = self.answers
        given: set[str] = {*self.entries_by_code, *answers.medications, *answers.allergies, *answers.today}
        given.update(answers.pain_features)
        given.update(topic_of("pregnancy_complications", code) for code in answers.pregnancy_complications)
        given.update(group for group in _LIST_GROUPS if getattr(answers, group))
        given.update(topic for topic, holds in self._single_topics() if holds)
        return frozenset(given)

    def _single_topics(self) -> tuple[tuple[str, Any], ...]:
        return (
            ("pregnancy", self.pregnant),
            ("injury", self.answers.injury),
            ("pain", self.places or (self.pain or 0) >= 1),
            ("knots", self.answers.knots),
        )

    @cached_property
    def fresh_signs(self) -> bool:
        """F3: swelling, heat or redness of the injury; a bruise alone is no fresh sign."""
        injury = self.answers.injury
        if injury is None:
            return False
        if injury.signs & SIGNS:
            return True
        apart = self.places and injury.regions and not self.places & injury.regions
        return self.has(*SIGNS) and not apart

    @cached_property
    def injury_stage(self) -> str:
        """F4: acute, unknown, early, late or old; "" without an injury. Signs rule over dates."""
        injury = self.answers.injury
        if injury is None:
            return ""
        if self.fresh_signs:
            return "acute"
        if injury.days_ago is None:
            return "unknown"
        return next(stage for days, stage in _STAGES if injury.days_ago <= days)

    @cached_property
    def hurt(self) -> frozenset[str]:
        """F5: where the injury is."""
        injury = self.answers.injury
        if injury is None:
            return NOWHERE
        return injury.regions or self.places or _USUAL_PLACES.get(injury.type, NOWHERE)

    @cached_property
    def acute_places(self) -> frozenset[str]:
        """F5: places too fresh to work on."""
        injury = self.answers.injury
        if injury is None:
            return NOWHERE
        days = injury.days_ago
        fresh_bone = injury.type == "fracture" and (days is None or days < 90)
        fresh_joint = injury.type == "dislocation" and days is not None and days < 42
        return self.hurt if self.injury_stage == "acute" or fresh_bone or fresh_joint else NOWHERE

    @cached_property
    def open_places(self) -> frozenset[str]:
        """F6: painful places that may be worked on."""
        return self.places - self.acute_places

    @cached_property
    def chronic(self) -> bool:
        """F7."""
        days = self.answers.pain_days
        long_enough = days is not None and days >= CHRONIC_DAYS and (self.pain is None or self.pain >= 3)
        return long_enough and bool(self.open_places or not (self.places or self.acute_places))

    @cached_property
    def nerve_named(self) -> bool:
        """F9."""
        return not self.given.isdisjoint(NERVE_CONDITIONS)

    @cached_property
    def headache(self) -> bool:
        """F10."""
        wished = not self.places and "headache_relief" in self.goals
        return wished or bool(HEAD & self.places) or self.has("migraine", "migraine_now")

    @cached_property
    def reading(self) -> Any:
        """F11: a blood pressure that is not too old to count, else None."""
        reading = self.answers.blood_pressure
        return reading if reading and (reading.days_ago is None or reading.days_ago <= READING_DAYS) else None

    def reading_from(self, systolic: int, diastolic: int) -> bool:
        """Whether the reading reaches either number."""
        return self.reading is not None and (self.reading.systolic >= systolic or self.reading.diastolic >= diastolic)

    @cached_property
    def deep_wish(self) -> bool:
        """F12."""
        return self.answers.pressure_preference == "deep" or self.deep_requested

    @cached_property
    def deep_requested(self) -> bool:
        return not self.answers.requested_techniques.isdisjoint({"deep_tissue", "deep_stripping", "trigger_point"})

    @cached_property
    def complaint(self) -> bool:
        """F13."""
        answers = self.answers
        told = self.pain_is(3) or self.places or answers.tension_regions or answers.knots or answers.injury
        return bool(told) or not self.goals.isdisjoint(COMPLAINT_GOALS)

    @cached_property
    def health_answered(self) -> bool:
        """F14: the health questions were gone through, or each of their groups was answered by itself."""
        if self.answers.health_section_answered is not None:
            return self.answers.health_section_answered
        return self.given | self.denied >= HEALTH_GROUPS


_LIST_GROUPS = (
    "conditions",
    "medications",
    "allergies",
    "today",
    "skin",
    "devices",
    "surgeries",
    "pain_features",
    "pregnancy_complications",
)
_STAGES = ((3, "acute"), (21, "early"), (89, "late"), (float("inf"), "old"))
_USUAL_PLACES = {"whiplash": frozenset({"neck_back"}), "head_injury": HEAD}


def _goals(answers: IntakeAnswers) -> frozenset[str]:
    """F0."""
    goals = answers.goals | {answers.primary_goal} if answers.primary_goal else answers.goals
    return goals | {Goal.BETTER_SLEEP} if answers.sleep_goals else goals


def _pain(answers: IntakeAnswers) -> int | None:
    """F2: the score told, else the highest of the body map, else None."""
    if answers.pain_score is not None:
        return answers.pain_score
    return max((score for _, score in answers.pain_map), default=None)


def _entries_by_code(answers: IntakeAnswers) -> dict[str, list[Any]]:
    by_code: dict[str, list[Any]] = {}
    for entry in (*answers.conditions, *answers.devices):
        by_code.setdefault(entry.code, []).append(entry)
    for entry in answers.skin:
        by_code.setdefault(entry.what, []).append(entry)
    return by_code


def sides(regions: frozenset[str]) -> set[str]:
    """The sides of the body that these regions lie on: left, right, or center."""
    return {SIDE_OF[region] for region in regions}
