"""Who may do what at the desk, as one table."""

import pytest

from booking import permissions
from booking.models import Appointment
from tests import factories

CAST = ("receptionist", "therapist", "other_therapist", "admin", "stranger")
# Of Tove's appointment: Rosa at the desk, Tove, Theo, Ada who runs the house, and somebody without a role.
TABLE = {
    "may_see_board": (True, True, True, True, False),
    "may_book": (True, False, False, True, False),
    "may_change_appointment": (True, False, False, True, False),
    "may_change_status": (True, True, False, True, False),
    "may_start": (True, True, False, True, False),
    "may_plan": (True, True, False, True, False),
    "may_read_note": (False, True, True, False, False),
    "may_write_note": (False, True, False, False, False),
    "may_see_summary": (False, True, True, False, False),
    "may_override": (False, True, True, False, False),
    "may_block": (True, True, False, True, False),
}


@pytest.fixture
def stranger(location):
    return factories.UserFactory(username="sam", location=location)


@pytest.mark.parametrize("name", TABLE)
def test_who_may(name, request, therapist_row):
    question = getattr(permissions, name)
    subject = {"may_block": [therapist_row.resource], "may_see_board": [], "may_book": []}.get(
        name, [Appointment(therapist=therapist_row)]
    )

    assert tuple(question(request.getfixturevalue(who), *subject) for who in CAST) == TABLE[name]


def test_the_table_names_every_permission():
    assert {name for name in vars(permissions) if name.startswith("may_")} == set(TABLE)


def test_a_therapist_without_a_log_in_is_nobodys_self(location, stranger, therapist):
    alone = factories.TherapistFactory(location=location, user=None)

    assert not permissions.may_write_note(therapist, Appointment(therapist=alone))


def test_who_has_left_may_nothing(therapist_row, therapist):
    therapist.is_active = False
    appointment = Appointment(therapist=therapist_row)

    assert not any(permissions_of(therapist, appointment))


def permissions_of(user, appointment):
    yield permissions.may_see_board(user)
    yield permissions.may_book(user)
    for question in (permissions.may_change_status, permissions.may_read_note, permissions.may_override):
        yield question(user, appointment)
