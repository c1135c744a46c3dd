"""How a client does over time: pain, stress and sleep trouble, each from 0 to 10, drawn and said in numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from booking.views.client_visits import Past
from intake.models import Intake
from spa.models import Location

SHOWN = 12
KINDS = (("Pain", "p", "pain_score"), ("Stress", "s", "stress"), ("Sleep trouble", "z", "sleep_trouble"))

# The drawing, in units of its viewBox of 250 by 116: ten at the top line, none at the bottom line.
LEFT, RIGHT, TOP, BOTTOM, MOST = 8, 206, 12, 96, 10
SHAPES = {
    "p": "m-3.4 0a3.4 3.4 0 1 0 6.8 0a3.4 3.4 0 1 0-6.8 0",
    "s": "m-3-3h6v6h-6z",
    "z": "m0-4.6l4.4 7.8h-8.8z",
}


class Point(NamedTuple):
    """One score with the place of its mark."""

    day: date
    score: int
    x: str
    y: str


@dataclass(frozen=True)
class Curve:
    """One score over time, at most the last twelve. ``mark`` names its shape, dash and colour."""

    name: str
    mark: str
    told: tuple[tuple[date, int], ...]

    @property
    def shape(self) -> str:
        return SHAPES[self.mark]

    @property
    def points(self) -> list[Point]:
        """From the left in equal steps; a single one stands at the right."""
        steps = len(self.told) - 1
        step = (RIGHT - LEFT) / steps if steps else 0
        return [
            Point(day, score, f"{RIGHT - (steps - number) * step:.1f}", f"{_height(score):.1f}")
            for number, (day, score) in enumerate(self.told)
        ]

    @property
    def line(self) -> str:
        return " ".join(f"{point.x},{point.y}" for point in self.points)

    @property
    def last(self) -> Point:
        return self.points[-1]

    @property
    def last_y(self) -> str:
        """Where the last figure is written, beside its mark."""
        return f"{_height(self.last.score) + 5:.1f}"

    @property
    def days(self) -> list[str]:
        """The first and the last day below the line; a single day once."""
        ends = dict.fromkeys((self.told[0][0], self.told[-1][0]))
        return [f"{day.day} {day:%b %Y}" for day in ends]

    @property
    def change(self) -> int:
        """From the first to the last; less is better in each of them."""
        return self.told[-1][1] - self.told[0][1]

    @property
    def trend(self) -> str:
        if len(self.told) == 1:
            return ""
        return f"{'Up' if self.change > 0 else 'Down'} {abs(self.change)}" if self.change else "As before"

    @property
    def said(self) -> str:
        """The whole drawing in numbers."""
        scores = ", ".join(f"{score} on {day.day} {day:%B %Y}" for day, score in self.told)
        return f"{self.name}, 0 to 10: {scores}"


def curves_of(intakes: Iterable[Intake], past: Iterable[Past], location: Location) -> list[Curve]:
    """What was told in intakes; of pain what was told before a session too, which counts more on the same day."""
    signed = [intake for intake in intakes if not intake.is_draft][:SHOWN]
    told = {name: _told(signed, field) for name, _, field in KINDS}
    felt = [each for each in past if each.pain_before is not None]
    told["Pain"] |= {location.local_day(each.starts_at): each.pain_before for each in felt}
    return [curve for name, mark, _ in KINDS if (curve := _curve(name, mark, told[name]))]


def _told(newest_first: Sequence[Intake], field: str) -> dict[date, int | None]:
    return {intake.taken_on: getattr(intake.read_answers, field) for intake in reversed(newest_first)}


def _curve(name: str, mark: str, told: dict[date, int | None]) -> Curve | None:
    scores = tuple(sorted((day, score) for day, score in told.items() if score is not None))
    return Curve(name, mark, scores[-SHOWN:]) if scores else None


def _height(score: int) -> float:
    return BOTTOM - (BOTTOM - TOP) * score / MOST
