"""Who may knock where: for each address and method, what each person is answered.

A person whom a row does not name is refused with 403, nobody is sent to the log-in page, and a method that is not named
is refused with 405.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from tests.access.doors import ADMIN, BOTH, DESK, NOBODY, OTHER, OWN, ROLES, STRANGER
from tests.access.world import World

Answers = Mapping[str, int]

STAFF = (DESK, OWN, OTHER, ADMIN, BOTH)
THERAPISTS = (OWN, OTHER, BOTH)
INTAKE_TAKERS = (DESK, OWN, OTHER, BOTH)
BOOKERS = (DESK, ADMIN, BOTH)
AT_THE_SESSION = (DESK, OWN, ADMIN, BOTH)


def to(people: tuple[str, ...], status: int, **others: int) -> Answers:
    """This status for these people and 403 for everybody else; nobody logs in first."""
    return {NOBODY: 302} | {role: status if role in people else 403 for role in ROLES[1:]} | others


def closed(**others: int) -> Answers:
    """The method is not for this address, whoever asks."""
    return {NOBODY: 302} | dict.fromkeys(ROLES[1:], 405) | others


@dataclass(frozen=True)
class Route:
    """One address: the name of its route, what it is about, what it answers, and what a POST brings."""

    name: str
    args: Callable[[World], list] = lambda world: []
    get: Answers = field(default_factory=closed)
    post: Answers = field(default_factory=closed)
    data: Callable[[World], dict] = lambda world: {}
    about: str = ""

    def __str__(self) -> str:
        return f"{self.name} {self.about}".strip()


def of(row: str, *more: object) -> Callable[[World], list]:
    return lambda world: [getattr(world, row).pk, *more]


def now_is(row: str, **more: object) -> Callable[[World], dict]:
    return lambda world: {"version": getattr(world, row).version, **more}


def _verb(verb: str, row: str, people: tuple[str, ...] = AT_THE_SESSION, **get: int) -> Route:
    """A button of the panel: POST alone, but for the question that a no-show asks."""
    asks = to(people, 200) if verb == "no-show" else to(people, 405)
    return Route("booking:status", of(row, verb), asks, to(people, 302), now_is(row), verb)


def _section(world: World) -> dict:
    return {"revision": 0, "q": "goals", "goals": "relaxation", "go": "later"}


def _booking(world: World) -> dict:
    return {
        "client": world.wren.pk, "service": world.service.pk, "minutes": 60, "token": UUID(int=1),
        "slot": f"2026-04-15T10:00Z~{world.therapist.pk}",
    }  # fmt: skip


DAY = date(2026, 4, 14)
CHOICE = {"modality": "therapeutic", "reason": "client"}
REPLY = {"answer": "Twenty", "may_go_ahead": "yes"}
GUARDIAN = {"signed_name": "Ilse Minor", "agreed": "on"}
CLEARED = {"starts_on": "2026-04-13", "ends_on": "2026-06-13"}

ROUTES = [
    # --- The board ---
    Route("booking:home", get=to((*STAFF, STRANGER), 302)),
    Route("booking:board", get=to(STAFF, 200)),
    Route("booking:board-day", lambda world: [DAY], to(STAFF, 200)),
    Route("booking:day-sheet", get=to(STAFF, 200)),
    Route("booking:day-sheet-on", lambda world: [DAY], to(STAFF, 200)),
    Route("booking:peek", of("booked"), to(STAFF, 200)),
    Route("booking:history", of("booked"), to(STAFF, 200)),
    _verb("confirm", "booked"),
    _verb("arrive", "due"),
    _verb("start", "arrived"),
    _verb("complete", "running"),
    _verb("uncancel", "cancelled", BOOKERS),
    Route(
        "booking:status", of("missed", "no-show"), to((DESK, OTHER, ADMIN, BOTH), 200),
        to((DESK, OTHER, ADMIN, BOTH), 302), now_is("missed"), "no-show, the other therapist's own",
    ),
    Route("booking:cancel", of("booked"), to(BOOKERS, 200), to(BOOKERS, 302), now_is("booked", reason="client")),
    Route(
        "booking:move", of("booked"), to(BOOKERS, 200), to(BOOKERS, 302),
        lambda world: {"version": world.booked.version, "slot": f"2026-04-15T10:00+00:00/{world.therapist.pk}"},
    ),
    Route(
        "booking:plan", of("booked"), to(AT_THE_SESSION, 200), to(AT_THE_SESSION, 302),
        now_is("booked", desk_line="Brings a pillow"),
    ),
    # --- Clients ---
    Route("booking:clients", get=to(STAFF, 200)),
    Route("booking:client-search", get=to(STAFF, 200)),
    Route("booking:client-alike", get=to(STAFF, 200)),
    Route("booking:client-new", get=to(STAFF, 200), post=to(STAFF, 302), data=lambda world: {"name": "Newt New"}),
    Route("booking:client", of("wren"), to(STAFF, 200)),
    Route("booking:client-edit", of("wren"), to(STAFF, 200), to(STAFF, 302), lambda world: {"name": "Wren"}),
    Route(
        "booking:client-erase", of("wren"), to((ADMIN, BOTH), 200), to((ADMIN, BOTH), 409),
        lambda world: {"typed_name": "Wren Calloway"}, "with visits to come",
    ),
    # --- From a screening to a booking ---
    Route("booking:suggestion", of("wrens"), to(STAFF, 200)),
    Route("booking:choose", of("wrens"), post=to(INTAKE_TAKERS, 302), data=lambda world: CHOICE),
    Route(
        "booking:reply", of("wrens", "pregnancy"), to(INTAKE_TAKERS, 200), to(INTAKE_TAKERS, 302), lambda world: REPLY
    ),
    Route("booking:guardian", of("minors"), to(INTAKE_TAKERS, 200), to(INTAKE_TAKERS, 302), lambda world: GUARDIAN),
    Route("booking:ask-doctor", of("letters"), post=to(INTAKE_TAKERS, 302)),
    Route("booking:clearance", of("letter"), to(THERAPISTS, 200), to(THERAPISTS, 302), lambda world: CLEARED),
    Route("booking:clearance-received", of("letter"), post=to(INTAKE_TAKERS, 302)),
    Route("booking:new", get=to(BOOKERS, 200), post=to(BOOKERS, 200)),
    Route("booking:book", post=to(BOOKERS, 302), data=_booking),
    Route("booking:find-client", get=to(BOOKERS, 200)),
    # --- Therapists: a person who has the role and no row in the team has no day ---
    Route("booking:my-day", get=to((OWN, OTHER), 200)),
    Route("booking:my-day-on", lambda world: [DAY], to((OWN, OTHER), 200)),
    Route("booking:summary", of("booked"), to(THERAPISTS, 200)),
    Route(
        "booking:note", of("unsigned"), to(THERAPISTS, 200), to((OWN,), 302),
        lambda world: {"revision": 1, "subjective": "Slept well."}, "not signed",
    ),
    Route(
        "booking:note", of("signed"), to(THERAPISTS, 200), to((OWN,), 409),
        lambda world: {"revision": 2, "subjective": "Slept badly."}, "signed",
    ),
    Route("booking:note-sign", of("booked"), post=to((OWN,), 302), about="before the session, which leads back"),
    Route("booking:note-sign", of("signed"), post=to((OWN,), 409), data=lambda world: {"revision": 2}, about="twice"),
    Route(
        "booking:note-amend", of("unsigned"), post=to((OWN,), 409), data=lambda world: {"text": "No."}, about="unsigned"
    ),
    Route(
        "booking:note-sign", of("unsigned"), post=to((OWN,), 302), data=lambda world: {"revision": 1, "plan": "Rest."}
    ),
    Route("booking:note-amend", of("signed"), post=to((OWN,), 302), data=lambda world: {"text": "The left one."}),
    Route("booking:notes", get=to(THERAPISTS, 200)),
    # --- Intakes ---
    Route("intake:start", of("wren"), post=to(INTAKE_TAKERS, 302)),
    Route("intake:section", of("draft", "goal"), to(INTAKE_TAKERS, 200), to(INTAKE_TAKERS, 302), _section, "a draft"),
    Route("intake:section", of("wrens", "goal"), to((), 200), to((), 302), _section, "signed"),
    Route("intake:review", of("draft"), to(INTAKE_TAKERS, 200)),
    Route("intake:review", of("wrens"), to((), 200), about="signed"),
    Route("intake:submit", of("draft"), post=to(INTAKE_TAKERS, 422), data=lambda world: {"revision": 0},
          about="without a signature"),
    Route("intake:answers", of("wrens"), to(THERAPISTS, 200)),
    Route("intake:readings", of("wren"), to((ADMIN, BOTH), 200)),
    # --- The house: everybody's own account, and its health for whoever watches it ---
    Route("remove-demo", get=to((ADMIN, BOTH), 200), post=to((ADMIN, BOTH), 302)),
    Route("healthz", get=to(ROLES, 200, nobody=200), post=closed(nobody=405)),
    Route("account_login", get=to(ROLES, 302, nobody=200), post=to(ROLES, 302, nobody=200)),
    Route("account_logout", get=to(ROLES, 200, nobody=302), post=to(ROLES, 302, nobody=302)),
    Route("account_change_password", get=to(ROLES, 200, nobody=302), post=to(ROLES, 200, nobody=302)),
]  # fmt: skip
