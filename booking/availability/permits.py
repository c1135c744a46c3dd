"""What is permitted in many booked sessions at once: their kept screenings, with what lifts a caution on file."""

from collections import defaultdict
from collections.abc import Iterable

from booking.models import Appointment, Override
from intake import rules
from intake.models import Clearance, ClearanceStatus, Consent, ConsentText, Reply, Screening
from intake.screenings import Lifts, clearance_given


def permits_of(appointments: Iterable[Appointment]) -> dict[int, rules.Permit]:
    """By appointment, for the day its screening was made for; those without one are left out.

    Five queries at most, however many there are; none where nobody was screened.
    """
    screened = [each for each in appointments if each.screening_id]
    if not screened:
        return {}
    screenings = Screening.objects.in_bulk({each.screening_id for each in screened})
    lifts = _Lifts(screened, screenings.values())
    return {each.pk: lifts.permit(each, screenings[each.screening_id]) for each in screened}


class _Lifts:
    """Replies and signatures by intake, clearances by client, overrides by appointment."""

    def __init__(self, appointments: list[Appointment], screenings: Iterable[Screening]) -> None:
        cautious = [each for each in screenings if each.output["cautions"]]
        intakes = {each.intake_id for each in cautious}
        self.replies = _latest_replies(intakes)
        self.signed = _signatures(intakes)
        self.clearances = _clearances({each.client_id for each in cautious})
        self.overrides: dict[int, list[rules.OverrideGiven]] = defaultdict(list)
        keys = {each.pk for each in cautious}
        lifted = Override.objects.filter(
            appointment__in=[each.pk for each in appointments if each.screening_id in keys]
        )
        for appointment, code in lifted.values_list("appointment", "caution_code"):
            self.overrides[appointment].append(rules.OverrideGiven(code=code))

    def permit(self, appointment: Appointment, screening: Screening) -> rules.Permit:
        intake, client = screening.intake_id, screening.client_id
        lifts = Lifts(self.signed[intake], self.replies[intake], self.clearances[client])
        return lifts.permit(screening.read, screening.made_for, self.overrides[appointment.pk])


def _latest_replies(intakes: set[int]) -> dict[int, dict[str, bool]]:
    """Of several replies to one caution the last counts."""
    given = Reply.objects.filter(screening__intake__in=intakes).order_by("asked_at", "pk")
    latest: dict[int, dict[str, bool]] = defaultdict(dict)
    for intake, code, ahead in given.values_list("screening__intake", "caution_code", "may_go_ahead"):
        latest[intake][code] = ahead
    return latest


def _signatures(intakes: set[int]) -> dict[int, list]:
    signed = defaultdict(list)
    guardians = Consent.objects.filter(intake__in=intakes, text__kind=ConsentText.Kind.GUARDIAN)
    for intake, at in guardians.values_list("intake", "signed_at"):
        signed[intake].append(at.date())
    return signed


def _clearances(clients: set[int]) -> dict[int, list[rules.ClearanceGiven]]:
    given = defaultdict(list)
    accepted = Clearance.objects.filter(client__in=clients, status=ClearanceStatus.ACCEPTED)
    for clearance in accepted:
        given[clearance.client_id].append(clearance_given(clearance))
    return given
