"""Mail that is sent by itself: each message once, whatever happens meanwhile."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from actionplan import mailing
from actionplan.models import Message, Reminder
from tests.cast import make_action, make_actor
from tests.mailserver import free_port

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
LATER = AT + timedelta(hours=1)


def send(person, key="a", at=AT, door=mailing.send_once, **given):
    words = {"subject": "News please", "text": "Say how it goes.\n", "html": "<p>Say how it goes.</p>"}
    return door(key=key, kind="reminder", person=person, at=at, **(words | given))


def test_a_message_is_sent_in_text_and_html_and_noted(mailserver, alice):
    sent = send(alice.actor)
    assert (sent.outcome, sent.to, sent.refusal) == ("sent", "alice@example.org", "")
    assert sent.sent_at is not None
    (arrived,) = mailserver.messages
    assert arrived.recipients == ["alice@example.org"]
    assert arrived["Subject"] == "News please"
    assert arrived["Auto-Submitted"] == "auto-generated"
    parts = [part.get_content_type() for part in arrived.walk()]
    assert parts == ["multipart/alternative", "text/plain", "text/html"]


def test_a_key_is_sent_once(mailserver, alice):
    assert send(alice.actor) is not None
    assert send(alice.actor) is None
    assert send(alice.actor, door=mailing.queue) is None
    assert len(mailserver.messages) == 1


def test_a_message_whose_reminder_was_given_already_is_not_sent(mailserver, alice, bob):
    action = make_action(by=bob)
    assert send(alice.actor, reminders=[("due/1", action)]) is not None
    assert send(alice.actor, key="b", reminders=[("due/1", action), ("due/2", action)]) is None
    assert [each.key for each in Reminder.objects.all()] == ["due/1"]
    assert len(mailserver.messages) == 1


def test_what_is_queued_waits_until_it_is_sent_once(mailserver, alice):
    assert send(alice.actor, door=mailing.queue).outcome == "waiting"
    assert mailserver.messages == []
    assert mailing.send_waiting(None, AT) == "1 sent"
    assert mailing.send_waiting(None, AT) == ""
    assert Message.objects.get().outcome == "sent"
    assert len(mailserver.messages) == 1


def test_many_messages_go_over_one_line_to_the_server(mailserver, alice):
    for number in range(5):
        send(alice.actor, key=f"{number}", door=mailing.queue)
    mailing.send_waiting(None, AT)
    assert len(mailserver.messages) == 5
    assert mailserver.lines == 1


def test_a_line_that_the_server_closed_meanwhile_is_opened_anew(mailserver, alice):
    mailserver.close_after_each = True
    for number in range(3):
        send(alice.actor, key=f"{number}", door=mailing.queue)
    assert mailing.send_waiting(None, AT) == "3 sent"
    assert mailserver.lines == 3


def test_nobody_without_an_address_is_written_to(mailserver, db):
    with pytest.raises(ValidationError, match="Nobody Known has no e-mail address"):
        send(make_actor("Nobody Known"))
    assert not Message.objects.exists()


# When the mail server refuses


def test_a_refusal_is_kept_in_the_servers_words_and_tried_again_with_growing_pauses(mailserver, alice):
    mailserver.refuse["alice@example.org"] = "550 No such person here"
    send(alice.actor, at=AT)
    refused, tried = Message.objects.get(), AT
    assert (refused.outcome, refused.refusal) == ("failed", "550 No such person here")
    for pause in mailing.PAUSES:
        assert not mailing.to_be_sent(tried + pause - timedelta(seconds=1)).exists()
        tried += pause
        assert mailing.to_be_sent(tried).exists()
        assert mailing.send_waiting(None, tried) == "1 refused"
        Message.objects.update(claimed_at=tried)
    assert not mailing.to_be_sent(AT + timedelta(days=99)).exists()
    assert mailing.is_given_up(Message.objects.get())


def test_it_goes_out_once_the_server_takes_it(mailserver, alice):
    mailserver.refuse["alice@example.org"] = "451 Come back later"
    send(alice.actor)
    mailserver.refuse.clear()
    assert mailing.send_waiting(None, AT + mailing.PAUSES[0]) == "1 sent"
    assert len(mailserver.messages) == 1
    assert Message.objects.get().refusal == ""


def test_one_refused_address_does_not_keep_others_from_their_mail(mailserver, alice, bob):
    mailserver.refuse["alice@example.org"] = "550 No such person here"
    for person in (alice, bob):
        send(person.actor, key=person.email, door=mailing.queue)
    assert mailing.send_waiting(None, AT) == "1 sent, 1 refused"


def test_a_server_that_is_down_is_asked_once_a_run_and_nothing_is_lost(mailserver, settings, alice):
    settings.EMAIL_PORT = free_port()
    for number in range(3):
        send(alice.actor, key=f"{number}", door=mailing.queue)
    assert mailing.send_waiting(None, AT) == "3 refused"
    assert "cannot be reached" in Message.objects.first().refusal
    settings.EMAIL_PORT = mailserver.port
    assert mailing.send_waiting(None, timezone.now() + mailing.PAUSES[0]) == "3 sent"
    assert len(mailserver.messages) == 3


# When nobody can know


def test_a_line_that_breaks_before_the_server_answers_leaves_the_message_unsure(mailserver, alice):
    mailserver.hang_up = True
    unsure = send(alice.actor)
    assert unsure.outcome == "claimed"
    assert list(mailing.not_sure(AT)) == [unsure]
    mailserver.hang_up = False
    assert mailing.send_waiting(None, AT + timedelta(days=1)) == ""


def test_a_line_that_breaks_before_the_words_were_given_leaves_no_doubt(mailserver, alice):
    mailserver.hang_up_early = True
    assert send(alice.actor).outcome == "failed"
    mailserver.hang_up_early = False
    assert mailing.send_waiting(None, AT + mailing.PAUSES[0]) == "1 sent"
    assert len(mailserver.messages) == 1


def test_what_was_claimed_and_has_no_outcome_is_not_sure_after_a_while(alice):
    send(alice.actor, door=mailing.queue)
    Message.objects.update(outcome="claimed", tries=1)
    assert not mailing.not_sure(AT + mailing.NOT_SURE_AFTER - timedelta(seconds=1)).exists()
    assert mailing.not_sure(AT + mailing.NOT_SURE_AFTER).count() == 1
    assert mailing.send_waiting(None, LATER) == ""


def test_a_person_has_an_unsure_message_sent_again_to_the_address_of_today(mailserver, alice):
    send(alice.actor, door=mailing.queue)
    Message.objects.update(outcome="claimed", tries=1)
    alice.actor.email = "a.ames@example.org"
    alice.actor.save()
    stale = Message.objects.get()
    mailing.resend(Message.objects.get(), LATER)
    with pytest.raises(ValidationError, match="Somebody else"):
        mailing.resend(stale, LATER)
    assert mailing.send_waiting(None, LATER) == "1 sent"
    assert mailserver.messages[0].recipients == ["a.ames@example.org"]


def test_what_was_sent_is_not_sent_again(mailserver, alice):
    send(alice.actor)
    with pytest.raises(ValidationError, match="nothing to send again"):
        mailing.resend(Message.objects.get(), LATER)


def test_a_message_sent_again_has_the_same_id(mailserver, alice):
    send(alice.actor)
    Message.objects.update(outcome="failed", tries=mailing.MOST_TRIES)
    mailing.resend(Message.objects.get(), LATER)
    mailing.send_waiting(None, LATER)
    first, second = mailserver.messages
    assert first["Message-ID"] == second["Message-ID"]


# Where there is no mail server


def test_without_a_mail_server_mail_is_kept_and_nothing_is_printed(settings, capsys, alice):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    kept = send(alice.actor)
    assert kept.outcome == "sent"
    assert "no mail server" in kept.refusal
    assert capsys.readouterr().out == ""
