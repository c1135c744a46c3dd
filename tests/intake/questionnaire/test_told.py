import random

from intake.questionnaire.readback import Line, spoken
from intake.questionnaire.record import Record
from intake.questionnaire.told import told
from intake.questionnaire.walk import Walk, answers_from
from tests.intake.questionnaire.people import SCHEMA, TODAY, anybody

PREGNANT = {
    "pregnancy": "yes",
    "weeks": 26,
    "preg_now": ["none"],
    "heart": "some",
    "heart_list": ["dvt_history"],
    "event_when": {"dvt_history": "m3"},
    "operations": "some",
    "surgeries": [{"op_what": "op5", "op_when": "w6", "op_where": ["abdomen"], "op_major": "no"}],
}


def test_a_document_is_read_back_in_words():
    parts = dict(told(answers_from(PREGNANT, Record(), TODAY)).parts)

    assert parts["Health"] == [
        ("Conditions", ["A blood clot in the past; at least 90 days ago"]),
        ("Operations", ["Caesarean; at least 43 days ago; Abdomen; not a big one"]),
        ("Pregnant", ["Yes"]),
        ("Weeks pregnant", ["26"]),
    ]


def test_nothing_told_is_nothing_to_read():
    assert told({"schema": 1}).parts == []


def test_whatever_a_document_holds_has_words():
    rng, unread = random.Random(5), set(SCHEMA["properties"]) - {"schema", "as_of", "health_section_answered"}
    for _ in range(300):
        document = answers_from(anybody(rng), Record(), TODAY)
        for name in sorted(unread & set(document)):
            read = told({name: document[name]})
            if read.parts or read.scores or read.free_text:
                unread.discard(name)

    assert unread == set()


def test_a_list_stands_under_the_name_of_its_line():
    taps = {
        "medicines": "some",
        "medicines_list": ["antihypertensive", "also_not_sure"],
        "medicines_unsure": ["opioid"],
    }

    lines = [
        line for line in spoken(Walk(taps, Record(), TODAY), "health") if line.name.startswith(("medic", "bp_new"))
    ]

    assert lines == [
        Line("medicines_list", "Medicines", ("Blood pressure tablets",), False, False),
        Line(
            "medicines_unsure",
            "Medicines, not sure",
            ("Strong painkillers, such as codeine, tramadol or morphine",),
            False,
            False,
        ),
        Line("bp_new", "BP tablets: Is it new, or changed in the last four weeks?", (), True, True),
    ]
