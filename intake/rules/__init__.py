"""The rules of the trade, pure: answers in, a screening out; and the one place that lifts a caution."""

from intake.rules.current import CURRENT_RULEBOOK
from intake.rules.lifting import ClearanceGiven, ConsentGiven, OverrideGiven, ReplyGiven
from intake.rules.permitted import JudgedCaution, Permit, permitted
from intake.rules.rulebook import Rulebook
from intake.rules.screening import Caution, ForbiddenAddOn, Reason, RegionalLimit, Screening, TellClient
from intake.rules.stages import screen
from intake.rules.tuning import Tuning

__all__ = [
    "CURRENT_RULEBOOK",
    "Caution",
    "ClearanceGiven",
    "ConsentGiven",
    "ForbiddenAddOn",
    "JudgedCaution",
    "OverrideGiven",
    "Permit",
    "Reason",
    "RegionalLimit",
    "ReplyGiven",
    "Rulebook",
    "Screening",
    "TellClient",
    "Tuning",
    "permitted",
    "screen",
]
