"""The worker sends what is due, once, and goes on when the mail server does not."""

import os
import signal
import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import OperationalError, connection

from intake.management.commands.send_messages import claim, look_once, send_due
from intake.models import Client, Outbox
from tests.factories import MONDAY_MORNING

NOW = MONDAY_MORNING
MINUTE = timedelta(minutes=1)
LONG_AGO = NOW.replace(year=2020)


def agree(client, may_email=True):
    Client.objects.filter(pk=client.pk).update(may_email=may_email, contact_consent_at=NOW)


@pytest.fixture
def write(wren):
    agree(wren)

    def message(key: str = "appointment:1:confirmation", due_at=NOW, to: str = "wren@example.com") -> Outbox:
        words = {"subject": "See you", "body": "On Monday at ten."}
        return Outbox.objects.create(client=wren, key=key, to=to, due_at=due_at, **words)

    return message


@pytest.fixture
def mail_server_away(settings):
    settings.EMAIL_BACKEND = "tests.intake.management.away.AwayBackend"


def test_a_message_that_is_due_goes_out(write):
    message = write()

    assert send_due(NOW) == 1

    sent = mail.outbox[0]
    assert (sent.to, sent.subject, sent.body) == (["wren@example.com"], "See you", "On Monday at ten.")
    message.refresh_from_db()
    assert (message.sent_at, message.attempts, message.last_error) == (NOW, 1, "")


def test_who_withdrew_their_consent_since_is_not_written_to_then_or_later(write, wren):
    write(due_at=NOW)
    write(key="appointment:1:reminder", due_at=NOW + 60 * MINUTE)
    agree(wren, may_email=False)

    assert send_due(NOW) == 0
    agree(wren)
    assert send_due(NOW + 60 * MINUTE) == 0
    assert (mail.outbox, list(Outbox.objects.all())) == ([], [])


def test_nor_with_a_message_that_failed_before(write, wren, settings):
    settings.EMAIL_BACKEND, works = "tests.intake.management.away.AwayBackend", settings.EMAIL_BACKEND
    write()
    send_due(NOW)
    settings.EMAIL_BACKEND = works
    agree(wren, may_email=False)
    send_due(NOW + 11 * MINUTE)
    agree(wren)

    assert send_due(NOW + 12 * MINUTE) == 0
    assert list(Outbox.objects.all()) == []


def test_a_message_in_hand_is_left_when_the_consent_goes(write, wren):
    message = write()
    agree(wren, may_email=False)
    assert claim(message.pk, NOW) is None


def test_it_goes_out_once(write):
    write()

    assert [send_due(NOW), send_due(NOW + MINUTE), send_due(NOW + 60 * MINUTE)] == [1, 0, 0]


def test_a_message_for_later_waits(write):
    write(due_at=NOW + MINUTE)

    assert send_due(NOW) == 0
    assert send_due(NOW + MINUTE) == 1


def test_a_reminder_of_a_visit_that_is_past_never_goes_out(write, caplog):
    visit = NOW + 60 * MINUTE
    Outbox.objects.filter(pk=write("appointment:1:reminder").pk).update(useless_after=visit)
    Outbox.objects.filter(pk=write("appointment:2:reminder").pk).update(useless_after=visit + MINUTE)

    assert send_due(visit) == 1
    assert [row.key for row in Outbox.objects.all()] == ["appointment:2:reminder"]
    assert caplog.messages == ["Messages dropped, since what they told of was past: 1"]


def test_a_message_taken_back_does_not_go_out(write):
    message = write()
    message.delete()

    assert claim(message.pk, NOW) is None
    assert send_due(NOW) == 0


def test_two_workers_never_hold_the_same_message(write):
    message = write()

    assert claim(message.pk, NOW) is not None
    assert claim(message.pk, NOW) is None


def test_the_claim_of_a_worker_that_died_is_taken_over(write):
    message = write()
    claim(message.pk, NOW)

    assert send_due(NOW + 10 * MINUTE) == 0
    assert send_due(NOW + 11 * MINUTE) == 1


def test_a_mail_server_that_is_away_is_tried_again_and_not_for_ever(write, mail_server_away):
    message = write()

    sent = [send_due(NOW + n * 11 * MINUTE) for n in range(8)]

    message.refresh_from_db()
    assert sent == [0] * 8
    assert (message.attempts, message.sent_at, message.last_error) == (5, None, "ConnectionRefusedError")


def test_one_message_that_fails_does_not_hold_up_the_next(write, settings):
    settings.EMAIL_BACKEND = "tests.intake.management.away.PickyBackend"
    write("appointment:1:confirmation", to="refused@example.com")
    write("appointment:2:confirmation")

    assert send_due(NOW) == 1
    assert list(Outbox.objects.filter(sent_at=NOW).values_list("key", flat=True)) == ["appointment:2:confirmation"]


def test_a_failure_is_kept_and_logged_without_anybody_s_address(write, mail_server_away, caplog):
    message = write()

    send_due(NOW)

    assert caplog.messages == [f"Message {message.pk} did not go out: ConnectionRefusedError"]


@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_away_for_a_moment_does_not_end_the_worker(write, caplog):
    def away(*_: object) -> None:
        raise OperationalError("could not connect")

    write()
    with connection.execute_wrapper(away):
        look_once()

    assert caplog.messages == ["The database does not answer; the worker looks again."]


def test_once_sends_and_ends(write):
    write(due_at=LONG_AGO)

    call_command("send_messages", once=True)

    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_told_to_stop_the_worker_ends(write):
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    write(due_at=LONG_AGO)
    threading.Timer(1, os.kill, (os.getpid(), signal.SIGTERM)).start()
    try:
        call_command("send_messages", pause=60)
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)

    assert len(mail.outbox) == 1
