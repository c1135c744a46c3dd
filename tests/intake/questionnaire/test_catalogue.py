import json
import re

import pytest

from intake.questionnaire.catalogue import CATALOGUE
from intake.questionnaire.codes import ORDER, home, topics
from intake.questionnaire.conditions import fields_of
from intake.vocabulary import topic_of
from tests.intake.questionnaire.people import SCHEMA

QUESTIONS = CATALOGUE.questions
LINES = [q for q in QUESTIONS if q.group and f"{q.id}_list" in CATALOGUE.by_id]


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.id)
@pytest.mark.parametrize("words", ["client", "staff"])
def test_none_is_an_informed_no_to_every_member_of_the_list(line, words):
    for option in CATALOGUE.by_id[f"{line.id}_list"].options:
        if option.code in ("other", "also_not_sure") or option.lifts:
            continue
        assert option.in_line, option.code
        assert option.in_line.lower() in getattr(line, words).lower()


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.id)
def test_none_denies_every_code_of_the_list(line):
    denies = line.option("none").denies
    covered = {*denies, *(code for name in denies for code in ORDER.get(name, ()))}
    members = CATALOGUE.by_id[f"{line.id}_list"].options

    assert {o.code for o in members if not o.form_only and not o.lifts} - covered == set()


@pytest.mark.parametrize("name", ["pain_features", "pregnancy_complications"])
def test_two_screens_ask_each_sign_once_and_none_denies_that_screen(name):
    screens = [q for q in QUESTIONS if q.field == name]
    said = [option.code for q in screens for option in q.options if not option.form_only]

    assert sorted(said) == sorted(ORDER[name])
    for screen in screens:
        own = tuple(topic_of(name, option.code) for option in screen.options if not option.form_only)
        assert screen.option("none").denies == own


def test_every_question_and_option_code_is_unique_in_its_place():
    assert len(CATALOGUE.by_id) == len(QUESTIONS)
    for question in QUESTIONS:
        for part in ("code", "key"):
            found = [getattr(option, part) for option in question.options]
            assert len(set(found)) == len(found), question.id


def test_the_letters_of_the_lines_are_free():
    keys = [question.key for question in QUESTIONS if question.group]

    assert len(set(keys)) == len(keys)
    assert not {"n", "/"} & set(keys)


def test_conditions_look_back_only():
    seen = set(CATALOGUE.record_entries)
    for section in CATALOGUE.sections:
        for question in section.questions:
            assert fields_of(section.shown_when) | fields_of(question.shown_when) <= seen, question.id
            seen.add(question.id)


def test_a_blank_has_a_meaning_everywhere():
    assert [question.id for question in QUESTIONS if "blank" not in question.store] == []


def test_fields_exist_in_the_answers():
    roots = {re.split(r"[.\[]", question.field)[0] for question in QUESTIONS if question.field}

    assert roots <= set(SCHEMA["properties"])


def test_the_closed_lists_are_those_of_the_schema():
    def codes_in(node: dict) -> list:
        entry = node.get("properties", {})
        return (entry.get("code") or entry.get("what") or node).get("enum", [])

    lists = {
        name: p for name, p in SCHEMA["properties"].items() if p.get("type") == "array" and "$ref" not in p["items"]
    }
    wanted = {name: tuple(codes_in(node["items"])) for name, node in lists.items() if codes_in(node["items"])}

    assert json.dumps(ORDER, sort_keys=True) == json.dumps(wanted, sort_keys=True)


def test_asked_back_can_name_whatever_can_be_denied():
    assert CATALOGUE.by_id["asked_back"].for_each.codes == ORDER["denied"]


def test_every_topic_of_a_list_finds_home():
    for name in ("conditions", "medications", "allergies", "today", "devices", "pregnancy_complications"):
        for code, wanted in zip(ORDER[name], topics(name), strict=True):
            assert home(wanted) == (name, code)
    assert home("pain") is None
