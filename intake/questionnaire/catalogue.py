"""Every question of the intake, read once from questions.json into frozen objects.

questions.json is the one source of the forms: the words for clients and for staff, the order, the options, when
something is shown and what an answer stores. `effects` at its top explains the keys of an option.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib import resources
from types import MappingProxyType

from intake.questionnaire.conditions import Condition, read


@dataclass(frozen=True, slots=True)
class Band:
    """One answer of a "how long ago" scale: `min` to `max` days, stored as its most recent day."""

    code: str
    label: str
    short: str
    min: int
    max: int
    store: int


@dataclass(frozen=True, slots=True)
class Scale:
    name: str
    bands: tuple[Band, ...]
    boundaries: tuple[Mapping, ...]

    def band_at(self, days: int) -> Band | None:
        """The answer into which a number of days falls; None for days to come."""
        return next((band for band in self.bands if band.min <= days <= band.max), None)

    def band(self, code: object) -> Band | None:
        return next((band for band in self.bands if band.code == code), None)


@dataclass(frozen=True, slots=True)
class Part:
    """One of the numbers of a question that asks for several, such as the upper blood pressure."""

    path: str
    label: str
    min: int
    max: int


@dataclass(frozen=True, slots=True)
class ForEach:
    """A question asked once for each of `codes` that was picked in `question`, or stands in the record."""

    codes: tuple[str, ...]
    question: str | None = None
    record: str | None = None


@dataclass(frozen=True, slots=True)
class Option:
    code: str
    label: str
    short: str
    key: str
    alone: bool = False
    form_only: bool = False
    alarm: bool = False
    moves_on: bool = False
    keeps_stored: bool = False
    sets_others: bool | None = None
    gives: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    denies: tuple[str, ...] = ()
    unsures: tuple[str, ...] = ()
    lifts: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    sets: Mapping[str, object] = field(default_factory=dict)
    writes: str | None = None
    copies: str | None = None
    in_line: str = ""
    find: str = ""
    shown_when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Question:
    id: str
    type: str
    client: str
    staff: str
    required: bool
    screen: str
    section: str
    store: Mapping[str, str]
    options: tuple[Option, ...] = ()
    field: str | None = None
    fills: tuple[str, ...] = ()
    outside: str | None = None
    title: str = ""
    help: str = ""
    key: str = ""
    group: bool = False
    folded: bool = False
    moves_on: bool = False
    appends: bool = False
    ahead: bool = False
    dates_only: bool = False
    scale: Scale | None = None
    not_sure_stores: int | None = None
    field_without_scores: str | None = None
    ends: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    min: int | None = None
    max: int | None = None
    for_each: ForEach | None = None
    repeat: str | None = None
    shown_when: Condition | None = None

    def option(self, code: object) -> Option | None:
        return next((option for option in self.options if option.code == code), None)

    def picked(self, reply: object) -> list[Option]:
        """The options that a reply, one code or several, names, in the order of the questionnaire."""
        codes = reply if isinstance(reply, (list, tuple)) else [reply]
        return [option for option in self.options if option.code in codes]


@dataclass(frozen=True, slots=True)
class Section:
    id: str
    title: str
    intro: str
    asked: str
    questions: tuple[Question, ...]
    again_on_arrival: bool = False
    prefilled: bool = False
    staff_only: bool = False
    shown_when: Condition | None = None


@dataclass(frozen=True)
class Catalogue:
    version: int
    sections: tuple[Section, ...]
    scales: Mapping[str, Scale]
    scale_answers: tuple[Option, ...]
    record_entries: frozenset[str]

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for section in self.sections for question in section.questions)

    @cached_property
    def by_id(self) -> Mapping[str, Question]:
        return MappingProxyType({question.id: question for question in self.questions})

    @cached_property
    def by_section(self) -> Mapping[str, Section]:
        return MappingProxyType({section.id: section for section in self.sections})

    def repeated(self, name: str) -> tuple[Question, ...]:
        """The questions of one round, such as one operation."""
        return tuple(question for question in self.questions if question.repeat == name)


def _tuples(data: Mapping) -> dict:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}


def _option(data: Mapping, region_sets: Mapping) -> Option:
    rest = {key: value for key, value in data.items() if key != "shown_when"}
    return Option(**_tuples(rest), shown_when=read(data.get("shown_when"), region_sets))


def _question(data: Mapping, section: str, scales: Mapping[str, Scale], region_sets: Mapping) -> Question:
    options = [*data.get("options", ()), *data.get("extra_options", ())]
    rest = {key: value for key, value in data.items() if key not in ("options", "extra_options")}
    return Question(
        **_tuples(rest)
        | {
            "section": section,
            "options": tuple(_option(option, region_sets) for option in options),
            "scale": scales.get(data.get("scale")),
            "parts": tuple(Part(**part) for part in data.get("parts", ())),
            "for_each": ForEach(**_tuples(data["for_each"])) if "for_each" in data else None,
            "shown_when": read(data.get("shown_when"), region_sets),
        }
    )


def _sections(data: Mapping, scales: Mapping[str, Scale]) -> Iterator[Section]:
    sets = {name: tuple(codes) for name, codes in data["region_sets"].items()}
    for section in data["sections"]:
        questions = tuple(_question(question, section["id"], scales, sets) for question in section["questions"])
        when = read(section.get("shown_when"), sets)
        yield Section(**section | {"questions": questions, "shown_when": when})


def _read() -> Catalogue:
    data = json.loads(resources.files("intake.questionnaire").joinpath("questions.json").read_text("utf-8"))
    scales = {
        name: Scale(name, tuple(Band(**band) for band in scale["bands"]), tuple(scale["boundaries"]))
        for name, scale in data["scales"].items()
    }
    return Catalogue(
        version=data["version"],
        sections=tuple(_sections(data, scales)),
        scales=MappingProxyType(scales),
        scale_answers=tuple(Option(**answer) for answer in data["scale_answers"]),
        record_entries=frozenset(entry["id"] for entry in data["record"]),
    )


CATALOGUE = _read()
