"""The way through the questionnaire read back: every line with its answer, before it is signed."""

from dataclasses import dataclass

from intake.questionnaire.catalogue import CATALOGUE
from intake.questionnaire.walk import Asked, Walk
from intake.questionnaire.wording import OPENED_LISTS, in_words, is_follow_up, prefix_of, staff_words


@dataclass(frozen=True, slots=True)
class Line:
    """One question with what was said; `words` is empty where nobody answered."""

    name: str
    question: str
    words: tuple[str, ...]
    is_open: bool
    is_follow_up: bool


def spoken(walk: Walk, section_id: str) -> list[Line]:
    """The lines of one section. A list that a group line opened stands with that line's name."""
    asked = [each for each in walk.asked if each.question.section == section_id]
    return [_line(each) for each in asked if each.question.type != "signature" and not _only_opened_a_list(each)]


def _only_opened_a_list(asked: Asked) -> bool:
    """The answer "some" says nothing by itself: the list below it does."""
    return asked.question.group and asked.reply == "some" and asked.question.id != "operations"


def _line(asked: Asked) -> Line:
    question = asked.question
    title = question.title or prefix_of(asked) + staff_words(asked)
    if question.id.endswith(OPENED_LISTS):
        title = _list_title(question.id)
    return Line(
        name=asked.name,
        question=title,
        words=tuple(in_words(asked)) if asked.reply is not None else (),
        is_open=asked.is_open,
        is_follow_up=is_follow_up(question),
    )


def _list_title(question_id: str) -> str:
    group, _, kind = question_id.rpartition("_")
    line = CATALOGUE.by_id[group]
    title = line.title or line.staff
    return title if kind == "list" else f"{title}, not sure"
