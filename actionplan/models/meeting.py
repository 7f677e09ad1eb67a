"""A committee's sitting and what it resolved."""

from django.db import models
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Meeting(models.Model):
    """Ahead or held is told by its day, and how far it has come by its papers and resolutions: no state is kept.

    `timetable` holds the days that somebody set otherwise than they are counted back ({"publication": "2007-12-28"}).
    """

    committee = models.ForeignKey(
        "people.Actor",
        models.PROTECT,
        related_name="meetings",
        limit_choices_to={"kind": "committee"},
    )
    held_on = models.DateField(gettext_lazy("date"))
    starts_at = models.TimeField(gettext_lazy("time"))
    timetable = models.JSONField(default=dict, blank=True)
    slug = models.SlugField(max_length=120, unique=True, editable=False)

    class Meta:
        ordering = ["-held_on", "-starts_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "held_on", "starts_at"],
                name="one_meeting_at_a_time",
                violation_error_message=gettext_lazy("This committee has a meeting at that time already."),
            ),
        ]

    def __str__(self):
        return f"{self.committee}, {formats.date_format(self.held_on, 'j F Y')}"

    def get_absolute_url(self):
        return reverse("meeting_detail", args=[self.slug])


class Resolution(models.Model):
    """What a meeting resolved, by its minute number, and from which day it counts."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="resolutions")
    minute = models.CharField(max_length=40)
    outcome = models.CharField(max_length=60, blank=True)
    words = models.TextField(blank=True)
    effective_on = models.DateField()

    class Meta:
        ordering = ["meeting", "id"]

    def __str__(self):
        return _("{meeting}, minute {minute}").format(meeting=self.meeting, minute=self.minute)
