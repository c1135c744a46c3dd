"""What the client's screening says about a booking: asked by the operation itself, never by the caller."""

from datetime import timedelta

import pytest

from booking import scheduling
from booking.exceptions import AddOnRefused, BookingError, HealthRefused, NotAllowed
from booking.models import Appointment
from intake import submissions
from tests import factories
from tests.booking.at_the_desk import TUESDAY, at, sign_intake
from tests.factories import MONDAY, MONDAY_MORNING


def clear(client, by, therapist, code, **limits):
    clearance = submissions.request_clearance(client=client, caution_codes=[code], by=by, now=MONDAY_MORNING)
    return submissions.accept_clearance(
        clearance=clearance,
        limits=limits,
        starts_on=MONDAY,
        ends_on=MONDAY + timedelta(90),
        by=therapist,
        now=MONDAY_MORNING,
    )


def test_a_booking_keeps_the_screening_for_its_day(book, wren, receptionist):
    sign_intake(wren, receptionist, conditions=[{"code": "asthma"}])
    appointment = book(starts_at=at("10:00", TUESDAY))

    screening = appointment.screening
    assert (screening.client, screening.made_for, screening.outcome) == (wren, TUESDAY, "bookable_with_limits")


def test_a_booking_by_phone_needs_no_intake(book):
    assert book("10:00").screening is None


def test_fever_stops_today_and_not_next_week(book, wren, receptionist):
    sign_intake(wren, receptionist, today=["fever"])
    with pytest.raises(HealthRefused) as refused:
        book("10:00")

    assert str(refused.value).startswith("Wren Calloway cannot be booked for Monday 13 April. ")
    assert book(starts_at=at("10:00", MONDAY + timedelta(7))).screening.outcome == "bookable"


def test_a_blood_thinner_waits_for_the_doctor_and_the_desk_hears_what_to_do(book, wren, receptionist, therapist):
    sign_intake(wren, receptionist, medications=["anticoagulant"])
    with pytest.raises(HealthRefused, match="send the clearance letter"):
        book("10:00")

    clear(wren, receptionist, therapist, "anticoagulant")
    assert book("10:00").status == "booked"


def test_the_doctors_limits_count(book, wren, receptionist, therapist):
    sign_intake(wren, receptionist, medications=["anticoagulant"])
    clear(wren, receptionist, therapist, "anticoagulant", max_minutes=45)
    with pytest.raises(HealthRefused, match="may last 45 minutes at most; this one would last 60"):
        book("10:00")


def test_add_ons_count_into_the_limit(book, wren, receptionist, service):
    scalp = factories.AddOnFactory(minutes=10)
    service.add_ons.add(scalp)
    sign_intake(wren, receptionist, age=15)

    assert book("14:00").status == "booked"
    with pytest.raises(HealthRefused, match="60 minutes at most; this one would last 70"):
        book("10:00", add_ons=[scalp])


def test_a_service_made_of_what_is_ruled_out(book, wren, receptionist):
    deep = factories.ServiceFactory(name="Deep tissue", techniques=["deep_tissue"])
    sign_intake(wren, receptionist, conditions=[{"code": "fibromyalgia"}])
    with pytest.raises(HealthRefused, match="uses deep tissue"):
        book("10:00", service=deep)


def test_a_question_does_not_stop_a_booking(book, wren, receptionist):
    sign_intake(wren, receptionist, conditions=[{"code": "inflammatory_arthritis"}])

    assert book("10:00").screening.outcome == "ask_first"


def test_an_intake_that_arrives_later_is_read_for_the_visit(book, wren, receptionist):
    appointment = book(starts_at=at("10:00", TUESDAY))
    sign_intake(wren, receptionist, medications=["anticoagulant"])

    appointment.refresh_from_db()
    assert (appointment.screening.made_for, appointment.screening.outcome) == (TUESDAY, "pending_clearance")
    assert (appointment.version, appointment.status, appointment.changed_at) == (1, "booked", MONDAY_MORNING)


def test_past_and_cancelled_visits_keep_their_screening(book, step, wren, receptionist):
    gone = step(scheduling.cancel, book("10:00"), reason="ill")
    sign_intake(wren, receptionist)

    gone.refresh_from_db()
    assert gone.screening is None


def test_other_clients_keep_their_screening(book, wren, receptionist):
    other = book("10:00", client=factories.ClientFactory(by=receptionist))
    sign_intake(wren, receptionist)

    other.refresh_from_db()
    assert other.screening is None


def test_the_list_of_the_client_counts_even_when_a_page_remembers_an_older_one(book, wren, receptionist, service):
    nut = factories.AddOnFactory(code="nut_carrier_oil", minutes=0)
    service.add_ons.add(nut)
    list(wren.allergies.all())
    sign_intake(wren, receptionist, allergies=["nuts"])
    sign_intake(wren, receptionist)

    with pytest.raises(AddOnRefused, match="Nut oil"):
        book("10:00", add_ons=[nut])


# --- Overrides ---


@pytest.fixture
def heat(service):
    add_on = factories.AddOnFactory(code="heat_pack", minutes=0)
    service.add_ons.add(add_on)
    return add_on


def test_what_is_ruled_out_is_refused_with_its_reason(book, wren, receptionist, heat):
    sign_intake(wren, receptionist, conditions=[{"code": "neuropathy"}])
    with pytest.raises(AddOnRefused, match="leave out what the screening rules out. Heat pack: "):
        book("10:00", add_ons=[heat])


def test_a_therapist_lifts_a_limit_for_one_appointment(book, step, wren, receptionist, therapist, heat):
    sign_intake(wren, receptionist, conditions=[{"code": "neuropathy"}])
    appointment, other = book("10:00"), book("14:00")
    with pytest.raises(AddOnRefused):
        step(scheduling.change_add_ons, appointment, add_ons=[heat])

    lifted = scheduling.override(
        appointment=appointment, caution_code="neuropathy", reason="Only mild warmth", by=therapist, now=MONDAY_MORNING
    )
    appointment = step(scheduling.change_add_ons, appointment, add_ons=[heat])

    assert (lifted.made_by, lifted.reason) == (therapist, "Only mild warmth")
    assert [row.name for row in appointment.add_ons.all()] == ["Heat pack"]
    assert list(appointment.events.values_list("version", "kind", "by__username")) == [
        (1, "booked", "rosa"),
        (2, "override", "tove"),
        (3, "add_ons", "rosa"),
    ]
    with pytest.raises(AddOnRefused):
        step(scheduling.change_add_ons, other, add_ons=[heat])


def override(appointment, code, by, reason="I know this client"):
    return scheduling.override(appointment=appointment, caution_code=code, reason=reason, by=by, now=MONDAY_MORNING)


def test_only_a_therapist_lifts_a_limit(book, wren, receptionist, admin):
    sign_intake(wren, receptionist, conditions=[{"code": "neuropathy"}])
    appointment = book("10:00")
    for by in (receptionist, admin):
        with pytest.raises(NotAllowed):
            override(appointment, "neuropathy", by)


def test_what_an_allergy_forbids_is_never_lifted(book, wren, receptionist, therapist):
    sign_intake(wren, receptionist, allergies=["nuts"])
    with pytest.raises(HealthRefused, match="what an allergy forbids is never lifted"):
        override(book("10:00"), "nut_allergy", therapist)


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"conditions": [{"code": "inflammatory_arthritis"}]}, "inflammatory_arthritis_ask_flare"),
        ({"age": 15}, "minor_guardian_consent"),
    ],
)
def test_what_needs_an_answer_or_a_signature_is_not_lifted(book, wren, receptionist, therapist, answers, code):
    sign_intake(wren, receptionist, **answers)
    with pytest.raises(HealthRefused, match="A therapist cannot lift this alone"):
        override(book("10:00"), code, therapist)


def test_what_needs_a_doctor_is_not_lifted(book, wren, receptionist, therapist):
    appointment = book("10:00")
    sign_intake(wren, receptionist, medications=["anticoagulant"])
    with pytest.raises(HealthRefused, match="A therapist cannot lift this alone"):
        override(appointment, "anticoagulant", therapist)


def test_an_override_needs_a_reason_and_something_to_lift(book, wren, receptionist, therapist):
    sign_intake(wren, receptionist, conditions=[{"code": "neuropathy"}])
    appointment = book("10:00")

    with pytest.raises(BookingError, match="Say why"):
        override(appointment, "neuropathy", therapist, reason="  ")
    with pytest.raises(BookingError, match="no such caution"):
        override(appointment, "fever", therapist)
    override(appointment, "neuropathy", therapist)
    with pytest.raises(BookingError, match="already lifted, by Tove"):
        override(appointment, "neuropathy", therapist)
    assert Appointment.objects.get().overrides.count() == 1


def test_taking_an_allergy_off_the_list_is_read_for_the_visit(book, wren, receptionist, therapist):
    sign_intake(wren, receptionist, allergies=["nuts"])
    sign_intake(wren, receptionist)
    appointment = book(starts_at=at("10:00", TUESDAY))
    assert [caution.code for caution in appointment.screening.cautions.all()] == ["nut_allergy"]

    submissions.remove_health_item(
        item=wren.allergies.get(), reason="Tested, no allergy", by=therapist, now=MONDAY_MORNING
    )

    appointment.refresh_from_db()
    assert appointment.screening.outcome == "bookable"
