"""The only reader of the calendar: what is open, and what stands on the board."""

from booking.availability.asks import Ask, DayOffer, Offer, Slot, ask_to_move
from booking.availability.slots import open_slots

__all__ = ["Ask", "DayOffer", "Offer", "Slot", "ask_to_move", "open_slots"]
