"""Replies in words, for chips, the read-back and the legends of follow-ups."""

from intake.questionnaire.catalogue import CATALOGUE, Question
from intake.questionnaire.conditions import Leaf, first_field
from intake.questionnaire.walk import Asked
from intake.vocabulary import Region, Topic

ASKED_BACK = "asked_back"

OPENED_LISTS = ("_list", "_unsure")
"""How the ids of the lists end that a health line opens."""


def is_follow_up(question: Question) -> bool:
    """Whether an answer of its own section opened it; the lists of a line stand for the line itself."""
    opener = CATALOGUE.by_id.get(first_field(question.shown_when) or "")
    opened_here = opener is not None and opener.section == question.section
    return opened_here and not question.group and not question.id.endswith(OPENED_LISTS)


def staff_words(asked: Asked) -> str:
    """The question as staff read it out, with what it is asked about."""
    words = asked.question.staff
    return words.replace("{topic}", Topic(asked.subject).in_words) if asked.question.id == ASKED_BACK else words


def prefix_of(asked: Asked) -> str:
    """What a follow-up is about, before its question: "BP tablets: ", "Stent: ", "Operation 2: "."""
    question = asked.question
    if asked.turn:
        return f"Operation {asked.turn}: " if asked.turn > 1 else ""
    if asked.subject and question.for_each.question:
        return f"{CATALOGUE.by_id[question.for_each.question].option(asked.subject).short}: "
    match question.shown_when:
        case Leaf(field, "has", code) if field.endswith("_list") and (option := CATALOGUE.by_id[field].option(code)):
            return "" if option.form_only else f"{option.short}: "
    return ""


def in_short(asked: Asked) -> list[str]:
    """A reply as the desk's short words, one for each thing said."""
    return [option.short for option in asked.question.picked(asked.reply) if option.code != "also_not_sure"]


def in_words(asked: Asked) -> list[str]:
    """A reply in words, one for each thing said: as read back to the client."""
    question, reply = asked.question, asked.reply
    match question.type:
        case "regions":
            return [Region(slug).label for slug in reply]
        case "region_scores":
            return [Region(slug).label + (f", {score} of 10" if score else "") for slug, score in reply.items()]
        case "number" if question.parts:
            return [" over ".join(str(reply[part.path]) for part in question.parts)]
        case "scale_0_10":
            return [f"{reply} of 10"]
        case "date_or_ago":
            return [_ago(question, reply)]
        case "number" | "text":
            return [str(reply)]
    return [option.label for option in question.picked(reply) if option.code != "also_not_sure"]


def _ago(question: Question, reply: str) -> str:
    if question.scale and (band := question.scale.band(reply)):
        return band.label
    if option := question.option(reply):
        return option.label
    known = {answer.code: answer.label for answer in CATALOGUE.scale_answers}
    return known.get(reply, reply)
