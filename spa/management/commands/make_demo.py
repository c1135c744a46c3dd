"""An empty database gets the catalogue and the demo spa, whole or not at all."""

from django.core.management import BaseCommand, CommandError, call_command
from django.db import transaction

from spa.models import User


class Command(BaseCommand):
    help = "Load the catalogue and the demo spa into an empty database."

    def handle(self, **options) -> None:
        if User.objects.exists():
            raise CommandError("The database is not empty. make demo-reset begins anew.")
        with transaction.atomic():
            call_command("loaddata", "catalogue", verbosity=0)
            call_command("seed_demo", stdout=self.stdout)
