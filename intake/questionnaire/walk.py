"""One person's way through the questionnaire: what is asked of them, and the answers that come of it."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from intake.questionnaire.ago import answer_code, days_from
from intake.questionnaire.catalogue import CATALOGUE, Question
from intake.questionnaire.codes import in_order
from intake.questionnaire.conditions import Condition, holds
from intake.questionnaire.record import Record, restore
from intake.questionnaire.sheet import Sheet

HEALTH_SECTIONS = ("today", "health", "skin", "changes")
"""Sections that must be gone through before the health section counts as answered."""

_BLANK = (None, "", [], {}, ())


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as it was put: about `subject` (a code) or in round `turn` (from 1), with its reply or None."""

    question: Question
    reply: object = None
    subject: str | None = None
    turn: int | None = None

    @property
    def name(self) -> str:
        """The name of its field: the question's id, with what it is asked about behind two underscores."""
        suffix = self.subject or self.turn
        return f"{self.question.id}__{suffix}" if suffix else self.question.id

    @property
    def is_open(self) -> bool:
        return self.question.required and self.reply is None


def answers_from(cleaned: Mapping, record: Record, as_of: datetime.date) -> dict:
    """The answers document of the contract that follows from what was tapped.

    `cleaned` maps a question's id to its reply: a code, codes, a number, words, an ISO date; a dict by code where a
    question is asked for each of several; `surgeries` is a list of rounds. What was not asked is not read.
    """
    return Walk(cleaned, record, as_of).answers


class Walk:
    """Puts the questions in order, remembers what was asked, and makes the answers."""

    def __init__(self, cleaned: Mapping, record: Record, as_of: datetime.date):
        self.cleaned, self.record, self.as_of = cleaned, record, as_of
        self.asked: list[Asked] = []
        self.replies: dict[str, object] = {}
        self.sheet = Sheet()
        if record.stored_answers and cleaned.get("anything_changed") in ("none", "some"):
            restore(self.sheet, record.stored_answers, cleaned.get("changed_groups") or ())
        for section in CATALOGUE.sections:
            if self.holds(section.shown_when):
                self._go_through(section.questions)
        self.answers = self._finished()

    def holds(self, condition: Condition | None) -> bool:
        return holds(condition, self._answer_of)

    def _answer_of(self, field: str) -> object:
        if field in CATALOGUE.record_entries:
            return getattr(self.record, field)
        reply, question = self.replies.get(field), CATALOGUE.by_id[field]
        if question.type == "date_or_ago" and isinstance(reply, str):
            return answer_code(question, reply, self.as_of)
        return reply

    def _go_through(self, questions: tuple[Question, ...]) -> None:
        rounds_done = False
        for question in questions:
            if question.repeat:
                if not rounds_done and self.replies.get("operations") == "some":
                    self._ask_rounds(question.repeat)
                rounds_done = True
            elif self.holds(question.shown_when):
                self._ask_each(question) if question.for_each else self._ask(question)

    def _ask(self, question: Question) -> None:
        reply = self._visible(question, self.cleaned.get(question.id))
        self._note(Asked(question, reply))

    def _ask_each(self, question: Question) -> None:
        each = question.for_each
        chosen = self._answer_of(each.question or each.record) or ()
        replies = self.cleaned.get(question.id) or {}
        for code in (code for code in each.codes if code in chosen):
            self._note(Asked(question, _said(replies.get(code)), subject=code))

    def _ask_rounds(self, name: str) -> None:
        rounds = self.cleaned.get(name) or [{}]
        for turn, replies in enumerate(rounds, start=1):
            entry: dict = {}
            for question in CATALOGUE.repeated(name):
                self.replies.pop(question.id, None)
            for question in CATALOGUE.repeated(name):
                if self.holds(question.shown_when):
                    self._note(Asked(question, _said(replies.get(question.id)), turn=turn), entry)
            if replies.get("op_what") == "op_other":  # every word box may stay empty
                entry.setdefault("what", CATALOGUE.by_id["op_what"].option("op_other").label)
            if "what" in entry and entry not in self.sheet.surgeries:
                self.sheet.surgeries.append(entry)

    def _visible(self, question: Question, reply: object) -> object:
        """The reply without options that are hidden, and without "none" where something else was picked."""
        if not question.options or isinstance(reply, dict):
            return _said(reply)
        hidden = {option.code for option in question.options if not self.holds(option.shown_when)}
        if not isinstance(reply, (list, tuple)):
            return None if reply in hidden else _said(reply)
        codes = [option.code for option in question.picked(reply) if option.code not in hidden]
        alone = {option.code for option in question.options if option.alone}
        return _said([code for code in codes if code not in alone] or codes[-1:])

    def _note(self, asked: Asked, entry: dict | None = None) -> None:
        self.asked.append(asked)
        if asked.reply is not None:
            if not asked.subject:
                self.replies[asked.question.id] = asked.reply
            self._store(asked, entry)

    def _store(self, asked: Asked, entry: dict | None) -> None:
        question, reply, subject = asked.question, asked.reply, asked.subject
        picked = question.picked(reply)
        for option in picked:
            self.sheet.apply(option, subject, entry)
        for path, value in self._set_for_the_others(question, picked):
            self.sheet.put(path, value)
        for path, value in self._stored(question, reply):
            self.sheet.put(path, value, subject, entry)

    def _set_for_the_others(self, question: Question, picked: list) -> Iterator[tuple[str, object]]:
        value = next((option.sets_others for option in question.options if option.sets_others is not None), None)
        if value is not None:
            for option in question.options:
                if option not in picked and option.sets and self.holds(option.shown_when):
                    yield from ((path, value) for path in option.sets)

    def _stored(self, question: Question, reply: object) -> Iterator[tuple[str, object]]:
        """What a reply stores beyond the effects of its options: paths and values."""
        match question.type:
            case "date_or_ago":
                if (days := self._days(question, reply)) is not None:
                    yield question.field, days
            case "region_scores":
                scored = {region: score for region, score in reply.items() if score}
                yield question.field, scored
                yield question.field_without_scores, [region for region, score in reply.items() if not score]
            case "number" if question.parts:
                if len(reply) == len(question.parts):
                    yield question.field, dict(reply)
            case "text" if question.appends:
                self.sheet.words.append(str(reply).strip().rstrip("."))
            case "scale_0_10" | "text" | "number" | "regions":
                yield question.field, reply
            case "choice" if question.field and not question.option(reply).form_only:
                yield question.field, reply
            case "multi":
                yield from self._listed(question, reply)

    def _listed(self, question: Question, reply: object) -> Iterator[tuple[str, object]]:
        field = question.field or ""
        codes = [option.code for option in question.picked(reply) if not option.form_only and not option.gives]
        if "[" in field or field in ("", "unsure"):
            return
        if "." in field:
            yield field, codes
        for code in codes if "." not in field else ():
            self.sheet.give(field, code)

    def _days(self, question: Question, reply: str) -> int | None:
        option = question.option(reply)
        if option and option.copies:
            root, _, leaf = option.copies.partition(".")
            return self.sheet.values.get(root, {}).get(leaf)
        return days_from(question, reply, self.as_of)

    def _finished(self) -> dict:
        sheet, record = self.sheet, self.record
        self._settle_flares()
        out = {"schema": 1, "as_of": self.as_of.isoformat()} | sheet.document()
        if goal := out.get("primary_goal"):
            out["goals"] = in_order("goals", [*out.get("goals", ()), goal])
        for name, on_file in (("age", record.age_on_file), ("requested_minutes", record.minutes_on_file)):
            if name not in out and on_file is not None:
                out[name] = on_file
        if any(asked.question.group or asked.question.id == "anything_changed" for asked in self.asked):
            out["health_section_answered"] = not any(
                asked.is_open for asked in self.asked if asked.question.section in HEALTH_SECTIONS
            )
        return out

    def _settle_flares(self) -> None:
        """Whether stored joints flare now replaces what the last intake stored of it under a code of its own."""
        joint = self.sheet.entries.get("conditions", {}).get("inflammatory_arthritis", {})
        if "flare_now" not in self.replies or "flare" not in joint:
            return
        self.sheet.lift(["inflammatory_arthritis_flare"])
        if joint["flare"]:
            self.sheet.give("conditions", "inflammatory_arthritis_flare")
        else:
            self.sheet.take("conditions", "inflammatory_arthritis_flare")
            self.sheet.denied.append("inflammatory_arthritis_flare")


def _said(reply: object) -> object:
    if isinstance(reply, str):
        reply = reply.strip()
    return None if reply in _BLANK else reply
