"""What the booking page shows for a wish: the choices, the open slots, the bill."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from itertools import groupby
from uuid import UUID, uuid4

from django.db.models import Q

from booking.availability import Ask, Offer, Slot, open_slots
from booking.exceptions import BookingError
from booking.forms.bookings import BookingForm, Catalogue, Start, start_value
from booking.models import AddOn, FocusArea, Room, Service, ServiceDuration, Therapist
from booking.suggestions import AddOnVerdict, SuggestedService, add_on_verdicts, services_for
from booking.suggestions.wording import areas_in_words
from booking.views.slot_table import Table, find, nearest, table_of
from booking.views.suggestion_page import fitting_add_ons, latest_choice
from intake import screenings
from intake.models import Client
from intake.rules import Permit
from intake.screenings import Judgement
from intake.vocabulary import Modality
from spa.models import Location

WEEK = 7
USUAL_MINUTES = 60


def read_catalogue(location: Location) -> Catalogue:
    """Services with their lengths, add-ons and techniques, therapists, rooms: six queries."""
    services = Service.objects.active().filter(durations__is_active=True).distinct()
    works_here = Q(resource__location=location) | Q(shifts__location=location)
    therapists = Therapist.objects.active().filter(works_here).distinct()
    return Catalogue(
        location=location,
        services=list(services.select_related("training").prefetch_related("techniques", "durations", "add_ons")),
        therapists=list(therapists.select_related("resource")),
        rooms=list(Room.objects.active().at(location).select_related("resource")),
    )


@dataclass(frozen=True)
class Line:
    """A line of the bill."""

    words: str
    minutes: int
    price: Decimal


class BookingPage:
    """A wish as far as it is known; everything that was not chosen has a sensible beginning."""

    def __init__(self, form: BookingForm, now: datetime, *, refusal: BookingError | None = None) -> None:
        form.is_valid()
        self.form = form
        self.refusal = refusal
        self.now = now
        self.location = form.catalogue.location
        self.chosen = form.cleaned_data
        self.today = self.location.local_day(now)

    @cached_property
    def token(self) -> UUID:
        """Names this booking, so that a double submit books once."""
        return self.chosen.get("token") or uuid4()

    # --- Who ---

    @property
    def client(self) -> Client | None:
        return self.chosen.get("client")

    @property
    def first_day(self) -> date:
        """The first of the seven days, never before today."""
        asked = self.form.first_day or (self.start and self.location.local_day(self.start.at)) or self.today
        return max(asked, self.today)

    @property
    def start(self) -> Start | None:
        return self.form.start

    @cached_property
    def judged(self) -> tuple[Judgement, Permit] | tuple[None, None]:
        """What the client's intake allows on the day of the picked time, else on the first day of the page."""
        if self.client is None:
            return None, None
        day = self.location.local_day(self.start.at) if self.start else self.first_day
        return screenings.permits_on(self.client, [day]).get(day, (None, None))

    @property
    def judgement(self) -> Judgement | None:
        return self.judged[0]

    @property
    def permit(self) -> Permit | None:
        return self.judged[1]

    @property
    def is_without_intake(self) -> bool:
        return self.client is not None and self.judgement is None

    # --- What ---

    @cached_property
    def suggested(self) -> SuggestedService | None:
        """What suits the client best, of the kind that the desk chose; asked only where no service was chosen."""
        if self.judgement is None:
            return None
        choice = latest_choice(self.judgement.intake)
        kind = choice.modality if choice else None
        return services_for(self.judgement.screening, self.permit, location=self.location, modality=kind).best

    @cached_property
    def service(self) -> Service | None:
        if self.chosen.get("service"):
            return self.chosen["service"]
        keys = {service.pk: service for service in self.form.catalogue.services}
        if self.suggested and self.suggested.service.pk in keys:
            return keys[self.suggested.service.pk]
        return next(iter(self.form.catalogue.services), None)

    @property
    def services_by_kind(self) -> list[tuple[str, list[Service]]]:
        ordered = sorted(self.form.catalogue.services, key=lambda service: service.modality)
        return [
            (Modality(kind).label, list(services))
            for kind, services in groupby(ordered, key=lambda service: service.modality)
        ]

    @cached_property
    def lengths(self) -> list[ServiceDuration]:
        every = self.service.durations.all() if self.service else ()
        return sorted((each for each in every if each.is_active), key=lambda each: each.minutes)

    @cached_property
    def length(self) -> ServiceDuration | None:
        """The chosen length, else the suggested one, else the one nearest to what was chosen before or to an hour."""
        wanted = self.chosen.get("minutes")
        if wanted is None:
            wanted = self.suggested.minutes if self._is_prefilled and self.suggested else USUAL_MINUTES
        return min(self.lengths, key=lambda each: abs(each.minutes - wanted), default=None)

    @property
    def _is_prefilled(self) -> bool:
        return not self.chosen.get("service")

    @cached_property
    def verdicts(self) -> Sequence[AddOnVerdict]:
        if self.service is None:
            return ()
        offered = self.judgement.screening.offered_add_ons if self.judgement else ()
        verdicts = add_on_verdicts(self.service, self.permit, offered=offered)
        return sorted(verdicts, key=lambda verdict: (verdict.add_on.position, verdict.add_on.name))

    @cached_property
    def add_ons(self) -> list[AddOn]:
        """The chosen add-ons that this service has and that nothing rules out."""
        wanted = {add_on.pk for add_on in self.chosen.get("add_ons") or ()}
        if self._is_prefilled and self.judgement and self.length:
            wanted = set(fitting_add_ons(self.length.minutes, self.verdicts, self.permit))
        return [each.add_on for each in self.verdicts if each.add_on.pk in wanted and not each.is_refused]

    @property
    def therapist(self) -> Therapist | None:
        return self.chosen.get("therapist")

    @property
    def room(self) -> Room | None:
        return self.chosen.get("room")

    @property
    def wish(self) -> str:
        own = self.client.therapist_wish if self.client and "wish" not in self.form.data else ""
        return self.chosen.get("wish") or own or Client.TherapistWish.ANY

    @property
    def wishes(self) -> list[tuple[str, str]]:
        return [(Client.TherapistWish.ANY.value, "Anyone"), ("woman", "Woman"), ("man", "Man")]

    # --- When ---

    @property
    def ask(self) -> Ask:
        return Ask(
            location=self.location,
            service=self.service,
            minutes=self.length.minutes,
            add_ons=tuple(self.add_ons),
            therapist=self.therapist,
            wish=self.wish,
            room=self.room,
            client=self.client,
        )

    @cached_property
    def offer(self) -> Offer:
        if self.length is None:
            return Offer()
        return open_slots(self.ask, first_day=self.first_day, days=WEEK, now=self.now)

    @cached_property
    def slot(self) -> Slot | None:
        """The picked time, while it is open."""
        return find(self.offer, self.start)

    @property
    def does_not_fit(self) -> bool:
        """Whether the wanted time lies in these days and is not open."""
        if self.start is None or self.slot is not None:
            return False
        return self.first_day <= self.location.local_day(self.start.at) <= self.last_day

    @cached_property
    def table(self) -> Table:
        return table_of(self.offer, self.location, self.slot)

    @property
    def slot_words(self) -> str:
        """The picked time as the button says it: Thursday 16:00."""
        return f"{self.location.local(self.slot.starts_at):%A %H:%M}" if self.slot else ""

    @property
    def nearest(self) -> list[tuple[str, str]]:
        """Other times to take with one press when the wanted one is gone: what they send, and their words."""
        if self.start is None or self.slot is not None:
            return []
        wanted = self.location.local_day(self.start.at)
        return [
            (start_value(slot.starts_at, slot.therapist), self._said(slot, wanted))
            for slot in nearest(self.offer, self.start)
        ]

    def _said(self, slot: Slot, wanted: date) -> str:
        starts = self.location.local(slot.starts_at)
        day = "" if starts.date() == wanted else f"{starts:%A} "
        return f"{day}{starts:%H:%M} with {slot.therapist}"

    @property
    def last_day(self) -> date:
        return self.first_day + timedelta(days=WEEK - 1)

    @property
    def days_in_words(self) -> str:
        """The seven days: 14 to 20 April."""
        first, last = self.first_day, self.last_day
        month = "" if first.month == last.month else f" {first:%B}"
        return f"{first.day}{month} to {last.day} {last:%B}"

    @property
    def earlier(self) -> date | None:
        return max(self.first_day - timedelta(days=WEEK), self.today) if self.first_day > self.today else None

    @property
    def later(self) -> date:
        return self.first_day + timedelta(days=WEEK)

    # --- The bill ---

    @property
    def lines(self) -> list[Line]:
        if self.length is None:
            return []
        service = Line(str(self.service), self.length.minutes, self.length.price)
        return [service, *(Line(str(add_on), add_on.minutes, add_on.price) for add_on in self.add_ons)]

    @property
    def stay(self) -> int:
        return self.ask.stay if self.length else 0

    @property
    def total(self) -> Decimal:
        return sum((line.price for line in self.lines), Decimal(0))

    # --- The plan ---

    @cached_property
    def areas(self) -> dict[str, set[str]]:
        """Regions to work on and to leave out: as marked for this client on the page, else as the screening says."""
        marked = {(str(area.kind), area.region.value) for area in self.form.areas}
        if self.judgement and not marked and self.form.data.get("planned_for") != str(self.client.pk):
            avoid = {region.value for region in self.permit.avoid_regions}
            focus = {region.value for region in self.judgement.screening.focus_regions} - avoid
            return {"focus": focus, "avoid": avoid}
        return {kind: {region for each, region in marked if each == kind} for kind in FocusArea.Kind.values}

    @property
    def areas_in_words(self) -> str:
        said = {"Focus": self.areas["focus"], "Leave out": self.areas["avoid"]}
        return ". ".join(f"{title}: {'; '.join(areas_in_words(slugs))}" for title, slugs in said.items() if slugs)
