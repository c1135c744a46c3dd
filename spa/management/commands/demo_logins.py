"""The demo's log-ins, with passwords made at random for this installation."""

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand

from spa.models import ROLES, User

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another


class Command(BaseCommand):
    help = "Print the demo's log-ins; make them when .demo-logins or its users are missing."

    def handle(self, **options) -> None:
        people = list(User.objects.filter(is_demo=True, is_active=True).order_by("pk").prefetch_related("groups"))
        if not people:
            settings.DEMO_LOGINS.unlink(missing_ok=True)
            return
        if not are_known(people, settings.DEMO_LOGINS):
            write(settings.DEMO_LOGINS, [(role_of(user), user.username, new_password(user)) for user in people])
        self.stdout.write(f"Log in to the demo (kept in {settings.DEMO_LOGINS.name}: role, user name, password):")
        for line in read(settings.DEMO_LOGINS):
            self.stdout.write("  {:<14} {:<10} {}".format(*line))


def are_known(people: list[User], file: Path) -> bool:
    return all(user.has_usable_password() for user in people) and {user.username for user in people} == {
        username for _, username, _ in read(file)
    }


def role_of(user: User) -> str:
    return "+".join(role for role in ROLES if role in user.role_names) or "nobody"


def new_password(user: User) -> str:
    """Three groups of four letters and digits, 59 bits."""
    password = "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))
    user.set_password(password)
    user.save(update_fields=["password"])
    return password


def read(file: Path) -> list[tuple[str, ...]]:
    """Lines of role, user name and password; what is not such a line is left out."""
    lines = file.read_text().splitlines() if file.exists() else []
    return [tuple(parts) for line in lines if len(parts := line.split()) == 3]


def write(file: Path, lines: list[tuple[str, str, str]]) -> None:
    file.unlink(missing_ok=True)  # so that the mode below counts
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.writelines(f"{' '.join(line)}\n" for line in lines)
