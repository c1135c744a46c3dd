"""The session note as a form: four letters, what was done, and the scores."""

from collections.abc import Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Field, Layout
from django import forms
from django.db.models import Model, Q, QuerySet

from booking.charting import NoteContent, WorkedArea, content_of
from booking.forms.areas import AREA, LONGEST_NOTE, marked_areas
from booking.models import AddOn, SessionNote, Technique
from intake.vocabulary import Region, TechniqueCode
from intake.vocabulary.walton import WALTON

PRESSURES = [(degree, f"{degree} {name}") for degree, name in WALTON.items()]
SCORES = [("", "Not asked"), *((score, str(score)) for score in range(11))]
SOAP = (
    ("subjective", "S", "What the client told you"),
    ("objective", "O", "What you saw and felt"),
    ("assessment", "A", "What you make of it"),
    ("plan", "P", "Next time and at home"),
)


def _text(name: str, help_text: str) -> forms.CharField:
    return forms.CharField(
        label=name.capitalize(),
        help_text=help_text,
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )


def _score(label: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, choices=SCORES, coerce=int, empty_value=None, required=False)


class RowsField(forms.ModelMultipleChoiceField):
    """Some of the rows on offer, by key."""

    def clean(self, value: Any) -> Any:
        """SQLite cannot even be asked about a key of more than 18 digits, which no row has."""
        for key in value or ():
            if len(key) > 18:
                raise forms.ValidationError(self.error_messages["invalid_choice"], params={"value": key[:18]})
        return super().clean(value)


class NoteForm(forms.Form):
    """Reads a note as typed; the areas come from the body map beside it. Which revision it was made from is carried."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    subjective, objective, assessment, plan = (_text(name, words) for name, _letter, words in SOAP)
    pressure = forms.TypedChoiceField(
        label="Pressure, Walton scale", choices=PRESSURES, coerce=int, empty_value=None, required=False,
        widget=forms.RadioSelect,
    )  # fmt: skip
    techniques = RowsField(Technique.objects.none(), required=False, widget=forms.CheckboxSelectMultiple)
    add_ons = RowsField(AddOn.objects.none(), label="Add-ons used", required=False, widget=forms.CheckboxSelectMultiple)
    pain_before = _score("Pain before")
    pain_after = _score("Pain after")

    def __init__(self, *args: Any, note: SessionNote, **kwargs: Any) -> None:
        self.stored = content_of(note)
        super().__init__(*args, initial={**vars(self.stored), "revision": note.revision}, **kwargs)
        never = TechniqueCode.FORCED_STRETCHING
        self.fields["techniques"].queryset = _or_used(Technique.objects.exclude(code=never), self.stored.techniques)
        self.fields["add_ons"].queryset = _or_used(AddOn.objects.all(), self.stored.add_ons)

    @property
    def letters(self) -> FormHelper:
        """The four parts, each beside its letter."""
        return _helper(
            *(Div(HTML(f'<span class="letter" aria-hidden="true">{letter}</span>'), Field(name), css_class="soap")
              for name, letter, _words in SOAP)
        )  # fmt: skip

    @property
    def work(self) -> FormHelper:
        """What was done."""
        return _helper(
            Field("pressure", template="spa/fields/seg.html"),
            Field("techniques", template="spa/fields/option.html"),
            Field("add_ons", template="spa/fields/option.html"),
            Div(Field("pain_before"), Field("pain_after"), css_class="score-pair"),
        )

    def areas(self) -> tuple[WorkedArea, ...]:
        """The marked regions with what was written about each; on a page not sent yet, those of the note."""
        if not self.is_bound:
            return tuple(self.stored.areas)
        marked = marked_areas(self.data)
        return tuple(WorkedArea(region, kind, self._line_about(region)) for region, kind in marked.items())

    def _line_about(self, region: Region) -> str:
        """As typed but for NUL, which PostgreSQL cannot keep; too long a line is cut where the row ends."""
        return self.data.get(f"{AREA}-note-{region.value}", "").replace("\x00", "")[:LONGEST_NOTE]

    def content(self) -> NoteContent:
        """What ``save_note`` takes; of a form that is valid."""
        written = {name: value for name, value in self.cleaned_data.items() if name != "revision"}
        return NoteContent(**written, areas=self.areas())


def _or_used(rows: QuerySet, used: Sequence[Model]) -> QuerySet:
    """Those that are active, and those that stand in the note though they are active no more."""
    return rows.filter(Q(is_active=True) | Q(pk__in=[row.pk for row in used]))


def _helper(*layout: Any) -> FormHelper:
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.layout = Layout(*layout)
    return helper


class AmendmentForm(forms.Form):
    text = forms.CharField(
        label="What is to be corrected or added", max_length=10_000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = _helper("text")
