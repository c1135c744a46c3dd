"""An erased person is in no table and, on SQLite, in no file; the figures of their visits stay."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, connection
from django.urls import reverse

from booking import charting, scheduling
from booking.exceptions import BookingError
from booking.models import Appointment, SessionNote, Status
from intake import submissions
from intake.exceptions import NotAllowed, SubmissionError
from intake.models import Client, ConsentText, Intake, Outbox, Screening
from intake.vocabulary import Region
from tests import factories
from tests.booking.at_the_desk import at, sign_intake
from tests.booking.views.pages import words
from tests.factories import MONDAY, MONDAY_MORNING

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("monday_morning")]

MARK = "zwetschgenroester"
NAME = f"Mila {MARK.capitalize()}"
SUNDAY = MONDAY - timedelta(days=1)


@pytest.fixture
def mila(receptionist):
    return factories.ClientFactory(
        name=NAME, preferred_name=MARK, email=f"{MARK}@example.com", phone="+4316600999", may_email=True,
        emergency_contact_name=MARK, preferences=MARK, by=receptionist, now=at("08:00", SUNDAY),
    )  # fmt: skip


@pytest.fixture
def visit(mila, location, room, service, therapist, therapist_row, receptionist):
    """Yesterday's session with all that people write about one: asked, booked, lifted, noted, signed and amended."""
    early = at("09:00", SUNDAY)
    ConsentText.objects.create(kind="massage", version=1, title="Consent", body="I agree.", published_at=early)
    surgeries = [{"what": MARK, "days_ago": 900}]
    sign_intake(
        mila, receptionist, early, age=30, pregnant=True, free_text=MARK, surgeries=surgeries, allergies=["latex"]
    )
    booked = scheduling.book(
        client=mila, location=location, service=service, minutes=60, starts_at=at("10:00", SUNDAY),
        therapist=therapist_row, desk_line=MARK, focus_areas=[scheduling.PlannedArea(Region.NECK_BACK, note=MARK)],
        by=receptionist, now=early,
    )  # fmt: skip
    submissions.record_reply(
        screening=booked.screening, caution_code="pregnancy", question="How many weeks?", answer=MARK,
        may_go_ahead=True, by=receptionist, now=early,
    )  # fmt: skip
    letter = submissions.request_clearance(client=mila, caution_codes=["pregnancy"], doctor=MARK, by=receptionist)
    submissions.receive_clearance(clearance=letter, by=receptionist, note=MARK)
    submissions.choose_modality(
        screening=booked.screening, modality="relaxation", reason="other", note=MARK, by=receptionist
    )
    submissions.remove_health_item(item=mila.allergies.get(), reason=MARK, by=therapist)
    given(booked, therapist, receptionist)
    draft = submissions.start_intake(client=mila, way="desk", by=receptionist)
    submissions.save_draft(intake=draft, section="finish", raw={"free_text": MARK}, revision=0, by=receptionist)
    Outbox.objects.update(sent_at=early)
    return booked


def given(booked, therapist, receptionist):
    """The session is held, its note signed and amended; what the admin's history says of the client is there too."""
    starts = booked.starts_at
    scheduling.check_in(appointment=booked, version=None, by=receptionist, now=starts)
    scheduling.start(appointment=booked, version=None, by=therapist, now=starts)
    scheduling.complete(appointment=booked, version=None, by=therapist, now=booked.ends_at)
    note = charting.open_note(appointment=Appointment.objects.get(pk=booked.pk), by=therapist)
    content = charting.NoteContent(
        subjective=MARK, objective=MARK, assessment=MARK, plan=MARK, pressure=3,
        areas=(charting.WorkedArea(Region.NECK_BACK, note=MARK),),
    )  # fmt: skip
    note = charting.sign_note(note=note, content=content, revision=0, by=therapist)
    charting.amend_note(note=note, text=MARK, by=therapist)
    kind = ContentType.objects.get_for_model(Client)
    LogEntry.objects.create(
        user=receptionist, content_type=kind, object_id=str(booked.client_id), object_repr=NAME, action_flag=CHANGE,
        change_message=MARK,
    )  # fmt: skip


CATALOGUE = {
    "sqlite": "SELECT t.name, c.name FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table'",
    "postgresql": "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'",
}


def where_it_stands() -> set[str]:
    """Every table and column of the database's own catalogue in which the mark is found, whatever its case."""
    found, quote = set(), connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(CATALOGUE[connection.vendor])
        for table, column in cursor.fetchall():
            looked = f"SELECT count(*) FROM {quote(table)} WHERE lower(CAST({quote(column)} AS text)) LIKE %s"
            cursor.execute(looked, [f"%{MARK}%"])
            if cursor.fetchone()[0]:
                found.add(f"{table}.{column}")
    return found


def files() -> list[bytes]:
    """The database as it lies on the disk, with its log; nothing where it is no file of ours."""
    if connection.vendor != "sqlite":
        return []
    path = Path(connection.settings_dict["NAME"])
    return [each.read_bytes().lower() for each in (path, Path(f"{path}-wal")) if each.exists()]


def test_a_person_is_in_no_table_and_no_file_afterwards(visit, mila, admin):
    planted = where_it_stands()
    assert {
        "intake_client.name", "intake_clientword.word", "intake_intake.raw", "intake_intake.answers",
        "intake_screening.answers", "intake_reply.answer", "intake_clearance.doctor", "intake_clearance.note",
        "intake_consent.signed_name", "intake_modalitychoice.note", "intake_clientallergy.removed_reason",
        "intake_outbox.to", "intake_outbox.body", "booking_appointment.desk_line", "booking_focusarea.note",
        "booking_sessionnote.plan", "booking_sessionnote.signed_document", "booking_amendment.text",
        "django_admin_log.object_repr", "auditlog_logentry.changes",
    } <= planted  # fmt: skip
    assert any(MARK.encode() in file for file in files()) == (connection.vendor == "sqlite")

    submissions.erase_client(client=mila, typed_name=NAME, by=admin)

    assert where_it_stands() == set()
    assert [MARK.encode() in file for file in files()] == [False] * len(files())


def test_codes_figures_and_dates_stay(visit, mila, admin):
    submissions.erase_client(client=mila, typed_name=NAME.upper(), by=admin)

    kept = Appointment.objects.get()
    note = SessionNote.objects.get()
    assert (kept.state, kept.minutes, kept.price, kept.starts_at) == (
        Status.COMPLETED, 60, visit.price, visit.starts_at,
    )  # fmt: skip
    assert (note.pressure, note.erased_at, note.signed_document["pressure"]) == (3, MONDAY_MORNING, 3)
    assert Intake.objects.get().answers["pregnant"] is True
    assert Screening.objects.get(pk=kept.screening_id).read.caution("pregnancy") is not None
    assert Intake.objects.get().read_answers.pregnant
    mila.refresh_from_db()
    assert (str(mila), mila.email, mila.birth_date, mila.erased_at) == ("Erased person", "", None, MONDAY_MORNING)


def test_a_coming_visit_is_cancelled_first(visit, mila, admin, location, service, therapist_row, receptionist):
    coming = scheduling.book(
        client=mila, location=location, service=service, minutes=60, starts_at=at("15:00"), therapist=therapist_row,
        by=receptionist,
    )  # fmt: skip
    with pytest.raises(BookingError, match="still has 1 coming visit. Cancel what is booked first"):
        submissions.erase_client(client=mila, typed_name=NAME, by=admin)
    assert Client.objects.get().name == NAME

    scheduling.cancel(appointment=coming, reason="client", version=None, by=receptionist)
    submissions.erase_client(client=mila, typed_name=NAME, by=admin)
    assert where_it_stands() == set()


def test_nothing_more_is_booked_or_planned_for_an_erased_person(
    visit, mila, admin, location, service, receptionist, therapist
):
    wish = {"client": mila, "location": location, "service": service, "minutes": 60, "by": receptionist}
    coming = scheduling.book(**wish, starts_at=at("15:00"))
    missed = scheduling.book(**wish, starts_at=at("12:00", SUNDAY), now=at("09:00", SUNDAY))
    scheduling.cancel(appointment=coming, reason="client", version=None, by=receptionist)
    submissions.erase_client(client=mila, typed_name=NAME, by=admin)

    for plan in (
        lambda: scheduling.book(**wish, starts_at=at("15:00")),
        lambda: scheduling.uncancel(appointment=coming, version=None, by=receptionist),
        lambda: scheduling.move(appointment=missed, starts_at=at("15:00"), version=None, by=receptionist),
        lambda: scheduling.change_plan(
            appointment=missed, focus_areas=(), desk_line=MARK, version=None, by=receptionist
        ),
        lambda: scheduling.override(appointment=missed, caution_code="pregnancy", reason=MARK, by=therapist),
    ):
        with pytest.raises(BookingError, match="This person was erased"):
            plan()
    assert scheduling.mark_no_show(appointment=missed, version=None, by=receptionist).status == "no_show"


def test_the_booking_page_does_not_know_an_erased_person(desk, visit, mila, admin):
    submissions.erase_client(client=mila, typed_name=NAME, by=admin)

    assert "Erased person" not in words(desk.get(reverse("booking:new"), {"client": mila.pk}))


def test_a_signed_note_opens_for_erasing_alone(visit):
    note = SessionNote.objects.filter(signed_at__isnull=False)
    for change in ({"plan": "Other"}, {"plan": "Other", "erased_at": MONDAY_MORNING}):
        with pytest.raises(IntegrityError):
            note.update(**change)


@pytest.mark.parametrize("who", ["receptionist", "therapist"])
def test_only_an_admin_erases(request, mila, who):
    with pytest.raises(NotAllowed):
        submissions.erase_client(client=mila, typed_name=NAME, by=request.getfixturevalue(who))


@pytest.mark.parametrize("typed", ["", "Mila", "Erased person"])
def test_another_name_erases_nobody(mila, admin, typed):
    with pytest.raises(SubmissionError, match="Type the name as it stands here"):
        submissions.erase_client(client=mila, typed_name=typed, by=admin)


def test_the_page_names_what_goes_and_erases_by_the_typed_name(desk, admin_desk, mila):
    door = reverse("booking:client-erase", args=[mila.pk])
    page = reverse("booking:client", args=[mila.pk])
    assert [door in browser.get(page).content.decode() for browser in (desk, admin_desk)] == [False, True]
    asked = words(admin_desk.get(door))
    assert all(each in asked for each in ("What goes", "What stays, without a name", f"Type {NAME} to erase them"))

    refused = admin_desk.post(door, {"typed_name": "Mila"})
    assert (refused.status_code, "Type the name as it stands here" in words(refused)) == (409, True)

    assert admin_desk.post(door, {"typed_name": NAME}).url == page
    said = words(admin_desk.get(page))
    assert "Erased on 13 April 2026" in said
    assert not any(word in said for word in ("Book", "Edit", "New intake", MARK))
    doors = (door, reverse("booking:client-edit", args=[mila.pk]))
    assert [admin_desk.get(each).status_code for each in doors] == [404, 403]
    assert "Erased person" not in words(admin_desk.get(reverse("booking:clients")))
