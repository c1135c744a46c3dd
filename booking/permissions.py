"""Who may do what at the desk: ``(user, object) -> bool``, asked by every door.

Receptionists and admins book and change; a therapist sees the board, changes the status of own appointments, and
reads the notes of every client but writes only own ones. An admin reads health answers only if also a therapist.
"""

from booking.models import Appointment, Resource
from spa.models import User


def may_see_board(user: User) -> bool:
    """Everybody who works here."""
    return bool(user.role_names)


def may_book(user: User) -> bool:
    """Book, move, cancel and block: the desk's work."""
    return user.is_receptionist or user.is_admin


def is_own(user: User, appointment: Appointment) -> bool:
    """Whether it is this person who gives the session."""
    therapist = appointment.therapist
    return user.is_therapist and therapist.user_id is not None and therapist.user_id == user.pk


def may_change_appointment(user: User, appointment: Appointment) -> bool:
    """Move, cancel, take a cancelling back, change add-ons: the desk's work."""
    return may_book(user)


def may_change_status(user: User, appointment: Appointment) -> bool:
    """Confirm, arrive, complete, no-show: the desk, and the therapist whose session it is."""
    return may_book(user) or is_own(user, appointment)


def may_start(user: User, appointment: Appointment) -> bool:
    """Begin the session: whoever takes its other steps too."""
    return may_change_status(user, appointment)


def may_plan(user: User, appointment: Appointment) -> bool:
    """Note areas and a line for the session: the desk, and the therapist whose session it is."""
    return may_book(user) or is_own(user, appointment)


def may_read_note(user: User, appointment: Appointment) -> bool:
    """Notes are the therapists', any client's; each reading is logged."""
    return user.is_therapist


def may_write_note(user: User, appointment: Appointment) -> bool:
    return is_own(user, appointment)


def may_see_summary(user: User, appointment: Appointment) -> bool:
    """The therapist's page about a client before the session, with health answers."""
    return user.is_therapist


def may_override(user: User, appointment: Appointment) -> bool:
    """Lift a limit for one appointment: a therapist's judgement."""
    return user.is_therapist


def may_block(user: User, resource: Resource) -> bool:
    """Keep time free: the desk for anybody and anything, a therapist for themselves."""
    owner = getattr(resource, "therapist", None)
    return may_book(user) or (user.is_therapist and owner is not None and owner.user_id == user.pk)
