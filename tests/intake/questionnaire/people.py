"""Anybody at all: random taps, and what an answers document says of a code."""

import datetime
import json
import pathlib
import random

from intake.questionnaire.catalogue import CATALOGUE, Question
from intake.questionnaire.codes import ORDER, entry_key
from intake.questionnaire.record import Record
from intake.vocabulary import topic_of

CONTRACT = pathlib.Path(__file__).parents[2] / "contract"
SCHEMA = json.loads((CONTRACT / "intake_answers.schema.json").read_text())
PERSONAS = json.loads((CONTRACT / "personas.json").read_text())
REGIONS = SCHEMA["$defs"]["region"]["enum"]
TODAY = datetime.date(2026, 4, 14)


def record_from(data: dict) -> Record:
    return Record(**{key: tuple(value) if isinstance(value, list) else value for key, value in data.items()})


def anybody(rng: random.Random) -> dict:
    """Taps of one person: any answer to any question, shown or not, far more often something than nothing."""
    taps = {}
    for question in CATALOGUE.questions:
        if question.repeat or rng.random() < 0.12:
            continue
        each = question.for_each
        taps[question.id] = {c: reply(question, rng) for c in each.codes} if each else reply(question, rng)
    rounds = [{q.id: reply(q, rng) for q in CATALOGUE.repeated("surgeries")} for _ in range(rng.randint(0, 2))]
    return taps | {"surgeries": rounds}


def reply(question: Question, rng: random.Random) -> object:
    """Any reply of the kind that the question takes, also one that a form would refuse as a combination."""
    match question.type:
        case "regions":
            return rng.sample(REGIONS, rng.randint(0, 6))
        case "region_scores":
            return {region: rng.choice([None, 3, 6, 9]) for region in rng.sample(REGIONS, rng.randint(0, 6))}
        case "date_or_ago":
            days = rng.randint(0, 300)
            date = (TODAY - datetime.timedelta(days=days)).isoformat()
            bands = [band.code for band in question.scale.bands] if question.scale else []
            return rng.choice([*bands, *(option.code for option in question.options), "not_sure", date])
        case "scale_0_10":
            return rng.randint(0, 10)
        case "number" if question.parts:
            return {part.path: rng.randint(part.min, part.max) for part in question.parts}
        case "number":
            return rng.choice([None, rng.randint(question.min, question.max)])
        case "text":
            return rng.choice(["", "  ", "Some words.", "naïve 🙂"])
        case "signature":
            return True
        case "multi":
            codes = [option.code for option in question.options]
            return rng.sample(codes, rng.randint(0, min(6, len(codes))))
    return rng.choice([option.code for option in question.options])


def given(answers: dict) -> set[str]:
    """Codes and groups that the answers give, named as `denied` names them."""
    said = {e[entry_key(n)] for n in ("conditions", "devices", "skin") for e in answers.get(n, ())}
    said |= {code for name in ("medications", "allergies", "today") for code in answers.get(name, ())}
    said |= {name for name in (*ORDER, "injury", "surgeries") if answers.get(name)} - {"denied", "unsure"}
    for name in ("pain_features", "pregnancy_complications"):
        said |= {topic_of(name, code) for code in answers.get(name, ())}
    if answers.get("pregnant") or answers.get("pregnancy_weeks") is not None or answers.get("pregnancy_complications"):
        said.add("pregnancy")
    if answers.get("pain_regions") or answers.get("pain_map") or (answers.get("pain_score") or 0) >= 1:
        said.add("pain")
    return said | ({"knots"} if answers.get("knots") else set())
