"""The end of an intake: the texts that were read, and who signs for them."""

from collections.abc import Iterable

from django import forms

from intake.forms.fields import UNREADABLE
from intake.models import Consent, ConsentText

OF_AGE = 18


class SigningForm(forms.Form):
    """Each text with a box to tick, and one typed name; under 18 a parent or guardian signs."""

    signed_name = forms.CharField(
        label="Full name, as signature",
        max_length=120,
        error_messages={"required": "Type the full name to sign."},
    )

    def __init__(self, *args, texts: Iterable[ConsentText], is_minor: bool, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.is_minor = is_minor
        self.texts = [text for text in texts if is_minor or text.kind != ConsentText.Kind.GUARDIAN]
        if is_minor:
            self.fields["signed_name"].label = "Full name of the parent or guardian, as signature"
        for text in self.texts:
            self.fields[f"agrees_{text.pk}"] = forms.BooleanField(
                label=f"Read and agreed: {text.title}",
                error_messages={"required": f"Read out and agree: {text.title}."},
            )

    @property
    def agreements(self) -> list[tuple[ConsentText, forms.BoundField]]:
        return [(text, self[f"agrees_{text.pk}"]) for text in self.texts]

    @property
    def signed_as(self) -> str:
        return Consent.SignedAs.GUARDIAN if self.is_minor else Consent.SignedAs.CLIENT

    def clean_signed_name(self) -> str:
        name = self.cleaned_data["signed_name"]
        if UNREADABLE in name or not any(letter.isalpha() for letter in name):
            raise forms.ValidationError("Type the name in letters.")
        return name


def is_minor(answers: dict) -> bool:
    """Under 18 by the age answered or on file; an age that nobody gave counts as grown up."""
    age = answers.get("age")
    return age is not None and age < OF_AGE
