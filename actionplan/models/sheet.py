"""An edited copy of a plan that came back: the file, what was read in it, and what was taken from it."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Sheet(models.Model):
    """A plan's own Excel copy after somebody edited it. It makes nothing by itself: each change is accepted.

    `file` holds the bytes as they came and `rows` what was read in them, as `actionplan.roundtrip.reading` says.
    `taken` is what was accepted, in order: {"reference", "row", "fields": […], "at", "by"}. It is shown to whoever
    brought it only, because it holds what that person was allowed to see.
    """

    plan = models.ForeignKey("actionplan.Plan", models.CASCADE, related_name="sheets")
    name = models.CharField(_("file name"), max_length=255)
    file = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    rows = models.JSONField(default=dict)
    taken = models.JSONField(default=list)
    by = models.ForeignKey("people.User", models.PROTECT, related_name="sheets")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("plan_sheet_review", args=[self.plan.slug, self.pk])
