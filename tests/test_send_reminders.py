"""manage.py send_reminders: run twice, late, by eight processes at once, and killed in the middle."""

import signal
import uuid
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from actionplan import mailing
from actionplan.models import Action, Deadline, Lead, Message, Reminder, Revision
from people.keys import key_of
from people.models import Actor
from tests.cast import TODAY, make_action, make_challenge
from tests.mailserver import MailServer
from tests.processes import runs, start_beside, wait_until

PEOPLE, PROCESSES = 500, 8
LONG_AGO = datetime(2026, 1, 9, 12, tzinfo=UTC)
COMMAND = ["send_reminders", "--today", TODAY.isoformat()]


def people_with_an_action_due(count, by):
    """So many people, each with an address and an action due in seven days."""
    challenge = make_challenge(by=by)
    first = make_action(challenge=challenge, by=by)
    names = [f"Person {number}" for number in range(count)]
    people = Actor.objects.bulk_create(
        Actor(name=name, key=key_of(name), email=f"{name[7:]}@example.org") for name in names
    )
    actions = Action.objects.bulk_create(
        Action(
            plan=challenge.plan,
            challenge=challenge,
            order=10 + number,
            reference=f"9.{number}",
            text=f"Do number {number}",
            step=first.step,
            reporter=person,
        )
        for number, person in enumerate(people)
    )
    Lead.objects.bulk_create(
        Lead(action=action, actor=action.reporter, role="operational") for action in actions
    )
    Deadline.objects.bulk_create(
        Deadline(action=action, words="soon", kind="date", due=TODAY + timedelta(days=7))
        for action in actions
    )
    Revision.objects.bulk_create(
        Revision(
            plan=challenge.plan,
            subject="action",
            subject_id=action.pk,
            number=1,
            at=LONG_AGO,
            by=by,
            batch=uuid.uuid4(),
            changed={},
            state={},
        )
        for action in actions
    )
    Revision.objects.update(at=LONG_AGO)
    return people


def arrived(server):
    return Counter(recipient for message in server.messages for recipient in message.recipients)


@pytest.mark.django_db(transaction=True)
def test_eight_processes_at_once_remind_five_hundred_people_once_each(bob):
    people = people_with_an_action_due(PEOPLE, bob)
    connection.close()
    with MailServer() as server:
        running = [start_beside(server, *COMMAND) for _ in range(PROCESSES)]
        said = [process.communicate()[0] for process in running]
        assert [process.returncode for process in running] == [0] * PROCESSES, said
        assert arrived(server) == {person.email: 1 for person in people}
    assert Message.objects.filter(outcome="sent").count() == PEOPLE
    assert Reminder.objects.count() == PEOPLE
    assert sum(words.count("@example.org") for words in said) == PEOPLE
    assert sum("@example.org" in words for words in said) > 1, "one process did it all"


@pytest.mark.django_db(transaction=True)
def test_processes_killed_in_the_middle_lose_nobody_silently(bob):
    people = people_with_an_action_due(PEOPLE, bob)
    connection.close()
    with MailServer() as server:
        running = [start_beside(server, *COMMAND) for _ in range(PROCESSES)]
        wait_until(lambda: len(server.messages) >= 100 or not any(runs(each.pid) for each in running))
        for process in running:
            process.send_signal(signal.SIGKILL)
        for process in running:
            process.communicate()
        assert {process.returncode for process in running} == {-signal.SIGKILL}
        before = len(server.messages)
        assert 100 <= before < PEOPLE
        again = start_beside(server, *COMMAND)
        said = again.communicate()[0]
        assert again.returncode == 0, said
        came = arrived(server)
    unsure = mailing.not_sure(timezone.now() + timedelta(hours=1))
    not_sure = {message.to for message in unsure}
    assert len(not_sure) <= PROCESSES
    for person in people:
        assert came[person.email] <= 1, "somebody got two"
        assert came[person.email] == 1 or person.email in not_sure, "somebody was lost"
    assert Message.objects.count() == PEOPLE


@pytest.mark.django_db(transaction=True)
def test_a_killed_message_is_sent_again_only_when_a_person_says_so(bob, mailserver):
    (person,) = people_with_an_action_due(1, bob)
    call_command("send_reminders", today=TODAY.isoformat())
    Message.objects.update(outcome="claimed", sent_at=None)
    call_command("send_reminders", today=TODAY.isoformat())
    assert len(mailserver.messages) == 1
    later = timezone.now() + timedelta(hours=1)
    mailing.resend(mailing.not_sure(later).get(), later)
    call_command("send_reminders", today=TODAY.isoformat())
    assert arrived(mailserver) == {person.email: 2}


@pytest.mark.django_db
def test_it_says_what_it_did_and_the_second_time_that_there_is_nothing_new(bob, mailserver, capsys):
    people_with_an_action_due(2, bob)
    call_command("send_reminders", today=TODAY.isoformat())
    said = capsys.readouterr().out
    assert "Person 1 <1@example.org>: 9.1 Due 27 November 2026, in 7 days" in said
    assert "2 sent." in said
    call_command("send_reminders", today=TODAY.isoformat())
    assert "Nobody is to be reminded of anything new today." in capsys.readouterr().out


@pytest.mark.django_db
def test_a_dry_run_says_who_would_be_told_what_and_keeps_nothing(bob, mailserver, capsys):
    people_with_an_action_due(2, bob)
    call_command("send_reminders", today=TODAY.isoformat(), dry_run=True)
    said = capsys.readouterr().out
    assert "Person 0 <0@example.org>: 9.0 Due 27 November 2026, in 7 days" in said
    assert "2 would be written to." in said
    assert mailserver.messages == []
    assert not Message.objects.exists()
    assert not Reminder.objects.exists()


@pytest.mark.django_db
def test_it_ends_with_one_where_a_message_could_not_be_sent_and_says_which(bob, mailserver, capsys):
    people_with_an_action_due(2, bob)
    mailserver.refuse["1@example.org"] = "550 No such person here"
    with pytest.raises(SystemExit) as ended:
        call_command("send_reminders", today=TODAY.isoformat())
    assert ended.value.code == 1
    captured = capsys.readouterr()
    assert "Person 1 <1@example.org>" in captured.err
    assert "550 No such person here" in captured.err
    assert "1 sent" in captured.out


@pytest.mark.django_db
def test_it_sends_what_waits_too(bob, alice, mailserver, capsys):
    mailing.queue(key="r", kind="round", person=alice.actor, subject="News please", text="…", at=LONG_AGO)
    call_command("send_reminders", today=TODAY.isoformat())
    assert arrived(mailserver) == {"alice@example.org": 1}
    assert "Of what was waiting: 1 sent." in capsys.readouterr().out


@pytest.mark.django_db
def test_what_is_no_day_is_answered_in_one_sentence():
    with pytest.raises(CommandError, match="write --today as year, month and day") as refusal:
        call_command("send_reminders", today="20/11/2026")
    assert refusal.value.returncode == 2


@pytest.mark.django_db
def test_without_a_mail_server_messages_are_kept_and_it_says_so(bob, settings, capsys):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    people_with_an_action_due(1, bob)
    call_command("send_reminders", today=TODAY.isoformat())
    assert "This site has no mail server" in capsys.readouterr().out
    assert "no mail server" in Message.objects.get().refusal
