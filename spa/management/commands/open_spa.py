"""A spa of one's own: its name, its clock and money, and the first admin."""

import getpass
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError, call_command
from django.db import transaction

from spa.models import ADMIN, Locale, Location, User


@dataclass(frozen=True)
class Question:
    """What is asked. ``variable`` of the environment answers it without asking; ``clean`` raises ValidationError."""

    variable: str
    text: str
    clean: Callable[[str], Any]
    default: str = ""
    secret: bool = False


def field(model: type, name: str) -> Callable[[str], Any]:
    """What the model's field would say to an answer."""
    return lambda answer: model._meta.get_field(name).clean(answer, None)


def free_username(answer: str) -> str:
    if User.objects.filter(username__iexact=answer).exists():
        raise ValidationError("Somebody has that user name.")
    return field(User, "username")(answer)


def good_password(answer: str) -> str:
    validate_password(answer)
    return answer


def yes_or_no(answer: str) -> bool:
    if answer.lower() in ("y", "yes", "1", "true"):
        return True
    if answer.lower() in ("n", "no", "0", "false"):
        return False
    raise ValidationError("Answer yes or no.")


PRICE_LIST = ["booking.service", "booking.serviceduration", "booking.addon"]

QUESTIONS = (
    Question("ADMIN_NAME", "Your name", field(User, "first_name")),
    Question("ADMIN_USERNAME", "User name to sign in with", free_username, default="admin"),
    Question("ADMIN_PASSWORD", "Password, ten characters or more", good_password, secret=True),
    Question("SPA_NAME", "Name of the spa", field(Location, "name")),
    Question("SPA_ZONE", "Time zone", field(Location, "zone"), default="America/New_York"),
    Question("SPA_CURRENCY", "Currency, three letters", field(Location, "currency"), default="USD"),
    Question("SPA_EMERGENCY_NUMBER", "Emergency number", field(Location, "emergency_number"), default="911"),
    Question("SPA_CATALOGUE", "Load a catalogue of services and add-ons to begin with", yes_or_no, default="yes"),
)


class Command(BaseCommand):
    help = "Ask for the first admin and the spa. Answers may come from the environment or from lines of input."

    def handle(self, **options) -> None:
        if User.objects.exists():
            raise CommandError("Somebody works here already; an admin adds people in the admin pages.")
        self.stdout.write("A desk of your own. A few questions, once:")
        answers = {question.variable: answer_to(question) for question in QUESTIONS}
        with transaction.atomic():
            open_spa(answers)
        self.stdout.write(f"{answers['SPA_NAME']} is ready. Sign in as {answers['ADMIN_USERNAME']}.")


def open_spa(answers: dict[str, Any]) -> User:
    location = Location.objects.create(
        name=answers["SPA_NAME"],
        zone=answers["SPA_ZONE"],
        currency=answers["SPA_CURRENCY"],
        locale=Locale.of_zone(answers["SPA_ZONE"]),
        emergency_number=answers["SPA_EMERGENCY_NUMBER"],
    )
    user = User.objects.create_user(
        answers["ADMIN_USERNAME"],
        password=answers["ADMIN_PASSWORD"],
        first_name=answers["ADMIN_NAME"],
        location=location,
        is_staff=True,
    )
    user.groups.add(Group.objects.get(name=ADMIN))
    # Techniques, trainings and consent texts are needed in any case: rules and forms speak of them.
    left_out = [] if answers["SPA_CATALOGUE"] else PRICE_LIST
    call_command("loaddata", "catalogue", exclude=left_out, verbosity=0)
    return user


def answer_to(question: Question) -> Any:
    """From the environment, else asked: again and again at a terminal, once where lines are piped in."""
    if question.variable in os.environ:
        return cleaned(question, os.environ[question.variable])
    while True:
        try:
            return cleaned(question, ask(question))
        except CommandError as error:
            if not sys.stdin.isatty():
                raise
            print(error)


def cleaned(question: Question, answer: str) -> Any:
    try:
        return question.clean(answer.strip() or question.default)
    except ValidationError as error:
        raise CommandError(f"{question.variable}: {' '.join(error.messages)}") from error


def ask(question: Question) -> str:
    prompt = f"  {question.text}{f' [{question.default}]' if question.default else ''}: "
    read = getpass.getpass if question.secret and sys.stdin.isatty() else input
    try:
        answer = read(prompt)
        if question.secret and read("  The same again: ") != answer:
            raise CommandError(f"{question.variable}: the two passwords differ.")
    except EOFError as error:
        raise CommandError(f"{question.variable} is not set, and nobody is there to ask: {question.text}.") from error
    return answer
