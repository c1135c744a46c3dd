"""What became of each visit by now: who came, who did not, who sits waiting. Through the operations, in their order."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from booking import scheduling
from booking.models import Appointment, CancelReason
from spa.models import User

CALLED_OFF, MISSED = 0.05, 0.12
NOTES = {
    CancelReason.ILL: "Has a cold, will call next week.",
    CancelReason.CLIENT: "A meeting was moved.",
    CancelReason.OTHER: "Snow on the bridge.",
}
WAITING = timedelta(minutes=40)
JUST_BEGUN = timedelta(minutes=4)


def minutes(rng: Random, least: int, most: int) -> timedelta:
    return timedelta(minutes=rng.randint(least, most))


@dataclass(frozen=True)
class Clockwork:
    """Moves visits on to where they stand at ``now``."""

    rng: Random
    now: datetime
    by: User

    def live(self, appointment: Appointment, booked_at: datetime) -> None:
        """Take one visit from booked to whatever it is at ``now``."""
        luck = self.rng.random()
        if luck < CALLED_OFF:
            self.call_off(appointment, booked_at)
        elif appointment.ends_at <= self.now:
            self.miss(appointment) if luck < MISSED else self.attend(appointment)
        elif appointment.starts_at <= self.now - JUST_BEGUN:
            self.begin(appointment)
        elif appointment.starts_at <= self.now + WAITING:
            self.arrive(appointment) if luck < 0.75 else self.confirm(appointment, booked_at)
        elif luck < self.certainty(appointment):
            self.confirm(appointment, booked_at)

    def certainty(self, appointment: Appointment) -> float:
        """The sooner the visit, the more likely it is confirmed."""
        days = (appointment.starts_at - self.now) / timedelta(days=1)
        return 0.75 if days < 1 else 0.5 if days < 3 else 0.15

    def step(self, operation: Callable, appointment: Appointment, moment: datetime, **more) -> Appointment:
        return operation(appointment=appointment, version=None, by=self.by, now=min(moment, self.now), **more)

    def call_off(self, appointment: Appointment, booked_at: datetime) -> None:
        reason = self.rng.choice(list(NOTES))
        moment = max(booked_at, appointment.starts_at - minutes(self.rng, 90, 1200))
        self.step(scheduling.cancel, appointment, moment, reason=reason, note=NOTES[reason])

    def miss(self, appointment: Appointment) -> None:
        self.step(scheduling.mark_no_show, appointment, appointment.starts_at + minutes(self.rng, 20, 30))

    def confirm(self, appointment: Appointment, booked_at: datetime) -> None:
        moment = max(booked_at, appointment.starts_at - minutes(self.rng, 1000, 2000))
        self.step(scheduling.confirm, appointment, moment)

    def arrive(self, appointment: Appointment) -> Appointment:
        return self.step(scheduling.check_in, appointment, appointment.starts_at - minutes(self.rng, 2, 14))

    def begin(self, appointment: Appointment) -> Appointment:
        self.arrive(appointment)
        return self.step(scheduling.start, appointment, appointment.starts_at + minutes(self.rng, 0, 3))

    def attend(self, appointment: Appointment) -> Appointment:
        self.begin(appointment)
        return self.step(scheduling.complete, appointment, appointment.ends_at + minutes(self.rng, -2, 4))
