"""What the booking page sends: text turned into objects. Whether the hour is free is not asked here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from booking.forms.areas import marked_areas
from booking.forms.words import Phone, Words, readable_name
from booking.models import AddOn, Appointment, Room, Service, Therapist, Visit
from booking.scheduling import PlannedArea
from intake.models import Client, Intake
from intake.models.alike import Lookalike
from spa.models import Location

BROKEN = "Something went missing on the way. Load the page again and book once more."


@dataclass(frozen=True)
class Catalogue:
    """What the page has to choose from, read once."""

    location: Location
    services: Sequence[Service]
    therapists: Sequence[Therapist]
    rooms: Sequence[Room]


@dataclass(frozen=True)
class Start:
    """A start on the page, with the therapist who stands beside it."""

    at: datetime
    therapist: Therapist | None

    @property
    def value(self) -> str:
        return start_value(self.at, self.therapist)


def start_value(at: datetime, therapist: Therapist | None) -> str:
    """How a start is written in a form: its instant and the therapist's key."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M}Z~{therapist.pk if therapist else ''}"


class RowChoiceField(forms.ChoiceField):
    """One of the rows that the page shows, by key; "" is none."""

    def offer(self, rows: Sequence[Any]) -> None:
        self.rows = {str(row.pk): row for row in rows}
        self.choices = [("", ""), *((key, str(row)) for key, row in self.rows.items())]

    def clean(self, value: Any) -> Any:
        return self.rows.get(super().clean(value))


class RowsChoiceField(forms.MultipleChoiceField):
    """Some of the rows that the page shows."""

    def offer(self, rows: Sequence[Any]) -> None:
        self.rows = {str(row.pk): row for row in rows}
        self.choices = [(key, str(row)) for key, row in self.rows.items()]

    def clean(self, value: Any) -> list[Any]:
        return [self.rows[key] for key in super().clean(value)]


class ClientField(forms.ModelChoiceField):
    """A client by key; who has a current intake is read together with it, since the page asks for both."""

    intake: Intake | None = None

    def to_python(self, value: Any) -> Client | None:
        self.intake = self._read_intake(value) if value not in self.empty_values else None
        return self.intake.client if self.intake else super().to_python(value)

    def _read_intake(self, key: Any) -> Intake | None:
        try:
            clients = self.queryset.filter(pk=key)
            return Intake.objects.current().select_related("client").filter(client__in=clients).first()
        except (TypeError, ValueError):
            return None


class BookingForm(forms.Form):
    """The whole page. A GET takes from it what can be read; a POST wants all of it."""

    client = ClientField(
        Client.objects.on_file(), required=False, error_messages={"invalid_choice": "This client is not here any more."}
    )
    new_name = Words(max_length=120, required=False, label="Name")
    new_phone = Phone(required=False, label="Phone")
    service = RowChoiceField(error_messages={"required": "Choose a service."})
    minutes = forms.IntegerField(min_value=5, max_value=24 * 60, label="Length")
    add_ons = RowsChoiceField(
        required=False, error_messages={"invalid_choice": "One of the add-ons is not on the list. Choose again."}
    )
    therapist = RowChoiceField(required=False)
    asked_for = forms.BooleanField(required=False)
    room = RowChoiceField(required=False)
    wish = forms.ChoiceField(choices=Client.TherapistWish.choices, required=False)
    slot = forms.CharField(error_messages={"required": "Choose a time."}, label="Time")
    first = forms.DateField(required=False)
    desk_line = Words(
        max_length=Appointment._meta.get_field("desk_line").max_length, required=False, label="A line for the therapist"
    )
    token = forms.UUIDField(error_messages={"required": BROKEN, "invalid": BROKEN}, label="")

    def __init__(self, data: Mapping[str, Any], catalogue: Catalogue) -> None:
        super().__init__(taken_first(data))
        self.catalogue = catalogue
        self.fields["service"].offer(catalogue.services)
        self.fields["add_ons"].offer(add_ons_of(catalogue.services))
        self.fields["therapist"].offer(catalogue.therapists)
        self.fields["room"].offer(catalogue.rooms)

    def clean_new_name(self) -> str:
        typed = self.cleaned_data["new_name"]
        return readable_name(typed) if typed else ""

    def clean_slot(self) -> Start:
        written, _, key = self.cleaned_data["slot"].partition("~")
        try:
            at = datetime.fromisoformat(written)
        except ValueError as error:
            raise ValidationError("This time cannot be read. Choose it again.") from error
        if at.tzinfo is None:
            at = at.replace(tzinfo=self.catalogue.location.tz)
        if not 2000 <= at.year <= 9000:
            raise ValidationError("This time cannot be read. Choose it again.")
        return Start(at.astimezone(UTC), self.fields["therapist"].rows.get(key))

    def clean_first(self) -> date | None:
        """A day at the end of the calendar has no week after it: it counts as none."""
        first = self.cleaned_data["first"]
        return first if first and first.year <= 9000 else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("client") and not cleaned.get("new_name") and "client" not in self.errors:
            self.add_error("client", "Choose a client, or type the name of a new one.")
        if self.lookalikes:
            self.add_error("new_name", "Is it one of these? Take one, or add somebody new all the same.")
        return cleaned

    @cached_property
    def lookalikes(self) -> list[Lookalike]:
        """Who on file may be the new client; nobody once the desk has looked, or the booking is made already."""
        name, token = self.cleaned_data.get("new_name"), self.cleaned_data.get("token")
        if not name or self.cleaned_data.get("client") or self.data.get("anyway"):
            return []
        if token and Visit.objects.filter(token=token).exists():
            return []
        return Client.objects.alike(name=name, phone=self.cleaned_data.get("new_phone") or None)

    @property
    def to_pick(self) -> list[tuple[Lookalike, str]]:
        """The same as pairs with no address: here they are taken by a button."""
        return [(each, "") for each in self.lookalikes]

    @property
    def intake(self) -> Intake | None:
        """The current one of the chosen client."""
        return self.fields["client"].intake

    @property
    def areas(self) -> list[PlannedArea]:
        return [PlannedArea(region, kind) for region, kind in marked_areas(self.data).items()]

    @property
    def start(self) -> Start | None:
        return self.cleaned_data.get("slot")

    @property
    def first_day(self) -> date | None:
        return self.cleaned_data.get("first")

    def to_book(self, client: Client) -> dict[str, Any]:
        """What ``scheduling.book`` takes; the therapist is the one who stood beside the time."""
        taken = {name: self.cleaned_data[name] for name in ("service", "minutes", "add_ons", "room", "desk_line")}
        return taken | {
            "client": client,
            "location": self.catalogue.location,
            "starts_at": self.start.at,
            "therapist": self.start.therapist or self.cleaned_data["therapist"],
            "asked_for": self.cleaned_data["asked_for"] and self.cleaned_data["therapist"] is not None,
            "wish": self.cleaned_data["wish"],
            "focus_areas": self.areas,
            "token": self.cleaned_data["token"],
        }


def taken_first(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """A time taken by a button of its own stands before the one that was picked in the table."""
    if not data.get("take"):
        return data
    data = data.copy()
    data["slot"] = data["take"]
    return data


def add_ons_of(services: Sequence[Service]) -> list[AddOn]:
    """Every add-on that any of the services is sold with, once."""
    found = {add_on.pk: add_on for service in services for add_on in service.add_ons.all() if add_on.is_active}
    return list(found.values())
