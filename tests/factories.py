"""People, rooms and services to test with; every factory makes what a desk would really have.

Where an operation exists the factory goes through it: ``ClientFactory`` calls ``submissions.add_client``. Hours, shifts
and the catalogue are plain rows, as the admin writes them. Things are named by their codes: ``ServiceFactory(
techniques=["swedish"], durations={60: "90.00"})``, ``TherapistFactory(skills=["swedish"], shift=(time(9), time(17)))``.
"""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import factory
from django.contrib.auth.models import Group
from factory.django import DjangoModelFactory

from booking.models import (
    AddOn,
    EquipmentKind,
    EquipmentUnit,
    OpeningHours,
    Resource,
    ResourceKind,
    Room,
    Service,
    ServiceDuration,
    Shift,
    Technique,
    Therapist,
    Training,
)
from intake import submissions
from intake.models import Client
from intake.vocabulary import AddOnCode, TechniqueCode
from spa.models import ADMIN, RECEPTIONIST, THERAPIST, Location, User

PASSWORD = "seven linden trees in a row"

# A Monday in spring: 09:30 on the wall of Linden House, which is two hours ahead of UTC in April.
MONDAY = date(2026, 4, 13)
MONDAY_MORNING = datetime(2026, 4, 13, 7, 30, tzinfo=UTC)

EVERY_DAY = range(7)
LONG_AGO = date(2020, 1, 1)


class LocationFactory(DjangoModelFactory):
    """A house that is open from 8 to 21 every day; ``open_hours=None`` leaves its doors shut."""

    class Meta:
        model = Location
        django_get_or_create = ["name"]

    name = "Linden House"
    zone = "Europe/Vienna"
    currency = "EUR"
    open_hours = (time(8), time(21))

    @classmethod
    def _create(cls, model_class, *args, open_hours, **fields):
        location = super()._create(model_class, *args, **fields)
        if open_hours and not location.opening_hours.exists():
            opens, closes = open_hours
            OpeningHours.objects.bulk_create(
                OpeningHours(location=location, weekday=weekday, opens=opens, closes=closes) for weekday in EVERY_DAY
            )
        return location


class UserFactory(DjangoModelFactory):
    """Somebody who works here, with ``PASSWORD`` and with ``roles`` by name."""

    class Meta:
        model = User
        django_get_or_create = ["username"]

    username = factory.Sequence(lambda n: f"colleague{n}")
    first_name = factory.LazyAttribute(lambda user: user.username.capitalize())
    location = factory.SubFactory(LocationFactory)
    password = PASSWORD
    roles = ()

    @classmethod
    def _create(cls, model_class, *args, roles, username, **fields):
        if found := User.objects.filter(username=username).first():
            return found
        user = User.objects.create_user(username, **fields)
        user.groups.set(Group.objects.filter(name__in=roles))
        return user


class ReceptionistFactory(UserFactory):
    username = "rosa"
    roles = (RECEPTIONIST,)


class AdminFactory(UserFactory):
    username = "ada"
    is_staff = True
    roles = (ADMIN,)


class TherapistUserFactory(UserFactory):
    username = factory.Sequence(lambda n: f"therapist{n}")
    roles = (THERAPIST,)


class ClientFactory(DjangoModelFactory):
    """A client whom the desk added; fields are those that ``add_client`` takes."""

    class Meta:
        model = Client

    name = factory.Sequence(lambda n: f"Client {n}")
    by = factory.SubFactory(ReceptionistFactory)

    @classmethod
    def _create(cls, model_class, *args, **fields):
        return submissions.add_client(**fields)


class TechniqueFactory(DjangoModelFactory):
    class Meta:
        model = Technique
        django_get_or_create = ["code"]

    code = "swedish"
    name = factory.LazyAttribute(lambda technique: TechniqueCode(technique.code).label)


class TrainingFactory(DjangoModelFactory):
    class Meta:
        model = Training
        django_get_or_create = ["code"]

    code = "prenatal"
    name = factory.LazyAttribute(lambda training: training.code.capitalize())


class EquipmentKindFactory(DjangoModelFactory):
    class Meta:
        model = EquipmentKind
        django_get_or_create = ["name"]

    name = "Hot stones"


class AddOnFactory(DjangoModelFactory):
    class Meta:
        model = AddOn
        django_get_or_create = ["code"]

    code = "scalp_massage"
    name = factory.LazyAttribute(lambda add_on: AddOnCode(add_on.code).label)
    minutes = 10
    price = Decimal("15.00")


class ServiceFactory(DjangoModelFactory):
    """A service with ``durations`` (minutes to price), made of ``techniques`` and offering ``add_ons`` (rows)."""

    class Meta:
        model = Service
        django_get_or_create = ["name"]

    name = "Swedish massage"
    modality = "relaxation"
    therapist_turnover = 10
    room_turnover = 15
    techniques = ("swedish",)
    add_ons = ()
    durations = factory.LazyFunction(lambda: {60: "90.00", 90: "130.00"})

    @classmethod
    def _create(cls, model_class, *args, techniques, add_ons, durations, **fields):
        service = super()._create(model_class, *args, **fields)
        service.techniques.set(TechniqueFactory(code=code) for code in techniques)
        service.add_ons.set(add_ons)
        for minutes, price in durations.items():
            ServiceDuration.objects.get_or_create(service=service, minutes=minutes, price=Decimal(price))
        return service


class ResourceFactory(DjangoModelFactory):
    class Meta:
        model = Resource
        django_get_or_create = ["location", "kind", "name"]

    location = factory.SubFactory(LocationFactory)
    kind = ResourceKind.ROOM
    name = factory.Sequence(lambda n: f"Resource {n}")


class TherapistFactory(DjangoModelFactory):
    """A therapist's row with a weekly ``shift`` on every day (``None``: no shift), ``skills`` by code."""

    class Meta:
        model = Therapist

    name = factory.Sequence(lambda n: f"Therapist {n}")
    user = factory.SubFactory(TherapistUserFactory, first_name=factory.SelfAttribute("..name"))
    resource = factory.SubFactory(
        ResourceFactory,
        kind=ResourceKind.THERAPIST,
        name=factory.SelfAttribute("..name"),
        location=factory.SelfAttribute("..location"),
    )
    location = factory.SubFactory(LocationFactory)
    skills = ("swedish", "deep_tissue")
    trainings = ()
    shift = (time(9), time(17))

    @classmethod
    def _create(cls, model_class, *args, name, location, skills, trainings, shift, **fields):
        therapist = super()._create(model_class, *args, **fields)
        therapist.skills.set(TechniqueFactory(code=code) for code in skills)
        therapist.trainings.set(TrainingFactory(code=code) for code in trainings)
        if shift:
            weekly = {"therapist": therapist, "location": location, "starts": shift[0], "ends": shift[1]}
            Shift.objects.bulk_create(ShiftFactory.build(weekday=weekday, **weekly) for weekday in EVERY_DAY)
        return therapist


class ShiftFactory(DjangoModelFactory):
    """Weekly from long ago; for one day pass ``day=`` with ``weekday=None, valid_from=None``."""

    class Meta:
        model = Shift

    therapist = factory.SubFactory(TherapistFactory, shift=None)
    location = factory.LazyAttribute(lambda shift: shift.therapist.resource.location)
    weekday = 0
    valid_from = LONG_AGO
    starts = time(9)
    ends = time(17)


class RoomFactory(DjangoModelFactory):
    class Meta:
        model = Room

    name = factory.Sequence(lambda n: f"Room {n}")
    location = factory.SubFactory(LocationFactory)
    resource = factory.SubFactory(
        ResourceFactory,
        kind=ResourceKind.ROOM,
        name=factory.SelfAttribute("..name"),
        location=factory.SelfAttribute("..location"),
    )
    services = ()

    @classmethod
    def _create(cls, model_class, *args, name, location, services, **fields):
        room = super()._create(model_class, *args, **fields)
        room.services.set(services)
        return room


class EquipmentUnitFactory(DjangoModelFactory):
    class Meta:
        model = EquipmentUnit

    name = factory.Sequence(lambda n: f"Set {n}")
    location = factory.SubFactory(LocationFactory)
    kind = factory.SubFactory(EquipmentKindFactory)
    resource = factory.SubFactory(
        ResourceFactory,
        kind=ResourceKind.EQUIPMENT,
        name=factory.SelfAttribute("..name"),
        location=factory.SelfAttribute("..location"),
    )

    @classmethod
    def _create(cls, model_class, *args, name, location, **fields):
        return super()._create(model_class, *args, **fields)
