"""The contract's files, as the tests of the rules read them."""

import json
from pathlib import Path

from jsonschema import Draft202012Validator

from intake.answers import IntakeAnswers
from intake.rules import Screening, screen

FOLDER = Path(__file__).resolve().parents[2] / "contract"


def _read(name):
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


VIGNETTES = _read("vignettes.json")
ANSWERS_SCHEMA = _read("intake_answers.schema.json")
SCREENING_SCHEMA = _read("screening.schema.json")
ANSWERS = Draft202012Validator(ANSWERS_SCHEMA)
SCREENINGS = Draft202012Validator(SCREENING_SCHEMA)


def screened(document=None, /, **answers) -> Screening:
    """The screening of a document, or of answers named one by one, the health questions gone through."""
    given = document if document is not None else {"health_section_answered": True, **answers}
    return screen(IntakeAnswers.from_document(given))


def level_of(screening, code):
    """The level of a caution, None where it is not there."""
    caution = screening.caution(code)
    return caution.level.value if caution else None
