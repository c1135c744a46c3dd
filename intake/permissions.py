"""Who may do what with clients and intakes: ``(user, object) -> bool``, asked by every door."""

from intake.models import Client
from spa.models import User


def may_see_clients(user: User) -> bool:
    """Everybody who works here; what they see of a client differs."""
    return bool(user.role_names)


def may_edit_clients(user: User) -> bool:
    return user.is_receptionist or user.is_admin or user.is_therapist


def may_take_intake(user: User, client: Client) -> bool:
    """Type an intake for a client: the desk and the therapists."""
    return user.is_receptionist or user.is_therapist


def may_read_answers(user: User, client: Client) -> bool:
    """Health answers, free text and notes are the therapists', any client's."""
    return user.is_therapist


def may_see_readings(user: User) -> bool:
    """Who opened a record is for whoever answers for the house; it says nothing about health."""
    return user.is_admin


def may_choose_modality(user: User) -> bool:
    return user.is_receptionist or user.is_therapist


def may_record_reply(user: User) -> bool:
    return user.is_receptionist or user.is_therapist


def may_take_consent(user: User) -> bool:
    return user.is_receptionist or user.is_therapist


def may_request_clearance(user: User) -> bool:
    return user.is_receptionist or user.is_therapist


def may_decide_clearance(user: User) -> bool:
    """Accepting a doctor's answer is a therapist's judgement."""
    return user.is_therapist


def may_change_health_lists(user: User) -> bool:
    """Taking an allergy or a medicine off the list takes somebody who knows what it means."""
    return user.is_therapist


def may_erase_clients(user: User) -> bool:
    """Erasing a person cannot be taken back: an admin's decision."""
    return user.is_admin
