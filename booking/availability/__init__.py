"""The only reader of the calendar: what is open, and what stands on the board."""

from booking.availability.asks import Ask, DayOffer, Offer, Slot, ask_to_move
from booking.availability.cards import Card
from booking.availability.day_plan import Column, DayPlan, PlannedDay, day_plan
from booking.availability.slots import open_slots

__all__ = [
    "Ask",
    "Card",
    "Column",
    "DayOffer",
    "DayPlan",
    "Offer",
    "PlannedDay",
    "Slot",
    "ask_to_move",
    "day_plan",
    "open_slots",
]
