"""Admin pages about what can be booked, whom and what a visit holds, hours, and the visits themselves (to be read)."""

from booking.admin import catalogue, hours, team, visits

__all__ = ["catalogue", "hours", "team", "visits"]
