"""Prices and minutes in the list, raised by a percentage, and a service like another one."""

from decimal import Decimal

import pytest

from booking.admin.prices import raised
from booking.models import AddOn, Service, ServiceDuration
from tests.factories import AddOnFactory, RoomFactory

LENGTHS = "/admin/booking/serviceduration/"


@pytest.mark.parametrize(
    ("price", "percent", "step", "after"),
    [
        ("90.00", "10", "1.00", "99.00"),
        ("90.00", "5", "1.00", "95.00"),
        ("90.00", "5", "0.50", "94.50"),
        ("91.37", "3.3", "0.10", "94.40"),
        ("91.37", "3.3", "0.01", "94.39"),
        ("90.00", "-50", "1.00", "45.00"),
        ("0.00", "10", "1.00", "0.00"),
    ],
)
def test_a_price_is_raised_and_rounded_half_upwards(price, percent, step, after):
    assert raised(Decimal(price), Decimal(percent), Decimal(step)) == Decimal(after)


def raising(service, **more) -> dict:
    return {"action": "raise_prices", "_selected_action": [service.pk], **more}


def prices(service) -> list[Decimal]:
    return list(service.durations.values_list("price", flat=True))


def test_new_prices_are_shown_before_they_hold(admin_desk, service):
    asked = admin_desk.post("/admin/booking/service/", raising(service))
    shown = admin_desk.post("/admin/booking/service/", raising(service, percent="10", step="1.00", _preview="1"))

    assert [str(row) for row in asked.context["rows"]] == ["Swedish massage, 60 minutes", "Swedish massage, 90 minutes"]
    assert [(each.before, each.after) for each in shown.context["raises"]] == [(90, 99), (130, 143)]
    assert prices(service) == [90, 130]

    yes = {"percent": "10", "step": "1.00", "_apply": "1", "seen": shown.context["seen"]}
    done = admin_desk.post("/admin/booking/service/", raising(service, **yes), follow=True)

    assert "2 prices are changed." in done.content.decode()
    assert prices(service) == [99, 143]


def test_a_price_that_changed_meanwhile_is_shown_again(admin_desk, service):
    shown = admin_desk.post("/admin/booking/service/", raising(service, percent="10", step="1.00", _preview="1"))
    service.durations.filter(minutes=60).update(price=80)

    yes = {"percent": "10", "step": "1.00", "_apply": "1", "seen": shown.context["seen"]}
    again = admin_desk.post("/admin/booking/service/", raising(service, **yes))

    assert "A price has changed since you looked." in again.content.decode()
    assert prices(service) == [80, 130]


@pytest.mark.parametrize("percent", ["", "abc", "NaN", "1e9", "-91", "201"])
def test_a_percentage_that_is_none_is_asked_for_again(admin_desk, service, percent):
    answer = admin_desk.post("/admin/booking/service/", raising(service, percent=percent, step="1.00", _apply="1"))

    assert "percent" in answer.context["form"].errors
    assert prices(service) == [90, 130]


def listed(rows, **changed) -> dict:
    data = {"form-TOTAL_FORMS": len(rows), "form-INITIAL_FORMS": len(rows), "_save": "Save"}
    for place, row in enumerate(rows):
        data |= {f"form-{place}-id": row.pk, f"form-{place}-minutes": row.minutes, f"form-{place}-price": row.price}
        data |= {f"form-{place}-is_active": "on"}
    return data | changed


def test_minutes_and_prices_are_changed_in_the_list(admin_desk, service):
    rows = list(service.durations.order_by("minutes"))

    admin_desk.post(LENGTHS, listed(rows, **{"form-0-minutes": 45, "form-0-price": "70.50"}))

    assert list(ServiceDuration.objects.values_list("minutes", "price")) == [(45, Decimal("70.50")), (90, 130)]


@pytest.mark.parametrize(
    "changed",
    [
        {"form-0-minutes": 90},
        {"form-0-minutes": 90, "form-1-minutes": 60},
        {"form-0-minutes": 75, "form-1-minutes": 75},
        {"form-0-minutes": 62},
        {"form-0-minutes": 725},
        {"form-0-minutes": "9" * 30},
        {"form-0-price": "-1"},
        {"form-0-price": "1e30"},
    ],
    ids=["another's", "swapped", "both", "odd", "too long", "huge", "negative", "no money"],
)
def test_a_length_that_cannot_be_is_refused_in_the_list(admin_desk, service, changed):
    answer = admin_desk.post(LENGTHS, listed(list(service.durations.order_by("minutes")), **changed))

    assert answer.status_code == 200
    assert "Please correct the error" in answer.content.decode()
    assert list(service.durations.values_list("minutes", "price")) == [(60, 90), (90, 130)]


def test_a_copy_has_everything_but_the_name_and_is_not_sold_yet(admin_desk, service):
    service.add_ons.set([AddOnFactory()])
    RoomFactory(services=[service])
    chosen = {"action": "copy", "_selected_action": [service.pk]}

    answer = admin_desk.post("/admin/booking/service/", chosen)
    admin_desk.post("/admin/booking/service/", chosen)

    copy, second = Service.objects.exclude(pk=service.pk).order_by("pk")
    assert answer.url == f"/admin/booking/service/{copy.pk}/change/"
    assert [(each.name, each.is_active) for each in (copy, second)] == [
        ("Swedish massage (copy)", False),
        ("Swedish massage (copy 2)", False),
    ]
    assert list(copy.durations.values_list("minutes", "price")) == [(60, 90), (90, 130)]
    assert [copy.techniques.count(), copy.add_ons.count(), copy.rooms.count()] == [1, 1, 1]


def test_retired_and_activated_from_the_list(admin_desk):
    add_on = AddOnFactory()

    for action, is_active in (("retire", False), ("activate", True)):
        admin_desk.post("/admin/booking/addon/", {"action": action, "_selected_action": [add_on.pk]})
        assert AddOn.objects.get().is_active is is_active


def test_what_is_in_use_says_where(admin_desk, service, room):
    room.services.set([service])
    technique = service.techniques.get()

    uses = admin_desk.get(f"/admin/booking/technique/{technique.pk}/used/").context["uses"]
    of_service = admin_desk.get(f"/admin/booking/service/{service.pk}/used/").context["uses"]

    assert [(use.count, use.what, [words for words, _ in use.examples]) for use in uses] == [
        (1, "service", ["Swedish massage"])
    ]
    assert {(use.count, use.what) for use in of_service} == {(1, "room"), (2, "service durations")}
