"""A spa of one's own: asked once, by a person, by the environment, or by lines of input."""

import pytest
from django.core.management import CommandError, call_command

from booking.models import AddOn, Service, Technique
from intake.models import ConsentText
from spa.models import Location, User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

ANSWERS = {
    "ADMIN_NAME": "Mira Hale",
    "ADMIN_USERNAME": "mira",
    "ADMIN_PASSWORD": "nine quiet lindens",
    "SPA_NAME": "Mill Spa",
    "SPA_ZONE": "Europe/Vienna",
    "SPA_CURRENCY": "EUR",
    "SPA_EMERGENCY_NUMBER": "112",
    "SPA_CATALOGUE": "no",
}


@pytest.fixture
def answers(monkeypatch):
    """Answers from the environment; a test changes some of them."""

    def give(**changed: str | None) -> None:
        for name, value in {**ANSWERS, **changed}.items():
            monkeypatch.delenv(name, raising=False) if value is None else monkeypatch.setenv(name, value)

    return give


@pytest.fixture
def typed(monkeypatch):
    """Lines that are piped in."""

    def lines(*answers: str) -> None:
        waiting = iter(answers)

        def read(prompt: str) -> str:
            try:
                return next(waiting)
            except StopIteration:
                raise EOFError from None

        monkeypatch.setattr("builtins.input", read)

    return lines


def test_the_environment_may_answer_everything(answers):
    answers()

    call_command("open_spa")

    house, admin = Location.objects.get(), User.objects.get()
    assert (house.name, house.zone, house.currency, house.emergency_number, house.is_demo) == (
        "Mill Spa", "Europe/Vienna", "EUR", "112", False,
    )  # fmt: skip
    assert (admin.username, admin.display_name, admin.location) == ("mira", "Mira Hale", house)
    assert admin.check_password("nine quiet lindens")
    assert (admin.role_names, admin.is_staff, admin.is_superuser) == ({"admin"}, True, False)


def test_a_catalogue_comes_when_it_is_wanted_and_consent_texts_in_any_case(answers):
    answers(SPA_CATALOGUE="no")
    call_command("open_spa")
    assert (Service.objects.count(), AddOn.objects.count()) == (0, 0)
    assert {text.kind for text in ConsentText.objects.in_force()} == {"massage", "privacy", "guardian"}
    assert Technique.objects.exists()

    User.objects.all().delete()
    answers(SPA_CATALOGUE="yes", SPA_NAME="Another house")
    call_command("open_spa")
    assert Service.objects.exists()
    assert AddOn.objects.exists()


def test_lines_of_input_answer_what_the_environment_leaves_open(answers, typed):
    answers(ADMIN_NAME=None, ADMIN_PASSWORD=None, SPA_ZONE=None)
    typed("Mira Hale", "nine quiet lindens", "nine quiet lindens", "")

    call_command("open_spa")

    assert User.objects.get().check_password("nine quiet lindens")
    assert Location.objects.get().zone == "America/New_York"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"SPA_NAME": ""}, "SPA_NAME: This field cannot be blank."),
        ({"ADMIN_USERNAME": "mira hale!"}, "ADMIN_USERNAME: Enter a valid username"),
        ({"ADMIN_PASSWORD": "short"}, "ADMIN_PASSWORD: This password is too short"),
        ({"SPA_ZONE": "Vienna"}, "SPA_ZONE: Vienna is not a time zone"),
        ({"SPA_CURRENCY": "euro"}, "SPA_CURRENCY: "),
        ({"SPA_CATALOGUE": "perhaps"}, "SPA_CATALOGUE: Answer yes or no"),
    ],
)
def test_an_answer_that_cannot_be_used_is_named_and_nothing_is_made(changed, said, answers):
    answers(**changed)

    with pytest.raises(CommandError, match=said):
        call_command("open_spa")

    assert (User.objects.count(), Location.objects.count()) == (0, 0)


def test_two_different_passwords_are_refused(answers, typed):
    answers(ADMIN_PASSWORD=None)
    typed("nine quiet lindens", "ten quiet lindens")

    with pytest.raises(CommandError, match="the two passwords differ"):
        call_command("open_spa")


def test_where_nobody_is_there_to_ask_the_missing_variable_is_named(answers, typed):
    answers(SPA_NAME=None)
    typed()

    with pytest.raises(CommandError, match="SPA_NAME is not set, and nobody is there to ask"):
        call_command("open_spa")


def test_it_asks_nothing_where_somebody_works_already(answers):
    answers()
    UserFactory()

    with pytest.raises(CommandError, match="Somebody works here already"):
        call_command("open_spa")
