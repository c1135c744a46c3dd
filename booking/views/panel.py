"""The panel of one appointment: what it is, how the client stands with the rules, and the one thing to do next."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from django.urls import reverse

from booking import permissions
from booking.availability import ask_to_move, health
from booking.exceptions import BookingError
from booking.models import Appointment, EventKind, FocusArea, Status
from booking.suggestions.wording import areas_in_words
from booking.templatetags.charting import STATUS_LOOKS
from booking.views.cautions import Standing, standing_for
from intake.permissions import may_record_reply, may_take_consent, may_take_intake
from spa.models import User

STEPS = {
    "confirm": ("Confirm", "s-confirmed", ""),
    "arrive": ("Arrived", "s-arrived", "a"),
    "start": ("Start session", "s-session", "s"),
    "complete": ("Complete", "s-done", "e"),
    "uncancel": ("Take the cancelling back", "undo", ""),
}
FLOW = (Status.BOOKED, Status.CONFIRMED, Status.ARRIVED, Status.IN_SESSION, Status.COMPLETED)


@dataclass(frozen=True)
class NextStep:
    """The filled button: a verb of the status, a link, or the intake of the client."""

    words: str
    icon: str
    key: str = ""
    verb: str = ""
    url: str = ""
    takes_intake: bool = False


@dataclass(frozen=True)
class FlowStep:
    label: str
    icon: str
    at: datetime | None
    day: date | None
    is_current: bool


class Panel:
    """One appointment for one person, at one moment."""

    def __init__(self, user: User, appointment: Appointment, now: datetime) -> None:
        self.user, self.appointment, self.now = user, appointment, now
        self.location = appointment.visit.location
        self.may_change = permissions.may_change_appointment(user, appointment)
        self.may_status = permissions.may_change_status(user, appointment)
        self.reads_summary = permissions.may_see_summary(user, appointment)

    # --- What it is ---

    @property
    def day(self) -> date:
        return self.location.local_day(self.appointment.starts_at)

    @property
    def today(self) -> date:
        return self.location.local_day(self.now)

    @cached_property
    def standing(self) -> Standing:
        return standing_for(self.appointment)

    @cached_property
    def add_ons(self) -> list:
        return list(self.appointment.add_ons.select_related("add_on"))

    @property
    def total(self) -> Decimal:
        return self.appointment.price + sum(add_on.price for add_on in self.add_ons)

    @cached_property
    def _areas(self) -> list[FocusArea]:
        return list(self.appointment.focus_areas.filter(stage=FocusArea.Stage.PLANNED))

    @property
    def focus(self) -> str:
        return self._planned(FocusArea.Kind.FOCUS)

    @property
    def leave_out(self) -> str:
        return self._planned(FocusArea.Kind.AVOID)

    def _planned(self, kind: FocusArea.Kind) -> str:
        return "; ".join(areas_in_words(area.region for area in self._areas if area.kind == kind))

    @cached_property
    def flow(self) -> list[FlowStep]:
        """The way through the day, with the time of each step that was taken; what cut it short stands last."""
        taken = self._times()
        state = self.appointment.state
        steps = [*FLOW] if state in FLOW else [*(step for step in FLOW if step in taken), state]
        return [self._flow_step(step, taken.get(step)) for step in steps]

    def _flow_step(self, step: Status, at: datetime | None) -> FlowStep:
        day = self.location.local_day(at) if at else None
        return FlowStep(step.label, STATUS_LOOKS[step][0], at, day, step is self.appointment.state)

    def _times(self) -> dict[Status, datetime]:
        times = {}
        for event in self.appointment.events.all():
            if event.kind in (EventKind.BOOKED, EventKind.UNCANCELLED):
                times = {Status.BOOKED: event.at}
            elif event.kind == EventKind.CANCELLED:
                times[Status.CANCELLED] = event.at
            elif event.kind == EventKind.STATUS:
                times[Status(event.data["status"])] = event.at
        return times

    # --- What to do ---

    @cached_property
    def refusal(self) -> str:
        """Why the session cannot start as things are, in a sentence; empty when it can, or when that is not asked."""
        if self.appointment.state not in Status.not_begun():
            return ""
        return str(self._refused() or "")

    def _refused(self) -> BookingError | str | None:
        standing = self.standing
        if standing.is_missing:
            return "The session can start once the intake is signed."
        ask = ask_to_move(self.appointment, booked=self.add_ons)
        judged = (standing.judgement, standing.permit)
        if refused := health.refusal(ask, judged, health.technique_codes(ask)):
            return refused
        before = standing.permit.before_start
        return health.before_start(self.appointment.client, before) if before else None

    @cached_property
    def next_step(self) -> NextStep | None:
        verb = self._next_verb()
        if verb == "start" and self.refusal:
            return self._unblock()
        if verb:
            return _step(verb) if self._may(verb) else None
        if self.appointment.state is Status.COMPLETED:
            return self._afterwards()
        return self._unblock() if self.refusal else None

    def _next_verb(self) -> str:
        state, is_due = self.appointment.state, self.day <= self.today
        if state is Status.BOOKED and not is_due:
            return "confirm"
        if state in (Status.BOOKED, Status.CONFIRMED, Status.NO_SHOW):
            return "arrive" if is_due else ""
        verbs = {Status.ARRIVED: "start", Status.IN_SESSION: "complete", Status.CANCELLED: "uncancel"}
        return verbs.get(state, "")

    def _may(self, verb: str) -> bool:
        return self.may_change if verb == "uncancel" else self.may_status

    def _unblock(self) -> NextStep | None:
        """What clears the way: the intake, a signature, an answer, or a look at what stands against it."""
        standing, client = self.standing, self.appointment.client
        if standing.is_missing:
            words = "Continue intake" if standing.draft else "Take intake"
            return NextStep(words, "clipboard", "i", takes_intake=True) if may_take_intake(self.user, client) else None
        intake = standing.intake.pk
        if standing.permit.blocking or not standing.permit.before_start:
            return NextStep("See what stands against it", "stop", url=reverse("booking:suggestion", args=[intake]))
        if standing.needs_signature:
            url = reverse("booking:guardian", args=[intake])
            return NextStep("Take guardian's signature", "pen", url=url) if may_take_consent(self.user) else None
        url = reverse("booking:reply", args=[intake, standing.first_before_start.code])
        return NextStep("Record the answer", "chat", url=url) if may_record_reply(self.user) else None

    def _afterwards(self) -> NextStep | None:
        if permissions.may_write_note(self.user, self.appointment):
            return NextStep("Session note", "pen", url=reverse("booking:note", args=[self.appointment.pk]))
        return NextStep("Book again", "repeat", "r", url=self.book_again) if self.may_change else None

    @property
    def book_again(self) -> str:
        booked = self.appointment
        query = f"service={booked.service_id}&therapist={booked.therapist_id}&client={booked.client_id}"
        return f"{reverse('booking:new')}?{query}"

    @property
    def clears_early(self) -> NextStep | None:
        """Beside the next step: what will stand in the way of the start can be cleared before the client is here."""
        is_early = self.next_step is not None and self.next_step.verb in ("confirm", "arrive")
        return self._unblock() if is_early and self.refusal else None

    @property
    def may_confirm(self) -> bool:
        """Beside another next step: on its day a booking may still be confirmed first."""
        is_first = self.next_step is not None and self.next_step.verb == "confirm"
        return self.may_status and self.appointment.state is Status.BOOKED and not is_first

    @property
    def shows_start(self) -> bool:
        """The start is named, and greyed, while something else comes first."""
        return self.appointment.state is Status.ARRIVED and bool(self.refusal)

    @property
    def may_move(self) -> bool:
        return self.may_change and self.appointment.state.can_be_rescheduled

    @property
    def may_plan(self) -> bool:
        return self.appointment.state.can_be_planned and permissions.may_plan(self.user, self.appointment)

    @property
    def may_cancel(self) -> bool:
        return self.may_change and Status.CANCELLED in self.appointment.state.next

    @property
    def may_mark_no_show(self) -> bool:
        missed = self.appointment.starts_at <= self.now
        return missed and self.may_status and Status.NO_SHOW in self.appointment.state.next


def _step(verb: str) -> NextStep:
    words, icon, key = STEPS[verb]
    return NextStep(words, icon, key, verb=verb)
