"""The rulebook as the trade's tables have it today."""

from dataclasses import replace
from itertools import count

from intake.rules.rows import SafetyRule
from intake.rules.rulebook import Rulebook
from intake.rules.tables import (
    allergies,
    blood,
    body_systems,
    bones_nerves,
    cancer_organs,
    evidence,
    gaps,
    injuries,
    medicines,
    notes,
    oils,
    operations,
    person,
    pregnancy,
    skin,
    stop_signs,
)

VERSION = "2026-11"

CHAPTERS = (
    ("5.1", stop_signs),
    ("5.2", blood),
    ("5.3", pregnancy),
    ("5.4", cancer_organs),
    ("5.5", injuries),
    ("5.5", operations),
    ("5.6", bones_nerves),
    ("5.6", body_systems),
    ("5.7", skin),
    ("5.8", medicines),
    ("5.8", allergies),
    ("5.9", person),
    ("5.9", gaps),
)


def built() -> Rulebook:
    """All tables in the book's order; each row learns its place, which ties and questions go by."""
    place = count()
    safety: list[SafetyRule] = []
    for _, chapter in CHAPTERS[:-1]:
        safety += [replace(row, row=next(place)) for row in chapter.ROWS]
    # S48, what the client was not sure of, stands before the rest of its section.
    unsure_row = next(place)
    safety += [replace(row, row=next(place)) for row in gaps.ROWS]
    return Rulebook(
        version=VERSION,
        safety=tuple(safety),
        oils=tuple(replace(row, row=next(place)) for row in oils.ROWS),
        notes=tuple(replace(row, row=next(place)) for row in notes.ROWS),
        evidence=evidence.ROWS,
        chapters={row.id: number for number, chapter in CHAPTERS for row in chapter.ROWS},
        unsure_row=unsure_row,
    )


CURRENT_RULEBOOK = built()
