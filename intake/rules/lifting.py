"""What staff and doctors have on file that may lift a caution; `permitted` alone decides whether it does."""

from dataclasses import dataclass, field
from datetime import date

from intake.vocabulary import CautionCode


@dataclass(frozen=True)
class ClearanceGiven:
    """A doctor's answer that a therapist accepted, for the cautions it names, from one day to another inclusive.

    Its limits replace those of these cautions: Walton pressure, hands-on minutes, regions, techniques, add-ons,
    positions.
    """

    codes: frozenset[str]
    starts_on: date
    ends_on: date
    max_pressure: int | None = None
    max_minutes: int | None = None
    avoid_regions: frozenset[str] = frozenset()
    forbidden_techniques: frozenset[str] = frozenset()
    forbidden_add_ons: frozenset[str] = frozenset()
    positions: frozenset[str] = frozenset()

    def in_force(self, on: date) -> bool:
        """Whether it holds on that day."""
        return self.starts_on <= on <= self.ends_on


@dataclass(frozen=True)
class ConsentGiven:
    """A guardian's signature, from the day it was given to its last day inclusive; None: until it is withdrawn."""

    signed_on: date
    ends_on: date | None = None
    codes: frozenset[str] = field(default_factory=lambda: frozenset({CautionCode.MINOR_GUARDIAN_CONSENT.value}))

    def in_force(self, on: date) -> bool:
        """Whether it holds on that day."""
        return self.signed_on <= on and (self.ends_on is None or on <= self.ends_on)


@dataclass(frozen=True)
class ReplyGiven:
    """The recorded answer to what a caution asks. Of two answers to one caution, the one that says no counts."""

    code: str
    may_go_ahead: bool


@dataclass(frozen=True)
class OverrideGiven:
    """A therapist lifts a whole caution, or one limit, for one session; every field that is set counts.

    `max_pressure` and `max_minutes` raise a limit up to that number.
    """

    code: str | None = None
    technique: str | None = None
    add_on: str | None = None
    region: str | None = None
    max_pressure: int | None = None
    max_minutes: int | None = None
