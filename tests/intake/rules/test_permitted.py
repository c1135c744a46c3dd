"""Who lifts what: a clearance, a signature, a reply, a therapist's override, and nobody a STOP or an allergy."""

from datetime import date

import pytest

from intake.answers import IntakeAnswers
from intake.rules import (
    CURRENT_RULEBOOK,
    ClearanceGiven,
    ConsentGiven,
    OverrideGiven,
    ReplyGiven,
    Screening,
    permitted,
    screen,
)
from tests.intake.rules.cases.words import ill, skin, takes
from tests.intake.rules.contract import screened

VISIT = date(2026, 3, 10)
BEFORE, AFTER = date(2026, 3, 9), date(2026, 3, 11)


def clearance(*codes, starts_on=BEFORE, ends_on=AFTER, **limits):
    return ClearanceGiven(frozenset(codes), starts_on, ends_on, **limits)


def everything_on_file(code):
    """All that staff and doctors could put on file for one caution."""
    return {
        "clearances": [clearance(code)],
        "consents": [ConsentGiven(BEFORE, codes=frozenset({code}))],
        "replies": [ReplyGiven(code, may_go_ahead=True)],
        "overrides": [OverrideGiven(code=code)],
    }


def verdict(permit):
    return permit.may_book, permit.may_start


@pytest.mark.parametrize(
    ("answers", "may_book", "may_start", "blocking", "before_start"),
    [
        ({}, True, True, [], []),
        ({"today": ["fever"]}, False, False, ["fever"], []),
        (takes("anticoagulant"), False, False, ["anticoagulant"], []),
        ({"age": 12}, True, False, [], ["minor_guardian_consent"]),
        ({"today": ["arm_ache"]}, True, False, [], ["cardiac_warning_signs"]),
        (skin("wound", "shin_left"), True, True, [], []),
        (ill("asthma"), True, True, [], []),
    ],
)
def test_each_level_bars_what_it_should(answers, may_book, may_start, blocking, before_start):
    permit = permitted(screened(**answers), on=VISIT)

    assert verdict(permit) == (may_book, may_start)
    assert [caution.code for caution in permit.blocking] == blocking
    assert [caution.code for caution in permit.before_start] == before_start


@pytest.mark.parametrize(
    ("answers", "code", "lifter"),
    [
        (takes("anticoagulant"), "anticoagulant", "clearances"),
        ({"age": 12}, "minor_guardian_consent", "consents"),
        ({"today": ["arm_ache"]}, "cardiac_warning_signs", "replies"),
        (skin("wound", "shin_left"), "open_wound", "overrides"),
        (ill("hypotension"), "hypotension", "overrides"),
    ],
)
def test_only_one_kind_of_paper_lifts_each_level(answers, code, lifter):
    screening = screened(**answers)
    papers = everything_on_file(code)

    for kind, given in papers.items():
        permit = permitted(screening, **{kind: given}, on=VISIT)
        lifted = {each.caution.code: each.lifted for each in permit.cautions}
        assert lifted[code] is (kind == lifter)


def test_nothing_on_file_lifts_a_stop():
    permit = permitted(screened(today=["fever"]), **everything_on_file("fever"), on=VISIT)

    assert verdict(permit) == (False, False)
    assert "hot_stones" in permit.forbidden_add_ons


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "may_book"),
    [(VISIT, VISIT, True), (BEFORE, BEFORE, False), (AFTER, AFTER, False), (BEFORE, AFTER, True)],
)
def test_a_clearance_counts_in_its_days_only(starts_on, ends_on, may_book):
    papers = [clearance("anticoagulant", starts_on=starts_on, ends_on=ends_on)]

    assert permitted(screened(**takes("anticoagulant")), papers, on=VISIT).may_book is may_book


@pytest.mark.parametrize(
    ("consent", "may_start"),
    [(ConsentGiven(VISIT), True), (ConsentGiven(AFTER), False), (ConsentGiven(BEFORE, ends_on=BEFORE), False)],
)
def test_a_signature_counts_in_its_days_only(consent, may_start):
    permit = permitted(screened(age=15), consents=[consent], on=VISIT)

    assert (permit.may_start, permit.max_pressure, permit.max_minutes) == (may_start, 3, 60)


def test_a_clearances_limits_replace_those_of_the_cautions_it_names():
    screening = screened(**takes("anticoagulant", "sedative"))
    letter = clearance(
        "anticoagulant",
        max_pressure=4,
        max_minutes=45,
        avoid_regions=frozenset({"calf_left"}),
        forbidden_add_ons=frozenset({"cupping"}),
        forbidden_techniques=frozenset({"stretching"}),
        positions=frozenset({"not_prone"}),
    )

    permit = permitted(screening, [letter], on=VISIT)

    assert verdict(permit) == (True, True)
    assert (permit.max_pressure, permit.max_minutes, permit.avoid_regions) == (3, 45, ("calf_left",))
    assert permit.positions == ("not_prone",)
    assert permit.forbidden_techniques == ("deep_tissue", "trigger_point", "deep_stripping", "stretching")
    assert permit.forbidden_add_ons == {
        "hot_stones": ("The medicine dulls feeling; we stay moderate.", "sedative_reduced_feedback"),
        "heat_pack": ("The medicine dulls feeling; we stay moderate.", "sedative_reduced_feedback"),
        "cupping": ("The doctor's letter leaves this out.", "anticoagulant"),
        "aromatherapy:wintergreen": ("This oil is never used in the spa.", ""),
    }


def test_a_letter_about_something_milder_only_adds_its_limits():
    permit = permitted(screened(**ill("asthma")), [clearance("asthma", max_pressure=2)], on=VISIT)

    assert permit.max_pressure == 2
    assert "aromatherapy:eucalyptus" in permit.forbidden_add_ons
    assert "neuromuscular" in permit.forbidden_techniques


def test_a_letter_about_something_else_changes_nothing():
    screening = screened(**ill("asthma"))

    assert permitted(screening, [clearance("lymphedema", max_pressure=1)], on=VISIT) == permitted(screening, on=VISIT)


def test_a_reply_answers_the_question_and_leaves_the_limits():
    screening = screened(free_text="Eliquis")
    replies = [ReplyGiven("anticoagulant", True), ReplyGiven("free_text_mention", True)]

    assert verdict(permitted(screening, replies=replies[:1], on=VISIT)) == (True, False)
    permit = permitted(screening, replies=replies, on=VISIT)
    assert (verdict(permit), permit.max_pressure) == ((True, True), 2)


def test_a_reply_that_says_no_holds_against_one_that_says_yes():
    replies = [ReplyGiven("cardiac_warning_signs", True), ReplyGiven("cardiac_warning_signs", False)]

    assert permitted(screened(today=["arm_ache"]), replies=replies, on=VISIT).may_start is False


def test_an_answered_caution_is_then_the_therapists_to_override():
    screening = screened(free_text="Eliquis")
    answered = [ReplyGiven("anticoagulant", True), ReplyGiven("free_text_mention", True)]
    override = [OverrideGiven(code="anticoagulant")]

    assert permitted(screening, replies=answered, overrides=override, on=VISIT).max_pressure == 5
    assert permitted(screening, overrides=override, on=VISIT).max_pressure == 2


@pytest.mark.parametrize(
    ("override", "eased"),
    [
        (OverrideGiven(add_on="hot_stones"), {"hot_stones"}),
        (OverrideGiven(technique="deep_tissue"), {"deep_tissue"}),
        (OverrideGiven(max_pressure=4), {"deep_tissue", "trigger_point", "deep_stripping"}),
        (OverrideGiven(code="sedative_reduced_feedback"),
         {"hot_stones", "heat_pack", "deep_tissue", "trigger_point", "deep_stripping"}),
    ],
)  # fmt: skip
def test_a_therapist_overrides_a_caution_or_one_limit_of_it(override, eased):
    screening = screened(**takes("sedative"))
    before = permitted(screening, on=VISIT)

    after = permitted(screening, overrides=[override], on=VISIT)

    gone = {*before.forbidden_techniques, *before.forbidden_add_ons} - {
        *after.forbidden_techniques,
        *after.forbidden_add_ons,
    }
    assert gone == eased


def test_an_override_of_a_region_opens_it():
    screening = screened(**skin("wound", "shin_left", "calf_left"), avoid_regions=["calf_left"])
    overrides = [OverrideGiven(region="shin_left"), OverrideGiven(region="calf_left")]

    # The calf is the client's own wish.
    assert permitted(screening, overrides=overrides, on=VISIT).avoid_regions == ("calf_left",)


def test_an_override_of_minutes_makes_room():
    screening = screened(**ill("frail"))

    assert permitted(screening, overrides=[OverrideGiven(max_minutes=90)], on=VISIT).max_minutes == 90


@pytest.mark.parametrize(
    ("allergy", "add_on", "code"),
    [
        ("nuts", "nut_carrier_oil", "nut_allergy"),
        ("seeds", "seed_oil", "seed_allergy"),
        ("fragrance", "aromatherapy:lavender", "fragrance_sensitivity"),
        ("latex", "cupping", "latex_allergy"),
        ("silicone", "cupping", "silicone_allergy"),
        ("adhesive", "heat_pack", "adhesive_allergy"),
    ],
)
def test_nobody_lifts_what_an_allergy_forbids(allergy, add_on, code):
    papers = everything_on_file(code)
    papers["overrides"] += [OverrideGiven(add_on=add_on)]

    permit = permitted(screened(allergies=[allergy]), **papers, on=VISIT)

    assert permit.forbidden_add_ons[add_on][1] == code


def test_a_perhaps_allergy_forbids_as_firmly_once_it_is_answered():
    papers = everything_on_file("nut_allergy")
    papers["overrides"] += [OverrideGiven(add_on="nut_carrier_oil")]

    permit = permitted(screened(unsure=["nuts"]), **papers, on=VISIT)

    assert permit.may_start is True
    assert "nut_carrier_oil" in permit.forbidden_add_ons


def test_an_override_never_reaches_what_a_doctor_or_a_stop_forbids():
    bleeding = screened(**ill("bleeding_disorder"))
    overrides = [OverrideGiven(code="bleeding_disorder", add_on="hot_stones", technique="deep_tissue", max_pressure=5)]
    letter = clearance("bleeding_disorder", max_pressure=2, forbidden_add_ons=frozenset({"hot_stones"}))

    for papers in ([], [letter]):
        permit = permitted(bleeding, papers, overrides=overrides, on=VISIT)
        assert permit.max_pressure == 2
        assert "hot_stones" in permit.forbidden_add_ons
        assert "deep_tissue" in permit.forbidden_techniques


def test_never_oils_stay_out_and_oils_of_old_age_are_the_therapists():
    overrides = [OverrideGiven(add_on="aromatherapy:wintergreen"), OverrideGiven(add_on="aromatherapy:clove")]

    permit = permitted(screened(age=80), overrides=overrides, on=VISIT)

    assert "aromatherapy:wintergreen" in permit.forbidden_add_ons
    assert "aromatherapy:clove" not in permit.forbidden_add_ons


def test_a_record_keeps_what_a_permit_needs_and_a_document_does_not():
    screening = screened(**takes("anticoagulant"))
    letter = [clearance("anticoagulant")]

    from_record = Screening.from_document(screening.to_record())
    from_document = Screening.from_document(screening.to_document())

    assert permitted(from_record, letter, on=VISIT) == permitted(screening, letter, on=VISIT)
    with pytest.raises(ValueError, match="make it again from its answers"):
        permitted(from_document, letter, on=VISIT)


def test_a_permit_without_papers_says_what_the_screening_says():
    for row in CURRENT_RULEBOOK.safety[::9]:
        answers = IntakeAnswers(health_section_answered=True, unsure=frozenset(list(row.when.needs or ())[:1]))
        screening = screen(answers)
        permit = permitted(screening, on=VISIT)

        assert permit.forbidden_techniques == screening.forbidden_techniques
        assert list(permit.forbidden_add_ons) == [entry.code for entry in screening.forbidden_add_ons]
        assert (permit.avoid_regions, permit.regional_limits) == (screening.avoid_regions, screening.regional_limits)
        assert (permit.max_minutes, permit.positions) == (screening.max_minutes, screening.positions)
