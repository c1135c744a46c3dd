"""The demo spa, around today."""

from datetime import date, datetime

from django.core.management import BaseCommand, CommandError, call_command
from django.db import transaction

from booking.demo.seeding import seed
from booking.demo.told import told
from booking.models import Service
from intake import clock
from intake.models import Client
from spa.models import Location, User


class Command(BaseCommand):
    help = "Fill an empty desk with the demo spa: people, rooms, clients, and visits two weeks back and ahead."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--today", type=date.fromisoformat, help="another day than today, such as 2026-04-14")
        parser.add_argument("--seed", type=int, default=1, help="another number makes another calendar")

        parser.add_argument("--days", type=int, default=14, help="how far the calendar reaches behind and ahead")

    def handle(self, *, today: date | None, seed: int, days: int, **options) -> None:
        if Location.objects.filter(is_demo=True).exists():
            self.stdout.write("The demo is already there.")
            return
        require_no_real_data()
        with transaction.atomic():
            self.fill(moment_on(today), seed, days)

    def fill(self, now: datetime, number: int, days: int) -> None:
        if not Service.objects.exists():
            call_command("loaddata", "catalogue", verbosity=0)
        seed(now=now, seed=number, days=days, tell=self.tell)

    def tell(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def require_no_real_data() -> None:
    """Raises CommandError where anybody works or is a client already: the demo never mixes with a real desk."""
    for model, words in ((User, "people work here"), (Location, "a location is open"), (Client, "clients are known")):
        if model.objects.exists():
            raise CommandError(f"This desk is in use: {words} already. The demo needs an empty one.")


def moment_on(day: date | None) -> datetime:
    """Now; on another day, the same time of that day as the demo's clock on the wall shows it."""
    now = clock.now()
    if day is None:
        return now
    location = Location(zone=told("house")["location"]["zone"])
    return location.moment(day, location.local(now).time())
