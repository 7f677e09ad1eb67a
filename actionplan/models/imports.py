"""A document read in: the file, how it was read, and what a person decided."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Import(models.Model):
    """An upload. `file` holds the bytes as they came, so that the readings can always be made again.

    `readings` is the proposal as first read, `decisions` what the reviewer said of it, in order. While a large
    file is being read, `claimed_at` says since when and `tries` how often that was begun.
    """

    class State(models.TextChoices):
        READING = "reading", _("being read")
        REFUSED = "refused", _("could not be read")
        REVIEW = "review", _("being reviewed")
        ACCEPTED = "accepted", _("accepted")
        UNDONE = "undone", _("undone")

    name = models.CharField(_("file name"), max_length=255)
    file = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=State.choices, default=State.REVIEW)
    refusal = models.TextField(blank=True)
    title = models.CharField(max_length=200)
    as_of = models.DateField(_("date of the document"))
    committee = models.ForeignKey("people.Actor", models.PROTECT, null=True, blank=True, related_name="+")
    readings = models.JSONField(default=dict)
    decisions = models.JSONField(default=list)
    by = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="imports")
    started_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    accepted_at = models.DateTimeField(null=True, blank=True)
    plan = models.ForeignKey(
        "actionplan.Plan", models.SET_NULL, null=True, blank=True, related_name="imports"
    )

    class Meta:
        ordering = ["-started_at", "-id"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("import_review", args=[self.pk])
