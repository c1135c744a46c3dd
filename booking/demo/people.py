"""The demo's clients and what they told the desk: added, asked and signed through intake's operations."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from booking.demo.house import House
from booking.demo.told import told
from intake import screenings, submissions
from intake.models import Client, Consent, FilledBy, Intake, Way
from intake.submissions import Signature
from intake.vocabulary import Level
from spa.models import User

LONG_AGO = range(22, 60)  # days; before the first visit of the demo was booked
A_YEAR = timedelta(days=365.25)
DOCTORS = ("Dr. Helena Marsh", "Dr. Okwui Bell", "Dr. Sanne Verhoef")
GENTLE = {"max_pressure": 2, "max_minutes": 60}


@dataclass(frozen=True)
class Told:
    """A client of the demo with what the data file says of them; ``known_from`` is when the desk had their answers."""

    client: Client
    about: dict[str, Any]
    known_from: datetime

    @property
    def has_intake(self) -> bool:
        return "situation" in self.about


def add_clients(house: House, rng: Random, now: datetime) -> list[Told]:
    return [add_one(house, rng, now, about) for about in told("clients")]


def add_one(house: House, rng: Random, now: datetime, about: dict[str, Any]) -> Told:
    days_ago = about.get("taken", rng.choice(LONG_AGO))
    moment = desk_moment(house, house.today - timedelta(days=days_ago), rng, now)
    by = rng.choice(house.receptionists)
    client = submissions.add_client(by=by, now=moment, is_demo=True, **card(about, house.local_day(moment), rng))
    if "situation" in about:
        take_intake(house, client, about, by, moment)
    elif about.get("draft"):
        begin_intake(client, about, by, moment)
    return Told(client, about, moment)


def desk_moment(house: House, day: date, rng: Random, now: datetime) -> datetime:
    """Some time of a working day at the desk, but never one that is still to come."""
    moment = house.at(day, time(rng.randrange(9, 18), rng.randrange(0, 60)))
    return min(moment, now - timedelta(minutes=rng.randrange(20, 40)))


def card(about: dict[str, Any], day: date, rng: Random) -> dict[str, Any]:
    """The fields of a client's card."""
    email = about.get("email", "")
    return {
        "name": about["name"],
        "preferred_name": about.get("called", ""),
        "phone": about["phone"],
        "email": email,
        "birth_date": day - A_YEAR * about["age"] - timedelta(days=rng.randrange(1, 360)),
        "emergency_contact_name": f"{rng.choice(('Robin', 'Alex', 'Sam', 'Charlie'))} {about['name'].split()[-1]}",
        "emergency_contact_phone": f"+1{about['phone'][2:5]}55501{rng.randrange(100):02}",
        "pressure_preference": about.get("pressure", ""),
        "talk_preference": about.get("talk", ""),
        "therapist_wish": about.get("wish", "any"),
        "preferences": about.get("likes", ""),
        "may_email": bool(email) and rng.random() < 0.7,
    }


def take_intake(house: House, client: Client, about: dict[str, Any], by: User, moment: datetime) -> Intake:
    """From an empty draft to signed answers, and what the doctor and the parents have to say."""
    day = house.local_day(moment)
    intake = submissions.start_intake(client=client, way=Way.KIOSK, filled_by=FilledBy.CLIENT, by=by, now=moment)
    answers = {**told("situations")[about["situation"]], "as_of": day.isoformat(), "age": about["age"]}
    signed = moment + timedelta(minutes=4)
    intake = submissions.submit_intake(intake=intake, answers=answers, signature=signature(about), by=by, now=signed)
    if "clearance" in about:
        ask_the_doctor(house, client, about["clearance"], by, signed)
    return intake


def signature(about: dict[str, Any]) -> Signature:
    if about.get("guardian"):
        return Signature(f"Robin {about['name'].split()[-1]}", Consent.SignedAs.GUARDIAN)
    return Signature(about["name"])


def ask_the_doctor(house: House, client: Client, how_far: str, by: User, moment: datetime) -> None:
    """A clearance that is requested, received, or accepted by a therapist."""
    judgement = screenings.judge(client, house.local_day(moment))
    codes = [caution.code for caution in judgement.screening.cautions if caution.level == Level.CLEAR]
    doctor = DOCTORS[client.pk % len(DOCTORS)]
    clearance = submissions.request_clearance(client=client, caution_codes=codes, doctor=doctor, by=by, now=moment)
    if how_far == "requested":
        return
    answered = moment + timedelta(hours=20)
    clearance = submissions.receive_clearance(clearance=clearance, by=by, now=answered)
    if how_far == "accepted":
        first = house.local_day(answered)
        submissions.accept_clearance(
            clearance=clearance,
            limits=GENTLE,
            starts_on=first,
            ends_on=first + timedelta(days=180),
            by=house.therapists[4].user,
            now=answered + timedelta(minutes=30),
        )


def begin_intake(client: Client, about: dict[str, Any], by: User, moment: datetime) -> None:
    """A draft that somebody will come back to."""
    intake = submissions.start_intake(client=client, way=Way.DESK, by=by, now=moment)
    typed = {"you": {"age": [str(about["age"])], "first_massage": ["yes"]}, "goal": {"primary_goal": ["relaxation"]}}
    for revision, (section, raw) in enumerate(typed.items()):
        intake = submissions.save_draft(
            intake=intake, section=section, raw=raw, revision=revision, by=by, now=moment + timedelta(minutes=1)
        )
