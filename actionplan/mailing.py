"""Mail that is sent by itself, each message once: the only writer of Message.

A message has a key that comes once. It is claimed in the database before it is sent, in a transaction of its own, and
its outcome is noted after. Between the two nobody else touches it; what was claimed long ago and has no outcome is "not
sure", listed and sent again only when a person says so. A page never talks to the mail server: it queues, within its
transaction, and `manage.py work` sends within seconds.
"""

import signal
from contextlib import closing, contextmanager
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from actionplan.models import Action, Message, Reminder
from people.mail import LONGEST_SUBJECT, NotTaken, Post, Unsure, address_of, pause_url

# How long after a refusal it is tried again; then a person is asked.
PAUSES = (timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=8))
MOST_TRIES = len(PAUSES) + 1
NOT_SURE_AFTER = timedelta(minutes=10)
Outcome = Message.Outcome


def send_once(*, key, kind, person, subject, text, html="", round=None, reminders=(), at, post=None):
    """Claim a message by its key and send it; gives it with its outcome, or None where somebody claimed it before.

    `reminders` are (key, action) pairs that come once, too; where one is taken already, nothing is sent. `post` is the
    line to the mail server of a run that sends many. Call it outside a transaction: the claim must stand before
    anything is sent. Raises ValidationError where the person has no address.
    """
    message = _new(key, kind, person, subject, text, html, round, at, outcome=Outcome.CLAIMED, tries=1)
    with unbroken():
        if not _keep(message, reminders):
            return None
        return _send(message, post) if post else _send_alone(message)


def queue(*, key, kind, person, subject, text, html="", round=None, reminders=(), at):
    """Put a message where the worker sends it within seconds; gives it, or None where there is one of this key.

    For pages and jobs that write other things in the same transaction: all of it stands, or none. Raises
    ValidationError where the person has no address.
    """
    message = _new(key, kind, person, subject, text, html, round, at, outcome=Outcome.WAITING, tries=0)
    return message if _keep(message, reminders) else None


def send_waiting(today, at):
    """Send what waits, and try again what was refused long enough ago; says how many went out and how many did not."""
    counts = {Outcome.SENT: 0, Outcome.FAILED: 0, Outcome.CLAIMED: 0}
    with closing(Post()) as post:
        for message in list(to_be_sent(at)):
            with unbroken():
                if _claim(message, timezone.now()):
                    counts[_send(message, post).outcome] += 1
    return ", ".join(
        f"{count} {words}"
        for count, words in zip(counts.values(), ("sent", "refused", "not sure"), strict=True)
        if count
    )


def to_be_sent(at):
    """What waits, and what was refused and is due for another try; the oldest first."""
    due = Q(outcome=Outcome.WAITING)
    for tries, pause in enumerate(PAUSES, start=1):
        due |= Q(outcome=Outcome.FAILED, tries=tries, claimed_at__lte=at - pause)
    return Message.objects.filter(due).select_related("person__user").order_by("claimed_at", "id")


def not_sure(at):
    """Messages of which nobody can know whether they went out: the line broke while one was sent (and `refusal` says
    how), or it was claimed a while ago and whoever did came to an end before noting its outcome.
    """
    doubtful = ~Q(refusal="") | Q(claimed_at__lte=at - NOT_SURE_AFTER)
    return Message.objects.filter(doubtful, outcome=Outcome.CLAIMED)


def may_be_resent(message, at):
    """Whether it can be sent again: it failed, or is not sure."""
    return message.outcome == Outcome.FAILED or is_not_sure(message, at)


def is_given_up(message):
    return message.tries >= MOST_TRIES


def is_not_sure(message, at):
    """The same question as `not_sure`, of one message."""
    return message.outcome == Outcome.CLAIMED and (
        message.refusal != "" or message.claimed_at <= at - NOT_SURE_AFTER
    )


def resend(message, at):
    """Have a failed or unsure message sent again by the worker, to the address the person has now.

    Of two who ask at once, one does it. Raises ValidationError where there is nothing to send again.
    """
    if not may_be_resent(message, at):
        raise ValidationError(_("This message was sent, or is about to be: there is nothing to send again."))
    to = address_of(message.person) if message.person else message.to
    if not to:
        raise ValidationError(_("{name} has no e-mail address now.").format(name=message.person))
    taken = Message.objects.filter(pk=message.pk, outcome=message.outcome, claimed_at=message.claimed_at)
    if not taken.update(outcome=Outcome.WAITING, claimed_at=at, tries=0, to=to, refusal=""):
        raise ValidationError(_("Somebody else had this message sent again just now."))
    message.refresh_from_db()
    return message


def said_in_mail(action):
    """An action's wording as a mail may give it: mail travels in the clear, so of an exempt one nothing is said."""
    return _("an exempt action") if action.exempt == Action.Exempt.ALL else action.text


def _new(key, kind, person, subject, text, html, round, at, **state):
    to = address_of(person)
    if not to:
        raise ValidationError(_("{name} has no e-mail address.").format(name=person.name))
    subject = " ".join(subject.split())[:LONGEST_SUBJECT]
    return Message(
        key=key,
        kind=kind,
        person=person,
        to=to,
        round=round,
        subject=subject,
        text=text,
        html=html,
        claimed_at=at,
        **state,
    )


def _keep(message, reminders):
    """Save a message with its reminders; False where a key is taken."""
    try:
        with transaction.atomic():
            message.save(force_insert=True)
            Reminder.objects.bulk_create(
                Reminder(key=key, action=action, message=message) for key, action in reminders
            )
    except IntegrityError:
        if Message.objects.filter(key=message.key).exists() or _taken(reminders):
            return False
        raise
    return True


def _taken(reminders):
    return Reminder.objects.filter(key__in=[key for key, _ in reminders]).exists()


def _claim(message, at):
    """Take a message in hand; False where somebody else did since it was read."""
    still = Message.objects.filter(pk=message.pk, outcome=message.outcome, tries=message.tries)
    if not still.update(outcome=Outcome.CLAIMED, claimed_at=at, tries=F("tries") + 1, refusal=""):
        return False
    message.refresh_from_db()
    return True


def _send_alone(message):
    with closing(Post()) as post:
        return _send(message, post)


def _send(message, post):
    """Send a claimed message and note how it went. Where nobody can know, it stays claimed."""
    try:
        note = post.send(
            to=message.to,
            subject=message.subject,
            text=message.text,
            html=message.html,
            key=message.key,
            pause_at=pause_url(message.person),
        )
    except NotTaken as refusal:
        return _note(message, outcome=Outcome.FAILED, refusal=str(refusal))
    except Unsure as doubt:
        return _note(message, refusal=str(doubt))
    return _note(message, outcome=Outcome.SENT, sent_at=timezone.now(), refusal=note)


def _note(message, **outcome):
    for name, value in outcome.items():
        setattr(message, name, value)
    message.save(update_fields=list(outcome))
    return message


@contextmanager
def unbroken():
    """Whoever stops this process waits until the message in hand is done, so that stopping leaves nothing unsure."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
