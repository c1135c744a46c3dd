"""What the desk does to an appointment: cancel with a reason, move to another start, change its plan."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from crispy_forms.layout import Field
from django import forms

from booking.availability.placing import HORIZON
from booking.forms.clients import bare_helper
from booking.forms.words import Words
from booking.models import Appointment, CancelReason, Therapist
from booking.suggestions import AddOnVerdict

ANYONE = "any"
READABLE_YEARS = range(2000, 9000)  # any zone can tell the time in these


class CancelForm(forms.Form):
    reason = forms.ChoiceField(
        label="Why is it cancelled?",
        choices=CancelReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why the visit is cancelled."},
    )
    note = Words(
        label="A note",
        required=False,
        max_length=200,
        help_text="Shown with the cancelled booking. Nothing about health.",
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.helper = bare_helper("reason", Field("note"))


class MoveQuery(forms.Form):
    """Which slots to look at: with whom, from which day."""

    therapist = forms.ChoiceField(label="With", required=False)
    day = forms.DateField(
        label="From", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, data: Any, *, appointment: Appointment, therapists: Iterable[Therapist], today: date) -> None:
        self.people = {str(person.pk): person for person in therapists}
        self.own, own = appointment.therapist, str(appointment.therapist_id)
        self.people.setdefault(own, self.own)
        start = max(today, appointment.visit.location.local_day(appointment.starts_at))
        super().__init__({"therapist": own, "day": start.isoformat()} | {k: v for k, v in data.items() if v})
        self.today, self.start = today, start
        self.fields["therapist"].choices = [
            *((key, person.resource.name) for key, person in self.people.items()),
            (ANYONE, "Whoever is free"),
        ]
        self.fields["day"].widget.attrs["min"] = today.isoformat()

    @property
    def with_therapist(self) -> Therapist | None:
        """None for whoever is free; an unreadable wish counts as the appointment's own."""
        wanted = self["therapist"].value()
        return None if wanted == ANYONE else self.people.get(wanted, self.own)

    @property
    def first_day(self) -> date:
        """From today to as far ahead as anything can be booked."""
        self.is_valid()
        wanted = self.cleaned_data.get("day") or self.start
        return min(max(wanted, self.today), self.today + HORIZON)


class MoveForm(forms.Form):
    """The slot that was picked: its instant and its therapist in one value."""

    slot = forms.CharField(max_length=60, error_messages={"required": "Pick a time first."})

    def clean_slot(self) -> tuple[datetime, Therapist]:
        moment, _, key = self.cleaned_data["slot"].partition("/")
        known = key.isascii() and key.isdigit() and len(key) < 10
        therapist = Therapist.objects.filter(pk=int(key)).first() if known else None
        try:
            starts_at = datetime.fromisoformat(moment)
        except ValueError:
            starts_at = None
        readable = starts_at is not None and starts_at.tzinfo is not None and starts_at.year in READABLE_YEARS
        if therapist is None or not readable:
            raise forms.ValidationError("Pick one of the times.")
        return starts_at, therapist


class PlanForm(forms.Form):
    """Add-ons and the line for the therapist; the areas come from the body map."""

    desk_line = Words(
        label="A line for the therapist",
        required=False,
        max_length=300,
        help_text="Such as: brings her own pillow. Nothing about health: that belongs in the intake.",
    )

    def __init__(self, *args, verdicts: Iterable[AddOnVerdict], booked: set[int], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.verdicts, self.booked = list(verdicts), booked
        self.add_ons = {verdict.add_on.pk: verdict.add_on for verdict in self.verdicts}
        self.helper = bare_helper("desk_line")

    @property
    def ticked(self) -> set[int]:
        """Keys of the add-ons that are ticked now; what the service does not have is left out."""
        if not self.is_bound:
            return self.booked
        known = {str(key): key for key in self.add_ons}
        return {known[key] for key in self.data.getlist("add_on") if key in known}

    @property
    def wanted(self) -> list:
        return [self.add_ons[key] for key in sorted(self.ticked)]
