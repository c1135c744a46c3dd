"""The plan of an appointment as it stands and as it was typed: add-ons, areas of the body, a line."""

from functools import cached_property

from django.http import QueryDict

from booking import permissions, scheduling
from booking.forms.appointments import PlanForm
from booking.forms.areas import marked_areas
from booking.models import Appointment, FocusArea
from booking.suggestions import AddOnVerdict, add_on_verdicts
from booking.views.cautions import Standing, standing_for
from spa.models import User


class PlanPage:
    """The page of one plan, for somebody who may change it; ``typed`` is what was sent, None for a page just opened."""

    def __init__(self, user: User, appointment: Appointment, typed: QueryDict | None) -> None:
        self.user, self.appointment, self.typed = user, appointment, typed
        booked = {row.add_on_id for row in appointment.add_ons.all()}
        self.form = PlanForm(
            typed, verdicts=self._verdicts(), booked=booked, initial={"desk_line": appointment.desk_line}
        )

    @property
    def may_change_add_ons(self) -> bool:
        return permissions.may_change_appointment(self.user, self.appointment)

    @cached_property
    def standing(self) -> Standing:
        return standing_for(self.appointment)

    def _verdicts(self) -> list[AddOnVerdict]:
        """What the service is sold with now, and what is booked already even if it is sold no more."""
        sold = list(add_on_verdicts(self.appointment.service, self.standing.permit))
        known = {verdict.add_on.pk for verdict in sold}
        kept = self.appointment.add_ons.select_related("add_on").exclude(add_on__in=known)
        return [*sold, *(AddOnVerdict(row.add_on, AddOnVerdict.POSSIBLE) for row in kept)]

    @cached_property
    def planned(self) -> dict[str, FocusArea]:
        """The areas as they were planned when the page was read, by region."""
        return {area.region: area for area in self.appointment.focus_areas.filter(stage=FocusArea.Stage.PLANNED)}

    @cached_property
    def areas(self) -> dict[str, str]:
        """Region to focus or avoid: as typed, else as planned."""
        if self.typed is None:
            return {region: area.kind for region, area in self.planned.items()}
        return {region.value: kind.value for region, kind in marked_areas(self.typed).items()}

    @property
    def focus(self) -> list[str]:
        return [region for region, kind in self.areas.items() if kind == FocusArea.Kind.FOCUS]

    @property
    def avoid(self) -> list[str]:
        return [region for region, kind in self.areas.items() if kind == FocusArea.Kind.AVOID]

    def save(self, *, version: int) -> Appointment:
        """Add-ons first, since they may be refused; then the plan, whose version is one further."""
        appointment = self.appointment
        if self.may_change_add_ons and self.form.ticked != self.form.booked:
            appointment = scheduling.change_add_ons(
                appointment=appointment, add_ons=self.form.wanted, version=version, by=self.user
            )
            version = appointment.version
        if not self._plan_changed():
            return appointment
        return scheduling.change_plan(
            appointment=appointment,
            focus_areas=self._planned_areas(),
            desk_line=self.form.cleaned_data["desk_line"],
            version=version,
            by=self.user,
        )

    def _plan_changed(self) -> bool:
        kinds = {region: area.kind for region, area in self.planned.items()}
        return self.areas != kinds or "desk_line" in self.form.changed_data

    def _planned_areas(self) -> list[scheduling.PlannedArea]:
        """Notes that stood on an area stay with it."""
        notes = {region: area.note for region, area in self.planned.items()}
        return [scheduling.PlannedArea(region, kind, notes.get(region, "")) for region, kind in self.areas.items()]
