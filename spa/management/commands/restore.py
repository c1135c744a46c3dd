"""The desk made again from a backup."""

from pathlib import Path

from django.core.management import BaseCommand, CommandError

from intake import clock
from spa.backups import restore_backup
from spa.backups.restoring import waiting_since
from spa.databases import NotDone


class Command(BaseCommand):
    help = "Make the desk again from a backup, where there is no database yet."

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path, help="Such as data/backups/spa-desk-2026-04-13-093000.zip.")

    def handle(self, *, file: Path, **options) -> None:
        try:
            manifest = restore_backup(file=file, tell=self.stdout.write)
        except (NotDone, OSError) as error:
            raise CommandError(f"Nothing was restored. {error}") from error
        rows = manifest.counts
        self.stdout.write(
            f"The desk is as it was on {manifest.made_at}: {rows.get('intake_client', 0)} clients,"
            f" {rows.get('booking_appointment', 0)} appointments. make run opens it."
        )
        if waiting := waiting_since(manifest, clock.now()):
            self.stdout.write(
                f"{waiting} messages to clients fell due since then and may have gone out already. They go out once the"
                " desk is open; docs/operations.md says how to hold them back."
            )
