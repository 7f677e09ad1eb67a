"""Words that were taken out for good: who did it, when and why stays."""

from django.db import models


class Redaction(models.Model):
    """Of an action, or (empty) of the plan itself. The words are kept nowhere; `places` says where they stood."""

    plan = models.ForeignKey("actionplan.Plan", models.CASCADE, related_name="redactions")
    action = models.ForeignKey(
        "actionplan.Action", models.CASCADE, null=True, blank=True, related_name="redactions"
    )
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField()
    places = models.JSONField(default=list)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self):
        return f"Words removed on {self.at:%Y-%m-%d}"
