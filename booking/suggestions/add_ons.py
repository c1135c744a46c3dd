"""What is said of each add-on of a service for one client: fits, possible, or left out with its reason."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from booking.models import AddOn, Service
from booking.suggestions.wording import areas_in_words, listed
from intake.rules import Permit, RegionalLimit
from intake.vocabulary import CautionCode


@dataclass(frozen=True)
class AddOnVerdict:
    """One add-on and whether it fits. ``because`` names the caution behind a refusal, "" where none stands."""

    add_on: AddOn
    state: str
    reason: str = ""
    because: str = ""

    OFFERED = "offered"
    POSSIBLE = "possible"
    REFUSED = "refused"

    @property
    def is_refused(self) -> bool:
        return self.state == self.REFUSED

    @property
    def is_offered(self) -> bool:
        return self.state == self.OFFERED


def add_on_verdicts(
    service: Service, permit: Permit | None, *, offered: Collection[str] = ()
) -> tuple[AddOnVerdict, ...]:
    """Every active add-on of a service, those that fit first and the refused last.

    ``offered`` are the codes that the screening offers; without a permit nothing is refused. Reads the service's
    add-ons and nothing else.
    """
    add_ons = [add_on for add_on in service.add_ons.all() if add_on.is_active]
    verdicts = [_verdict(add_on, permit, offered) for add_on in add_ons]
    order = (AddOnVerdict.OFFERED, AddOnVerdict.POSSIBLE, AddOnVerdict.REFUSED)
    return tuple(sorted(verdicts, key=lambda verdict: order.index(verdict.state)))


def _verdict(add_on: AddOn, permit: Permit | None, offered: Collection[str]) -> AddOnVerdict:
    if permit and add_on.code in permit.forbidden_add_ons:
        reason, because = permit.forbidden_add_ons[add_on.code]
        return AddOnVerdict(add_on, AddOnVerdict.REFUSED, reason or _because_of(because), because)
    state = AddOnVerdict.OFFERED if add_on.code in offered else AddOnVerdict.POSSIBLE
    return AddOnVerdict(add_on, state, _not_everywhere(add_on, permit.regional_limits if permit else ()))


def _because_of(code: str) -> str:
    return f"Left out: {CautionCode(code).in_words}." if code else "It is left out for this client."


def _not_everywhere(add_on: AddOn, limits: Iterable[RegionalLimit]) -> str:
    regions = {region for limit in limits if add_on.code in limit.forbidden_add_ons for region in limit.regions}
    return f"Not on: {listed(areas_in_words(regions))}." if regions else ""
