"""A list of actions somebody comes back to: what it leaves, its columns and its order, under a name."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedView(models.Model):
    """A query as the address bar holds it, under a name, of one plan or (empty) of all. Shared ones everybody sees."""

    owner = models.ForeignKey("people.User", models.CASCADE, related_name="saved_views")
    plan = models.ForeignKey(
        "actionplan.Plan", models.CASCADE, null=True, blank=True, related_name="saved_views"
    )
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=2000, blank=True)
    shared = models.BooleanField(_("everybody who may read the plan sees it"), default=False)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "plan", "name"],
                name="view_name_once_per_plan",
                violation_error_message=_("You have a view of this name already."),
            ),
            models.UniqueConstraint(
                fields=["owner", "name"],
                condition=models.Q(plan=None),
                name="view_name_once_over_all_plans",
                violation_error_message=_("You have a view of this name already."),
            ),
        ]

    def __str__(self):
        return self.name
