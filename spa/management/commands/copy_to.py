"""The desk moves into another database."""

import environ
from django.core.management import BaseCommand, CommandError

from spa.copying import copy_all
from spa.databases import NotDone, beside

OPTIONS_OF = {"django.db.backends.sqlite3": {"transaction_mode": "IMMEDIATE"}, "django.db.backends.postgresql": {}}


class Command(BaseCommand):
    help = "Copy all of the desk into another, empty database, and compare. Close the desk first."

    def add_arguments(self, parser) -> None:
        parser.add_argument("url", help="Such as postgres://spadesk:password@127.0.0.1:5432/spadesk")

    def handle(self, *, url: str, **options) -> None:
        database = environ.Env.db_url_config(url)
        if database.get("ENGINE") not in OPTIONS_OF:
            raise CommandError("Name an SQLite or a PostgreSQL database.")
        keys = ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT")
        changes = {key: database.get(key, "") for key in keys} | {"OPTIONS": OPTIONS_OF[database["ENGINE"]]}
        try:
            with beside(**changes) as alias:
                rows = copy_all(to=alias, tell=self.stdout.write)
        except (NotDone, OSError) as error:
            raise CommandError(f"Nothing was moved. {error}") from error
        self.stdout.write(
            f"{sum(rows.values())} rows in {len(rows)} tables, compared. Now write DATABASE_URL={hidden(url)} into .env"
            " (with its password) and open the desk. The old database stays as it is; keep it until all is well."
        )


def hidden(url: str) -> str:
    """An address without its password."""
    scheme, _, rest = url.partition("://")
    who, at, where = rest.rpartition("@")
    return f"{scheme}://{who.partition(':')[0]}{at}{where}"
