import pytest
from django.core.exceptions import ValidationError

from intake.forms.fields import UNREADABLE, field_for
from intake.questionnaire.catalogue import CATALOGUE
from tests.intake.questionnaire.people import TODAY


def field(question_id: str):
    return field_for(CATALOGUE.by_id[question_id], TODAY)


def wrong(question_id: str, value: object) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        field(question_id).clean(value)
    return refused.value.messages


@pytest.mark.parametrize(
    ("question_id", "value", "reply"),
    [
        ("heart", "none", "none"),
        ("heart", "", ""),
        ("heart_list", ["arrhythmia"], ["arrhythmia"]),
        ("injury_where", ["knee_left", "knee_left"], ["knee_left"]),
        ("stress", "0", 0),
        ("stress", "", None),
        ("age", " 34 ", 34),
        ("age", "", None),
        ("bp_reading", {"systolic": "138", "diastolic": "84"}, {"systolic": 138, "diastolic": 84}),
        ("bp_reading", {}, {}),
        ("injury_when", ("d0", ""), "d0"),
        ("injury_when", ("", "10d"), "2026-04-04"),
        ("injury_when", ("d4", "10d"), "2026-04-04"),
        ("injury_when", ("date", ""), None),
        ("injury_date", ("not_sure", ""), "not_sure"),
        ("pain_map", {"knee_left": "7", "jaw_left": ""}, {"knee_left": 7, "jaw_left": None}),
        ("medicines_other", "Méthotrexate 🙂", "Méthotrexate 🙂"),
        ("anything_else", "x" * 5000, "x" * 5000),
    ],
)
def test_what_is_typed_becomes_a_reply(question_id, value, reply):
    assert field(question_id).clean(value) == reply


@pytest.mark.parametrize(
    ("question_id", "value"),
    [
        ("heart", "everything"),
        ("heart_list", ["gout"]),
        ("stress", "11"),
        ("age", "thirty"),
        ("age", "121"),
        ("age", "-1"),
        ("age", "٣٤"),
        ("age", "9" * 400),
        ("bp_reading", {"systolic": "138"}),
        ("bp_reading", {"systolic": "138", "diastolic": "5"}),
        ("injury_when", ("d0", "10d")),
        ("injury_when", ("soon", "")),
        ("injury_when", ("", "soon")),
        ("pain_map", {"knee_left": "11"}),
        ("pain_map", {"knee_left": "0"}),
        ("pain_map", {"wing": "3"}),
        ("injury_where", ["wing"]),
        ("medicines_other", "x" * 201),
        ("anything_else", f"one{UNREADABLE}two"),
    ],
)
def test_what_cannot_be_read_says_so(question_id, value):
    assert len(wrong(question_id, value)) == 1


def test_none_stands_alone():
    assert wrong("pain_alarm", ["none", "confusion"]) == ["Choose either this answer or the others, not both."]


def test_every_question_has_a_field():
    kinds = {question.type for question in CATALOGUE.questions if field_for(question, TODAY)}

    assert kinds == {question.type for question in CATALOGUE.questions}
