"""What stands beside the board: the month to jump in, and who comes next."""

from calendar import Calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from booking.availability import Card
from booking.models import Status
from booking.views.board_lanes import flags_of

NEXT_SHOWN = 4


@dataclass(frozen=True)
class Month:
    """A month as weeks from Monday, with the days of its neighbours that fill them."""

    first: date
    day: date
    today: date

    @property
    def weeks(self) -> list[list[date]]:
        return Calendar().monthdatescalendar(self.first.year, self.first.month)

    @property
    def before(self) -> str:
        return f"{self.first - timedelta(days=1):%Y-%m}"

    @property
    def after(self) -> str:
        return f"{self.first + timedelta(days=31):%Y-%m}"

    @property
    def title(self) -> str:
        return f"{self.first:%B %Y}"


def month_of(typed: str, day: date, today: date) -> Month:
    """The month asked for as ``2026-04``, else that of the day."""
    try:
        first = date.fromisoformat(f"{typed}-01")
    except ValueError:
        first = day.replace(day=1)
    return Month(first if first.year in range(1990, 2200) else day.replace(day=1), day, today)


@dataclass(frozen=True)
class Arrival:
    """Somebody who is expected, or here and waiting."""

    card: Card
    flags: tuple[str, ...]

    @property
    def is_here(self) -> bool:
        return self.card.appointment.state is Status.ARRIVED


def arriving_next(cards: Iterable[Card], now: datetime) -> list[Arrival]:
    """Everybody who waits, and the next few who come; whoever is late stays on the list until their time is over."""
    expected = [card for card in cards if card.appointment.state in Status.not_begun() and card.span.end > now]
    arrivals = [Arrival(card, flags_of(card)) for card in expected]
    coming = [arrival for arrival in arrivals if not arrival.is_here][:NEXT_SHOWN]
    return [arrival for arrival in arrivals if arrival.is_here or arrival in coming]
