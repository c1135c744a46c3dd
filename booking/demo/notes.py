"""The therapists' notes of the demo: most are signed, some of today's are still open."""

from datetime import datetime, timedelta
from random import Random

from booking import charting
from booking.charting import NoteContent, WorkedArea
from booking.demo.told import told
from booking.models import Appointment, FocusArea, SessionNote, Status
from intake.vocabulary import Region

SIGNED, DRAFT = 0.92, 0.97  # of days gone by; the rest has no note yet
SIGNED_TODAY, DRAFT_TODAY = 0.6, 0.85
USUAL_PRESSURE = 3


def write_notes(appointments: list[Appointment], rng: Random, now: datetime) -> int:
    """One for most completed sessions; how many were written."""
    done = Appointment.objects.filter(pk__in=[each.pk for each in appointments], status=Status.COMPLETED)
    rows = done.select_related("therapist__user", "service", "screening").order_by("starts_at", "pk")
    return sum(write_one(each, rng, now) for each in rows)


def write_one(appointment: Appointment, rng: Random, now: datetime) -> bool:
    fresh = appointment.completed_at > now - timedelta(hours=14)
    signed, draft = (SIGNED_TODAY, DRAFT_TODAY) if fresh else (SIGNED, DRAFT)
    luck = rng.random()
    if luck >= draft:
        return False
    by, moment = appointment.therapist.user, min(now, appointment.completed_at + timedelta(minutes=rng.randint(2, 9)))
    note = charting.open_note(appointment=appointment, by=by, now=moment)
    keep = charting.sign_note if luck < signed else charting.save_note
    content = content_of(appointment, note, rng)
    note = keep(note=note, content=content, revision=note.revision, by=by, now=moment)
    if note.is_signed and rng.random() < 0.04:
        text = rng.choice(told("notes")["amendments"])
        later = min(now, moment + timedelta(hours=20))
        charting.amend_note(note=note, text=text, by=by, now=later)
    return True


def content_of(appointment: Appointment, note: SessionNote, rng: Random) -> NoteContent:
    areas = list(appointment.focus_areas.filter(stage=FocusArea.Stage.PLANNED))
    before, after = pains(appointment, rng)
    return NoteContent(
        **words(appointment, areas, rng),
        pressure=note.pressure or USUAL_PRESSURE,
        pain_before=before,
        pain_after=after,
        techniques=list(note.techniques.all()),
        add_ons=list(note.add_ons.all()),
        areas=[WorkedArea(Region(area.region), area.kind, area.note) for area in areas],
    )


def words(appointment: Appointment, areas: list[FocusArea], rng: Random) -> dict[str, str]:
    first = next((area for area in areas if area.kind == FocusArea.Kind.FOCUS), None)
    area = first.get_region_display().lower() if first else "neck and shoulders"
    text = rng.choice(told("notes")[appointment.modality])
    filled = {part: sentence.format(area=area) for part, sentence in text.items()}
    return {part: sentence[0].upper() + sentence[1:] for part, sentence in filled.items()}


def pains(appointment: Appointment, rng: Random) -> tuple[int | None, int | None]:
    """What hurt before and after, from 0 to 10; nothing where nothing hurts."""
    score = appointment.screening.answers.get("pain_score") if appointment.screening else None
    if not score:
        return None, None
    before = min(10, max(1, score + rng.randint(-1, 1)))
    return before, max(0, before - rng.randint(1, 3))
