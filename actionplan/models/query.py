"""What a committee asked at a meeting, until it is answered: a matter arising."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Query(models.Model):
    """A question of a meeting, of one action or (empty) of the plan; it stands in the next paper until answered.

    It is answered by an update of its action, or in words of its own where it is of none.
    """

    meeting = models.ForeignKey("actionplan.Meeting", models.PROTECT, related_name="queries")
    resolution = models.ForeignKey(
        "actionplan.Resolution", models.PROTECT, null=True, blank=True, related_name="queries"
    )
    plan = models.ForeignKey("actionplan.Plan", models.CASCADE, related_name="queries")
    action = models.ForeignKey(
        "actionplan.Action", models.CASCADE, null=True, blank=True, related_name="queries"
    )
    question = models.TextField()
    asked_by = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="+")
    answer = models.ForeignKey("actionplan.Update", models.PROTECT, null=True, blank=True, related_name="+")
    answer_words = models.TextField(blank=True)
    answered_by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["meeting__held_on", "id"]
        verbose_name = _("matter arising")
        verbose_name_plural = _("matters arising")
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on=None) | Q(answer__isnull=False) | ~Q(answer_words=""),
                name="an_answer_says_something",
            ),
        ]

    def __str__(self):
        return self.question
