"""What a therapist reads: a client's summary before the session, the notes before this one, one's own notes."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from django.db.models import F, Prefetch, QuerySet

from booking.availability.cards import alerts_of
from booking.availability.hours import local_day_span, read_work
from booking.availability.permits import permits_of
from booking.intervals import Span, common, visit_minutes
from booking.models import Appointment, FocusArea, SessionNote, Status, Therapist
from intake import rules, screenings
from intake.models import ClientAllergy, ClientMedication, Reply
from intake.regions import in_map_order
from intake.screenings import Judgement
from intake.telling import Line, why_they_come
from intake.vocabulary import Region
from spa.models import User

EARLIER = 3


@dataclass(frozen=True)
class Brief:
    """All that matters before a session. ``judgement`` and ``permit`` are None where no intake stands."""

    appointment: Appointment
    judgement: Judgement | None
    permit: rules.Permit | None
    told: list[Line]
    focus: list[FocusArea]
    avoid: list[FocusArea]
    replies: list[Reply]
    earlier: list[SessionNote]
    visit_number: int

    @property
    def screening(self) -> rules.Screening | None:
        return self.judgement.screening if self.judgement else None

    @property
    def questions(self) -> tuple[str, ...]:
        """What is still to be asked."""
        return self.screening.questions_besides(self.permit.answered) if self.screening else ()

    @property
    def scores(self) -> dict[str, int]:
        """The pain map as the client marked it."""
        return {region.value: score for region, score in self.judgement.answers.pain_map} if self.judgement else {}

    @property
    def leave_out(self) -> tuple[Region, ...]:
        """Regions that are not to be touched: planned so, or ruled out on the day."""
        ruled_out = self.permit.avoid_regions if self.permit else ()
        return in_map_order(frozenset({Region(area.region) for area in self.avoid} | set(ruled_out)))

    @property
    def focus_regions(self) -> list[Region]:
        return [Region(area.region) for area in self.focus if area.region not in self.leave_out]

    @property
    def pressure(self) -> int:
        """The suggested pressure (Walton, 1 to 5), within what is permitted."""
        return min(self.screening.pressure, self.permit.max_pressure)


def brief_for(appointment: Appointment) -> Brief:
    """The summary of one appointment, judged for the day of the visit."""
    client = appointment.client
    day = appointment.visit.location.local_day(appointment.starts_at)
    overrides = [rules.OverrideGiven(code=override.caution_code) for override in appointment.overrides.all()]
    judgement, permit = screenings.permit_for(client, day, overrides)
    planned = [area for area in appointment.focus_areas.all() if area.stage == FocusArea.Stage.PLANNED]
    return Brief(
        appointment=appointment,
        judgement=judgement,
        permit=permit,
        told=why_they_come(judgement.answers) if judgement else [],
        focus=[area for area in planned if area.kind == FocusArea.Kind.FOCUS],
        avoid=[area for area in planned if area.kind == FocusArea.Kind.AVOID],
        replies=list(Reply.objects.filter(screening__intake=judgement.intake)) if judgement else [],
        earlier=earlier_notes(appointment),
        visit_number=_visits_before(appointment) + 1,
    )


def _visits_before(appointment: Appointment) -> int:
    past = Appointment.objects.filter(client=appointment.client, starts_at__lt=appointment.starts_at)
    return past.filter(status=Status.COMPLETED).count()


def earlier_notes(appointment: Appointment) -> list[SessionNote]:
    """The last signed notes of the same client before this appointment, the newest first."""
    notes = SessionNote.objects.filter(
        appointment__client=appointment.client,
        appointment__starts_at__lt=appointment.starts_at,
        signed_at__isnull=False,
    )
    return list(with_reading(notes).order_by("-appointment__starts_at")[:EARLIER])


def with_reading(notes: QuerySet[SessionNote]) -> QuerySet[SessionNote]:
    """With all that a page of notes shows, in a fixed number of queries."""
    return notes.select_related(
        "author",
        "signed_by",
        "appointment__client",
        "appointment__service",
        "appointment__therapist__resource",
        "appointment__visit__location",
    ).prefetch_related("amendments__written_by")


def for_brief() -> QuerySet[Appointment]:
    """Appointments with what ``brief_for`` reads."""
    current = {"queryset": ClientAllergy.objects.current()}, {"queryset": ClientMedication.objects.current()}
    return Appointment.objects.for_card().prefetch_related(
        "add_ons__add_on",
        "overrides",
        Prefetch("focus_areas", FocusArea.objects.order_by("position", "pk")),
        Prefetch("client__allergies", **current[0]),
        Prefetch("client__medications", **current[1]),
    )


@dataclass(frozen=True)
class Session:
    """One row of a therapist's day, or of their notes."""

    appointment: Appointment
    note: SessionNote | None
    alerts: list[rules.Caution]

    @property
    def needs_note(self) -> bool:
        return self.appointment.asks_for_note and not (self.note and self.note.is_signed)


@dataclass(frozen=True)
class OwnNotes:
    """One's given sessions without a note, then one's notes, unsigned first, as one list to be paged."""

    missing: QuerySet[Appointment]
    notes: QuerySet[SessionNote]

    @cached_property
    def _missing(self) -> int:
        return self.missing.count()

    def count(self) -> int:
        return self._missing + self.notes.count()

    def __getitem__(self, part: slice) -> list[Session]:
        """Some of them in order; two queries at most."""
        missing = self.missing[part]
        begun = slice(max(part.start - self._missing, 0), max(part.stop - self._missing, 0))
        return [
            *(Session(appointment, None, []) for appointment in missing),
            *(Session(note.appointment, note, []) for note in self.notes[begun]),
        ]


def own_notes(user: User) -> OwnNotes:
    """What somebody has written, and still has to write."""
    given = Appointment.objects.for_card().filter(therapist__user=user, status=Status.COMPLETED)
    missing = given.filter(note__isnull=True, client__erased_at__isnull=True)
    notes = with_reading(SessionNote.objects.to_show().filter(author=user))
    newest = F("signed_at").desc(nulls_first=True), "-appointment__starts_at", "-pk"
    return OwnNotes(missing.order_by("-starts_at", "-pk"), notes.order_by(*newest))


@dataclass(frozen=True)
class TherapistDay:
    """A day of one therapist: sessions in order, hands-on minutes, and what is still to sign."""

    therapist: Therapist
    day: date
    sessions: list[Session]
    minutes: int
    unsigned: list[SessionNote]
    next_one: Appointment | None
    shifts: tuple[Span, ...] = ()
    breaks: tuple[Span, ...] = ()

    @property
    def rows(self) -> list[Session | Span]:
        """Sessions and breaks in order of time."""
        return sorted([*self.sessions, *self.breaks], key=_starts)

    @property
    def given(self) -> int:
        """How many sessions are done."""
        return sum(each.appointment.state is Status.COMPLETED for each in self.sessions)

    @property
    def missed(self) -> int:
        return sum(each.appointment.state is Status.NO_SHOW for each in self.sessions)

    @property
    def yesterday(self) -> date:
        return self.day - timedelta(days=1)

    @property
    def tomorrow(self) -> date:
        return self.day + timedelta(days=1)


def _starts(row: Session | Span) -> datetime:
    return row.start if isinstance(row, Span) else row.appointment.starts_at


def day_of(therapist: Therapist, day: date, *, now: datetime) -> TherapistDay:
    """What the therapist does on a local day; a fixed number of queries."""
    location = therapist.resource.location
    midnights = local_day_span(location, day)
    booked = Appointment.objects.for_card().select_related("note").prefetch_related("add_ons").standing()
    appointments = list(booked.filter(therapist=therapist, starts_at__gte=midnights.start, starts_at__lt=midnights.end))
    expected = [a for a in appointments if a.state in Status.expected()]
    given = [a for a in appointments if a.state is not Status.NO_SHOW]
    permits = permits_of(appointments)
    work = read_work(location, [therapist.pk], day, day)[therapist.pk]
    return TherapistDay(
        therapist=therapist,
        day=day,
        sessions=[Session(a, getattr(a, "note", None), _alerts(permits.get(a.pk))) for a in appointments],
        minutes=sum(visit_minutes(a.minutes, [add_on.minutes for add_on in a.add_ons.all()]) for a in given),
        unsigned=list(with_reading(SessionNote.objects.unsigned().filter(author_id=therapist.user_id))[:10]),
        next_one=next((a for a in expected if a.ends_at > now or a.state is Status.IN_SESSION), None),
        shifts=common(work.shifts, [midnights]),
        breaks=common(work.breaks, [midnights]),
    )


def _alerts(permit: rules.Permit | None) -> list[rules.Caution]:
    """Cautions that stand on the row itself; what is lifted or merely adapts the session is in the summary."""
    return alerts_of(permit) if permit else []
