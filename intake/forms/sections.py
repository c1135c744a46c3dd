"""A form class for each section of the questionnaire, and the raw fields that a draft keeps of it."""

import datetime
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.datastructures import MultiValueDict

from intake.forms.fields import UNREADABLE, Parts, field_for
from intake.questionnaire.catalogue import CATALOGUE, Question, Section

Raw = Mapping[str, list[str]]
"""One section as typed: the values of each input."""

MOST_ROUNDS = 20

DAY = "_day"
"""Under this key a section that is asked again on arrival keeps the day on which it was typed."""


class SectionForm(forms.Form):
    """One section, bound to what was typed. Every question has its field, shown or not; the walk says what is shown."""

    section: ClassVar[Section]

    def __init__(self, raw: Raw, as_of: datetime.date):
        super().__init__(MultiValueDict(raw), auto_id="id_%s", use_required_attribute=False)
        self.raw = raw
        for name, question in field_names(self.section, rounds_in(raw)):
            self.fields[name] = field_for(question, as_of)

    @property
    def replies(self) -> dict[str, Any]:
        """What could be read, by field name."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "", [], {})}


def section_form(section_id: str) -> type[SectionForm]:
    """The form class of a section."""
    section = CATALOGUE.by_section[section_id]
    return type(f"{section_id.title().replace('_', '')}Form", (SectionForm,), {"section": section})


SECTION_FORMS: Mapping[str, type[SectionForm]] = {
    section.id: section_form(section.id) for section in CATALOGUE.sections
}


def rounds_in(raw: Raw) -> int:
    """How many operations are asked about: one, and another for each "another one?" answered with yes."""
    rounds = 1
    while raw.get(f"op_more__{rounds}") == ["yes"] and rounds < MOST_ROUNDS:
        rounds += 1
    return rounds


def field_names(section: Section, rounds: int) -> Iterator[tuple[str, Question]]:
    """Every field of a section: the id of its question, and where it is asked several times the code or the round."""
    for question in section.questions:
        if question.type == "signature":
            continue
        if question.for_each:
            yield from ((f"{question.id}__{code}", question) for code in question.for_each.codes)
        elif question.repeat:
            yield from ((f"{question.id}__{turn}", question) for turn in range(1, rounds + 1))
        else:
            yield question.id, question


def input_names(name: str, field: forms.Field) -> list[str]:
    """The names of the inputs that belong to one field."""
    return field.widget.names(name) if isinstance(field.widget, Parts) else [name]


def taps_of(replies: Mapping[str, Any], rounds: int) -> dict[str, Any]:
    """Replies by field name as the walk reads them: by code where asked for each, as rounds where repeated."""
    taps: dict[str, Any] = {}
    turns: list[dict[str, Any]] = [{} for _ in range(rounds)]
    for name, reply in replies.items():
        question_id, _, suffix = name.partition("__")
        if not suffix:
            taps[question_id] = reply
        elif CATALOGUE.by_id[question_id].repeat:
            turns[int(suffix) - 1][question_id] = reply
        else:
            taps.setdefault(question_id, {})[suffix] = reply
    return taps | ({"surgeries": turns} if any(turns) else {})


def merged_raw(section_id: str, before: Raw, posted: MultiValueDict, day: datetime.date) -> dict[str, list[str]]:
    """The section as typed now; what is asked again on arrival keeps the day on which it was typed.

    A page names the questions it showed (`q`); the inputs of those are taken from the page, an empty one too. What
    was typed into a question that has since been hidden stays, and comes back with it.
    """
    section = CATALOGUE.by_section[section_id]
    names = dict(field_names(section, MOST_ROUNDS))
    kept = dict(before)
    for name in names.keys() & set(posted.getlist("q")):
        for key in input_names(name, field_for(names[name], datetime.date.min)):
            kept.pop(key, None)
            if values := [_storable(value) for value in posted.getlist(key) if value.strip()]:
                kept[key] = values
    if section.again_on_arrival:
        kept[DAY] = [day.isoformat()]
    return _without_idle_scores(kept)


def _storable(text: str) -> str:
    """PostgreSQL keeps no NUL; the mark in its place is refused by the field until somebody takes it out."""
    return text.replace("\x00", UNREADABLE)


def _without_idle_scores(raw: dict[str, list[str]]) -> dict[str, list[str]]:
    """The number beside a region counts only where the region is ticked."""

    def idle(key: str) -> bool:
        name, found, slug = key.partition("-sev-")
        return bool(found) and slug not in raw.get(name, [])

    return {key: values for key, values in raw.items() if not idle(key)}
