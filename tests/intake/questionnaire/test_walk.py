import datetime
import random

import pytest
from hypothesis import Phase, settings
from hypothesis import given as with_any
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from intake.answers import IntakeAnswers
from intake.questionnaire.catalogue import CATALOGUE
from intake.questionnaire.codes import ORDER, topics
from intake.questionnaire.record import Record
from intake.questionnaire.walk import Walk, answers_from
from tests.intake.questionnaire.people import PERSONAS, REGIONS, SCHEMA, TODAY, anybody, given, record_from

FIRST = Record()
SCHEMA_CHECK = Draft202012Validator(SCHEMA)
LATER = TODAY + datetime.timedelta(days=30)


def kept(answers: dict, *names: str) -> dict:
    return {name: answers[name] for name in names if name in answers}


@pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona["id"])
def test_a_personas_taps_become_exactly_their_answers(persona):
    as_of = datetime.date.fromisoformat(persona["as_of"])

    assert answers_from(persona["taps"], record_from(persona["record"]), as_of) == persona["answers"]


def test_nothing_answered_denies_nothing():
    answers = answers_from({}, FIRST, TODAY)

    assert answers == {"schema": 1, "as_of": "2026-04-14", "health_section_answered": False}


@pytest.mark.parametrize("line", [q for q in CATALOGUE.questions if q.group], ids=lambda line: line.id)
def test_only_a_no_to_a_line_denies(line):
    for option in line.options:
        answers = answers_from({line.id: option.code}, FIRST, TODAY)

        assert ("denied" in answers) is (option.code in ("none", "no")), option.code
        assert answers["health_section_answered"] is False, "one line alone completes the section"


PREGNANCY = (
    "pregnant",
    "pregnancy_weeks",
    "pregnancy_complications",
    "pain_features",
    "medications",
    "denied",
    "unsure",
)
NOW = CATALOGUE.by_id["preg_now"].option("none").denies
TOLD = CATALOGUE.by_id["preg_told"].option("none").denies
ALARM = CATALOGUE.by_id["pain_alarm"].option("none").denies
YES, PAIN = {"pregnancy": "yes"}, {"body": ["pain"]}


@pytest.mark.parametrize(
    ("taps", "wanted"),
    [
        ({"pregnancy": "no"}, {"pregnant": False, "denied": ["pregnancy"]}),
        ({"pregnancy": "not_sure"}, {"unsure": ["pregnancy"]}),
        (YES | {"weeks": 26}, {"pregnant": True, "pregnancy_weeks": 26}),
        (YES | {"weeks_rough": "t1"}, {"pregnant": True, "pregnancy_weeks": 0}),
        (YES | {"weeks_rough": "not_sure"}, {"pregnant": True}),
        (YES | {"preg_now": ["none"]}, {"pregnant": True, "denied": list(NOW)}),
        (
            YES | {"preg_now": ["none"], "preg_told": ["none"]},
            {"pregnant": True, "denied": ["pregnancy_complications"]},
        ),
        (
            YES | {"preg_now": ["cramping", "also_not_sure"], "preg_now_unsure": ["cramping", "bleeding"]},
            {"pregnant": True, "pregnancy_complications": ["cramping"], "unsure": ["bleeding"]},
        ),
        (
            YES | {"preg_told": ["also_not_sure"], "preg_told_unsure": ["pregnancy_diabetes"]},
            {"pregnant": True, "unsure": ["pregnancy_diabetes"]},
        ),
        (PAIN | {"pain_alarm": ["none"]}, {"denied": sorted(ALARM, key=ORDER["denied"].index)}),
        (PAIN | {"pain_alarm": ["none"], "pain_fits": ["none"]}, {"denied": ["pain_features"]}),
        (
            PAIN | {"pain_alarm": ["confusion", "also_not_sure"], "pain_alarm_unsure": ["cannot_say"]},
            {"pain_features": ["confusion"], "unsure": ["pain_features"]},
        ),
        ({"medicines": "not_sure", "medicines_unsure": ["aspirin"]}, {"unsure": ["aspirin"]}),
        ({"body": ["not_sure", "none"]}, {"unsure": ["injury", "pain", "knots"]}),
        (PAIN | {"pain_alarm": ["none", "confusion"]}, {"pain_features": ["confusion"]}),
    ],
    ids=str,
)
def test_what_an_answer_stores(taps, wanted):
    assert kept(answers_from(taps, FIRST, TODAY), *PREGNANCY) == wanted


def test_what_was_hidden_again_is_not_read():
    taps = {"heart": "none", "heart_list": ["stroke_history"], "event_when": {"stroke_history": "d0"}}

    assert "conditions" not in answers_from(taps, FIRST, TODAY)


def test_two_operations_are_two_rounds():
    rounds = [{"op_what": "op5", "op_when": "w6", "op_more": "yes"}, {"op_what": "op_other", "op_text": "Sinus"}]

    answers = answers_from({"operations": "some", "surgeries": rounds}, FIRST, TODAY)

    assert answers["surgeries"] == [{"what": "Caesarean", "days_ago": 43}, {"what": "Sinus"}]


def test_an_operation_without_a_name_is_an_operation_still():
    answers = answers_from(
        {"operations": "some", "surgeries": [{"op_what": "op_other", "op_when": "d0"}]}, FIRST, TODAY
    )

    assert answers["surgeries"] == [{"what": "Something else", "days_ago": 0}]


def test_the_same_operation_twice_is_written_once():
    rounds = [{"op_what": "op5", "op_more": "yes"}, {"op_what": "op5"}]

    assert answers_from({"operations": "some", "surgeries": rounds}, FIRST, TODAY)["surgeries"] == [
        {"what": "Caesarean"}
    ]


def test_other_medicines_and_last_words_are_sentences_of_their_own():
    taps = {
        "medicines": "some",
        "medicines_list": ["other"],
        "medicines_other": "Methotrexate. ",
        "anything_else": "Hi",
    }

    assert answers_from(taps, FIRST, TODAY)["free_text"] == "Methotrexate. Hi."


STORED = answers_from(
    {line.id: line.options[0].code for line in CATALOGUE.questions if line.group} | {"body": ["none"]}, FIRST, TODAY
)


def again(stored: dict, **taps) -> dict:
    return answers_from(taps, Record(visit="return", stored_answers=stored), LATER)


def test_the_last_visits_noes_stand_when_nothing_has_changed():
    assert again(STORED, anything_changed="none")["denied"] == [
        "conditions", "medications", "allergies", "devices", "surgeries", "pregnancy"
    ]  # fmt: skip


def test_a_changed_line_leaves_the_other_noes_alone():
    answers = again(STORED, anything_changed="some", changed_groups=["heart"], heart="some", heart_list=["arrhythmia"])

    heart = set(CATALOGUE.by_id["heart"].option("none").denies)
    standing = set(topics("conditions")) - heart - {"migraine_now"}
    assert [entry["code"] for entry in answers["conditions"]] == ["arrhythmia"]
    assert set(answers["denied"]) & set(topics("conditions")) == standing


def test_an_earlier_no_to_a_whole_list_gives_way_to_todays_migraine():
    answers = again(STORED, anything_changed="none", today="some", today_list=["migraine_now", "opioid_today"])

    assert given(answers) & set(answers["denied"]) == set()
    assert "stroke_history" in answers["denied"]


@pytest.mark.parametrize(
    ("flare_now", "flare", "extra"),
    [(["none"], False, []), (["inflammatory_arthritis"], True, ["inflammatory_arthritis_flare"])],
)
def test_todays_word_on_a_flare_replaces_the_stored_one(flare_now, flare, extra):
    stored = STORED | {"conditions": [{"code": "inflammatory_arthritis", "flare": True}], "denied": []}
    record = Record(visit="return", stored_answers=stored, stored_conditions=("inflammatory_arthritis",))

    answers = answers_from({"anything_changed": "none", "flare_now": flare_now}, record, LATER)

    wanted = [{"code": "inflammatory_arthritis", "flare": flare}, *({"code": code} for code in extra)]
    assert answers["conditions"] == wanted


@pytest.mark.parametrize(("reply", "pregnant"), [("yes", True), ("no", False), ("not_sure", None)])
def test_pregnancy_asked_back_fills_both_places(reply, pregnant):
    answers = answers_from({"asked_back": {"pregnancy": reply}}, Record(open_topics=("pregnancy",)), TODAY)

    assert answers.get("pregnant") is pregnant
    assert (
        kept(answers, "denied", "unsure")
        == {
            "yes": {},
            "no": {"denied": ["pregnancy"]},
            "not_sure": {"unsure": ["pregnancy"]},
        }[reply]
    )


@with_any(st.randoms(use_true_random=False), st.sampled_from([None, 15, 40]))
@settings(max_examples=100, deadline=None, phases=[Phase.explicit, Phase.generate])
def test_whatever_is_tapped_fits_the_schema_and_never_contradicts_itself(rng, age):
    first = answers_from(anybody(rng), Record(age_on_file=age), TODAY)
    conditions = tuple(entry["code"] for entry in first.get("conditions", ()))
    record = Record(visit="return", age_on_file=age, stored_answers=first, stored_conditions=conditions)
    second = answers_from(anybody(rng), record, LATER)

    for answers in (first, second):
        SCHEMA_CHECK.validate(answers)
        assert IntakeAnswers.from_document(answers).as_of is not None
        denied, unsure = set(answers.get("denied", ())), set(answers.get("unsure", ()))
        assert given(answers) & denied == set()
        assert denied & unsure == set()
        assert (answers.get("pregnant") is False) is ("pregnancy" in denied)


def test_every_value_of_the_schema_can_be_reached():
    rng, reached, fields = random.Random(7), {name: set() for name in [*ORDER, "regions"]}, set()
    for _ in range(1500):
        answers = answers_from(anybody(rng), FIRST, TODAY)
        fields |= set(answers)
        for name in ORDER:
            reached[name] |= {e if isinstance(e, str) else e.get("code", e.get("what")) for e in answers.get(name, ())}
        reached["regions"] |= set(answers.get("pain_map", ()))
    asked_back = Record(open_topics=ORDER["denied"])
    for reply in ("no", "not_sure"):
        answers = answers_from({"asked_back": dict.fromkeys(ORDER["denied"], reply)}, asked_back, TODAY)
        reached["denied" if reply == "no" else "unsure"] |= set(answers.get("denied", ())) | set(
            answers.get("unsure", ())
        )
    for topic in ORDER["denied"]:
        answers = answers_from({"asked_back": {topic: "no"}}, Record(open_topics=(topic,)), TODAY)
        reached["denied"] |= set(answers["denied"])

    assert {name: set(codes) - reached[name] for name, codes in ORDER.items()} == {name: set() for name in ORDER}
    assert reached["regions"] == set(REGIONS)
    assert fields == set(SCHEMA["properties"])


def test_a_walk_names_its_fields():
    taps = {
        "devices": "some",
        "devices_list": ["stent", "port"],
        "operations": "some",
        "surgeries": [{"op_more": "yes"}, {}],
    }

    names = {asked.name for asked in Walk(taps, FIRST, TODAY).asked}

    assert {"devices", "device_when__stent", "device_where__port", "op_what__1", "op_what__2"} <= names
