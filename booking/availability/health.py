"""What the client's own screening says to an ask. Reader and writer put the same question; neither lifts anything."""

from collections.abc import Iterable
from datetime import date

from booking.availability.asks import Ask
from booking.exceptions import AddOnRefused, BookingError, HealthRefused
from intake import screenings
from intake.models import Client
from intake.rules import Caution, OverrideGiven, Permit
from intake.screenings import Judgement

Judged = tuple[Judgement, Permit] | tuple[None, None]


def long_day(day: date) -> str:
    """A day as it is said at the desk: Tuesday 14 April."""
    return f"{day:%A} {day.day} {day:%B}"


def judged_on(ask: Ask, days: Iterable[date]) -> dict[date, Judged]:
    """The judgement and the permit of the ask's client for each day; empty without client or current intake."""
    return screenings.permits_on(ask.client, days, overrides_of(ask)) if ask.client else {}


def overrides_of(ask: Ask) -> list[OverrideGiven]:
    """What therapists have lifted for the appointment that looks for its time."""
    if ask.moving is None:
        return []
    return [OverrideGiven(code=code) for code in ask.moving.overrides.values_list("caution_code", flat=True)]


def technique_codes(ask: Ask) -> frozenset[str]:
    """The techniques that make the service; one query."""
    return frozenset(ask.service.techniques.values_list("code", flat=True))


def refusal(ask: Ask, judged: Judged | None, techniques: frozenset[str]) -> BookingError | None:
    """Why the ask cannot be booked for the day of the judgement, or None. Without an intake nothing is limited."""
    judgement, permit = judged or (None, None)
    if judgement is None:
        return None
    return (
        _barred(ask.client, judgement, permit)
        or _forbidden_techniques(ask, judgement, permit, techniques)
        or _too_long(ask, permit)
        or _ruled_out_add_ons(ask, permit)
    )


def _barred(client: Client, judgement: Judgement, permit: Permit) -> HealthRefused | None:
    if permit.may_book:
        return None
    return HealthRefused(f"{client.called} cannot be booked for {long_day(judgement.day)}. {_said(permit.blocking)}")


def _said(cautions: Iterable[Caution]) -> str:
    """Sentences of cautions and what to do about the first: the desk hears these, never a condition's name."""
    first, *others = cautions
    return " ".join([first.reason, first.desk_action, *(other.reason for other in others)])


def _forbidden_techniques(
    ask: Ask, judgement: Judgement, permit: Permit, techniques: frozenset[str]
) -> HealthRefused | None:
    forbidden = [code for code in permit.forbidden_techniques if code in techniques]
    if not forbidden:
        return None
    behind = [caution for caution in judgement.screening.cautions if _forbids(judgement, caution, forbidden)]
    because = "".join(f" {caution.reason}" for caution in behind)
    words = " and ".join(code.label.lower() for code in forbidden)
    sentence = f"{ask.service} uses {words}, which {ask.client.called}'s screening leaves out.{because}"
    return HealthRefused(f"{sentence} Choose another service.")


def _forbids(judgement: Judgement, caution: Caution, codes: Iterable[str]) -> bool:
    found = (finding for finding in judgement.screening.findings if finding.code == caution.code)
    return any(code in finding.effects.forbids for finding in found for code in codes)


def _too_long(ask: Ask, permit: Permit) -> HealthRefused | None:
    if permit.max_minutes is None or ask.stay <= permit.max_minutes:
        return None
    return HealthRefused(
        f"{ask.client.called}'s session may last {permit.max_minutes} minutes at most; this one would last {ask.stay}."
        " Choose a shorter one."
    )


def _ruled_out_add_ons(ask: Ask, permit: Permit) -> AddOnRefused | None:
    reasons = {
        add_on.name: permit.forbidden_add_ons[add_on.code][0]
        for add_on in ask.add_ons
        if add_on.code in permit.forbidden_add_ons
    }
    if not reasons:
        return None
    said = " ".join(f"{name}: {reason}" for name, reason in reasons.items())
    return AddOnRefused(f"Please leave out what the screening rules out. {said}")


def before_start(client: Client, cautions: Iterable[Caution]) -> str:
    """What still has to be asked or signed before the session begins."""
    return f"Before {client.called}'s session starts: {_said(cautions)}"
