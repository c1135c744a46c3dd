"""A draft read as a whole: every section's form, the way through the questionnaire, and what is still open."""

import datetime
from collections.abc import Mapping
from functools import cached_property

from django.forms.utils import ErrorList

from intake.forms.sections import DAY, SECTION_FORMS, Raw, SectionForm, rounds_in, taps_of
from intake.questionnaire.catalogue import CATALOGUE, Section
from intake.questionnaire.progress import Progress, alarms, progress_of
from intake.questionnaire.record import Record
from intake.questionnaire.walk import Asked, Walk


class Draft:
    """What was typed so far, read with the client's record on the day of answering."""

    def __init__(self, raw: Mapping[str, Raw], record: Record, as_of: datetime.date):
        self.raw, self.record, self.as_of = raw, record, as_of
        self.forms: dict[str, SectionForm] = {
            name: form(raw.get(name, {}), as_of) for name, form in SECTION_FORMS.items()
        }

    @cached_property
    def walk(self) -> Walk:
        fresh = [form for name, form in self.forms.items() if not self.typed_earlier(name)]
        replies = {name: reply for form in fresh for name, reply in form.replies.items()}
        return Walk(taps_of(replies, rounds_in(self.raw.get("health", {}))), self.record, self.as_of)

    def typed_earlier(self, section_id: str) -> datetime.date | None:
        """The earlier day of what is only true on the day it is said: it stays on the page, and is asked again."""
        typed = self.raw.get(section_id, {}).get(DAY)
        day = datetime.date.fromisoformat(typed[0]) if typed else None
        return day if day and day < self.as_of else None

    @property
    def answers(self) -> dict:
        return self.walk.answers

    @property
    def alarms(self) -> list[str]:
        return alarms(self.walk)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections on this person's way that ask anything."""
        asked = {each.question.section for each in self.walk.asked}
        return tuple(section for section in CATALOGUE.sections if section.id in asked)

    def asked_in(self, section_id: str) -> list[Asked]:
        shown = [each for each in self.walk.asked if each.question.section == section_id]
        return [each for each in shown if each.question.type != "signature"]

    def progress(self, section_id: str) -> Progress:
        return progress_of(self.walk, section_id)

    def errors(self, section_id: str) -> dict[str, ErrorList]:
        """What cannot be read in the questions shown, by field name."""
        form = self.forms[section_id]
        return {each.name: form.errors[each.name] for each in self.asked_in(section_id) if each.name in form.errors}

    @property
    def unreadable(self) -> list[Section]:
        """Sections in which something typed cannot be read yet."""
        return [section for section in self.sections if self.errors(section.id)]

    def after(self, section_id: str) -> Section | None:
        """The next section on the way; None after the last."""
        ids = [section.id for section in self.sections]
        where = ids.index(section_id) + 1 if section_id in ids else 0
        return self.sections[where] if where < len(ids) else None
