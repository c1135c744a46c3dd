"""A client's card: a name is enough to begin with, everything else can follow."""

from datetime import date

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Field, Layout
from django import forms

from booking.forms.words import Email, Phone, Words, readable_name
from intake.models import Client
from intake.models.alike import Lookalike
from intake.vocabulary import PressurePreference

OLDEST_BIRTH = date(1900, 1, 1)


def bare_helper(*rows: object) -> FormHelper:
    """The fields alone: the page brings the form tag, the summary of errors and the buttons."""
    helper = FormHelper()
    helper.form_tag = helper.form_show_errors = False
    helper.disable_csrf = True
    helper.layout = Layout(*rows)
    return helper


def lookalikes_of(typed: dict) -> list[Lookalike]:
    """Clients on file who may be the one of a card, as far as its fields can be read."""
    known = {name: typed.get(name) or None for name in ("phone", "birth_date")}
    return Client.objects.alike(name=typed.get("name") or "", email=typed.get("email") or "", **known)


class NewClientForm(forms.Form):
    """Enough to book by phone: the name, and how to reach them if they say so."""

    name = Words(max_length=120, error_messages={"required": "Type the client's name."})
    phone = Phone(required=False)
    email = Email(label="E-mail", required=False, max_length=254)

    birth_date = forms.DateField(
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Write the day like 1990-04-30."},
    )

    def __init__(self, *args, today: date, **kwargs) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.today = today
        self.fields["name"].widget.attrs |= {"autocomplete": "off", "autofocus": True}
        self.helper = bare_helper("name", Div("phone", "email", "birth_date", css_class="field-grid"))

    def clean_name(self) -> str:
        return readable_name(self.cleaned_data["name"])

    def clean_birth_date(self) -> date | None:
        born = self.cleaned_data["birth_date"]
        if born and not OLDEST_BIRTH <= born <= self.today:
            raise forms.ValidationError("Check the year: nobody here was born then.")
        return born

    def lookalikes(self) -> list[Lookalike]:
        """Who on file may be this person, by what can be read so far; a page that is opened has it as its beginning."""
        typed = self if self.is_bound else type(self)(self.initial, today=self.today)
        typed.is_valid()
        return lookalikes_of(typed.cleaned_data)


class ClientForm(NewClientForm):
    """Everything on the card that the desk may change."""

    preferred_name = Words(label="Likes to be called", required=False, max_length=60)
    emergency_contact_name = Words(label="Emergency contact", required=False, max_length=120)
    emergency_contact_phone = Phone(label="Their phone", required=False)
    pressure_preference = forms.ChoiceField(
        label="Pressure", required=False, choices=[("", "No wish"), *PressurePreference.choices()]
    )
    talk_preference = forms.ChoiceField(label="Talk", required=False, choices=Client.TalkPreference.choices)
    therapist_wish = forms.ChoiceField(label="Therapist", required=False, choices=Client.TherapistWish.choices)
    preferences = Words(
        label="What makes them at home",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Music, warmth, light. Nothing about health: that belongs in the intake.",
    )
    may_email = forms.BooleanField(label="May be written to by e-mail", required=False)
    may_text = forms.BooleanField(label="May be sent text messages", required=False)

    def __init__(self, *args, client: Client, today: date, **kwargs) -> None:
        initial = {name: getattr(client, name) for name in self.base_fields}
        super().__init__(*args, initial=initial, today=today, **kwargs)
        del self.fields["name"].widget.attrs["autofocus"]
        for field in self.fields.values():
            field.show_hidden_initial = True
        self.helper = bare_helper(
            *_group("Who", "name", "preferred_name", "birth_date"),
            *_group("How to reach them", "phone", "email"),
            Div("may_email", "may_text", css_class="field-grid"),
            *_group("In an emergency", "emergency_contact_name", "emergency_contact_phone"),
            *_group("Preferences", "pressure_preference", "talk_preference", "therapist_wish"),
            Field("preferences"),
        )

    def clean_therapist_wish(self) -> str:
        return self.cleaned_data["therapist_wish"] or Client.TherapistWish.ANY

    def clean(self) -> dict:
        cleaned = super().clean()
        for tick, way, words in (("may_email", "email", "an e-mail address"), ("may_text", "phone", "a phone number")):
            if cleaned.get(tick) and not cleaned.get(way) and way not in self.errors:
                self.add_error(way, f"Type {words}, or take the tick away below.")
        return cleaned

    @property
    def as_opened(self) -> list[str]:
        """Hidden fields with what stood on the card when the page was made."""
        return [bound.as_hidden(only_initial=True) for bound in self]

    @property
    def changes(self) -> dict:
        """Only what was changed on this page, so that two people who edit different lines do not undo each other."""
        return {name: self.cleaned_data[name] for name in self.changed_data}


def _group(title: str, *fields: str) -> tuple[HTML, Div]:
    return HTML(f'<h2 class="mt-2 mb-2">{title}</h2>'), Div(*fields, css_class="field-grid")
