"""What a client tells with details: an injury, a condition with its date, an operation, a place on the skin."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import ConfigDict, Field

from intake.vocabulary import Condition, Device, InjurySign, InjuryType, Region, SkinFinding

# Unknown fields are errors.
READING = ConfigDict(extra="forbid")

MAX_DAYS = 40000
MAX_RECENT_DAYS = 3650

# Strict: a whole number is never read from a word, a fraction or a yes.
YesNo = Annotated[bool, Field(strict=True)]
Days = Annotated[int, Field(strict=True, ge=0, le=MAX_DAYS)]
RecentDays = Annotated[int, Field(strict=True, ge=0, le=MAX_RECENT_DAYS)]
Score = Annotated[int, Field(strict=True, ge=0, le=10)]
OperationName = Annotated[str, Field(strict=True, max_length=200)]
Systolic = Annotated[int, Field(strict=True, ge=50, le=300)]
Diastolic = Annotated[int, Field(strict=True, ge=30, le=200)]


@dataclass(frozen=True)
class Injury:
    """The injury that the client comes with; `medically_seen` says whether a doctor has looked at it."""

    __pydantic_config__ = READING

    type: InjuryType
    days_ago: Days | None = None
    regions: frozenset[Region] = frozenset()
    signs: frozenset[InjurySign] = frozenset()
    medically_seen: YesNo | None = None


@dataclass(frozen=True)
class ConditionEntry:
    """A condition; `days_ago` counts from when it happened, or from when its treatment ended."""

    __pydantic_config__ = READING

    code: Condition
    regions: frozenset[Region] = frozenset()
    days_ago: Days | None = None
    flare: YesNo | None = None


@dataclass(frozen=True)
class BloodPressure:
    """A reading in mmHg."""

    __pydantic_config__ = READING

    systolic: Systolic
    diastolic: Diastolic
    days_ago: Days | None = None


@dataclass(frozen=True)
class Surgery:
    """An operation in the client's words; `cleared` says whether the surgeon agreed to massage."""

    __pydantic_config__ = READING

    what: OperationName
    days_ago: Days | None = None
    regions: frozenset[Region] = frozenset()
    major: YesNo | None = None
    cleared: YesNo | None = None


@dataclass(frozen=True)
class SkinEntry:
    """Something on the skin, and where."""

    __pydantic_config__ = READING

    what: SkinFinding
    regions: frozenset[Region] = frozenset()


@dataclass(frozen=True)
class DeviceEntry:
    """Something fitted into or onto the body; `days_ago` counts from when it was fitted."""

    __pydantic_config__ = READING

    code: Device
    regions: frozenset[Region] = frozenset()
    days_ago: Days | None = None
