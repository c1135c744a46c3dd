"""Migrations are named for what they do, and the models match them."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
MIGRATIONS = sorted(path for part in ("spa", "intake", "booking") for path in (ROOT / part).glob("migrations/0*.py"))


@pytest.mark.parametrize("path", MIGRATIONS, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_a_migration_has_a_name_that_somebody_gave_it(path):
    assert not re.search(r"_auto_|_initial$|_and_more$", path.stem)


@pytest.mark.django_db
def test_no_model_changed_without_a_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
