"""Admins edit what is sold and who works here."""

import pytest

from booking.models import (
    AddOn,
    Resource,
    Room,
    Service,
    Technique,
    Therapist,
    Training,
)
from tests.factories import (
    AddOnFactory,
    EquipmentKindFactory,
    ServiceFactory,
    TechniqueFactory,
    TrainingFactory,
)

# --- The catalogue -----------------------------------------------------------------------------------------------


def sold(**changed) -> dict:
    lengths = {
        "durations-TOTAL_FORMS": 1,
        "durations-INITIAL_FORMS": 0,
        "durations-0-minutes": 45,
        "durations-0-price": "70.00",
        "durations-0-is_active": "on",
    }
    return {
        "name": "Back massage", "modality": "relaxation", "techniques": TechniqueFactory().pk, "persons": 1,
        "position": 0, "therapist_turnover": 10, "room_turnover": 15, "is_active": "on", **lengths, **changed,
    }  # fmt: skip


def test_an_admin_adds_a_service_with_its_first_length(admin_desk):
    answer = admin_desk.post("/admin/booking/service/add/", sold())

    service = Service.objects.get(name="Back massage")
    assert answer.status_code == 302
    assert list(service.durations.values_list("minutes", "price")) == [(45, 70)]


def test_a_service_without_a_length_or_off_the_five_minutes_is_refused(admin_desk):
    without = admin_desk.post(
        "/admin/booking/service/add/", sold(**{"durations-0-minutes": "", "durations-0-price": ""})
    )
    odd = admin_desk.post("/admin/booking/service/add/", sold(therapist_turnover=12))

    assert "Ensure this value is a multiple of step size 5" in odd.content.decode()
    assert (without.status_code, odd.status_code, Service.objects.count()) == (200, 200, 0)


def test_what_is_sold_is_switched_off_and_never_deleted(admin_desk, service):
    assert admin_desk.post(f"/admin/booking/service/{service.pk}/delete/", {"post": "yes"}).status_code == 403
    assert admin_desk.post(f"/admin/booking/addon/{AddOnFactory().pk}/delete/", {"post": "yes"}).status_code == 403


def test_a_training_in_use_says_so_instead_of_going(admin_desk):
    training = TrainingFactory()
    ServiceFactory(training=training)

    answer = admin_desk.post(f"/admin/booking/training/{training.pk}/delete/", {"post": "yes"})

    assert "would require deleting the following protected related objects" in answer.content.decode()
    assert Training.objects.filter(pk=training.pk).exists()


def test_a_code_that_the_rules_know_stays(admin_desk):
    add_on = AddOnFactory(code="cupping")
    changed = {"code": "hot_stones", "name": "Cups", "minutes": 10, "price": "20", "position": 0, "is_active": "on"}

    admin_desk.post(f"/admin/booking/addon/{add_on.pk}/change/", changed)

    assert AddOn.objects.values_list("code", "name").get() == ("cupping", "Cups")


def test_nobody_offers_forced_stretching(admin_desk):
    admin_desk.post("/admin/booking/technique/add/", {"code": "forced_stretching", "name": "Forced", "is_active": "on"})

    assert not Technique.objects.exists()


# --- The team ----------------------------------------------------------------------------------------------------


def along(location, **changed) -> dict:
    return {"name": "Willow", "location": location.pk, "position": 3, "is_active": "on", **changed}


NO_HOURS = {f"{part}-{form}_FORMS": 0 for part in ("shifts", "time_off") for form in ("TOTAL", "INITIAL")}


def test_adding_a_therapist_makes_what_can_be_held(admin_desk, therapist, location):
    skill = TechniqueFactory()
    new = along(location, name="Tove", user=therapist.pk, gender="woman", skills=[skill.pk]) | NO_HOURS

    answer = admin_desk.post("/admin/booking/therapist/add/", new)

    tove = Therapist.objects.get()
    assert answer.status_code == 302
    assert (tove.user, tove.gender, list(tove.skills.all())) == (therapist, "woman", [skill])
    assert Resource.objects.values_list("kind", "name", "location", "position", "is_active").get() == (
        "therapist",
        "Tove",
        location.pk,
        3,
        True,
    )


def test_a_change_reaches_the_resource(admin_desk, room, location):
    changed = along(location, name="Rowan", capacity=2, is_active="")

    answer = admin_desk.post(f"/admin/booking/room/{room.pk}/change/", changed)

    room = Room.objects.select_related("resource").get()
    assert answer.status_code == 302
    assert (room.resource.name, room.resource.is_active, room.capacity) == ("Rowan", False, 2)


def test_two_rooms_of_one_name_are_refused_in_words(admin_desk, room, location):
    answer = admin_desk.post("/admin/booking/room/add/", along(location, capacity=1))

    assert answer.context["adminform"].form.errors == {"name": ["Linden House has a room of this name already."]}
    assert Room.objects.count() == 1


def test_equipment_has_its_kind(admin_desk, location):
    kind = EquipmentKindFactory()

    admin_desk.post("/admin/booking/equipmentunit/add/", along(location, name="Set one", kind=kind.pk))

    assert list(kind.units.values_list("resource__name", "resource__kind")) == [("Set one", "equipment")]


@pytest.mark.parametrize("model", ["therapist", "room", "equipmentunit"])
def test_the_lists_of_the_team_open(admin_desk, therapist_row, room, model):
    assert admin_desk.get(f"/admin/booking/{model}/").status_code == 200
