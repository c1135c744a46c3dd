"""manage.py write_rules: writes docs/rules.md from the rulebook's own rows."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from intake.rules import CURRENT_RULEBOOK
from intake.rules.book_text import book_text

RULES_PAGE = Path(__file__).resolve().parents[3] / "docs" / "rules.md"


class Command(BaseCommand):
    help = "Writes docs/rules.md, the rules in words, from the tables that judge."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        RULES_PAGE.write_text(book_text(CURRENT_RULEBOOK), encoding="utf-8")
        self.stdout.write(f"Wrote {RULES_PAGE.name}.")
