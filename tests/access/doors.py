"""Knocking at doors: who knocks, and a request whose traces are wiped out behind it."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.test import Client as Browser

NOBODY, DESK, OWN, OTHER, ADMIN, BOTH, STRANGER = "nobody", "desk", "own", "other", "admin", "both", "stranger"
ROLES = (NOBODY, DESK, OWN, OTHER, ADMIN, BOTH, STRANGER)
"""Own: the therapist of the session. Other: another therapist. Both: an admin who is a therapist too. Stranger: has an
account and no role."""


@contextmanager
def undone() -> Iterator[None]:
    """The database is afterwards as it was before."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class Visitor(Browser):
    """A browser that is shown a server error as one, and leaves the database as it was."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(raise_request_exception=False, **kwargs)

    def knock(self, method: str, path: str, data: dict | None = None, **extra: Any) -> HttpResponse:
        """One request, undone afterwards; who was logged out by it is in again."""
        kept = deepcopy(self.cookies)
        with undone():
            answer = getattr(self, method)(path, data or {}, **extra)
        self.cookies = kept
        return answer


def visitor(logged_in: Browser | None, **kwargs: Any) -> Visitor:
    """The same person, or nobody, as a visitor."""
    visiting = Visitor(**kwargs)
    if logged_in is not None:
        visiting.cookies = logged_in.cookies
    return visiting
