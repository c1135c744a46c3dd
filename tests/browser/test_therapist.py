"""Tove's tablet: her day, what she must know of Mira, the session, and the note of it."""

import pytest
from playwright.sync_api import Page, expect

from booking import charting, scheduling
from booking.models import SessionNote
from tests.browser.answering import tap
from tests.browser.watching import barriers

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def tablet(desk_of, therapist):
    """``tablet("/my-day/")``: Tove's tablet, held upright, at that address."""
    return lambda path: desk_of(therapist, path, width=834, height=1112)


@pytest.fixture
def mira_is_here(mira_at_ten, receptionist):
    return scheduling.check_in(appointment=mira_at_ten, version=None, by=receptionist)


@pytest.fixture
def mira_in_session(mira_is_here, therapist):
    return scheduling.start(appointment=mira_is_here, version=None, by=therapist)


def region(page: Page, name: str):
    return page.get_by_role("region", name=name, exact=True)


def test_her_day_leads_to_what_she_must_know_and_to_the_start(tablet, mira_is_here):
    page = tablet("/")
    expect(page.get_by_role("heading", name="My day, Tove", level=1)).to_be_visible()
    row = page.get_by_role("listitem").filter(has_text="Mira Holm")
    expect(row).to_contain_text("Knock before you go in")
    expect(row).to_contain_text("Arrived")
    row.get_by_role("link", name="Prepare").click()

    plan = region(page, "The plan")
    for words in ("Knock before you go in", "Back of neck; Lower back, right: since the move", "At most 3, medium"):
        expect(plan.get_by_text(words, exact=True)).to_be_visible()
    expect(plan).to_contain_text("Cupping, 15 min; Scalp massage, 10 min")
    why = region(page, "Why they come")
    for words in ("Pain relief; also better sleep", "6 of 10; Back of neck: 6", "Vitamin D. Likes it quiet."):
        expect(why).to_contain_text(words)
    for caution in ("Nut allergy", "High blood pressure, under control", "Osteoporosis"):
        expect(page.get_by_text(caution, exact=True)).to_be_visible()
    assert barriers(page) == []
    page.get_by_role("button", name="Start session").click()

    expect(page.get_by_role("heading", name="Mira Holm", level=1)).to_be_visible()
    expect(page.get_by_role("button", name="Sign and lock")).to_be_visible()
    mira_is_here.refresh_from_db()
    assert mira_is_here.status == "in_session"


def test_she_writes_what_was_really_done_completes_and_signs(tablet, mira_in_session, live_server):
    page = tablet(f"/appointments/{mira_in_session.pk}/note/")
    for letter, words in (
        ("Subjective", "Worse since the move."),
        ("Objective", "Hard band at the left shoulder blade."),
        ("Assessment", "Overworked, not injured."),
        ("Plan", "Two weeks; a warm cloth in the evening."),
    ):
        page.get_by_label(letter).fill(words)
    worked = page.get_by_role("group", name="Where you worked")
    worked.get_by_role("button", name="Remove: Lower back, right").click()
    tap(worked, "Shoulder blade, left")
    add_ons = page.get_by_role("group", name="Add-ons used")
    add_ons.get_by_label("Cupping").uncheck()
    add_ons.get_by_label("Hot towels").check()
    page.get_by_label("Pain before").select_option("6")
    page.get_by_label("Pain after").select_option("3")
    expect(page.get_by_role("status").filter(has_text="Saved 09:30")).to_be_visible()
    assert barriers(page) == []
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_label("Plan")).to_have_value("Two weeks; a warm cloth in the evening.")

    page.goto(f"{live_server.url}/appointments/{mira_in_session.pk}/")
    page.get_by_role("button", name="Complete").click()
    page.get_by_role("link", name="Session note").click()
    page.get_by_role("button", name="Sign and lock").click()

    expect(page.get_by_text("Signed 13 April 2026 09:3")).to_be_visible()
    note = region(page, "The note")
    for words in ("Worse since the move.", "Back of neck", "Shoulder blade, left", "Scalp massage, Hot towels"):
        expect(note.get_by_text(words, exact=True)).to_be_visible()
    for gone in ("Lower back, right", "Cupping"):
        expect(note).not_to_contain_text(gone)
    expect(note).to_contain_text("6 before, 3 after")


@pytest.fixture
def unsigned(mira_in_session, therapist) -> SessionNote:
    """Mira's session is over; its note holds one line and waits."""
    note = charting.open_note(appointment=mira_in_session, by=therapist)
    scheduling.complete(appointment=mira_in_session, version=None, by=therapist)
    content = charting.NoteContent(subjective="Worse since the move.")
    return charting.save_note(note=note, content=content, revision=note.revision, by=therapist)


def sign(note: SessionNote, by) -> None:
    content = charting.NoteContent(subjective=note.subjective)
    charting.sign_note(note=note, content=content, revision=note.revision, by=by)


def test_a_signed_note_is_not_changed_from_a_page_that_was_left_open(tablet, unsigned, therapist):
    page = tablet(f"/appointments/{unsigned.appointment_id}/note/")
    sign(unsigned, by=therapist)
    page.get_by_label("Subjective").fill("Better since the move.")
    page.get_by_role("button", name="Save draft").click()

    expect(page.get_by_role("alert")).to_contain_text("This note is signed, so it no longer changes.")
    unsigned.refresh_from_db()
    assert (unsigned.subjective, unsigned.signed_document["subjective"]) == ("Worse since the move.",) * 2


def test_she_corrects_a_signed_note_by_an_amendment(tablet, unsigned, therapist):
    sign(unsigned, by=therapist)
    page = tablet(f"/appointments/{unsigned.appointment_id}/note/")
    expect(page.get_by_label("Subjective")).to_have_count(0)
    page.get_by_label("What is to be corrected or added").fill("It was the week before the move.")
    page.get_by_role("button", name="Add amendment").click()

    note = region(page, "The note")
    expect(note.get_by_role("heading", name="Amendment, 13 April 2026")).to_contain_text("Tove")
    expect(note.get_by_text("It was the week before the move.")).to_be_visible()
    expect(note.get_by_text("Worse since the move.")).to_be_visible()


def test_her_notes_stand_in_a_list_with_what_waits_for_her(tablet, unsigned, therapist, live_server):
    page = tablet("/my-day/")
    expect(page.get_by_text("1 note to sign.")).to_be_visible()
    page.get_by_role("link", name="My notes").click()
    row = page.get_by_role("listitem").filter(has_text="Mira Holm")
    expect(row).to_contain_text("Draft")
    sign(unsigned, by=therapist)
    page.reload()
    expect(row).to_contain_text("Signed")
