"""The record of questions.json for one intake: what the desk knows of the client on the day of answering."""

from collections.abc import Mapping
from datetime import date

from intake.answers import IntakeAnswers
from intake.forms.drafts import Draft
from intake.models import Intake
from intake.questionnaire.record import ASKED_EVERY_VISIT, Record

OLDEST = 120


def draft_of(intake: Intake, day: date, raw: Mapping | None = None) -> Draft:
    """What was typed so far (or `raw`), as answers given on a day. One query, for the last signed intake.

    A draft that was begun earlier counts from the day on which it is finished: so no answer becomes older than it is.
    """
    day = max(day, intake.taken_on)
    return Draft(intake.raw if raw is None else raw, record_for(intake, day), day)


def record_for(intake: Intake, day: date) -> Record:
    """Age from the birth date; the health answers of the last signed intake, moved to the day.

    What was not sure then is asked back, but for what every visit asks anew.
    """
    age = intake.client.age_on(day)
    known_age = age if age is not None and 0 <= age <= OLDEST else None
    stored = _last_signed_answers(intake, day)
    if stored is None:
        return Record(age_on_file=known_age)
    document = stored.to_document()
    return Record(
        visit="return",
        age_on_file=known_age,
        open_topics=tuple(topic for topic in document.get("unsure", ()) if topic not in ASKED_EVERY_VISIT),
        stored_answers=document,
        stored_conditions=tuple(entry["code"] for entry in document.get("conditions", ())),
    )


def _last_signed_answers(intake: Intake, day: date) -> IntakeAnswers | None:
    """None where there is no signed intake before this one, or its answers can no longer be read."""
    last = intake.client.intakes.current().first()
    if last is None:
        return None
    try:
        return last.read_answers.as_seen_on(day, intake.client.birth_date)
    except ValueError:  # no longer readable, or given later than this day
        return None
