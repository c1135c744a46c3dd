import datetime

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.forms.drafts import Draft
from intake.forms.layout import blocks_of
from intake.forms.sections import SECTION_FORMS, merged_raw
from intake.questionnaire.catalogue import CATALOGUE
from intake.questionnaire.record import Record
from tests.intake.questionnaire.people import PERSONAS, TODAY, record_from

TOMORROW = TODAY + datetime.timedelta(days=1)


def raw_from(taps: dict) -> dict[str, dict[str, list[str]]]:
    """The inputs that a browser would send for a person's taps, by section."""
    raw: dict[str, dict[str, list[str]]] = {}
    rounds = {
        f"{key}__{n}": value for n, turn in enumerate(taps.get("surgeries", []), 1) for key, value in turn.items()
    }
    for name, reply in (taps | rounds).items():
        question = CATALOGUE.by_id.get(name.partition("__")[0])
        if question is None or question.type == "signature":
            continue
        section = raw.setdefault(question.section, {})
        if question.for_each:
            section |= {f"{name}__{code}": listed(each) for code, each in reply.items()}
        elif question.type == "region_scores":
            section[name] = list(reply)
            section |= {f"{name}-sev-{slug}": [str(score)] for slug, score in reply.items() if score}
        elif question.parts:
            section |= {f"{name}-{part}": [str(number)] for part, number in reply.items()}
        else:
            section[name] = listed(reply)
    return raw


def listed(reply: object) -> list[str]:
    return [str(each) for each in reply] if isinstance(reply, list) else [str(reply)]


def posted(**values: object) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, value in values.items():
        query.setlist(name.replace("_at_", "-"), listed(value))
    return query


@pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona["id"])
def test_a_persona_typed_into_the_forms_gives_exactly_their_answers(persona):
    day = datetime.date.fromisoformat(persona["as_of"])

    draft = Draft(raw_from(persona["taps"]), record_from(persona["record"]), day)

    assert draft.answers == persona["answers"]
    assert [section.id for section in draft.sections if draft.errors(section.id)] == []


def test_two_operations_are_asked_in_two_rounds():
    raw = {"health": {"operations": ["some"], "op_what__1": ["op5"], "op_more__1": ["yes"], "op_when__2": ["m6"]}}
    draft = Draft(raw, Record(), TODAY)

    names = [asked.name for asked in draft.asked_in("health") if asked.turn]

    assert draft.answers["surgeries"] == [{"what": "Caesarean"}]
    assert {"op_what__1", "op_cleared__1", "op_what__2", "op_major__2"} <= set(names)
    assert "op_cleared__2" not in names


def test_a_page_speaks_only_for_the_questions_that_it_showed():
    before = {"heart": ["some"], "heart_list": ["arrhythmia"], "bp_new": ["no"]}

    after = merged_raw("health", before, posted(q=["heart", "heart_list"], heart="none", mind="none"), TODAY)

    assert after == {"heart": ["none"], "bp_new": ["no"]}


def test_what_was_typed_into_a_hidden_question_comes_back_with_it():
    raw = {"medicines": ["none"], "medicines_list": ["antihypertensive"], "bp_new": ["yes"]}

    shut = Draft({"health": raw}, Record(), TODAY)
    opened = Draft({"health": raw | {"medicines": ["some"]}}, Record(), TODAY)

    assert "medications" not in shut.answers
    assert opened.answers["medications"] == ["antihypertensive", "antihypertensive_new"]


def test_what_cannot_be_read_is_kept_as_typed():
    raw = {"you": {"age": ["thirty-four"]}}
    draft = Draft(raw, Record(), TODAY)

    assert draft.errors("you") == {"age": ["Write a whole number from 0 to 120."]}
    assert "age" not in draft.answers
    assert blocks_of(draft, "you")[0].value == "thirty-four"


def test_a_nul_is_marked_and_refused_until_it_is_taken_out():
    after = merged_raw("finish", {}, posted(q="anything_else", anything_else="tea\x00"), TODAY)

    assert after == {"anything_else": ["tea\ufffd"]}
    assert list(Draft({"finish": after}, Record(), TODAY).errors("finish")) == ["anything_else"]


def test_the_number_beside_a_place_counts_only_where_the_place_is_ticked():
    query = posted(
        q="pain_map", pain_map=["knee_left"], pain_map_at_sev_at_knee_left="7", pain_map_at_sev_at_jaw_left="3"
    )

    assert merged_raw("body", {}, query, TODAY) == {"pain_map": ["knee_left"], "pain_map-sev-knee_left": ["7"]}


def test_todays_answers_are_asked_again_the_day_after():
    raw = {"today": merged_raw("today", {}, posted(q="today", today="none"), TODAY)}

    same_day, next_day = Draft(raw, Record(), TODAY), Draft(raw, Record(), TOMORROW)

    assert "today" in same_day.answers["denied"]
    assert "denied" not in next_day.answers
    assert next_day.typed_earlier("today") == TODAY
    assert blocks_of(next_day, "today")[0].value == "none"


def test_a_line_holds_what_it_opened():
    raw = {"health": {"medicines": ["some"], "medicines_list": ["antihypertensive"]}}

    blocks = {block.name: block for block in blocks_of(Draft(raw, Record(), TODAY), "health")}

    assert [child.name for child in blocks["medicines"].children] == ["medicines_list", "bp_new"]
    assert blocks["medicines"].chips == ["BP tablets"]
    assert blocks["medicines"].children[1].legend == "BP tablets: Is it new, or changed in the last four weeks?"


def test_the_journey_is_nobodys_follow_up():
    raw = {"body": {"body": ["pain"], "pain_map": ["calf_left"]}, "today": {"today": ["none"]}}

    assert [block.name for block in blocks_of(Draft(raw, Record(), TODAY), "today")] == ["today", "travel"]


ANY_TEXT = st.text(max_size=12) | st.sampled_from(["none", "some", "not_sure", "yes", "no", "d0", "10d", "\x00", "7"])
NAMES = sorted(
    {question.id for question in CATALOGUE.questions} | {"op_what__1", "op_more__1", "_day", "skin_where__wound"}
)


@given(
    st.dictionaries(st.sampled_from(NAMES), st.lists(ANY_TEXT, max_size=3), max_size=12),
    st.sampled_from(sorted(SECTION_FORMS)),
)
@settings(max_examples=60)
def test_nothing_that_can_be_posted_breaks_a_draft(values, section_id):
    query = posted(**values | {"q": list(values)})

    draft = Draft({section_id: merged_raw(section_id, {}, query, TODAY)}, Record(), TODAY)

    assert draft.answers["as_of"] == "2026-04-14"
    assert all(blocks_of(draft, section.id) is not None for section in draft.sections)
