"""The demo begins anew. A desk where anybody really works is never emptied."""

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command

from spa.models import Location, User


class Command(BaseCommand):
    help = "Empty the demo's database and make the demo spa anew. Refuses where there is anything but a demo."

    def handle(self, **options) -> None:
        require_only_demo()
        settings.DEMO_LOGINS.unlink(missing_ok=True)
        call_command("flush", interactive=False, verbosity=0)
        call_command("make_demo", stdout=self.stdout)
        self.stdout.write("The demo begins anew.")
        call_command("demo_logins", stdout=self.stdout)


def require_only_demo() -> None:
    """Raises CommandError when a person or a house is not the demo's: then this is somebody's real desk."""
    people = User.objects.filter(is_demo=False).count()
    houses = Location.objects.filter(is_demo=False).count()
    if people or houses:
        raise CommandError(
            f"This is no mere demo: {people} of its people and {houses} of its locations are real. Nothing was changed."
        )
