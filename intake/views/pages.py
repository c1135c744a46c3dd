"""What the pages of an intake show beside the questions: the steps, what is open, and what cannot wait."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from intake import clock, rules
from intake.answers import IntakeAnswers
from intake.forms.drafts import Draft
from intake.forms.layout import section_layout
from intake.models import Intake
from intake.questionnaire.catalogue import Section
from spa.models import User

LAST = "finish"
"""The section that is read back and signed, on a page of its own."""

READ_BACK = "Read back and sign"
TITLES = {"you": "About the client", "health": "Health history", "changes": "Since last time", LAST: READ_BACK}
"""Headings that staff see in place of the client's."""


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of the list of sections."""

    id: str
    title: str
    number: int
    state: str

    @property
    def is_current(self) -> bool:
        return "current" in self.state


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: where it is, and what to do."""

    anchor: str
    sentence: str


def title_of(section: Section) -> str:
    return TITLES.get(section.id, section.title)


def today_for(user: User) -> date:
    """The local day of the desk at which somebody stands."""
    return user.house.local_day(clock.now())


def steps_of(draft: Draft, current: str) -> list[Step]:
    """The sections on this person's way, the read-back last."""
    names = [(section.id, title_of(section)) for section in draft.sections if section.id != LAST]
    names.append((LAST, READ_BACK))
    return [
        Step(name, title, number, _state(draft, name, current)) for number, (name, title) in enumerate(names, start=1)
    ]


def _state(draft: Draft, section_id: str, current: str) -> str:
    done = section_id != LAST and draft.progress(section_id).is_done
    marks = {"bad": draft.errors(section_id), "done": done, "current": section_id == current}
    return " ".join(mark for mark, applies in marks.items() if applies)


def problems_of(draft: Draft, section_id: str) -> list[Problem]:
    """What was typed and cannot be read, with its place on the page."""
    labels = {asked.name: asked.question.staff for asked in draft.asked_in(section_id)}
    return [
        Problem(f"q-{name}", f"{labels[name]} {' '.join(errors)}") for name, errors in draft.errors(section_id).items()
    ]


def is_urgent(draft: Draft) -> bool:
    """Whether the answers so far say that the client needs medical help now; asked once an alarm was named."""
    if not draft.alarms:
        return False
    return rules.screen(IntakeAnswers.from_document(draft.answers)).urgent


def page_of(request: HttpRequest, intake: Intake, draft: Draft, section_id: str) -> dict:
    """The context that every page of a draft shares; the section may have left this person's way by now."""
    section, following = draft.forms[section_id].section, draft.after(section_id)
    return {
        "intake": intake,
        "client": intake.client,
        "house": request.user.house,
        "section": section,
        "title": title_of(section),
        "steps": steps_of(draft, section_id),
        "progress": draft.progress(section_id),
        "problems": problems_of(draft, section_id),
        "following": following,
        "following_title": READ_BACK if following is None or following.id == LAST else title_of(following),
        "has_lines": any(asked.question.group for asked in draft.asked_in(section_id)),
        "form": draft.forms[section_id],
        "helper": section_layout(draft, section_id),
        "urgent": is_urgent(draft),
        "typed_earlier": draft.typed_earlier(section_id),
        "revision": intake.revision,
    }
