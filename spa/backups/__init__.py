"""One file from which a lost desk is made again: written while people work, and read into an empty place.

It is a zip of two members: the database, as SQLite's file or as PostgreSQL's dump, and ``manifest.json``, which says
when it was made, by which migrations, how many rows each table had, and the SHA-256 of the database. Everything that a
desk knows stands in its database; ``.env`` is left out, since a backup travels to places where passwords should not.
"""

from spa.backups.making import make_backup
from spa.backups.restoring import restore_backup

__all__ = ["make_backup", "restore_backup"]
