"""Every value of every list of the answers schema is read by a rule, or carried on purpose (section 12)."""

import json

import pytest

from tests.intake.rules.contract import ANSWERS_SCHEMA, screened

# Carried, not judged by itself. Each with its reason; the forms ask them for people, not for rules.
CARRIED = {
    ("schema", "1"): "the version of the form",
    ("as_of", "2026-01-01"): "no clock in the rules",
    ("conditions.code", "obesity"): "position is asked by cannot_lie",
    ("requested_session", "no_preference"): "states no wish",
    ("coverage", "no_preference"): "states no wish",
    ("pressure_preference", "unsure"): "sets the usual pressure",
    ("pressure_preference", "medium"): "sets the usual pressure",
    ("injury.signs", "bruise"): "no fresh sign; a bruise to leave out is entered under skin",
}
BASES = (
    {},
    {"goals": ["relaxation"]},
    {"pain_regions": ["knee_left"], "pain_score": 5, "pain_days": 20},
    {"pain_features": ["worsening"]},
    {"pain_features": ["night_pain", "unknown_cause"]},
    {"pregnancy_weeks": 20},
    {"age": 12, "knots": True},
)
NESTED = {"conditions": "code", "skin": "what", "devices": "code"}


STRAIN = {"type": "strain", "days_ago": 10, "regions": ["knee_left"]}
# Fields that hold a number, a place or a text, each with a value that a rule reads.
SCALARS = {
    "schema": 1,
    "as_of": "2026-01-01",
    "age": 85,
    "last_deep_work_days": 1,
    "requested_minutes": 90,
    "pain_score": 1,
    "pain_days": 100,
    "pain_regions": ["neck_back"],
    "pain_map": {"neck_back": 4},
    "stress": 7,
    "anxiety": 7,
    "sleep_trouble": 7,
    "poor_sleep_nights_per_week": 3,
    "tension_regions": ["neck_back"],
    "event_in_days": 3,
    "blood_pressure": {"systolic": 150, "diastolic": 80},
    "injection_sites": ["abdomen"],
    "cosmetic_injection_days_ago": 1,
    "pregnancy_weeks": 30,
    "surgeries": [{"what": "knee"}],
    "avoid_regions": ["abdomen"],
    "free_text": "Eliquis",
}
# Judged by other tests: each topic of `unsure`, C5 and C9 for `denied`.
TOPICS = {"denied", "unsure"}
# What an answer is compared with where it is not simply left out.
NEEDS = {"recent_travel_or_bedrest": {"pain_regions": ["calf_left"]}, "guardian_consent": {"age": 12}}


def _values():
    """(field, value, answers with it, answers without it)"""
    for name, field in ANSWERS_SCHEMA["properties"].items():
        need = NEEDS.get(name, {})
        if name in SCALARS:
            yield name, str(SCALARS[name]), {name: SCALARS[name]}, {}
        elif name in NESTED:
            key = NESTED[name]
            codes = field["items"]["properties"][key]["enum"]
            yield from ((f"{name}.{key}", code, {name: [{key: code}]}, {}) for code in codes)
        elif name == "injury":
            yield from _injury_values(field["anyOf"][1]["properties"])
        elif name not in TOPICS:
            yield from ((name, value, {**need, name: given}, need) for value, given in _codes(name, field))


def _codes(name, field):
    if "enum" in field:
        return [(code, code) for code in field["enum"] if code is not None]
    if "items" in field:
        return [(code, [code]) for code in field["items"]["enum"]]
    # A no, where the health questions were gone through, is what is taken anyway.
    return [(False, False)] if name == "health_section_answered" else [(True, True)]


def _injury_values(fields):
    for kind in fields["type"]["enum"]:
        yield "injury.type", kind, {"injury": {**STRAIN, "type": kind}}, {}
    for sign in fields["signs"]["items"]["enum"]:
        yield "injury.signs", sign, {"injury": {**STRAIN, "signs": [sign]}}, {"injury": STRAIN}


def judged(*documents):
    merged = {name: value for document in documents for name, value in document.items()}
    return json.dumps(screened({"health_section_answered": True, **merged}).to_document(), sort_keys=True)


VALUES = list(_values())


@pytest.mark.parametrize(("field", "value", "answer", "without"), VALUES)
def test_a_value_changes_the_answer_or_is_carried_on_purpose(field, value, answer, without):
    read = any(judged(base, answer) != judged(base, without) for base in BASES)

    assert read is ((field, value) not in CARRIED)


def test_no_field_of_the_schema_is_forgotten():
    seen = {field.partition(".")[0] for field, *_ in VALUES}

    assert seen | TOPICS == set(ANSWERS_SCHEMA["properties"])


@pytest.mark.parametrize(
    "field",
    [
        "guardian_consent",
        "first_massage",
        "previous_relaxation_failed",
        "knots",
        "recent_travel_or_bedrest",
        "dislikes_heat",
        "sun_after_session",
    ],
)
def test_a_no_to_a_single_question_is_no_yes(field):
    need = NEEDS.get(field, {})

    assert judged(need, {field: False}) == judged(need)
