"""The only writer of visits, appointments and allocations: one keyword-only function, one transaction each."""

from booking.scheduling.areas import PlannedArea
from booking.scheduling.blocking import block, unblock
from booking.scheduling.booking import book
from booking.scheduling.cancelling import cancel, uncancel
from booking.scheduling.locking import lock_resources
from booking.scheduling.moving import change_add_ons, move
from booking.scheduling.planning import change_plan, override
from booking.scheduling.statuses import check_in, complete, confirm, mark_no_show, start

__all__ = [
    "PlannedArea",
    "block",
    "book",
    "cancel",
    "change_add_ons",
    "change_plan",
    "check_in",
    "complete",
    "confirm",
    "lock_resources",
    "mark_no_show",
    "move",
    "override",
    "start",
    "unblock",
    "uncancel",
]
