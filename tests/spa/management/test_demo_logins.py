"""The demo's log-ins: made at random, kept in a file of its owner's, printed at every start."""

import stat
from io import StringIO

import pytest
from django.core.management import call_command

from spa.models import User
from tests.factories import AdminFactory, ReceptionistFactory, TherapistUserFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(settings, tmp_path):
    settings.DEMO_LOGINS = tmp_path / ".demo-logins"
    return settings.DEMO_LOGINS


@pytest.fixture
def demo_people():
    """As the demo makes them: nobody can sign in yet."""
    return [
        AdminFactory(is_demo=True, password=None),
        ReceptionistFactory(is_demo=True, password=None),
        TherapistUserFactory(username="tove", is_demo=True, password=None),
    ]


def printed() -> str:
    out = StringIO()
    call_command("demo_logins", stdout=out)
    return out.getvalue()


def lines_of(file) -> list[list[str]]:
    return [line.split(" ") for line in file.read_text().splitlines()]


def test_each_of_the_demo_s_people_gets_a_password_that_works(file, demo_people):
    printed()

    lines = lines_of(file)
    assert [line[:2] for line in lines] == [["admin", "ada"], ["receptionist", "rosa"], ["therapist", "tove"]]
    assert all(User.objects.get(username=name).check_password(word) for _, name, word in lines)


def test_the_file_is_its_owner_s_alone(file, demo_people):
    file.write_text("open to all")
    file.chmod(0o644)

    printed()

    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_same_log_ins_are_printed_at_the_next_start(file, demo_people):
    first, kept = printed(), file.read_text()

    assert printed() == first
    assert file.read_text() == kept
    assert all(word in first for line in lines_of(file) for word in line)


def test_two_installations_have_nothing_in_common(file, demo_people):
    printed()
    one = {line[2] for line in lines_of(file)}
    file.unlink()
    printed()

    assert one.isdisjoint({line[2] for line in lines_of(file)})


def test_a_lost_file_is_made_again(file, demo_people):
    printed()
    file.unlink()

    printed()

    assert all(User.objects.get(username=name).check_password(word) for _, name, word in lines_of(file))


def test_people_made_anew_get_new_passwords(file, demo_people):
    printed()
    User.objects.get(username="rosa").delete()
    ReceptionistFactory(is_demo=True, password=None)

    printed()

    assert all(User.objects.get(username=name).check_password(word) for _, name, word in lines_of(file))


def test_real_people_are_never_touched(file, demo_people):
    real = UserFactory(username="owner")

    assert "owner" not in printed()

    before = real.password
    real.refresh_from_db()
    assert real.password == before


def test_a_desk_without_a_demo_has_no_such_file(file):
    file.write_text("admin ada old-password")

    assert printed() == ""
    assert not file.exists()
