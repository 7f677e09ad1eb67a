"""The history of a plan: what changed, and the whole state after."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class Revision(models.Model):
    """One change of one thing. `changed` maps a field to [before, after]; `state` is all of it after.

    The state of an action includes its leads and deadlines, so that any past day can be shown and an import
    undone. Revisions made in one transaction share a `batch`.
    """

    plan = models.ForeignKey("actionplan.Plan", models.CASCADE, related_name="revisions")
    subject = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="revisions")
    reason = models.TextField(blank=True)
    batch = models.UUIDField()
    source_import = models.ForeignKey(
        "actionplan.Import", models.PROTECT, null=True, blank=True, related_name="revisions"
    )
    changed = models.JSONField(encoder=DjangoJSONEncoder)
    state = models.JSONField(encoder=DjangoJSONEncoder)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["plan", "at"], name="revision_plan_at")]
        constraints = [
            models.UniqueConstraint(fields=["subject", "subject_id", "number"], name="revision_number_once"),
        ]

    def __str__(self):
        return f"{self.subject} {self.subject_id}, revision {self.number}"
