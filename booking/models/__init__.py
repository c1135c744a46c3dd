"""Services, people, rooms, time, visits, notes."""

from booking.models.catalogue import AddOn, EquipmentKind, Service, ServiceDuration, Technique, Training
from booking.models.hours import Block, BlockKind, ClosingDay, OpeningHours, Shift, ShiftBreak, TimeOff
from booking.models.notes import Amendment, SessionNote
from booking.models.records import AppointmentEvent, EventKind, FocusArea, Override
from booking.models.resources import EquipmentUnit, Resource, ResourceKind, Room, Therapist
from booking.models.statuses import CancelReason, Status
from booking.models.visits import Allocation, Appointment, AppointmentAddOn, Visit

__all__ = [
    "AddOn",
    "Allocation",
    "Amendment",
    "Appointment",
    "AppointmentAddOn",
    "AppointmentEvent",
    "Block",
    "BlockKind",
    "CancelReason",
    "ClosingDay",
    "EquipmentKind",
    "EquipmentUnit",
    "EventKind",
    "FocusArea",
    "OpeningHours",
    "Override",
    "Resource",
    "ResourceKind",
    "Room",
    "Service",
    "ServiceDuration",
    "SessionNote",
    "Shift",
    "ShiftBreak",
    "Status",
    "Technique",
    "Therapist",
    "TimeOff",
    "Training",
    "Visit",
]
