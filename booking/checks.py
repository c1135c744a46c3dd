"""The database is asked whether it really holds the guards that the desk relies on."""

from collections.abc import Sequence

from django.apps import apps
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

from booking.constraints import GuardConstraint
from booking.models import Allocation


def missing_guards(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Names of the guard constraints that the database does not hold. Raises DatabaseError when it does not answer."""
    return [
        constraint.name
        for model in apps.get_models()
        for constraint in model._meta.constraints
        if isinstance(constraint, GuardConstraint) and not constraint.is_present(model._meta.db_table, using)
    ]


def is_up_to_date(alias: str) -> bool:
    """Whether every migration has been applied, and with it every guard put up."""
    executor = MigrationExecutor(connections[alias])
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


@register(Tags.database)
def guards_are_up(databases: Sequence[str] | None = None, **kwargs) -> list[CheckMessage]:
    """For ``check --database default``. ``migrate`` asks here first: what it is still to put up is not missing."""
    return [
        Error(
            f"The database lacks the guard {name}, so a double booking or a changed record would go through.",
            hint="Restore the last backup, or put the guard back before anybody works.",
            id="booking.E001",
        )
        for alias in databases or ()
        if Allocation._meta.db_table in connections[alias].introspection.table_names() and is_up_to_date(alias)
        for name in missing_guards(alias)
    ]
