"""manage.py screen [FILE]: answers in, screenings out, one JSON object a line."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from intake.rules.lines import screen_lines


class Command(BaseCommand):
    help = "Reads intake answers, one JSON object a line, and prints their screenings in the same order."
    # The rules need neither a database nor a complete project.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", nargs="?", type=Path, metavar="FILE", help="a file of lines; standard input if left out"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["file"] is None:
            self._screen(sys.stdin.buffer)
            return
        try:
            with options["file"].open("rb") as lines:
                self._screen(lines)
        except OSError as refused:
            raise CommandError(f"{options['file']} cannot be read: {refused.strerror}") from refused

    def _screen(self, lines: Iterable[bytes]) -> None:
        """Prints each screening, complains of each bad line and goes on; fails at the end if there were any."""
        bad = 0
        for line in screen_lines(lines):
            if line.problems:
                bad += 1
                self.stderr.write("\n".join(line.complaints()))
            else:
                self.stdout.write(line.screening)
        if bad:
            raise CommandError(f"{bad} of the lines could not be read as answers.")
