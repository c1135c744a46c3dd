"""The database is asked whether it really holds the guards that the desk relies on."""

from collections.abc import Sequence

from django.apps import apps
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DEFAULT_DB_ALIAS

from booking.constraints import GuardConstraint


def missing_guards(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Names of the guard constraints that the database does not hold. Raises DatabaseError when it does not answer."""
    return [
        constraint.name
        for model in apps.get_models()
        for constraint in model._meta.constraints
        if isinstance(constraint, GuardConstraint) and not constraint.is_present(model._meta.db_table, using)
    ]


@register(Tags.database)
def guards_are_up(databases: Sequence[str] | None = None, **kwargs) -> list[CheckMessage]:
    """For ``check --database default``; meant for a migrated database."""
    return [
        Error(
            f"The database lacks the guard {name}.",
            hint="Run manage.py migrate. If it has been run, restore the guard before anybody books.",
            id="booking.E001",
        )
        for alias in databases or ()
        for name in missing_guards(alias)
    ]
