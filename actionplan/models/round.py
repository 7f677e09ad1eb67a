"""A call for updates: who was asked for which actions, and who has answered."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Round(models.Model):
    """A call for updates of some plans, before a meeting where it serves one.

    It is open from `opens` to `closes`, both included. `confirmed_at` is the moment somebody who had seen whom it
    asks let it go out by itself on its day, `opened_at` the moment its requests were made, `closed_at` the moment
    it was closed: each empty before.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed")

    title = models.CharField(max_length=200)
    message = models.TextField(_("message to those asked"), blank=True)
    plans = models.ManyToManyField("actionplan.Plan", related_name="rounds")
    meeting = models.ForeignKey(
        "actionplan.Meeting", models.PROTECT, null=True, blank=True, related_name="rounds"
    )
    opens = models.DateField(_("asks on"))
    closes = models.DateField(_("answers by"))
    state = models.CharField(max_length=7, choices=State.choices, default=State.PLANNED)
    by = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="rounds")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-opens", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(opens__lte=models.F("closes")),
                name="round_opens_before_it_closes",
                violation_error_message=_("The last day for answers comes before the day of asking."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("round_detail", args=[self.pk])


class Request(models.Model):
    """One action asked for in a round, and of whom; `asked` is empty where there is nobody to ask.

    While the round is planned there are only those somebody decided about: another person to ask, or `left_out`.
    `answer` is the first update given since: by the person asked, or for them.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="requests")
    action = models.ForeignKey("actionplan.Action", models.CASCADE, related_name="requests")
    asked = models.ForeignKey("people.Actor", models.PROTECT, null=True, blank=True, related_name="requests")
    left_out = models.BooleanField(default=False)
    asked_at = models.DateTimeField(null=True, blank=True)
    nudged_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    answer = models.ForeignKey("actionplan.Update", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["round", "action"], name="asked_once_in_a_round")]

    def __str__(self):
        return f"{self.action} asked of {self.asked or 'nobody'}"
