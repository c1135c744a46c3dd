"""Lists are downloaded as they are shown, and services and add-ons are read back, after a look at what would change."""

import csv
import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from booking.admin.importing import LARGEST, MOST_LINES
from booking.models import AddOn, Service, TimeOff
from intake.admin import AT_ONCE, guarded, unguarded
from tests.booking.at_the_desk import at
from tests.factories import AddOnFactory, RoomFactory, ServiceFactory, TechniqueFactory, TrainingFactory

SERVICES, ADD_ONS = "/admin/booking/service/", "/admin/booking/addon/"
HOUR = timedelta(hours=1)
HEAD = "name,modality,lengths,techniques"


def table(answer) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))


def as_file(*lines: str) -> dict:
    return {"file": SimpleUploadedFile("list.csv", "\r\n".join(lines).encode())}


def said(answer) -> list[str]:
    return answer.context["wrong"]


# --- Out ---


def test_a_list_is_downloaded_as_it_is_filtered(admin_desk, room, location):
    RoomFactory(name="Alder", location=location, capacity=2)

    answer = admin_desk.get("/admin/booking/room/export/?capacity__exact=2")

    assert answer["Content-Disposition"] == 'attachment; filename="rooms.csv"'
    assert table(answer) == [
        ["Name", "Location", "Capacity", "Position", "Active"],
        ["Alder", "Linden House", "2", "0", "yes"],
    ]


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@cmd", "\t=1"])
def test_no_cell_is_taken_for_a_formula(admin_desk, name):
    cell = guarded(name)

    assert cell == f"'{name}"
    assert unguarded(cell) == name
    ServiceFactory(name=name.strip())
    assert table(admin_desk.get(f"{SERVICES}export/"))[1][0] == f"'{name.strip()}"


def test_what_was_downloaded_can_be_read_back_and_changes_nothing(admin_desk):
    ServiceFactory(name="-Odd, “quoted” & <b>", add_ons=[AddOnFactory()], training=TrainingFactory())
    ServiceFactory(name="Plain", techniques=["swedish", "deep_tissue"])
    downloaded = admin_desk.get(f"{SERVICES}export/").getvalue().decode("utf-8-sig")

    answer = admin_desk.post(f"{SERVICES}import/", as_file(*downloaded.splitlines()))

    assert [(name, kind) for name, kind, _ in answer.context["preview"]] == [
        ("-Odd, “quoted” & <b>", "Same"),
        ("Plain", "Same"),
    ]
    assert "nothing to import" in answer.content.decode()


def test_a_long_list_is_sent_while_it_is_written_on_the_clock_of_the_house(admin_desk, therapist_row):
    away = [at("10:00") + timedelta(days=day) for day in range(AT_ONCE + 20)]
    TimeOff.objects.bulk_create(TimeOff(therapist=therapist_row, starts_at=day, ends_at=day + HOUR) for day in away)

    answer = admin_desk.get("/admin/booking/timeoff/export/")
    parts = list(answer.streaming_content)

    assert len(parts) == 2
    lines = b"".join(parts).decode("utf-8-sig").splitlines()
    assert len(lines) == len(away) + 1
    assert {line.split(",")[1][-5:] for line in lines[1:]} == {
        "10:00",
        "09:00",
    }  # eight by UTC, in summer and in winter


# --- In ---


def test_what_a_file_would_change_is_shown_and_then_done(admin_desk, service):
    TechniqueFactory(code="deep_tissue")
    lines = [
        f"{HEAD},active",
        "Swedish massage,relaxation,60=95; 120=170.00,swedish,yes",
        'Deep rest,therapeutic,45=70,"deep_tissue, swedish",no',
    ]

    shown = admin_desk.post(f"{SERVICES}import/", as_file(*lines))

    assert [(name, kind) for name, kind, _ in shown.context["preview"]] == [
        ("Swedish massage", "Changed"),
        ("Deep rest", "New"),
    ]
    assert shown.context["preview"][0][2] == [("lengths", "60=90.00; 90=130.00", "60=95.00; 120=170.00")]
    assert list(service.durations.values_list("minutes", "price")) == [(60, 90), (90, 130)]
    assert Service.objects.count() == 1

    done = admin_desk.post(f"{SERVICES}import/", {"text": "\r\n".join(lines)}, follow=True)

    assert "1 added, 1 changed, 0 as they were." in done.content.decode()
    assert list(service.durations.values_list("minutes", "price", "is_active")) == [
        (60, 95, True),
        (90, 130, False),
        (120, 170, True),
    ]
    made = Service.objects.get(name="Deep rest")
    assert (made.modality, made.is_active, made.techniques.count()) == ("therapeutic", False, 2)


def test_add_ons_are_read_by_their_code(admin_desk):
    add_on = AddOnFactory(code="cupping")
    lines = ["code;name;minutes;price", "cupping;Cups;15;20.50"]

    admin_desk.post(f"{ADD_ONS}import/", {"text": "\n".join(lines)})

    assert AddOn.objects.values_list("pk", "name", "minutes", "price").get() == (add_on.pk, "Cups", 15, 20.50)


BAD = {
    "X,odd,60=90,swedish": "Line 1, modality: “odd” is neither therapeutic nor relaxation.",
    "X,relaxation,60,swedish": "Line 1, lengths: “60” is not a length with its price, such as 60=90.00.",
    "X,relaxation,62=90,swedish": "Line 1, lengths: “62” is not a whole number from 5 to 720 in steps of 5.",
    "X,relaxation,60=-1,swedish": "Line 1, lengths: “-1” is not a price such as 90.00.",
    "X,relaxation,60=1e9,swedish": "Line 1, lengths: “1e9” is not a price such as 90.00.",
    "X,relaxation,60=NaN,swedish": "Line 1, lengths: “NaN” is not a price such as 90.00.",
    "X,relaxation,60=90,juggling": "Line 1, There is no technique “juggling” here. Add it first.",
    ",relaxation,60=90,swedish": "Line 1, name: This field cannot be blank.",
    "X,relaxation,60=90": "Line 1 has 3 cells; there are 4 columns.",
}


@pytest.mark.parametrize("line", BAD)
def test_a_line_that_cannot_be_read_says_why_and_nothing_is_imported(admin_desk, line):
    TechniqueFactory(code="swedish")
    good = "Good,relaxation,60=90,swedish"

    for data in (as_file(HEAD, line, good), {"text": f"{HEAD}\n{line}\n{good}"}):
        assert said(admin_desk.post(f"{SERVICES}import/", data)) == [BAD[line]]
    assert Service.objects.count() == 0


def test_a_file_that_is_none_says_so(admin_desk):
    nonsense = {
        b"": "The submitted file is empty.",
        b"\xff\xfe\x00\x01": "This is not a CSV file in UTF-8. Save it as such and try again.",
        b"x" * (LARGEST + 1): "This file is larger than 200 kB. Split it.",
    }
    for content, sentence in nonsense.items():
        answer = admin_desk.post(f"{SERVICES}import/", {"file": SimpleUploadedFile("list.csv", content)})
        assert answer.context["form"].errors == {"file": [sentence]}
    unread = {
        "name,modality": "The first line should name the columns; this is missing: lengths, techniques.",
        f"{HEAD},colour\nA,b,c,d,e": "No such column: colour.",
        f"{HEAD},name\nA,b,c,d,e": "A column stands there twice.",
        HEAD: f"There should be 1 to {MOST_LINES} lines under the names of the columns.",
        f"{HEAD}\n" + "A,b,c,d\n" * (MOST_LINES + 1): f"There should be 1 to {MOST_LINES} lines",
        f"{HEAD}\n" + "A" * 150_000: "This is not a CSV file, or a cell in it is far too long.",
    }
    for text, sentence in unread.items():
        (wrong,) = said(admin_desk.post(f"{SERVICES}import/", as_file(text)))
        assert wrong.startswith(sentence)
    assert admin_desk.post(f"{SERVICES}import/", {"text": "a\x00b"}).status_code == 200


def test_whoever_may_not_change_services_imports_none(desk, therapist_desk):
    for somebody in (desk, therapist_desk):
        assert somebody.post(f"{SERVICES}import/", {"text": HEAD}, follow=True).status_code == 403
