"""From a screening to what the house can do about it: services that serve, and what is said of each add-on."""

from booking.suggestions.add_ons import AddOnVerdict, add_on_verdicts
from booking.suggestions.ranking import LeftOut, SuggestedService, Suggestions, catalogue, services_for
from booking.suggestions.trainings import Team, trainings_needed

__all__ = [
    "AddOnVerdict",
    "LeftOut",
    "SuggestedService",
    "Suggestions",
    "Team",
    "add_on_verdicts",
    "catalogue",
    "services_for",
    "trainings_needed",
]
