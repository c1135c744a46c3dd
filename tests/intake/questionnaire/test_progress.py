from intake.questionnaire.progress import alarms, progress_of
from intake.questionnaire.record import Record
from intake.questionnaire.walk import Walk
from tests.intake.questionnaire.people import TODAY

MOST = dict.fromkeys(("heart", "breathing", "nerves", "bones", "illness", "organs", "mind"), "none")


def health(**taps):
    return progress_of(Walk(taps, Record(), TODAY), "health")


def test_an_open_section_says_what_is_open():
    some = health(**MOST, medicines="some", medicines_list=["antihypertensive"])

    assert some.sentence == "4 lines and 1 question open"
    assert [asked.name for asked in some.lines] == ["allergies", "devices", "operations", "pregnancy"]
    assert [asked.name for asked in some.questions] == ["bp_new"]
    assert not some.is_done


def test_an_answered_section_is_done():
    done = health(**MOST, medicines="none", allergies="none", devices="none", operations="none", pregnancy="no")

    assert (done.is_done, done.sentence) == (True, "")


def test_a_section_without_required_questions_is_done_once_begun():
    assert not progress_of(Walk({}, Record(), TODAY), "feeling").is_done
    assert progress_of(Walk({"stress": 0}, Record(), TODAY), "feeling").is_done


def test_alarms_are_named():
    walk = Walk({"today": "some", "today_list": ["cold", "chest_pressure"]}, Record(), TODAY)

    assert alarms(walk) == ["chest_pressure"]
