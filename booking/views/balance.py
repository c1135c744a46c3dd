"""The balance of reasons as a drawing: weights on both sides of a middle, in the units of its view box."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from intake.rules import Reason, Screening
from intake.rules.modality import DECIDES

WIDTH = 800
MIDDLE = WIDTH / 2
EDGE = 8  # kept free at both ends
GAP = 2.4
WIDEST_POINT = 23.75
EITHER_POINTS = DECIDES - 0.5  # closer together than what decides: either would serve
MARK_TOP, MARK_FOOT, MARK_HALF = 52, 64, 8
MOST_SQUARES = 5


@dataclass(frozen=True)
class Weight:
    """One block of the drawing; x and width as SVG wants them."""

    side: str
    x: str
    width: str


@dataclass(frozen=True)
class Weighed:
    """A reason with its squares: (x, is filled)."""

    reason: Reason
    squares: tuple[tuple[str, bool], ...]

    @property
    def in_words(self) -> str:
        return "1 point" if self.reason.points == 1 else f"{self.reason.points} points"


@dataclass(frozen=True)
class Balance:
    """All that the drawing and the lists beneath it show."""

    screening: Screening
    weights: tuple[Weight, ...]
    either: tuple[str, str]
    mark: str
    relaxation: tuple[Weighed, ...]
    therapeutic: tuple[Weighed, ...]
    both: tuple[Reason, ...]

    @property
    def net(self) -> int:
        return self.screening.points_therapeutic - self.screening.points_relaxation

    @property
    def net_side(self) -> str:
        """Which half of the line under the drawing the words stand in."""
        return "t" if self.net >= DECIDES else "r" if self.net <= -DECIDES else "e"

    @property
    def net_words(self) -> str:
        if not self.net:
            return "Even"
        return f"{abs(self.net)} towards {'therapeutic' if self.net > 0 else 'relaxation'}"

    @property
    def sentence(self) -> str:
        points = self.screening.points_relaxation, self.screening.points_therapeutic
        return f"Relaxation {points[0]}, therapeutic {points[1]}. {self.net_words}."


def balance_of(screening: Screening) -> Balance:
    """The drawing of a screening; a point is as wide as the heavier side allows."""
    heavier = max(screening.points_relaxation, screening.points_therapeutic, 1)
    point = min(WIDEST_POINT, (MIDDLE - EDGE) / heavier)
    sides = {side: _heaviest_first(screening.reasons, side) for side in ("relaxation", "therapeutic")}
    tip = MIDDLE + point * (screening.points_therapeutic - screening.points_relaxation)
    return Balance(
        screening=screening,
        weights=tuple(weight for side, reasons in sides.items() for weight in _weights(side, reasons, point)),
        either=(_units(MIDDLE - EITHER_POINTS * point), _units(2 * EITHER_POINTS * point)),
        mark=f"M{_units(tip)} {MARK_TOP}l{MARK_HALF} {MARK_FOOT - MARK_TOP}h-{2 * MARK_HALF}z",
        relaxation=tuple(map(_weighed, sides["relaxation"])),
        therapeutic=tuple(map(_weighed, sides["therapeutic"])),
        both=tuple(reason for reason in screening.reasons if reason.points_to == "both"),
    )


def _heaviest_first(reasons: Iterable[Reason], side: str) -> list[Reason]:
    return sorted((reason for reason in reasons if reason.points_to == side), key=lambda reason: -reason.points)


def _weights(side: str, reasons: Iterable[Reason], point: float) -> Iterator[Weight]:
    reached = 0.0
    for reason in reasons:
        width = reason.points * point
        near = MIDDLE + reached if side == "therapeutic" else MIDDLE - reached - width
        yield Weight(side, _units(near + GAP / 2), _units(max(width - GAP, 1)))
        reached += width


def _weighed(reason: Reason) -> Weighed:
    squares = ((_units(0.5 + 13 * place), place < reason.points) for place in range(MOST_SQUARES))
    return Weighed(reason, tuple(squares))


def _units(number: float) -> str:
    return f"{number:.1f}"
