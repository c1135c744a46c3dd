"""A note begins with what was booked, says what was done, is signed once and then only amended."""

import pytest
from django.db import IntegrityError, transaction

from booking import charting
from booking.charting import NoteContent, NoteIsSigned, StaleNote, WorkedArea
from booking.exceptions import BookingError, NotAllowed
from booking.models import Amendment, FocusArea, SessionNote
from intake import submissions
from intake.vocabulary import Region
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday_morning")]

NOW = factories.MONDAY_MORNING


def areas(appointment, stage):
    rows = appointment.focus_areas.filter(stage=stage)
    return [(area.region, area.kind, area.note) for area in rows]


WRITTEN = NoteContent(
    subjective="Slept badly.",
    plan="Again in two weeks.",
    pressure=3,
    pain_before=6,
    pain_after=2,
    areas=(WorkedArea(Region.NECK_BACK, note="slow strokes"),),
)


def test_a_note_begins_with_what_was_booked(in_session, therapist):
    note = charting.open_note(appointment=in_session, by=therapist)

    assert [technique.code for technique in note.techniques.all()] == ["swedish"]
    assert [add_on.code for add_on in note.add_ons.all()] == ["scalp_massage"]
    assert note.pressure == in_session.screening.read.pressure
    planned = [("neck_back", "focus", "stiff"), ("jaw_left", "avoid", "")]
    assert areas(in_session, FocusArea.Stage.WORKED) == areas(in_session, FocusArea.Stage.PLANNED) == planned


def test_opening_twice_finds_the_same_note(in_session, therapist):
    first = charting.open_note(appointment=in_session, by=therapist)

    assert charting.open_note(appointment=in_session, by=therapist) == first


def test_there_is_no_note_before_the_session(appointment, therapist):
    with pytest.raises(BookingError, match="Start the session first"):
        charting.open_note(appointment=appointment, by=therapist)

    assert not SessionNote.objects.exists()


@pytest.mark.parametrize("who", ["receptionist", "other_therapist", "admin"])
def test_only_the_therapist_of_the_session_writes_its_note(in_session, who, request):
    with pytest.raises(NotAllowed):
        charting.open_note(appointment=in_session, by=request.getfixturevalue(who))


def test_saving_keeps_what_was_done_and_leaves_the_plan(in_session, therapist):
    note = charting.open_note(appointment=in_session, by=therapist)

    charting.save_note(note=note, content=WRITTEN, revision=0, by=therapist)

    note.refresh_from_db()
    assert (note.subjective, note.pressure, note.revision) == ("Slept badly.", 3, 1)
    assert areas(in_session, FocusArea.Stage.WORKED) == [("neck_back", "focus", "slow strokes")]
    assert len(areas(in_session, FocusArea.Stage.PLANNED)) == 2


def test_a_stale_page_overwrites_nothing(in_session, therapist):
    note = charting.open_note(appointment=in_session, by=therapist)
    charting.save_note(note=note, content=WRITTEN, revision=0, by=therapist)

    with pytest.raises(StaleNote):
        charting.save_note(note=note, content=NoteContent(subjective="Older words"), revision=0, by=therapist)

    note.refresh_from_db()
    assert note.subjective == "Slept badly."


def test_signing_waits_for_the_end_of_the_session(in_session, therapist):
    note = charting.open_note(appointment=in_session, by=therapist)

    with pytest.raises(BookingError, match="Complete the session first"):
        charting.sign_note(note=note, content=WRITTEN, revision=0, by=therapist)


def test_an_empty_note_is_not_signed(completed, therapist):
    note = charting.open_note(appointment=completed, by=therapist)

    with pytest.raises(BookingError, match="empty"):
        charting.sign_note(note=note, content=NoteContent(subjective="  "), revision=0, by=therapist)

    note.refresh_from_db()
    assert (note.signed_at, note.revision) == (None, 0)


def test_a_signed_note_holds_the_whole_of_it(completed, therapist):
    note = charting.open_note(appointment=completed, by=therapist)

    signed = charting.sign_note(note=note, content=WRITTEN, revision=0, by=therapist, now=NOW)

    assert (signed.signed_by, signed.signed_at, len(signed.signed_sha256)) == (therapist, NOW, 64)
    document = signed.signed_document
    assert (document["subjective"], document["pressure"], document["service"]) == ("Slept badly.", 3, "Swedish massage")
    assert document["areas"] == [
        {"region": "neck_back", "label": "Back of neck", "kind": "focus", "note": "slow strokes"}
    ]


def test_a_signed_note_never_changes(completed, therapist):
    note = charting.open_note(appointment=completed, by=therapist)
    note = charting.sign_note(note=note, content=WRITTEN, revision=0, by=therapist)

    with pytest.raises(NoteIsSigned):
        charting.save_note(note=note, content=NoteContent(subjective="No"), revision=1, by=therapist)
    with pytest.raises(NoteIsSigned):
        charting.sign_note(note=note, content=WRITTEN, revision=1, by=therapist)
    with pytest.raises(IntegrityError), transaction.atomic():
        SessionNote.objects.filter(pk=note.pk).update(subjective="No")


def test_a_signed_note_is_amended_with_name_and_time(completed, therapist, other_therapist):
    note = charting.open_note(appointment=completed, by=therapist)
    with pytest.raises(BookingError, match="not signed yet"):
        charting.amend_note(note=note, text="Left, not right.", by=therapist)
    note = charting.sign_note(note=note, content=WRITTEN, revision=0, by=therapist)

    with pytest.raises(NotAllowed):
        charting.amend_note(note=note, text="Left, not right.", by=other_therapist)
    amendment = charting.amend_note(note=note, text=" Left, not right. ", by=therapist, now=NOW)

    assert (amendment.text, amendment.written_by, amendment.written_at) == ("Left, not right.", therapist, NOW)
    assert note.signed_document["subjective"] == "Slept badly."


def test_nothing_more_is_written_about_an_erased_person(completed, therapist, admin):
    draft = charting.open_note(appointment=completed, by=therapist)
    submissions.erase_client(client=completed.client, typed_name="Wren Calloway", by=admin)

    for write in (
        lambda: charting.open_note(appointment=completed, by=therapist),
        lambda: charting.save_note(note=draft, content=WRITTEN, revision=0, by=therapist),
        lambda: charting.sign_note(note=draft, content=WRITTEN, revision=0, by=therapist),
    ):
        with pytest.raises(BookingError, match="This person was erased"):
            write()
    assert SessionNote.objects.get().subjective == ""


def test_a_signed_note_of_an_erased_person_is_not_amended(completed, therapist, admin):
    note = charting.open_note(appointment=completed, by=therapist)
    note = charting.sign_note(note=note, content=WRITTEN, revision=0, by=therapist)
    submissions.erase_client(client=completed.client, typed_name="Wren Calloway", by=admin)

    with pytest.raises(BookingError, match="This person was erased"):
        charting.amend_note(note=note, text="It was her left side.", by=therapist)
    assert not Amendment.objects.exists()
