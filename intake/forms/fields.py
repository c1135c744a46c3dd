"""One field for each kind of question: from what was typed to the reply that the walk reads.

Nothing here is required: a line may stay open. What cannot be read is an error, and the raw text stays in the draft.
"""

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

from intake.questionnaire.ago import NotADay, answer_code, read_typed
from intake.questionnaire.catalogue import CATALOGUE, Question
from intake.vocabulary import Region

LONGEST_WORDS = 10_000
MOST_DIGITS = 6
UNREADABLE = "\ufffd"
"""Stands where a character could not be kept; the field asks for it to be taken out."""

REGION_CHOICES = Region.choices()
TYPED = "typed"


class Parts(forms.Widget):
    """Several named inputs that are one field; `suffixes` name those beside the plain one."""

    def __init__(self, suffixes: tuple[str, ...] = ()):
        super().__init__()
        self.suffixes = suffixes

    def names(self, name: str) -> list[str]:
        return [f"{name}-{suffix}" for suffix in self.suffixes]

    def value_from_datadict(self, data: MultiValueDict, files: Any, name: str) -> dict[str, str]:
        typed = {suffix: data.get(f"{name}-{suffix}", "").strip() for suffix in self.suffixes}
        return {suffix: text for suffix, text in typed.items() if text}


class Ago(Parts):
    """A list of answers, with a place to type a day or a length of time."""

    def names(self, name: str) -> list[str]:
        return [name, f"{name}-{TYPED}"]

    def value_from_datadict(self, data: MultiValueDict, files: Any, name: str) -> tuple[str, str]:
        return data.get(name, ""), data.get(f"{name}-{TYPED}", "").strip()


class Scores(Parts):
    """Ticked regions, each with its number."""

    def names(self, name: str) -> list[str]:
        return [name, *(f"{name}-sev-{region.value}" for region in Region)]

    def value_from_datadict(self, data: MultiValueDict, files: Any, name: str) -> dict[str, str]:
        return {slug: data.get(f"{name}-sev-{slug}", "").strip() for slug in data.getlist(name)}


class ChoiceField(forms.ChoiceField):
    default_error_messages = {"invalid_choice": "Choose one of the answers."}


class CodesField(forms.MultipleChoiceField):
    """Any number of options; "none" stands alone."""

    default_error_messages = {"invalid_choice": "One of these answers is not on the list."}

    def __init__(self, *, alone: frozenset[str] = frozenset(), **kwargs: Any):
        super().__init__(**kwargs)
        self.alone = alone

    def clean(self, value: Any) -> list[str]:
        codes = list(dict.fromkeys(super().clean(value)))
        if self.alone & set(codes) and len(codes) > 1:
            raise forms.ValidationError("Choose either this answer or the others, not both.")
        return codes


class AgoField(forms.Field):
    """A tapped answer, or a typed day or length: 2026-04-10, 10 April, 10d, 6w, 4m, 2y. Becomes a code or a date."""

    widget = Ago

    def __init__(self, question: Question, as_of: datetime.date, **kwargs: Any):
        super().__init__(**kwargs)
        self.question, self.as_of = question, as_of

    def clean(self, value: tuple[str, str]) -> str | None:
        tapped, typed = value
        if not typed:
            return self._tapped(tapped)
        try:
            reply = read_typed(self.question, typed, self.as_of)
        except NotADay as error:
            raise forms.ValidationError(str(error)) from error
        if tapped not in ("", "date") and tapped != answer_code(self.question, reply, self.as_of):
            raise forms.ValidationError("The answer and the day that was typed differ. Keep one of them.")
        return reply

    def _tapped(self, code: str) -> str | None:
        known = {choice for choice, _ in ago_choices(self.question)}
        if code and code not in known:
            raise forms.ValidationError("Choose one of the answers.")
        return None if code in ("", "date") else code


class ScoresField(forms.Field):
    """Places with 1 to 10; a place without a number is kept as a place."""

    widget = Scores

    def clean(self, value: Mapping[str, str]) -> dict[str, int | None]:
        if unknown := set(value) - {slug for slug, _ in REGION_CHOICES}:
            raise forms.ValidationError(f"Not a place on the body map: {', '.join(sorted(unknown))[:80]}.")
        return {slug: self._score(text) for slug, text in value.items()}

    def _score(self, text: str) -> int | None:
        if not text:
            return None
        if not (is_short_number(text) and 1 <= int(text) <= 10):
            raise forms.ValidationError("How strong goes from 1 to 10.")
        return int(text)


class NumbersField(forms.Field):
    """Several whole numbers that belong together, such as a blood pressure: all of them, or none."""

    def __init__(self, question: Question, **kwargs: Any):
        super().__init__(widget=Parts(tuple(part.path for part in question.parts)), **kwargs)
        self.question = question

    def clean(self, value: Mapping[str, str]) -> dict[str, int] | None:
        if value and len(value) < len(self.question.parts):
            raise forms.ValidationError("Give all the numbers, or none.")
        return {part.path: whole_number(value[part.path], part.min, part.max) for part in self.question.parts if value}


class NumberField(forms.CharField):
    def __init__(self, question: Question, **kwargs: Any):
        super().__init__(**kwargs)
        self.question = question

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        return whole_number(text, self.question.min, self.question.max) if text else None


class WordsField(forms.CharField):
    default_error_messages = {
        "max_length": "At most %(limit_value)d characters; there are %(show_value)d.",
    }

    def clean(self, value: Any) -> str:
        if UNREADABLE in (value or ""):
            raise forms.ValidationError(f"One character here ({UNREADABLE}) cannot be kept. Please take it out.")
        return super().clean(value)


def is_short_number(text: str) -> bool:
    """Whether it is a whole number of few digits; of thousands Python reads none."""
    return text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS


def whole_number(text: str, least: int, most: int) -> int:
    """Read a whole number as typed. Raises ValidationError."""
    plain = text.strip()
    if not (is_short_number(plain) and least <= int(plain) <= most):
        raise forms.ValidationError(f"Write a whole number from {least} to {most}.")
    return int(plain)


def ago_choices(question: Question) -> list[tuple[str, str]]:
    """The answers to tap: those of the scale, the question's own, then "I know the date" and "I do not know"."""
    bands = question.scale.bands if question.scale else ()
    return [(each.code, each.label) for each in (*bands, *question.options, *CATALOGUE.scale_answers)]


def field_for(question: Question, as_of: datetime.date) -> forms.Field:
    """The field that reads this question's answers."""
    common = {"required": False, "label": question.staff, "help_text": question.help}
    choices = [(option.code, option.label) for option in question.options]
    match question.type:
        case "date_or_ago":
            return AgoField(question, as_of, **common)
        case "region_scores":
            return ScoresField(**common)
        case "regions":
            return CodesField(choices=REGION_CHOICES, **common)
        case "multi":
            alone = frozenset(option.code for option in question.options if option.alone)
            return CodesField(choices=choices, alone=alone, **common)
        case "scale_0_10":
            numbers = [(number, str(number)) for number in range(11)]
            return forms.TypedChoiceField(choices=numbers, coerce=int, empty_value=None, **common)
        case "number" if question.parts:
            return NumbersField(question, **common)
        case "number":
            return NumberField(question, **common)
        case "text":
            return WordsField(max_length=min(question.max or LONGEST_WORDS, LONGEST_WORDS), **common)
    return ChoiceField(choices=choices, **common)
