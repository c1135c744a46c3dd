"""A booking as far as it is known: for whom, which service in which length, with which add-ons, by whom."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import groupby
from uuid import UUID, uuid4

from django.db.models import Q

from booking.exceptions import BookingError
from booking.forms.bookings import BookingForm, Catalogue, Start
from booking.models import AddOn, Room, Service, ServiceDuration, Therapist
from booking.suggestions import AddOnVerdict, SuggestedService, add_on_verdicts, services_for, trainings_needed
from booking.views.suggestion_page import fitting_add_ons, latest_choice
from intake import screenings
from intake.models import Client
from intake.rules import Permit
from intake.screenings import Judgement
from intake.vocabulary import Modality
from spa.models import Location

USUAL_MINUTES = 60
WEEK = 7


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


class BookingWish:
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

    @property
    def last_day(self) -> date:
        return self.first_day + timedelta(days=WEEK - 1)

    @cached_property
    def judged_days(self) -> dict[date, tuple[Judgement, Permit]]:
        """What the client's intake allows on each day of the page and on that of the picked time; read once."""
        if self.client is None:
            return {}
        week = {self.first_day + timedelta(days=ahead) for ahead in range(WEEK)}
        return screenings.permits_on(self.client, sorted(week | {self._day_of_visit}))

    @property
    def _day_of_visit(self) -> date:
        return self.location.local_day(self.start.at) if self.start else self.first_day

    @property
    def judged(self) -> tuple[Judgement, Permit] | tuple[None, None]:
        """The day of the picked time, else the first day of the page."""
        return self.judged_days.get(self._day_of_visit, (None, None))

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
        return next(iter(self._within_reach_of_therapist()), None)

    def _within_reach_of_therapist(self) -> list[Service]:
        """Services that the wanted therapist can give; all of them where nobody is wanted or nothing fits."""
        services = self.form.catalogue.services
        if self.therapist is None:
            return services
        skills = set(self.therapist.skills.values_list("pk", flat=True))
        return [s for s in services if skills.issuperset(each.pk for each in s.techniques.all())] or services

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

    @cached_property
    def trained(self) -> list[Therapist] | None:
        """Who has learned what this client's health asks for; None where it asks for nothing special."""
        needed = trainings_needed(self.judgement.screening.cautions) if self.judgement else ()
        if not needed:
            return None
        able = Therapist.objects.active()
        for code in needed:
            able = able.filter(trainings__code=code)
        keys = set(able.values_list("pk", flat=True))
        return [therapist for therapist in self.form.catalogue.therapists if therapist.pk in keys]
