"""What must stay true of all answers (domain rules, section 13)."""

import json
import random

from hypothesis import given
from hypothesis import strategies as st

from intake.answers import IntakeAnswers
from intake.rules import CURRENT_RULEBOOK, Rulebook, permitted, screen
from intake.rules.lines import as_line
from intake.vocabulary import Allergy, Condition, Device, Medication, Outcome, PainFeature, SkinFinding, Today
from tests.intake.rules.contract import ANSWERS, SCREENINGS
from tests.intake.rules.strategies import documents
from tests.intake.rules.test_permitted import VISIT

# Not risks but explanations, which may loosen: section 13 lists them.
EXPLANATIONS = {
    "inflammatory_arthritis", "inflammatory_arthritis_flare", "lymphedema", "lymph_nodes_removed", "asthma", "copd",
    "hypotension", "antihypertensive", "antihypertensive_new", "herniated_disc", "sciatica", "spinal_stenosis",
    "degenerative_disc", "cervical_spondylosis", "thoracic_outlet", "carpal_tunnel", "neuropathy",
    "multiple_sclerosis", "stroke_history",
}  # fmt: skip
LISTS = {"medications": Medication, "allergies": Allergy, "today": Today, "pain_features": PainFeature}
ENTRIES = {"conditions": ("code", Condition), "devices": ("code", Device), "skin": ("what", SkinFinding)}
RISKS = [
    *((name, code.value) for name, codes in LISTS.items() for code in codes if code not in EXPLANATIONS),
    *(
        (name, {key: code.value})
        for name, (key, codes) in ENTRIES.items()
        for code in codes
        if code not in EXPLANATIONS
    ),
]
ANYWHERE = {name for name in ("neck_back", "calf_left", "forearm_right", "abdomen", "lower_back_left", "forehead")}


def bytes_of(document, book=CURRENT_RULEBOOK):
    return as_line(screen(IntakeAnswers.from_document(document), book).to_document())


def shuffled(value, random_):
    """The same JSON with every list and object in another order."""
    if isinstance(value, list):
        return random_.sample([shuffled(entry, random_) for entry in value], len(value))
    if isinstance(value, dict):
        names = random_.sample(list(value), len(value))
        return {name: shuffled(value[name], random_) for name in names}
    return value


def mixed(book: Rulebook, random_):
    """The same rulebook with its rows in another order."""
    rows = {name: getattr(book, name) for name in ("safety", "oils", "notes", "evidence")}
    mixed_rows = {name: tuple(random_.sample(each, len(each))) for name, each in rows.items()}
    return Rulebook(
        version=book.version,
        settings=book.settings,
        chapters=book.chapters,
        unsure_row=book.unsure_row,
        **mixed_rows,
    )


@given(documents())
def test_any_answers_that_fit_their_schema_give_a_screening_that_fits_its_own(document):
    ANSWERS.validate(document)
    screening = screen(IntakeAnswers.from_document(document))

    SCREENINGS.validate(json.loads(as_line(screening.to_document())))


@given(documents(), st.integers())
def test_the_order_of_answers_and_of_rules_changes_nothing(document, seed):
    random_ = random.Random(seed)

    assert bytes_of(shuffled(document, random_), mixed(CURRENT_RULEBOOK, random_)) == bytes_of(document)


@given(documents())
def test_a_screening_holds_together(document):
    screening = screen(IntakeAnswers.from_document(document))

    levels = [caution.level for caution in screening.cautions]
    assert levels == sorted(levels, key=lambda level: level.rank)
    assert screening.outcome == (levels[0].outcome if levels else Outcome.BOOKABLE)
    assert not screening.urgent or screening.outcome == Outcome.NOT_TODAY
    assert all(caution.reason and caution.desk_action and caution.source for caution in screening.cautions)
    assert all(caution.rules for caution in screening.cautions)
    assert not {*screening.focus_regions} & {*screening.avoid_regions}
    assert not {*screening.techniques} & {*screening.forbidden_techniques}
    assert not {*screening.offered_add_ons} & {entry.code for entry in screening.forbidden_add_ons}
    assert screening.max_minutes is None or screening.minutes <= screening.max_minutes


@given(documents())
def test_a_deep_technique_is_never_forbidden_alone(document):
    deep = {"deep_tissue", "trigger_point", "deep_stripping"}

    assert deep & {*screen(IntakeAnswers.from_document(document)).forbidden_techniques} in (set(), deep)


@given(documents())
def test_a_blank_is_never_a_no(document):
    """Saying nothing and leaving a field out are the same, and neither is what a no would be."""
    blank = {name: value for name, value in document.items() if value not in (None, [], {}, "")}
    answers = IntakeAnswers.from_document(document)

    assert bytes_of(blank) == bytes_of(document)
    if answers.health_section_answered is False or (
        answers.health_section_answered is None and not (answers.denied or answers.conditions)
    ):
        assert screen(answers).caution("incomplete_health_history") is not None


def limits_by_region(screening):
    """For some places: whether they may be touched, how hard, and what is ruled out there."""
    permit = permitted(screening, on=VISIT)
    ruled_out = {*permit.forbidden_techniques, *permit.forbidden_add_ons}
    found = {}
    for region in ANYWHERE:
        there = [limit for limit in permit.regional_limits if region in limit.regions]
        pressure = min([permit.max_pressure, *(limit.max_pressure or 5 for limit in there)])
        no = ruled_out.union(*({*limit.forbidden_techniques, *limit.forbidden_add_ons} for limit in there))
        found[region] = (region in permit.avoid_regions, pressure, no)
    return found


def looser(before, after):
    """What became looser from one screening to the other."""
    order = list(Outcome)
    found = ["outcome"] if order.index(after.outcome) < order.index(before.outcome) else []
    if after.pressure > before.pressure:
        found.append("pressure")
    if before.max_minutes is not None and (after.max_minutes is None or after.max_minutes > before.max_minutes):
        found.append("minutes")
    then = limits_by_region(after)
    for region, (closed, pressure, no) in limits_by_region(before).items():
        closed_then, pressure_then, no_then = then[region]
        if not closed_then and (closed or pressure_then > pressure or not no <= no_then):
            found.append(region)
    return found


@given(
    documents(health_section_answered=True, free_text="", unsure=[]),
    st.lists(st.sampled_from(RISKS), min_size=1, max_size=3, unique_by=repr),
)
def test_adding_a_risk_never_loosens(document, risks):
    riskier = dict(document)
    for name, risk in risks:
        told = riskier.get(name, [])
        riskier[name] = told if risk in told else [*told, risk]

    before = screen(IntakeAnswers.from_document(document))
    after = screen(IntakeAnswers.from_document(riskier))

    assert looser(before, after) == []


@given(documents())
def test_a_permit_without_papers_is_as_strict_as_the_screening(document):
    screening = screen(IntakeAnswers.from_document(document))
    permit = permitted(screening, on=VISIT)

    assert permit.forbidden_techniques == screening.forbidden_techniques
    assert list(permit.forbidden_add_ons) == [entry.code for entry in screening.forbidden_add_ons]
    assert (permit.avoid_regions, permit.regional_limits) == (screening.avoid_regions, screening.regional_limits)
    assert (permit.max_minutes, permit.positions) == (screening.max_minutes, screening.positions)
    assert permit.max_pressure >= screening.pressure
    assert [each.caution for each in permit.cautions] == list(screening.cautions)
    assert not any(each.lifted for each in permit.cautions)


@given(documents())
def test_a_screening_survives_its_document_and_its_record(document):
    screening = screen(IntakeAnswers.from_document(document))
    record = json.loads(json.dumps(screening.to_record()))

    assert type(screening).from_document(json.loads(as_line(screening.to_document()))) == screening
    assert type(screening).from_document(record).findings == screening.findings
