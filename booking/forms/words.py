"""Fields for what the desk types: unreadable characters and over-long text get a kind word, and stay on the page."""

from typing import Any

from django import forms
from phonenumber_field.formfields import PhoneNumberField

UNREADABLE = ("\x00", "\ufffd")
TOO_LONG = "At most %(limit_value)d characters; there are %(show_value)d."
ODD_CHARACTER = "One character here cannot be kept. Please take it out."
UNKNOWN_PHONE = "This number cannot be read. Write it with its area code, or with + and the country."


class Words(forms.CharField):
    """One line or more of plain text."""

    default_error_messages = {"max_length": TOO_LONG, "required": "Please fill this in."}

    def clean(self, value: Any) -> str:
        if any(character in (value or "") for character in UNREADABLE):
            raise forms.ValidationError(ODD_CHARACTER)
        return super().clean(value)


class Phone(PhoneNumberField):
    """A phone number as people write it, of the house's country unless it begins with +."""

    default_error_messages = {"invalid": UNKNOWN_PHONE}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, **kwargs)
        self.widget.input_type = "tel"

    def clean(self, value: Any) -> Any:
        if any(character in (value or "") for character in UNREADABLE) or len(value or "") > 40:
            raise forms.ValidationError(UNKNOWN_PHONE)
        return super().clean(value)


class Email(forms.EmailField):
    default_error_messages = {"invalid": "This address cannot be read. Write it like name@example.com."}

    def clean(self, value: Any) -> str:
        if any(character in (value or "") for character in UNREADABLE):
            raise forms.ValidationError(ODD_CHARACTER)
        return super().clean(value)


def readable_name(typed: str) -> str:
    """A person's name with single blanks. Raises ValidationError where there is nothing to call them by."""
    name = " ".join(typed.split())
    if not any(letter.isalnum() for letter in name):
        raise forms.ValidationError("Type the name in letters.")
    return name
