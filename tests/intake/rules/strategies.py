"""Hypothesis strategies made from the contract's answers schema: any document that fits it may come out."""

from hypothesis import strategies as st

from intake.answers.documents import canonical
from tests.intake.rules.contract import ANSWERS_SCHEMA

REGIONS = ANSWERS_SCHEMA["$defs"]["region"]["enum"]
NOTES = [
    "no pain, no gain",
    "just apixaban",
    "not pregnant",
    "worst headache",
    "my calf is swollen",
    "Krebs, ohne Fieber",
]
DAYS = st.sampled_from([0, 1, 3, 4, 13, 14, 21, 22, 28, 42, 43, 89, 90, 179, 180, 400, 40000])


def made_from(schema):
    """A strategy for one part of the schema."""
    if "$ref" in schema:
        return st.sampled_from(REGIONS)
    if "const" in schema:
        return st.just(schema["const"])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if "anyOf" in schema:
        return st.one_of(*map(made_from, schema["anyOf"]))
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return st.one_of(*(_of_type(kind, schema) for kind in types))


def _of_type(kind, schema):
    if kind == "null":
        return st.none()
    if kind == "boolean":
        return st.booleans()
    if kind == "integer":
        return _integers(schema["minimum"], schema["maximum"])
    if kind == "array":
        return st.lists(made_from(schema["items"]), max_size=3, unique_by=canonical)
    if kind == "object":
        return _objects(schema)
    return st.dates().map(str) if schema.get("format") == "date" else _texts(schema["maxLength"])


def _integers(least, most):
    numbers = st.integers(least, most)
    return st.one_of(DAYS.filter(lambda days: least <= days <= most), numbers) if most > 300 else numbers


def _objects(schema):
    if "properties" not in schema:
        return st.dictionaries(made_from(schema["propertyNames"]),
                               made_from(schema["additionalProperties"]), max_size=3)  # fmt: skip
    required = schema.get("required", [])
    fields = {name: made_from(field) for name, field in schema["properties"].items()}
    return st.fixed_dictionaries(
        {name: fields[name] for name in required},
        optional={name: field for name, field in fields.items() if name not in required},
    )


def _texts(longest):
    return st.one_of(st.sampled_from(NOTES), st.text(max_size=min(longest, 40)))


FIELDS = {name: made_from(field) for name, field in ANSWERS_SCHEMA["properties"].items()}


@st.composite
def documents(draw, **fixed):
    """An answers document with a dozen fields at most, so that rules meet in all mixtures; `fixed` fields hold."""
    names = draw(st.lists(st.sampled_from(sorted(set(FIELDS) - set(fixed))), max_size=12, unique=True))
    return {**{name: draw(FIELDS[name]) for name in names}, **fixed}
