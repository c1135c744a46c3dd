"""A backup of the desk while people work in it."""

from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from intake import clock
from spa.backups import make_backup
from spa.databases import NotDone


class Command(BaseCommand):
    help = "Write one verified backup file while people work. It holds health data: keep it as safe as the desk itself."

    def add_arguments(self, parser) -> None:
        folder = settings.DATA_DIR / "backups"
        parser.add_argument("--to", type=Path, default=folder, metavar="FOLDER", help=f"Where to. Usually {folder}.")
        parser.add_argument("--keep", type=int, metavar="N", help="Of all backups there keep the newest N.")

    def handle(self, *, to: Path, keep: int | None, **options) -> None:
        if keep is not None and keep < 1:
            raise CommandError("Keep at least one.")
        try:
            path = make_backup(folder=to, keep=keep, now=clock.now(), tell=self.stdout.write)
        except (NotDone, OSError) as error:
            raise CommandError(f"No backup was made. {error}") from error
        self.stdout.write(f"{path}: {path.stat().st_size / 1e6:.1f} MB, checked. .env is not in it; keep that apart.")
