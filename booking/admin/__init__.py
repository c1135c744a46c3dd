"""Admin pages about what can be booked, whom and what a visit holds, hours, and the visits themselves (to be read)."""

from booking.admin import blocks, catalogue, hours, lengths, team, visits
from booking.admin.asking import AsksFirst

__all__ = ["AsksFirst", "blocks", "catalogue", "hours", "lengths", "team", "visits"]
