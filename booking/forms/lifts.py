"""What is recorded about a screening: the other kind, an answer, a signature, a doctor's word."""

from datetime import date
from typing import Any

from django import forms

from booking.forms.words import Words
from intake.models import Clearance, ModalityChoice, Reply
from intake.vocabulary import BodyPosition, Modality, Region
from intake.vocabulary.walton import WALTON, in_walton

KINDS = [(kind.value, kind.label.removesuffix(" massage")) for kind in (Modality.RELAXATION, Modality.THERAPEUTIC)]
PRESSURES = [("", "No limit"), *((str(degree), in_walton(degree)) for degree in WALTON)]
LENGTHS = [("", "No limit"), *((str(minutes), f"{minutes} minutes") for minutes in (30, 45, 60, 75, 90, 120))]


class ChoiceForm(forms.Form):
    """The desk goes for the other kind, with a reason."""

    modality = forms.ChoiceField(choices=KINDS, widget=forms.RadioSelect, label="Kind of session")
    reason = forms.ChoiceField(
        choices=[("", "Choose a reason"), *ModalityChoice._meta.get_field("reason").choices],
        label="Why",
        error_messages={"required": "Choose a reason."},
    )
    note = forms.CharField(max_length=300, required=False)


class ReplyForm(forms.Form):
    """The client's answer to what a caution asks."""

    answer = forms.CharField(
        max_length=Reply._meta.get_field("answer").max_length,
        widget=forms.Textarea(attrs={"rows": 4}),
        label="What did they answer?",
        help_text="Kept for the therapists; it is not shown at the desk again.",
    )
    may_go_ahead = forms.TypedChoiceField(
        choices=[("yes", "Yes, it may go ahead"), ("no", "No, a therapist has to look at it")],
        coerce=lambda typed: typed == "yes",
        widget=forms.RadioSelect,
        label="May the session go ahead?",
    )


class GuardianForm(forms.Form):
    """A parent or guardian signs by typing their name."""

    signed_name = forms.CharField(
        max_length=120,
        label="Name of the parent or guardian",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    agreed = forms.BooleanField(label="They have read the text and agree to it")


class AskDoctorForm(forms.Form):
    """Note that the letter was handed over."""

    doctor = Words(
        label="Which doctor (optional)", max_length=Clearance._meta.get_field("doctor").max_length, required=False
    )


class ClearanceForm(forms.Form):
    """A therapist takes a doctor's answer with its limits, from one day to another."""

    max_pressure = forms.TypedChoiceField(
        choices=PRESSURES, coerce=int, empty_value=None, required=False, label="Pressure at most (Walton scale)"
    )
    max_minutes = forms.TypedChoiceField(
        choices=LENGTHS, coerce=int, empty_value=None, required=False, label="Length at most"
    )
    positions = forms.MultipleChoiceField(
        choices=BodyPosition.choices(), required=False, widget=forms.CheckboxSelectMultiple, label="How to lie"
    )
    avoid_regions = forms.MultipleChoiceField(choices=Region.choices(), required=False)
    starts_on = forms.DateField(label="Holds from", widget=forms.DateInput(attrs={"type": "date"}))
    ends_on = forms.DateField(label="Holds until, that day included", widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"starts_on": today}, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "It ends before it starts.")
        return cleaned

    @property
    def limits(self) -> dict[str, Any]:
        """The doctor's limits as a clearance keeps them; what is not limited is left out."""
        names = ("max_pressure", "max_minutes", "positions", "avoid_regions")
        return {name: self.cleaned_data[name] for name in names if self.cleaned_data[name]}
