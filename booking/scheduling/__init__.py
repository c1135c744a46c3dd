"""The only writer of visits, appointments and allocations: one keyword-only function, one transaction each."""

from booking.scheduling.areas import PlannedArea
from booking.scheduling.booking import book

__all__ = ["PlannedArea", "book"]
