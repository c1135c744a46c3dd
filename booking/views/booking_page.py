"""What the booking page shows for a wish: the open slots, the bill, the plan for the therapist."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from booking.availability import Ask, Offer, Sale, Slot, open_slots
from booking.forms.bookings import start_value
from booking.models import FocusArea
from booking.suggestions.wording import areas_in_words, listed
from booking.views.booking_wish import WEEK, BookingWish
from booking.views.slot_table import Table, find, nearest, table_of


@dataclass(frozen=True)
class Line:
    """A line of the bill."""

    words: str
    minutes: int
    price: Decimal


class BookingPage(BookingWish):
    """The wish with what the calendar and the catalogue say to it."""

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
        known = {"judged": self.judged_days, "sale": self.sale}
        return open_slots(self.ask, first_day=self.first_day, days=WEEK, now=self.now, **known)

    @property
    def sale(self) -> Sale:
        """As the catalogue was read for this page; techniques matter to nobody but a client with an intake."""
        techniques = self.service.techniques.all() if self.judged_days else ()
        return Sale(
            is_offered=self.length in self.service.lengths,
            add_ons=frozenset(verdict.add_on.pk for verdict in self.verdicts),
            techniques=frozenset(technique.code for technique in techniques),
        )

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
        if not self.slot:
            return ""
        starts_at = self.slot.starts_at
        return f"{self.location.local(starts_at):%A} {self.location.clock(starts_at)}"

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
        return f"{day}{self.location.clock(slot.starts_at)} with {slot.therapist}"

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

    @property
    def untrained(self) -> str:
        """The therapist of the picked time, where the client needs somebody who has learned more."""
        if self.slot is None or self.trained is None or self.slot.therapist in self.trained:
            return ""
        return str(self.slot.therapist)

    @property
    def trained_in_words(self) -> str:
        return listed(map(str, self.trained or ())) or "nobody on the team"

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
