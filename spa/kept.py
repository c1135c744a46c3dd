"""A form that was sent after its session had ended waits in the log-in page itself, for the same person only.

Nothing of it is stored on the server: what people typed may be about health. It is signed, so that what is offered to
be sent again is what was sent, by whom and to where.
"""

from dataclasses import dataclass

from django.core import signing
from django.http import HttpRequest

SALT = "a form that waits for its sender"
WAITS = 30 * 60
"""Seconds."""
ROOM = 200_000
"""Letters, packed and signed. A longer form would make a log-in page that a browser refuses to send."""
NEVER = ("password", "csrfmiddlewaretoken")


@dataclass(frozen=True)
class KeptForm:
    """What was sent: by the person with this number, to this address of ours, with these fields."""

    person: int
    path: str
    fields: list[tuple[str, list[str]]]


def fields_of(request: HttpRequest) -> list[tuple[str, list[str]]] | None:
    """What was posted; None of a form that must not be kept."""
    if request.FILES or any("password" in name for name in request.POST):
        return None
    return [(name, values) for name, values in request.POST.lists() if name not in NEVER]


def keep(request: HttpRequest, person: int) -> str:
    """A posted form in letters that only this desk can read back; empty when it cannot or must not be kept."""
    fields = fields_of(request)
    if fields is None:
        return ""
    packed = signing.dumps([person, request.get_full_path(), fields], salt=SALT, compress=True)
    return packed if len(packed) <= ROOM else ""


def read(packed: str) -> KeptForm | None:
    """The form again; None for what is too old or was not written here."""
    try:
        person, path, fields = signing.loads(packed, salt=SALT, max_age=WAITS)
    except signing.BadSignature:
        return None
    return KeptForm(person, path, [(name, values) for name, values in fields])
