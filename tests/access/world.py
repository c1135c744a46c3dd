"""A small house in which every address leads somewhere, with a mark wherever people write about health."""

from dataclasses import dataclass
from datetime import timedelta

from booking import charting, scheduling
from booking.models import AddOn, Appointment, Room, Service, SessionNote, Therapist
from intake import screenings, submissions
from intake.models import Clearance, Client, ConsentText, Intake, Read
from intake.vocabulary import Level, Region
from spa.models import User
from tests import factories
from tests.booking.at_the_desk import at, sign_intake
from tests.factories import MONDAY

MARK = "Zwetschgenroester"
"""Stands in free text, notes, amendments, replies: what the desk and the house's admin must not meet."""

SUNDAY, TUESDAY = MONDAY - timedelta(days=1), MONDAY + timedelta(days=1)
SUNDAY_MORNING = at("10:00", SUNDAY)

TOLD = {
    "age": 30,
    "pregnant": True,
    "medications": ["aspirin"],
    "allergies": ["latex"],
    "surgeries": [{"what": MARK, "days_ago": 900}],
    "free_text": f"{MARK} in my own words.\nOperation: {MARK}.\nAnother medicine: {MARK}.",
}
"""Pregnant, weeks unknown: a question to answer before the session, and nothing against booking it."""


@dataclass(frozen=True)
class World:
    """One of everything that a page is about. Appointments are named for how they stand."""

    receptionist: User
    own: User
    other: User
    wren: Client
    wrens: Intake
    draft: Intake
    minors: Intake
    letters: Intake
    letter: Clearance
    service: Service
    add_on: AddOn
    therapist: Therapist
    room: Room
    booked: Appointment
    due: Appointment
    missed: Appointment
    arrived: Appointment
    running: Appointment
    unsigned: Appointment
    signed: Appointment
    cancelled: Appointment
    theirs: Appointment
    note: SessionNote

    @property
    def nobody(self) -> int:
        """A key that no row has."""
        return 987_654


def build() -> World:
    """Rosa has taken intakes and booked; Tove has given sessions and written; Theo has two bookings of his own."""
    _publish_texts()
    desk = factories.ReceptionistFactory()
    own, other = (factories.TherapistUserFactory(username=name) for name in ("tove", "theo"))
    location = desk.location
    room = factories.RoomFactory(name="Willow", location=location)
    second = factories.RoomFactory(name="Alder", location=location)
    tove = factories.TherapistFactory(name="Tove", user=own, location=location)
    theo = factories.TherapistFactory(name="Theo", user=other, location=location)
    scalp = factories.AddOnFactory()
    service = factories.ServiceFactory(add_ons=[scalp])
    wren = factories.ClientFactory(name="Wren Calloway", email="wren@example.com", may_email=True, by=desk)
    wrens = sign_intake(wren, desk, SUNDAY_MORNING, **TOLD)
    _typed(wrens)
    _answered(wren, by=desk)
    submissions.keep_reading(client=wren, what=Read.ANSWERS, row=wrens.pk, by=own, now=SUNDAY_MORNING)

    def book(wall, day, therapist=tove, place=room):
        return scheduling.book(
            client=wren, location=location, service=service, minutes=60, starts_at=at(wall, day), therapist=therapist,
            room=place, by=desk, now=SUNDAY_MORNING,
        )  # fmt: skip

    signed, unsigned, running = (_begun(book(wall, SUNDAY), own) for wall in ("11:00", "13:30", "15:30"))
    letters, letter = _letter(desk)
    return World(
        receptionist=desk, own=own, other=other, wren=wren, wrens=wrens, draft=_draft(desk), minors=_minors(desk),
        letters=letters, letter=letter, service=service, add_on=scalp, therapist=tove, room=room,
        booked=book("10:00", TUESDAY),
        due=book("12:00", MONDAY),
        missed=book("09:15", MONDAY, theo, second),
        arrived=scheduling.check_in(
            appointment=book("10:30", MONDAY), version=None, by=desk, now=at("09:20", MONDAY)
        ),
        running=running,
        unsigned=_noted(unsigned, own),
        signed=_noted(signed, own, sign=True),
        cancelled=scheduling.cancel(
            appointment=book("14:00", TUESDAY), reason="client", version=None, by=desk, now=SUNDAY_MORNING
        ),
        theirs=book("15:00", TUESDAY, theo, second),
        note=SessionNote.objects.get(appointment=signed),
    )  # fmt: skip


def _publish_texts() -> None:
    for kind in ConsentText.Kind:
        words = {"title": kind.label, "body": f"I agree: {kind.label}.", "published_at": SUNDAY_MORNING}
        ConsentText.objects.get_or_create(kind=kind, version=1, defaults=words)


def _typed(intake: Intake) -> None:
    """A signed intake keeps what was typed; here it is the mark."""
    Intake.objects.filter(pk=intake.pk).update(raw={"finish": {"free_text": [MARK]}})


def _answered(client: Client, *, by: User) -> None:
    row = screenings.record(client=client, day=SUNDAY, now=SUNDAY_MORNING)
    submissions.record_reply(
        screening=row, caution_code="pregnancy", question="How many weeks pregnant are you?",
        answer=f"Twenty, {MARK}", may_go_ahead=True, by=by, now=SUNDAY_MORNING,
    )  # fmt: skip


def _begun(appointment: Appointment, by: User) -> Appointment:
    starts = appointment.starts_at
    scheduling.check_in(appointment=appointment, version=None, by=by, now=starts)
    return scheduling.start(appointment=appointment, version=None, by=by, now=starts)


def _noted(appointment: Appointment, by: User, *, sign: bool = False) -> Appointment:
    """The session ends and its note is written; signed it is amended too."""
    ends = appointment.ends_at
    appointment = scheduling.complete(appointment=appointment, version=None, by=by, now=ends)
    note = charting.open_note(appointment=appointment, by=by, now=ends)
    content = charting.NoteContent(
        subjective=MARK, objective=MARK, assessment=MARK, plan=MARK, pressure=3,
        areas=(charting.WorkedArea(Region.NECK_BACK, note=MARK),),
    )  # fmt: skip
    if not sign:
        charting.save_note(note=note, content=content, revision=note.revision, by=by, now=ends)
        return appointment
    note = charting.sign_note(note=note, content=content, revision=note.revision, by=by, now=ends)
    charting.amend_note(note=note, text=MARK, by=by, now=ends)
    return appointment


def _draft(by: User) -> Intake:
    client = factories.ClientFactory(name="Nell Draft", by=by)
    return submissions.start_intake(client=client, way="desk", by=by, now=SUNDAY_MORNING)


def _minors(by: User) -> Intake:
    """Fifteen years old: a parent or guardian has to sign."""
    return sign_intake(factories.ClientFactory(name="Mila Minor", by=by), by, SUNDAY_MORNING, age=15)


def _letter(by: User) -> tuple[Intake, Clearance]:
    """Eight weeks pregnant: a doctor is asked, and the answer is here."""
    client = factories.ClientFactory(name="Lotte Letter", by=by)
    intake = sign_intake(client, by, SUNDAY_MORNING, pregnant=True, pregnancy_weeks=8, free_text=MARK)
    codes = [each.code for each in screenings.judge(client, SUNDAY).screening.cautions if each.level == Level.CLEAR]
    letter = submissions.request_clearance(client=client, caution_codes=codes, by=by, now=SUNDAY_MORNING)
    return intake, submissions.receive_clearance(clearance=letter, by=by, note=MARK, now=SUNDAY_MORNING)
