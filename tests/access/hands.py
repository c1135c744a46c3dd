"""What clumsy and hostile hands send: words for any field, garbage for any query, and every form of the desk."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.access.doors import DESK, OWN
from tests.access.routes import ROUTES, Route
from tests.access.world import World

ANSWERED = {200, 204, 302, 400, 403, 404, 405, 409, 422, 429}
"""Every way to answer a request that cannot be done; never a server error."""

LONG = "ä" * 12_000
HUGE = str(10**30)
TOO_MANY_DIGITS = "9" * 5_000  # Python itself refuses to read these
WORST = (LONG, "a\x00b", HUGE)
"""Tried in each field alone, where everything else is as it should be."""
BEFORE_TIME = "0001-01-01T00:00:00+14:00"
"""Tried in each field of days and times alone: no other zone has such a moment."""
OF_TIME = ("slot", "day", "first", "start", "since", "month", "birth_date", "starts_on", "ends_on")

ODD_WORDS = (
    *WORST, BEFORE_TIME, TOO_MANY_DIGITS, "9999-12-31", "\U0001f469\u200d\U0001f467 \U0001f600",
    "\u202eevil\u202c שלום", "", "\r\n", "-1", "9223372036854775808", "1e309", "²", "<script>alert(1)</script>",
    "9999-99-99", "2026-04-14T10:00", "any", "\ufffd",
)  # fmt: skip
"""Tried in all fields at once."""


@dataclass(frozen=True)
class Form:
    """A form as somebody would send it: to which route, by whom, with which fields."""

    route: Route
    role: str
    data: Callable[[World], dict]

    def __str__(self) -> str:
        return str(self.route)


def more_fields(route: Route) -> dict:
    """Fields that a form has besides those that the table of routes sends."""
    return {
        "booking:cancel": {"note": "n", "next": "/board/"},
        "booking:plan": {"add_on": "1", "area-neck_back": "focus", "from": "list"},
        "booking:move": {"therapist": "any", "day": "2026-04-15", "next": "/board/"},
        "booking:client-new": {"phone": "+4316600999", "email": "n@example.com", "next": "/book/?service=1"},
        "booking:client-edit": {
            "preferred_name": "W", "birth_date": "1990-01-01", "phone": "+4316600999", "email": "w@example.com",
            "emergency_contact_name": "E", "emergency_contact_phone": "+4316600998", "pressure_preference": "deep",
            "talk_preference": "quiet", "therapist_wish": "woman", "preferences": "p", "may_email": "on",
            "may_text": "on",
        },
        "booking:choose": {"note": "n"},
        "booking:ask-doctor": {"doctor": "Dr. Who"},
        "booking:clearance": {
            "max_pressure": "2", "max_minutes": "60", "positions": "side", "avoid_regions": "abdomen", "decline": "",
        },
        "booking:book": {
            "new_name": "Newt", "new_phone": "+4316600999", "add_ons": "1", "therapist": "1", "room": "1",
            "wish": "any", "first": "2026-04-15", "desk_line": "d", "q": "Wren", "take": "", "start": "",
            "area-neck_back": "avoid",
        },
        "booking:note": {
            "objective": "o", "assessment": "a", "plan": "p", "pressure": "3", "techniques": "1", "add_ons": "1",
            "pain_before": "5", "pain_after": "2", "area-neck_back": "focus", "area-note-neck_back": "n",
        },
        "intake:start": {"way": "phone"},
        "intake:section": {"go": "next", "keep": "1"},
        "intake:submit": {
            "signed_name": "Nell", "revision": "0", "q": "anything_else", "anything_else": "f", "keep": "",
        },
        "account_login": {"login": "rosa", "password": "wrong", "next": "/board/"},
        "account_change_password": {"oldpassword": "x", "password1": "y", "password2": "z"},
    }.get(route.name, {})  # fmt: skip


def _role(route: Route) -> str:
    """Who may send it; the therapist of the session for notes, the desk for the rest."""
    return DESK if route.post[DESK] not in (403, 405) else OWN


def _data(route: Route) -> Callable[[World], dict]:
    return lambda world: {**more_fields(route), **route.data(world)}


ALIKE = ("confirm", "start", "complete", "uncancel", "signed", "twice")  # forms of which one is enough
FORMS = [
    Form(each, _role(each), _data(each))
    for each in ROUTES
    if each.post[_role(each)] not in (403, 405) and each.about not in ALIKE
]
QUERIES = {
    "booking:board": ("since", "show", "month"),
    "booking:board-day": ("since", "show", "month"),
    "booking:clients": ("page",),
    "booking:client": ("page",),
    "booking:day-sheet": ("therapist", "form"),
    "booking:notes": ("page",),
    "booking:client-search": ("q",),
    "booking:find-client": ("q",),
    "booking:client-new": ("name", "phone", "email", "birth_date", "next"),
    "booking:client-alike": ("name", "phone", "email", "birth_date", "new_name", "new_phone", "next", "pick"),
    "booking:move": ("therapist", "day", "slot"),
    "booking:suggestion": ("day",),
    "booking:reply": ("day",),
    "booking:guardian": ("day",),
    "booking:new": (
        "client", "service", "minutes", "add_ons", "therapist", "room", "wish", "slot", "take", "start", "first",
        "token", "q", "new_name", "new_phone", "desk_line",
    ),
    "account_login": ("next",),
}  # fmt: skip
"""What a page reads from its address."""


def odd_in_one(data: dict) -> list[dict]:
    """The same with the worst in one field."""
    return [data | {name: word} for name in data for word in (*WORST, *(BEFORE_TIME,) * (name in OF_TIME))]
