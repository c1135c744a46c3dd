"""The areas that the desk plans for a session: where to work and what to leave out."""

from collections.abc import Sequence
from dataclasses import dataclass

from booking.exceptions import BookingError
from booking.models import Appointment, FocusArea
from booking.scheduling.records import refuse_longer
from intake.vocabulary import Region


@dataclass(frozen=True)
class PlannedArea:
    """One region of the body map, to work on ("focus") or to leave out ("avoid")."""

    region: str
    kind: str = FocusArea.Kind.FOCUS
    note: str = ""


def plan_areas(appointment: Appointment, areas: Sequence[PlannedArea]) -> None:
    """Put these in place of what was planned; a region named twice counts once, as last named."""
    last_named = {area.region: area for area in areas}
    rows = [_row(appointment, area, place) for place, area in enumerate(last_named.values())]
    appointment.focus_areas.filter(stage=FocusArea.Stage.PLANNED).delete()
    FocusArea.objects.bulk_create(rows)


def _row(appointment: Appointment, area: PlannedArea, place: int) -> FocusArea:
    if area.region not in set(Region) or area.kind not in FocusArea.Kind.values:
        raise BookingError("One of the areas is not on the body map. Choose it again.")
    return FocusArea(
        appointment=appointment,
        stage=FocusArea.Stage.PLANNED,
        kind=area.kind,
        region=area.region,
        note=refuse_longer(area.note, 300, "The note on an area"),
        position=place,
    )
