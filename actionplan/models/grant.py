"""What an account may do, as an administrator granted it; being a lead is never granted, it is derived."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

TWICE = gettext_lazy("This account has that role already.")


class Grant(models.Model):
    """A role over one plan, over a committee's plans, or (both empty) over the whole council."""

    class Role(models.TextChoices):
        EDITOR = "editor", gettext_lazy("keeps plans")
        CLERK = "clerk", gettext_lazy("runs meetings and papers")
        READER = "reader", gettext_lazy("reads")
        EXEMPT = "exempt", gettext_lazy("sees what is exempt")
        ADMIN = "admin", gettext_lazy("keeps accounts")

    user = models.ForeignKey("people.User", models.CASCADE, related_name="grants")
    role = models.CharField(max_length=6, choices=Role.choices)
    plan = models.ForeignKey("actionplan.Plan", models.CASCADE, null=True, blank=True, related_name="grants")
    committee = models.ForeignKey(
        "people.Actor",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="grants_over",
        limit_choices_to={"kind": "committee"},
    )

    class Meta:
        ordering = ["role", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(plan=None) | Q(committee=None), name="grant_over_a_plan_or_a_committee"
            ),
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=Q(plan=None, committee=None),
                name="grant_once_over_the_council",
                violation_error_message=TWICE,
            ),
            models.UniqueConstraint(
                fields=["user", "role", "plan"], name="grant_once_over_a_plan", violation_error_message=TWICE
            ),
            models.UniqueConstraint(
                fields=["user", "role", "committee"],
                name="grant_once_over_a_committee",
                violation_error_message=TWICE,
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()}: {self.scope}"

    @property
    def scope(self):
        return str(self.plan or self.committee or _("the whole council"))
