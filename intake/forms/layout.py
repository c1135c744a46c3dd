"""How a section stands on the page: each question asked is a block, and a health line holds those it opened."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from crispy_forms.utils import TEMPLATE_PACK
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from intake.forms.drafts import Draft
from intake.forms.fields import ago_choices
from intake.forms.places import ON_THE_MAP, grouped_regions
from intake.questionnaire.catalogue import CATALOGUE, Option, Question
from intake.questionnaire.conditions import fields_of
from intake.questionnaire.walk import Asked
from intake.questionnaire.wording import OPENED_LISTS, in_short, is_follow_up, prefix_of, staff_words

PLACES = grouped_regions()
LONG = 14
"""Options from which on a list has a place to type."""

SHORT = 14
"""Characters of the longest word that still goes on a row of small buttons."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to tap: `bold` is the short word, `small` the client's, where it says more."""

    code: str
    bold: str
    small: str = ""
    key: str = ""
    find: str = ""
    checked: bool = False
    hidden: bool = False
    alone: bool = False


@dataclass(slots=True)
class Block:
    """One question on the page. It renders itself, as crispy's layout wants."""

    asked: Asked
    kind: str
    value: Any
    choices: list[Choice]
    errors: list[str]
    is_follow_up: bool
    children: list["Block"] = field(default_factory=list)

    @property
    def question(self) -> Question:
        return self.asked.question

    @property
    def name(self) -> str:
        return self.asked.name

    @property
    def legend(self) -> str:
        return prefix_of(self.asked) + staff_words(self.asked)

    @property
    def needs_answer(self) -> bool:
        return self.asked.is_open

    @property
    def has_finder(self) -> bool:
        """Whether typing finds an option: in the lists that a health line opens, and in long ones."""
        is_list = self.question.id.endswith(OPENED_LISTS) or len(self.choices) > LONG
        return self.question.type == "multi" and is_list

    @property
    def chips(self) -> list[str]:
        """What was said on a line, in a few words each."""
        replies = [child.asked for child in self.children if child.asked.reply is not None]
        return [words for asked in replies if asked.question.id.endswith("_list") for words in in_short(asked)]

    @property
    def doubts(self) -> list[str]:
        replies = [child.asked for child in self.children if child.asked.reply is not None]
        return [words.lower() for asked in replies if asked.question.field == "unsure" for words in in_short(asked)]

    @property
    def is_waiting(self) -> bool:
        """A line whose list still wants something: it stands open."""
        return any(child.needs_answer or child.errors for child in self.children)

    def render(self, form: Any, context: Any, template_pack: str = TEMPLATE_PACK, **kwargs: Any) -> SafeString:
        return render_to_string(f"intake/questions/_{self.kind}.html", {"ask": self, "places": PLACES})


def section_layout(draft: Draft, section_id: str) -> FormHelper:
    """The helper with which `{% crispy %}` shows the questions that this person is asked in a section."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.form_show_errors = False
    helper.layout = Layout(*blocks_of(draft, section_id))
    return helper


def blocks_of(draft: Draft, section_id: str) -> list[Block]:
    """The questions shown in a section, those that a health line opened inside that line."""
    top: list[Block] = []
    lines: dict[str, Block] = {}
    for asked in draft.asked_in(section_id):
        block = _block(draft, asked)
        line = lines.get(line_of(asked.question) or "")
        (line.children if line else top).append(block)
        if asked.question.group:
            lines[asked.question.id] = block
    return top


def line_of(question: Question) -> str | None:
    """The health line that opens this question, if only that line can."""
    roots = set()
    for name in fields_of(question.shown_when):
        earlier = CATALOGUE.by_id.get(name)
        roots.add(earlier and (earlier.id if earlier.group else line_of(earlier)))
    return roots.pop() if len(roots) == 1 and not question.group else None


def _block(draft: Draft, asked: Asked) -> Block:
    form = draft.forms[asked.question.section]
    value = form[asked.name].value()
    return Block(
        asked=asked,
        kind=_kind(asked.question),
        value=value,
        choices=list(_choices(draft, asked.question, value)),
        errors=list(form.errors.get(asked.name, ())),
        is_follow_up=is_follow_up(asked.question),
    )


def _kind(question: Question) -> str:
    if question.group:
        return "line"
    match question.type:
        case "yes_no" | "yes_no_unsure":
            return "seg"
        case "choice":
            return "seg" if all(len(option.label) <= SHORT for option in question.options) else "options"
        case "regions":
            return "map" if question.id in ON_THE_MAP else "places"
        case "number":
            return "numbers" if question.parts else "number"
    return {"multi": "options", "scale_0_10": "scale", "date_or_ago": "ago", "region_scores": "map", "text": "words"}[
        question.type
    ]


def _choices(draft: Draft, question: Question, value: Any) -> Iterator[Choice]:
    if question.type == "date_or_ago":
        picked = value[0] if value else ""
        for code, label in ago_choices(question):
            hidden = (option := question.option(code)) and not draft.walk.holds(option.shown_when)
            if code != "date":
                yield Choice(code, label, checked=code == picked, hidden=bool(hidden))
        return
    if question.type == "scale_0_10":
        yield from (Choice(str(n), str(n), checked=str(n) == str(value)) for n in range(11))
        return
    picked = value if isinstance(value, list) else [value]
    for option in question.options:
        yield _choice(option, option.code in picked, not draft.walk.holds(option.shown_when))


def _choice(option: Option, checked: bool, hidden: bool) -> Choice:
    return Choice(
        code=option.code,
        bold=option.short,
        small="" if _without_article(option.label) == option.short.lower() else option.label,
        key=option.key,
        find=option.find,
        checked=checked,
        hidden=hidden,
        alone=option.alone,
    )


def _without_article(label: str) -> str:
    return label.lower().removeprefix("a ").removeprefix("an ")
