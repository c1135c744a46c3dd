"""The whole demo, in one go: house, people, calendar, notes."""

from collections.abc import Callable
from datetime import date, datetime
from random import Random

from booking.demo.diary import Diary, block_times, days_around
from booking.demo.guests import invite
from booking.demo.house import furnish, open_location
from booking.demo.notes import write_notes
from booking.demo.people import add_clients
from booking.models import Appointment, Room
from intake.models import Intake

Tell = Callable[[str], None]
EVERY = 7  # days between two words about how far it is


def seed(*, now: datetime, seed: int, days: int, tell: Tell) -> None:
    """Make the demo spa as it stands at ``now``, with visits for so many days behind and ahead.

    The catalogue must be there; the rest must not.
    """
    rng = Random(seed)
    location = open_location()
    house = furnish(location, location.local_day(now))
    tell(
        f"{location}: {len(house.therapists)} therapists, {len(house.desk)} at the desk, {Room.objects.count()} rooms."
    )
    told = add_clients(house, rng, now)
    tell(f"{len(told)} clients, {Intake.objects.current().count()} of them with an intake.")
    block_times(house, now)
    diary = Diary(house, invite(house, told), rng, now)
    made = fill_calendar(diary, days_around(house.today, days), tell)
    tell(f"{write_notes(made, rng, now)} session notes.")


def fill_calendar(diary: Diary, days: list[date], tell: Tell) -> list[Appointment]:
    made = []
    for number, day in enumerate(days, start=1):
        made += diary.fill(day)
        if number % EVERY == 0:
            tell(f"  {number} days, {len(made)} appointments so far")
    tell(f"{len(made)} appointments.")
    return made
