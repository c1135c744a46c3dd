"""What can be answered with no or with not sure: a whole group of questions, or one code of it."""

from collections.abc import Iterable

from intake.vocabulary.complaints import PainFeature, PregnancyComplication
from intake.vocabulary.health import Allergy, Condition, Device, Medication, SkinFinding, Today
from intake.vocabulary.words import Word

GROUP_LABELS = {
    "conditions": "A health condition",
    "medications": "A medicine",
    "allergies": "An allergy",
    "today": "Being unwell today",
    "skin": "Something on the skin",
    "devices": "A device or implant",
    "surgeries": "An operation",
    "pregnancy": "A pregnancy",
    "injury": "An injury",
    "pain": "Pain",
    "knots": "Knotted muscles",
    "pain_features": "Something that goes with the pain",
    "pregnancy_complications": "A complication of pregnancy",
}

LISTS: dict[str, type[Word]] = {
    "conditions": Condition,
    "medications": Medication,
    "allergies": Allergy,
    "today": Today,
    "skin": SkinFinding,
    "devices": Device,
    "pain_features": PainFeature,
    "pregnancy_complications": PregnancyComplication,
}

# In `denied` and `unsure`, diabetes is the condition; that of a pregnancy has a name of its own.
PREGNANCY_DIABETES = "pregnancy_diabetes"


def topic_of(list_name: str, code: str) -> str:
    """The name under which a code of a list stands in `denied` and `unsure`."""
    return PREGNANCY_DIABETES if (list_name, code) == ("pregnancy_complications", "diabetes") else str(code)


def _labels() -> Iterable[tuple[str, str]]:
    yield from GROUP_LABELS.items()
    for list_name, words in LISTS.items():
        yield from ((topic_of(list_name, word), word.label) for word in words)


Topic = Word("Topic", {code.upper(): (code, label) for code, label in _labels()})
Topic.__doc__ = "A group of questions, or one code of a group, that can be denied or left unsure."


def _groups() -> Iterable[tuple[str, str]]:
    for list_name, words in LISTS.items():
        yield from ((topic_of(list_name, word), list_name) for word in words)


# varicose_veins stands in two lists; as a topic it belongs to the conditions.
GROUP_OF: dict[str, str] = dict(reversed(list(_groups())))
