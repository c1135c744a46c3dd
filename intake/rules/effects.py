"""What a rule does to a session, and how what several rules do comes together (domain rules, section 1)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from intake.rules.groups import ADD_ONS, NOTHING, TECHNIQUES, implied_by


@dataclass(frozen=True)
class Regional:
    """A limit on some regions only; what its cap forbids by itself is part of it."""

    regions: frozenset[str]
    cap: int | None = None
    no: frozenset[str] = NOTHING
    forbids: frozenset[str] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "forbids", self.no | implied_by(self.cap))

    def to_record(self) -> dict[str, Any]:
        """The limit as JSON."""
        return {"regions": sorted(self.regions), "cap": self.cap, "no": sorted(self.no)}

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> "Regional":
        """A stored limit as an object again."""
        return cls(frozenset(record["regions"]), record["cap"], frozenset(record["no"]))


@dataclass(frozen=True)
class Effects:
    """What holds for the whole session, unless it stands in `regional`.

    `cap` is a pressure on the Walton scale (1-5), `max_minutes` hands-on minutes; `no` holds add-ons and techniques.
    """

    cap: int | None = None
    max_minutes: int | None = None
    no: frozenset[str] = NOTHING
    avoid: frozenset[str] = NOTHING
    regional: tuple[Regional, ...] = ()
    positions: frozenset[str] = NOTHING
    questions: tuple[str, ...] = ()
    tell: frozenset[str] = NOTHING
    urgent: bool = False
    relaxation: bool = False
    forbids: frozenset[str] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        if unknown := self.no - ADD_ONS - TECHNIQUES:
            raise ValueError(f"Neither add-on nor technique: {sorted(unknown)}")
        object.__setattr__(self, "forbids", self.no | implied_by(self.cap))

    def to_record(self) -> dict[str, Any]:
        """The effects as JSON, without what says nothing."""
        record = {
            "cap": self.cap,
            "max_minutes": self.max_minutes,
            "no": sorted(self.no),
            "avoid": sorted(self.avoid),
            "regional": [limit.to_record() for limit in self.regional],
            "positions": sorted(self.positions),
            "questions": list(self.questions),
            "tell": sorted(self.tell),
            "urgent": self.urgent,
            "relaxation": self.relaxation,
        }
        return {name: value for name, value in record.items() if value}

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> "Effects":
        """Stored effects as an object again."""
        sets = {name: frozenset(record.get(name, ())) for name in ("no", "avoid", "positions", "tell")}
        plain = {name: record[name] for name in ("cap", "max_minutes", "urgent", "relaxation") if name in record}
        regional = tuple(Regional.from_record(entry) for entry in record.get("regional", ()))
        return cls(**plain, **sets, regional=regional, questions=tuple(record.get("questions", ())))

    def eased(
        self,
        *,
        allowed: frozenset[str] = NOTHING,
        region: str | None = None,
        cap: int | None = None,
        max_minutes: int | None = None,
    ) -> "Effects":
        """These effects with something allowed after all: add-ons and techniques, a region, more pressure or time."""
        eased = replace(
            self,
            cap=_raised(self.cap, cap),
            max_minutes=_raised(self.max_minutes, max_minutes),
            no=self.no - allowed,
            avoid=self.avoid - {region},
            regional=tuple(replace(limit, no=limit.no - allowed) for limit in self.regional),
        )
        # What was allowed before stays allowed, also where the cap alone would forbid it.
        kept = self.forbids & eased.forbids - allowed
        object.__setattr__(eased, "forbids", kept)
        return eased

    @property
    def regions(self) -> frozenset[str]:
        """The regions that these effects leave out or are about."""
        return self.avoid.union(*(limit.regions for limit in self.regional))


NO_EFFECTS = Effects()


def limits(
    *,
    cap: int | None = None,
    max_minutes: int | None = None,
    no: frozenset[str] = NOTHING,
    avoid: Iterable[str] = (),
    regional: Regional | None = None,
    positions: Iterable[str] = (),
    ask: str = "",
    tell: str = "",
    urgent: bool = False,
    relaxation: bool = False,
) -> Effects:
    """Effects as the tables write them; a regional limit without regions is none."""
    return Effects(
        cap=cap,
        max_minutes=max_minutes,
        no=no,
        avoid=frozenset(avoid),
        regional=(regional,) if regional and regional.regions else (),
        positions=frozenset(positions),
        questions=(ask,) if ask else (),
        tell=frozenset([tell]) if tell else NOTHING,
        urgent=urgent,
        relaxation=relaxation,
    )


def together(parts: list[Effects]) -> Effects:
    """Effects of several sources as one: the least of caps and minutes, the union of all else."""
    if len(parts) == 1:
        return parts[0]
    return Effects(
        cap=least(part.cap for part in parts),
        max_minutes=least(part.max_minutes for part in parts),
        no=NOTHING.union(*(part.no for part in parts)),
        avoid=NOTHING.union(*(part.avoid for part in parts)),
        regional=tuple(limit for part in parts for limit in part.regional),
        positions=NOTHING.union(*(part.positions for part in parts)),
        questions=tuple(question for part in parts for question in part.questions),
        tell=NOTHING.union(*(part.tell for part in parts)),
        urgent=any(part.urgent for part in parts),
        relaxation=any(part.relaxation for part in parts),
    )


def least(numbers: Iterable[int | None]) -> int | None:
    """The smallest number given, None where nothing limits."""
    return min((number for number in numbers if number is not None), default=None)


def _raised(limit: int | None, up_to: int | None) -> int | None:
    return limit if limit is None or up_to is None else max(limit, up_to)
