"""Admin pages about intake, and what every admin page of the desk is built on."""

from intake.admin import log, readings, records
from intake.admin.desk import DeskAdmin, ReadOnlyAdmin, in_house_time
from intake.admin.lists import AT_ONCE, csv_answer, guarded, unguarded

__all__ = [
    "AT_ONCE", "DeskAdmin", "ReadOnlyAdmin", "csv_answer", "guarded", "in_house_time", "log", "readings", "records",
    "unguarded",
]  # fmt: skip
