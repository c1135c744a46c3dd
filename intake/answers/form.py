"""The answers of one client as one frozen object, and the only reader of stored answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, GetPydanticSchema, TypeAdapter, ValidationError

from intake.answers.documents import AnswersError, canonical, document_of, dotted, repeated, with_whole_numbers, written
from intake.answers.entries import (
    READING,
    BloodPressure,
    ConditionEntry,
    DeviceEntry,
    Injury,
    RecentDays,
    Score,
    SkinEntry,
    Surgery,
    YesNo,
)
from intake.answers.passing_time import moved_to
from intake.regions import MAP_ORDER
from intake.vocabulary import (
    Activity,
    AddOnCode,
    Allergy,
    Coverage,
    Goal,
    LyingPosition,
    Medication,
    PainFeature,
    PregnancyComplication,
    PressurePreference,
    Region,
    RequestedSession,
    SleepGoal,
    StyleWish,
    TechniqueCode,
    Today,
    Topic,
)

# What pydantic says with a whole list of codes, or in its own terms.
PLAIN_MESSAGES = {
    "enum": "This is no code of the list.",
    "unexpected_keyword_argument": "There is no such field.",
    "frozen_set_type": "This has to be a list.",
    "tuple_type": "This has to be a list.",
    "dataclass_type": "This has to be an object.",
}


def _in_one_order(entries: tuple[Any, ...]) -> tuple[Any, ...]:
    """Entries once and in one order, whatever order they were told in, so that equal answers are equal objects."""
    if len(entries) < 2:
        return entries
    return tuple(sorted(dict.fromkeys(entries), key=lambda entry: canonical(written(entry))))


def _as_pairs(marks: dict[Region, int]) -> tuple[tuple[Region, int], ...]:
    return tuple(sorted(marks.items(), key=lambda mark: MAP_ORDER[mark[0]]))


def _only_a_text(day: Any) -> Any:
    if day is None or (isinstance(day, str) and len(day) == len("2026-01-31")):
        return day
    raise ValueError("A day is written as 2026-01-31.")


def _requestable(techniques: frozenset[TechniqueCode]) -> frozenset[TechniqueCode]:
    if TechniqueCode.FORCED_STRETCHING in techniques:
        raise ValueError("forced_stretching can be forbidden, not wished for.")
    return techniques


Version = Annotated[int, Field(strict=True, ge=1, le=1)]
Day = Annotated[date, BeforeValidator(_only_a_text)]
Age = Annotated[int, Field(strict=True, ge=0, le=120)]
Minutes = Annotated[int, Field(strict=True, ge=15, le=240)]
PainDays = Annotated[int, Field(strict=True, ge=0, le=40000)]
NightsPerWeek = Annotated[int, Field(strict=True, ge=0, le=7)]
EventDays = Annotated[int, Field(strict=True, ge=-365, le=365)]
Weeks = Annotated[int, Field(strict=True, ge=0, le=45)]
FreeText = Annotated[str, Field(strict=True, max_length=10000)]
Techniques = Annotated[frozenset[TechniqueCode], AfterValidator(_requestable)]
Conditions = Annotated[tuple[ConditionEntry, ...], AfterValidator(_in_one_order)]
Surgeries = Annotated[tuple[Surgery, ...], AfterValidator(_in_one_order)]
Skin = Annotated[tuple[SkinEntry, ...], AfterValidator(_in_one_order)]
Devices = Annotated[tuple[DeviceEntry, ...], AfterValidator(_in_one_order)]
# A mapping in the document, pairs in map order here: frozen answers can be hashed.
PainMap = Annotated[
    tuple[tuple[Region, int], ...],
    GetPydanticSchema(lambda _, handler: handler(Annotated[dict[Region, Score], AfterValidator(_as_pairs)])),
]


@dataclass(frozen=True)
class IntakeAnswers:
    """What a client told the desk. None and empty mean not answered, which is never the same as no.

    Days and weeks are whole numbers counted back from `as_of`; scores go from 0 to 10; left and right are the
    client's own. The contract's answers schema describes each field.
    """

    __pydantic_config__ = READING

    schema: Version | None = None
    denied: frozenset[Topic] = frozenset()
    unsure: frozenset[Topic] = frozenset()
    as_of: Day | None = None
    age: Age | None = None
    guardian_consent: YesNo | None = None
    health_section_answered: YesNo | None = None
    first_massage: YesNo | None = None
    last_deep_work_days: RecentDays | None = None
    previous_relaxation_failed: YesNo | None = None
    goals: frozenset[Goal] = frozenset()
    primary_goal: Goal | None = None
    requested_session: RequestedSession | None = None
    requested_minutes: Minutes | None = None
    coverage: Coverage | None = None
    style_wish: StyleWish | None = None
    pain_score: Score | None = None
    pain_days: PainDays | None = None
    pain_regions: frozenset[Region] = frozenset()
    pain_map: PainMap = ()
    pain_features: frozenset[PainFeature] = frozenset()
    injury: Injury | None = None
    stress: Score | None = None
    anxiety: Score | None = None
    sleep_trouble: Score | None = None
    poor_sleep_nights_per_week: NightsPerWeek | None = None
    sleep_goals: frozenset[SleepGoal] = frozenset()
    knots: YesNo | None = None
    tension_regions: frozenset[Region] = frozenset()
    pressure_preference: PressurePreference | None = None
    activity: frozenset[Activity] = frozenset()
    event_in_days: EventDays | None = None
    conditions: Conditions = ()
    blood_pressure: BloodPressure | None = None
    medications: frozenset[Medication] = frozenset()
    allergies: frozenset[Allergy] = frozenset()
    today: frozenset[Today] = frozenset()
    recent_travel_or_bedrest: YesNo | None = None
    injection_sites: frozenset[Region] = frozenset()
    cosmetic_injection_days_ago: RecentDays | None = None
    pregnant: YesNo | None = None
    pregnancy_weeks: Weeks | None = None
    pregnancy_complications: frozenset[PregnancyComplication] = frozenset()
    surgeries: Surgeries = ()
    skin: Skin = ()
    devices: Devices = ()
    cannot_lie: frozenset[LyingPosition] = frozenset()
    avoid_regions: frozenset[Region] = frozenset()
    dislikes_heat: YesNo | None = None
    sun_after_session: YesNo | None = None
    requested_add_ons: frozenset[AddOnCode] = frozenset()
    requested_techniques: Techniques = frozenset()
    free_text: FreeText = ""

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "IntakeAnswers":
        """The answers of a stored document; AnswersError names every problem with its place."""
        try:
            answers = _reader().validate_python(document)
        except ValidationError as refused:
            answers = _read_whole_numbers(document, refused)
        if problems := list(repeated(document)):
            raise AnswersError(problems)
        return answers

    def to_document(self) -> dict[str, Any]:
        """The contract's form, without what was not answered."""
        document = document_of(self)
        if self.pain_map:
            document["pain_map"] = {region.value: score for region, score in self.pain_map}
        return document

    def union_with(
        self, *, allergies: Iterable[Allergy | str] = (), medications: Iterable[Medication | str] = ()
    ) -> "IntakeAnswers":
        """These answers with what the client's own lists hold besides."""
        return replace(
            self,
            allergies=self.allergies | {Allergy(code) for code in allergies},
            medications=self.medications | {Medication(code) for code in medications},
        )

    def as_seen_on(self, day: date, birth_date: date | None = None) -> "IntakeAnswers":
        """These answers moved to the day they are judged for (section 14); ValueError before they were given."""
        return moved_to(self, day, birth_date)


@cache
def _reader() -> TypeAdapter[IntakeAnswers]:
    return TypeAdapter(IntakeAnswers)


def _read_whole_numbers(document: Any, refused: ValidationError) -> IntakeAnswers:
    """A second try for documents that write 3 as 3.0; else every problem at once."""
    whole = with_whole_numbers(document)
    try:
        if canonical(whole) != canonical(document):
            return _reader().validate_python(whole)
    except ValidationError as refused_again:
        refused = refused_again
    raise AnswersError([*map(_in_words, refused.errors()), *repeated(document)]) from None


def _in_words(problem: Any) -> tuple[str, str]:
    message = PLAIN_MESSAGES.get(problem["type"]) or problem["msg"].removeprefix("Value error, ")
    return dotted(problem["loc"]), message
