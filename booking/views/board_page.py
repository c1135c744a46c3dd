"""What one day of the board shows, read once: columns, counts, filters, and who comes next."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from booking.availability import PlannedDay, day_plan
from booking.models import Status
from booking.permissions import may_book
from booking.views.board_grid import Grid
from booking.views.board_lanes import FLAGS, Lane, flags_of, lanes_of
from booking.views.board_rail import Arrival, arriving_next
from spa.models import Location, User


@dataclass(frozen=True)
class Filter:
    """A link that shows only bookings with one badge, or all again."""

    flag: str
    words: str
    count: int
    is_on: bool


class BoardPage:
    """One day of the board, read once."""

    def __init__(self, user: User, location: Location, day: date, now: datetime, version: str, show: str) -> None:
        self.location, self.day, self.now, self.version = location, day, now, version
        self.show = show if show in FLAGS else ""
        self.may_book = may_book(user)
        self.today = location.local_day(now)
        self.plan: PlannedDay = day_plan(location, day, 1, now=now).days[0]
        self.grid = Grid.of(location, self.plan.shown)

    @property
    def is_today(self) -> bool:
        return self.day == self.today

    @property
    def yesterday(self) -> date:
        return self.day - timedelta(days=1)

    @property
    def tomorrow(self) -> date:
        return self.day + timedelta(days=1)

    @cached_property
    def lanes(self) -> list[Lane]:
        with_gaps = self.may_book and self.day >= self.today
        return lanes_of(self.plan, self.grid, show=self.show, with_gaps=with_gaps)

    @property
    def is_blank(self) -> bool:
        """Nothing to draw: nobody works here, or the doors are shut and nothing is booked."""
        columns = self.plan.columns
        return not columns or (self.plan.is_closed and not any(column.cards or column.blocks for column in columns))

    @property
    def now_place(self) -> str:
        return self.grid.now_place(self.now)

    @property
    def summary(self) -> str:
        """``38 bookings, 4 in session, 2 waiting``."""
        states = [card.appointment.state for card in self.plan.cards if card.holds_time]
        if not states:
            return "No bookings"
        counts = [f"{len(states)} booking{'s' if len(states) > 1 else ''}"]
        for state, words in ((Status.IN_SESSION, "in session"), (Status.ARRIVED, "waiting")):
            if count := states.count(state):
                counts.append(f"{count} {words}")
        return ", ".join(counts)

    @property
    def filters(self) -> list[Filter]:
        flags = [flag for card in self.plan.cards for flag in flags_of(card)]
        return [_filter(flag, flags.count(flag), self.show) for flag in FLAGS]

    @cached_property
    def arriving(self) -> list[Arrival]:
        return arriving_next(self.plan.cards, self.now) if self.is_today else []

    @property
    def waiting(self) -> int:
        return sum(card.appointment.state is Status.ARRIVED for card in self.plan.cards)

    @property
    def query(self) -> str:
        return f"?show={self.show}" if self.show else ""


def _filter(flag: str, count: int, show: str) -> Filter:
    return Filter(flag, f"{flag}{'' if count == 1 else 's'}", count, flag == show)
