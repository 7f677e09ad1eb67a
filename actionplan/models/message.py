"""Mail that is sent by itself: claimed in the database before it is sent, so that each is sent once."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Message(models.Model):
    """One e-mail to one person. The key says what it is and for whom: there is never a second of the same key.

    The words are kept as they were sent. `claimed_at` is when it was last taken in hand, of one that waits when it
    was put there. Claimed and neither sent nor failed after a while: nobody can know whether it went out, so it is
    listed as not sure and can be sent again. See `actionplan.mailing`, the only writer.
    """

    class Outcome(models.TextChoices):
        WAITING = "waiting", _("waiting")
        CLAIMED = "claimed", _("being sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("could not be sent")

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=20)
    to = models.EmailField(max_length=254)
    person = models.ForeignKey("people.Actor", models.PROTECT, null=True, blank=True, related_name="mail")
    round = models.ForeignKey(
        "actionplan.Round", models.CASCADE, null=True, blank=True, related_name="messages"
    )
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    outcome = models.CharField(max_length=7, choices=Outcome.choices, default=Outcome.CLAIMED)
    claimed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=1)
    refusal = models.TextField(blank=True)

    class Meta:
        ordering = ["-claimed_at", "-id"]
        indexes = [models.Index(fields=["outcome", "claimed_at"], name="mail_to_be_sent")]

    def __str__(self):
        return f"{self.subject} to {self.to}"


class Reminder(models.Model):
    """One thing somebody was reminded of, by a key that comes once: the kind, the action and the day it fell due."""

    key = models.CharField(max_length=120, unique=True)
    action = models.ForeignKey("actionplan.Action", models.CASCADE, related_name="reminders")
    message = models.ForeignKey(Message, models.CASCADE, related_name="reminders")

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return self.key
