"""The catalogue that a spa begins with loads into an empty database, and every row of it can be used."""

import json
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command

from booking.models import AddOn, EquipmentKind, Service, Technique, Training
from booking.suggestions.trainings import TRAINING_OF_CAUTION
from intake.models import ConsentText
from intake.vocabulary import TechniqueCode

FIXTURES = sorted(path for folder in settings.FIXTURE_DIRS for path in Path(folder).glob("*.json"))
SPRITE = (settings.BASE_DIR / "templates/spa/_sprite.html").read_text()

pytestmark = pytest.mark.django_db


@pytest.fixture
def catalogue(db):
    call_command("loaddata", "catalogue", verbosity=0)


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_every_fixture_loads_into_a_fresh_database_and_its_rows_are_valid(path):
    call_command("loaddata", path.stem, verbosity=0)

    for row in json.loads(path.read_text()):
        apps.get_model(row["model"]).objects.get(pk=row["pk"]).full_clean()


def test_every_technique_that_is_offered_and_every_training_that_is_asked_for_is_there(catalogue):
    offered = set(TechniqueCode) - {TechniqueCode.FORCED_STRETCHING}

    assert set(Technique.objects.values_list("code", flat=True)) == offered
    assert set(Training.objects.values_list("code", flat=True)) == set(TRAINING_OF_CAUTION.values())


def test_every_service_has_a_length_a_technique_and_a_price(catalogue):
    for service in Service.objects.all():
        lengths = {each.minutes for each in service.durations.all()}
        assert lengths, service
        assert lengths <= {30, 60, 90}, service
        assert all(each.price > 0 and each.price == int(each.price) for each in service.durations.all()), service
        assert service.techniques.exists(), service


def test_both_kinds_of_session_can_be_had_in_half_an_hour_an_hour_and_longer(catalogue):
    for modality in ("therapeutic", "relaxation"):
        of_kind = Service.objects.filter(modality=modality)
        assert {*of_kind.values_list("durations__minutes", flat=True)} == {30, 60, 90}


def test_every_add_on_is_drawn_and_is_sold_with_a_service(catalogue):
    for add_on in AddOn.objects.all():
        assert f'id="i-{add_on.icon}"' in SPRITE, add_on
        assert add_on.services.exists(), add_on


def test_hot_stones_need_a_set_of_stones(catalogue):
    stones = EquipmentKind.objects.get(name="Hot stone set")

    assert list(AddOn.objects.filter(equipment_kind=stones).values_list("code", flat=True)) == ["hot_stones"]


def test_each_consent_text_is_in_force_in_its_first_version(catalogue):
    in_force = ConsentText.objects.in_force().values_list("kind", "version")

    assert list(in_force) == [("guardian", 1), ("massage", 1), ("privacy", 1)]
