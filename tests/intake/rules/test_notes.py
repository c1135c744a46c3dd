"""What a client writes: every row of words, negations, and what is asked about it."""

import pytest

from intake.rules import CURRENT_RULEBOOK
from intake.rules.note_reader import clauses
from tests.intake.rules.contract import level_of, screened

ROWS = {row.id: row for row in CURRENT_RULEBOOK.notes}
HITS = {
    "W1": ["I take Eliquis", "on blood thinners", "Blutverdünner", "xareltoo", "sous fluidifiant", "nehme Marcumar"],
    "W2": ["I am pregnant", "baby due in spring", "due in March", "14 weeks along", "schwanger", "embarazada"],
    "W3": ["had a blood clot", "Thrombose links", "DVT years ago", "factor V Leiden", "un caillot"],
    "W4a": ["heart attack in 2020", "Herzinfarkt", "crise cardiaque"],
    "W4b": ["heart problems", "angina", "triple bypass", "herzkrank"],
    "W5": ["I had a stroke", "mini-stroke", "Schlaganfall", "TIA"],
    "W6": ["aortic aneurysm"],
    "W7": ["I have a pace maker", "Herzschrittmacher", "marcapasos"],
    "W8": ["breast cancer", "chemotherapy ends soon", "Krebs", "leukaemia"],
    "W9": ["lymph nodes out", "mastectomy", "lymphoedema"],
    "W10": ["epileptic", "seizures", "Krampfanfälle"],
    "W11": ["my throat swells from peanuts", "allergic to almonds", "carry an EpiPen", "Nussallergie"],
    "W12": ["chest pain on stairs", "tight chest", "douleurs dans la poitrine", "dolor en el pecho"],
    "W13": ["a bit of fever", "high temperature", "Fieber", "fièvre"],
    "W14": ["getting over the flu", "stomach bug", "covid last week", "j'ai la grippe"],
    "W15": ["shingles", "head lice", "Gürtelrose"],
    "W16": ["a lump on my back", "Geschwulst"],
    "W17": ["took oxycodone", "tramadol"],
    "W18": ["insulin", "diabetic"],
    "W19": ["osteoporosis", "brittle bones"],
    "W20": ["haemophilia", "low platelets"],
    "W21": ["on dialysis", "kidney transplant"],
    "W22": ["Rheuma", "gout"],
    "W23": ["high blood pressure", "Bluthochdruck", "presión alta"],
    "W24": ["surgery three weeks ago", "frisch operiert", "C-section", "césarienne opérée"],
    "W25": ["had a few drinks", "hungover"],
    "W26": ["numb between the legs", "I can't hold my water", "no control of my bladder", "incontinent"],
    "W27": ["left calf is swollen", "one leg bigger", "Wade geschwollen"],
    "W28": ["worst headache of my life"],
    "W29": ["latex makes me itch"],
    "W30": ["I bring my inhaler"],
    "W31": ["PTSD"],
    "W32": ["on Roaccutane"],
    "W33": ["took a sleeping pill", "Xanax"],
    "W34": ["aspirin daily"],
}
NEGATED = [
    "not pregnant",
    "I am not pregnant",
    "no blood thinners",
    "no history of blood clots",
    "I don't take warfarin",
    "never had a stroke",
    "off warfarin since 2019",
    "stopped aspirin",
    "kein Krebs",
    "ohne Fieber",
    "pas enceinte",
    "ningún infarto",
    "blood thinners: none",
    "pregnant: no",
    "cancer? no",
]
STILL_MEANT = [
    "not sure if pregnant",
    "no pills, just apixaban",
    "not only aspirin",
    "don't know whether the lump matters",
    "not never had a stroke",
    "I have no complaints but a blood clot",
    "my wife is pregnant",
    "no wait it is a heart attack",
]


def touched(text):
    return {row.id for row in CURRENT_RULEBOOK.reader.mentions([text])}


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule, texts in HITS.items() for text in texts])
def test_words_touch_their_row_and_ask(rule, text):
    screening = screened(free_text=text)

    mention = screening.caution("free_text_mention")
    assert rule in touched(text)
    assert rule in mention.rules
    assert level_of(screening, "free_text_mention") in {ROWS[rule].level.value, "ASK"}
    assert screening.outcome != "bookable"


def test_every_row_of_words_has_an_example():
    assert HITS.keys() == ROWS.keys()


@pytest.mark.parametrize("text", NEGATED)
def test_what_is_denied_is_silent(text):
    if text == "cancer? no":  # The question mark ends the clause: nothing denies it there, so it is asked.
        assert touched(text) == {"W8"}
    else:
        assert touched(text) == set()


@pytest.mark.parametrize("text", STILL_MEANT)
def test_what_only_sounds_denied_is_asked(text):
    assert touched(text) != set()


def test_clauses_end_where_sense_turns():
    assert list(clauses("Ärger, weil's weh tut but  FINE\nSuß")) == [
        ["arger"],
        ["weil", "s", "weh", "tut"],
        ["fine"],
        ["suss"],
    ]


def test_what_was_given_is_not_asked_again():
    told = screened(free_text="warfarin", medications=["anticoagulant"])

    assert told.caution("free_text_mention") is None


def test_a_note_is_never_quoted_and_its_limits_hold_until_it_is_answered():
    screening = screened(free_text="Eliquis since my Zanzibar trip")

    assert level_of(screening, "anticoagulant") == "ASK"
    assert screening.caution("anticoagulant").rules == ("S07", "W1")
    assert screening.questions == (
        "Does this apply to you: blood thinner?",
        "Your note mentions blood thinner. Please tell us more.",
        "Shall we work on certain spots, or the whole body?",
    )
    assert {"hot_stones", "cupping"} <= {entry.code.value for entry in screening.forbidden_add_ons}
    assert "zanzibar" not in str(screening.to_document()).casefold()


def test_a_row_without_a_topic_raises_only_its_code():
    screening = screened(free_text="my calf is swollen")

    caution = screening.caution("suspected_dvt")
    assert (caution.level, caution.rules) == ("ASK", ("W27",))
    assert (screening.urgent, screening.avoid_regions) == (False, ())


def test_an_operation_is_read_as_a_clause_of_its_own():
    screening = screened(surgeries=[{"what": "bypass", "days_ago": 1000}], free_text="no")

    assert "W4b" in screening.caution("free_text_mention").rules


def test_a_denied_topic_that_is_written_of_is_a_contradiction():
    by_group = screened(denied=["medications"], free_text="just apixaban")
    by_code = screened(denied=["anticoagulant"], free_text="just apixaban")
    by_pregnancy = screened(pregnant=False, free_text="schwanger")

    assert all(
        "C9" in screening.caution("contradictory_answers").rules for screening in (by_group, by_code, by_pregnancy)
    )


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("my leg, swollen", False),
        ("my leg is rather very much more often swollen", False),
        ("my leg is rather very much more swollen", True),
        ("swollen is my left leg", True),
        ("my leg but swollen", False),
    ],
)
def test_two_words_belong_together_within_six_words_of_one_clause(text, heard):
    assert ("W27" in touched(text)) is heard


def test_a_long_note_is_read_as_a_whole():
    words = CURRENT_RULEBOOK.reader.mentions(["leg swollen " * 800])

    assert {row.id for row in words} == {"W27"}


def test_a_caution_knows_its_questions():
    screening = screened(today=["arm_ache"], free_text="Eliquis")

    assert screening.questions_of("cardiac_warning_signs") == ("Is the arm ache new, or does it come with effort?",)
    assert screening.questions_of("anticoagulant") == ("Does this apply to you: blood thinner?",)
    assert screening.questions_of("suspected_dvt") == ()


@pytest.mark.parametrize("rule", sorted(HITS))
def test_without_its_row_a_note_says_nothing(rule):
    without = CURRENT_RULEBOOK.tuned("draft", off=[rule])

    assert rule not in {row.id for row in without.reader.mentions(HITS[rule])}
    assert rule in {row.id for row in CURRENT_RULEBOOK.reader.mentions(HITS[rule])}
