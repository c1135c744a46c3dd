"""The only reader of the calendar: what is open, and what stands on the board."""

from booking.availability.asks import Ask, DayOffer, Offer, Sale, Slot, ask_to_move
from booking.availability.cards import Card
from booking.availability.day_plan import Column, DayPlan, PlannedDay, day_plan
from booking.availability.slots import open_slots
from booking.availability.stranding import Coming, Stranded, stranded_by, touching_resources

__all__ = [
    "Ask",
    "Card",
    "Coming",
    "Column",
    "DayOffer",
    "DayPlan",
    "Offer",
    "PlannedDay",
    "Sale",
    "Slot",
    "Stranded",
    "ask_to_move",
    "day_plan",
    "open_slots",
    "stranded_by",
    "touching_resources",
]
