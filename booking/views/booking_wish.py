"""A booking as far as it is known: for whom, which service in which length, with which add-ons, by whom."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import groupby
from uuid import UUID, uuid4

from django.db.models import Prefetch, Q, prefetch_related_objects

from booking.availability.calendar import works_at
from booking.exceptions import BookingError
from booking.forms.bookings import BookingForm, Catalogue, Start
from booking.models import AddOn, Resource, Room, Service, ServiceDuration, Therapist
from booking.suggestions import AddOnVerdict, SuggestedService, Team, add_on_verdicts, services_for, trainings_needed
from booking.views.suggestion_page import fitting_add_ons
from intake.models import Client
from intake.rules import Permit
from intake.screenings import Judgement, OnFile
from intake.vocabulary import Modality
from spa.models import Location

USUAL_MINUTES = 60
WEEK = 7


def read_catalogue(location: Location) -> Catalogue:
    """Services with their lengths, their add-ons, therapists and rooms: three queries."""
    here = Q(room__isnull=False, location=location) | Q(works_at(location), therapist__isnull=False)
    resources = Resource.objects.active().filter(here).select_related("therapist", "room").order_by("position", "name")
    return Catalogue(
        location=location,
        services=services_with_lengths(),
        therapists=[row.therapist for row in resources if hasattr(row, "therapist")],
        rooms=[row.room for row in resources if hasattr(row, "room")],
    )


def services_with_lengths() -> list[Service]:
    """What is sold in any length at all, in the catalogue's order, with the lengths and the add-ons: two queries."""
    lengths = ServiceDuration.objects.active().filter(service__is_active=True)
    lengths = lengths.select_related("service__training", "service__equipment_kind")
    services = []
    for service, its_own in groupby(lengths, key=lambda length: length.service):
        service.lengths = list(its_own)
        services.append(service)
    prefetch_related_objects(services, Prefetch("add_ons", AddOn.objects.select_related("equipment_kind")))
    return services


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
    def on_file(self) -> OnFile | None:
        return OnFile.of(self.form.intake, self.client) if self.form.intake and self.client else None

    @cached_property
    def judged_days(self) -> dict[date, tuple[Judgement, Permit]]:
        """What the client's intake allows on each day of the page and on that of the picked time; read once."""
        if self.on_file is None:
            return {}
        week = {self.first_day + timedelta(days=ahead) for ahead in range(WEEK)}
        return self.on_file.permits_on(sorted(week | {self._day_of_visit}))

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
        known = {"among": self._services_with_techniques, "team": self.team}
        return services_for(self.judgement.screening, self.permit, modality=self.on_file.chosen, **known).best

    @cached_property
    def team(self) -> Team:
        """What the therapists have learned; one query."""
        return Team(self.location)

    @cached_property
    def _services_with_techniques(self) -> Sequence[Service]:
        """All that is sold; one query."""
        prefetch_related_objects(self.form.catalogue.services, "techniques")
        return self.form.catalogue.services

    @cached_property
    def service(self) -> Service | None:
        if self.chosen.get("service"):
            return self.chosen["service"]
        if self.suggested:
            return self.suggested.service
        return next(iter(self._within_reach_of_therapist()), None)

    def _within_reach_of_therapist(self) -> list[Service]:
        """Services that the wanted therapist can give; all of them where nobody is wanted or nothing fits."""
        if self.therapist is None:
            return self.form.catalogue.services
        skills, services = self.team.hands[self.therapist.pk].skills, self._services_with_techniques
        return [s for s in services if skills.issuperset(each.code for each in s.techniques.all())] or services

    @property
    def services_by_kind(self) -> list[tuple[str, list[Service]]]:
        ordered = sorted(self.form.catalogue.services, key=lambda service: service.modality)
        return [
            (Modality(kind).label, list(services))
            for kind, services in groupby(ordered, key=lambda service: service.modality)
        ]

    @cached_property
    def lengths(self) -> list[ServiceDuration]:
        return self.service.lengths if self.service else []

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
        able = {pk for pk, hands in self.team.hands.items() if needed <= hands.trainings}
        return [therapist for therapist in self.form.catalogue.therapists if therapist.pk in able]
