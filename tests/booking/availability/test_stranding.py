"""Which booked visits a change would strand: asked before it is kept, and nothing is changed by asking."""

from datetime import date, time, timedelta

import pytest
from django.db.models import Q

from booking import scheduling
from booking.availability import stranded_by, touching_resources
from booking.models import Appointment, ClosingDay, Shift, ShiftBreak, TimeOff
from tests import factories
from tests.booking.at_the_desk import at
from tests.factories import MONDAY, MONDAY_MORNING

EVERYBODY = Q()
TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture
def stones(location):
    return factories.EquipmentUnitFactory(name="Stones one", location=location)


@pytest.fixture
def booked(wren, location, room, therapist_row, stones, receptionist):
    """Wren with Tove in Willow, with stones, on Tuesday from 15 to 16; the pauses last until 16:10 and 16:15."""
    scalp = factories.AddOnFactory(minutes=0)
    service = factories.ServiceFactory(equipment_kind=stones.kind, add_ons=[scalp])
    therapist_row.trainings.add(factories.TrainingFactory())
    return scheduling.book(
        client=wren, location=location, service=service, minutes=60, starts_at=at("15:00", TUESDAY),
        therapist=therapist_row, add_ons=[scalp], by=receptionist, now=MONDAY_MORNING,
    )  # fmt: skip


def reasons(change, touched=EVERYBODY, now=MONDAY_MORNING) -> list[tuple[Appointment, tuple[str, ...]]]:
    return [(each.appointment, each.reasons) for each in stranded_by(change, touched=touched, now=now)]


CHANGES = {
    "the shift goes": (lambda b: Shift.objects.all().delete(), "Tove is not on shift then"),
    "it ends within the pause": (lambda b: Shift.objects.update(ends=time(16, 5)), "Tove is not on shift then"),
    "it holds no longer": (lambda b: Shift.objects.update(valid_until=MONDAY), "Tove is not on shift then"),
    "time off reaches in": (lambda b: away(b.therapist, "15:55", "18:00"), "Tove is away then"),
    "a break lies in it": (lambda b: pause(b.therapist, time(15, 30), time(16)), "Tove has a break then"),
    "the doors close early": (lambda b: doors(b, closes=time(16, 10)), "Linden House is closed then"),
    "a closing day": (lambda b: shut(b, TUESDAY), "Linden House is closed then"),
    "the house is switched off": (lambda b: switch(b.visit.location), "Linden House is closed then"),
    "the room is retired": (lambda b: switch(b.visit.room.resource), "Willow is retired"),
    "the therapist is retired": (lambda b: switch(b.therapist.resource), "Tove is retired"),
    "the unit is retired": (lambda b: switch(unit_of(b)), "Stones one is retired"),
    "a technique is unlearned": (lambda b: b.therapist.skills.clear(), "Tove is not trained for Swedish massage"),
    "the service takes another one": (lambda b: teach(b.service), "Tove is not trained for Swedish massage"),
    "the service asks for a training": (lambda b: train(b.service), "Tove is not trained for Swedish massage"),
    "the service is for two": (lambda b: reform(b.service, persons=2), "Willow is too small"),
    "the room is for others": (lambda b: keep_for_another(b.visit.room), "Willow does not take Swedish massage"),
    "the unit is another thing": (lambda b: rename(unit_of(b)), "no unit of Hot stones is held for it"),
    "the service needs another": (lambda b: need_a_hammock(b.service), "no unit of Hammock is held for it"),
    "the add-on needs another": (lambda b: need_a_hammock(added_to(b)), "no unit of Hammock is held for it"),
}
HARMLESS = {
    "the shift ends with the pause": lambda b: Shift.objects.update(ends=time(16, 10)),
    "another weekday's shift goes": lambda b: Shift.objects.exclude(weekday=1).delete(),
    "the doors close with the clean-up": lambda b: doors(b, closes=time(16, 15)),
    "time off touches the pause": lambda b: away(b.therapist, "16:10", "18:00"),
    "another day is closed": lambda b: shut(b, TUESDAY + timedelta(days=1)),
    "another technique is unlearned": lambda b: b.therapist.skills.filter(code="deep_tissue").first().delete(),
    "a training of the therapist alone goes": lambda b: b.therapist.trainings.clear(),
    "the room keeps to this service": lambda b: b.visit.room.services.set([b.service]),
    "the service needs no unit any more": lambda b: reform(b.service, equipment_kind=None),
    "the service is sold no more": lambda b: switch(b.service),
}


def away(therapist, starts: str, ends: str) -> None:
    TimeOff.objects.create(therapist=therapist, starts_at=at(starts, TUESDAY), ends_at=at(ends, TUESDAY))


def pause(therapist, starts: time, ends: time) -> None:
    ShiftBreak.objects.create(shift=therapist.shifts.get(weekday=1), starts=starts, ends=ends)


def doors(booked, **hours) -> None:
    booked.visit.location.opening_hours.update(**hours)


def shut(booked, day: date) -> None:
    ClosingDay.objects.create(location=booked.visit.location, day=day)


def switch(row) -> None:
    row.is_active = False
    row.save()


def unit_of(booked):
    return booked.allocations.get(resource__kind="equipment").resource


def added_to(booked):
    return booked.add_ons.get().add_on


def reform(row, **fields) -> None:
    type(row).objects.filter(pk=row.pk).update(**fields)


def teach(service) -> None:
    service.techniques.add(factories.TechniqueFactory(code="myofascial"))


def train(service) -> None:
    reform(service, training=factories.TrainingFactory(code="lymphatic"))


def keep_for_another(room) -> None:
    room.services.set([factories.ServiceFactory(name="Facial")])


def rename(resource) -> None:
    reform(resource.equipment_unit, kind=factories.EquipmentKindFactory(name="Hammock"))


def need_a_hammock(row) -> None:
    reform(row, equipment_kind=factories.EquipmentKindFactory(name="Hammock"))


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_strands_whoever_needs_what_it_takes(booked, name):
    change, why = CHANGES[name]

    assert reasons(lambda: change(booked)) == [(booked, (why,))]
    assert reasons(lambda: None) == []  # asking has changed nothing


@pytest.mark.parametrize("name", HARMLESS)
def test_a_change_strands_nobody_who_keeps_what_they_need(booked, name):
    assert reasons(lambda: HARMLESS[name](booked)) == []


def test_only_coming_visits_can_be_stranded(booked, receptionist):
    everything = Shift.objects.all().delete

    assert reasons(everything, now=at("15:05", TUESDAY)) == []
    scheduling.cancel(appointment=booked, reason="client", version=None, by=receptionist, now=MONDAY_MORNING)
    assert reasons(everything) == []


def test_what_was_amiss_before_is_not_told_again(booked):
    shut(booked, TUESDAY)

    assert reasons(lambda: doors(booked, closes=time(12))) == []
    assert reasons(lambda: switch(booked.therapist.resource)) == [(booked, ("Tove is retired",))]


def test_the_question_can_be_narrowed_to_what_is_touched(booked, other_therapist_row):
    def retire():
        switch(booked.visit.room.resource)

    assert reasons(retire, touching_resources([other_therapist_row.resource_id])) == []
    assert reasons(retire, touching_resources([booked.visit.room.resource_id])) == [(booked, ("Willow is retired",))]
    assert reasons(retire, Q(therapist=booked.therapist)) == [(booked, ("Willow is retired",))]


def test_it_takes_as_many_queries_for_many_as_for_one(
    booked, location, therapist_row, receptionist, django_assert_num_queries
):
    def shorten():
        Shift.objects.update(ends=time(9, 5))

    with django_assert_num_queries(16):
        stranded_by(shorten, touched=EVERYBODY, now=MONDAY_MORNING)
    for hour in (9, 11, 13):
        client = factories.ClientFactory(name=f"Guest {hour}", by=receptionist)
        scheduling.book(
            client=client, location=location, service=booked.service, minutes=60, therapist=therapist_row,
            starts_at=at(f"{hour:02}:00", TUESDAY), by=receptionist, now=MONDAY_MORNING,
        )  # fmt: skip
    with django_assert_num_queries(16):
        found = stranded_by(shorten, touched=EVERYBODY, now=MONDAY_MORNING)
    assert len(found) == 4
