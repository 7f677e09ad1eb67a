"""When an action is due: the words as written, what they were read as, and how they have moved."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

KINDS = [(kind, kind) for kind in ("date", "review", "ongoing", "immediate", "event", "recurring", "none")]


class Deadline(models.Model):
    """One deadline of an action; the original words and day stay when it moves.

    `what` says what is due where there are several. `due` is the last day, `first_day` the first of the
    period named; both empty where the words name no day.
    """

    action = models.ForeignKey("actionplan.Action", models.CASCADE, related_name="deadlines")
    order = models.PositiveIntegerField(default=0)
    what = models.TextField(blank=True)
    words = models.TextField(blank=True)
    kind = models.CharField(max_length=9, choices=KINDS, default="none")
    first_day = models.DateField(null=True, blank=True)
    due = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=40, blank=True)
    confirmed_by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")
    original_words = models.TextField(blank=True)
    original_due = models.DateField(null=True, blank=True)
    met_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first_day=None) | Q(due=None) | Q(first_day__lte=F("due")),
                name="deadline_first_day_not_after_due",
            ),
        ]

    def __str__(self):
        return self.words

    @property
    def slippage(self):
        """Days between the first and the present last day; None where either is not known."""
        if self.due is None or self.original_due is None:
            return None
        return (self.due - self.original_due).days


class DeadlineChange(models.Model):
    """A deadline moved, or somebody asked that it should: until agreed the old date counts.

    `for_actor` is the lead it was asked for by a delegate or through a post; `answer` what whoever decided said.
    `asked_words` and `asked_due` hold what was asked for where another date was agreed, and are empty otherwise.
    A move nobody had asked for is asked and decided at the same moment. One that has a `resolution` while it still
    reads "asked" is agreed, and waits for the day from which that decision counts.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("asked for")
        AGREED = "agreed", _("agreed")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")

    deadline = models.ForeignKey(Deadline, models.CASCADE, related_name="changes")
    state = models.CharField(max_length=9, choices=State.choices, default=State.ASKED)
    old_words = models.TextField(blank=True)
    old_due = models.DateField(null=True, blank=True)
    new_words = models.TextField()
    new_due = models.DateField(null=True, blank=True)
    asked_words = models.TextField(blank=True)
    asked_due = models.DateField(null=True, blank=True)
    reason = models.TextField()
    asked_by = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    for_actor = models.ForeignKey("people.Actor", models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")
    resolution = models.ForeignKey(
        "actionplan.Resolution", models.PROTECT, null=True, blank=True, related_name="deadline_changes"
    )
    effective_on = models.DateField(null=True, blank=True)
    answer = models.TextField(_("what was said to it"), blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["deadline"], condition=Q(state="asked"), name="one_open_request_per_deadline"
            ),
            models.CheckConstraint(
                condition=~Q(state="agreed") | Q(decided_by__isnull=False) | Q(resolution__isnull=False),
                name="agreed_by_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.old_words} to {self.new_words} ({self.state})"

    @property
    def asked_on(self):
        return timezone.localdate(self.at)

    @property
    def decided_on(self):
        """The day it was decided: of a resolution, the day it counts from."""
        return self.effective_on or timezone.localdate(self.decided_at or self.at)

    @property
    def is_to_count(self):
        """Agreed by a resolution that does not count yet: it can still be called in."""
        return self.state == self.State.ASKED and self.resolution_id is not None

    @property
    def was_asked(self):
        """Somebody asked, and it was for others to decide; an editor's own move is decided as it is made."""
        return self.state != self.State.AGREED or (self.decided_at is not None and self.decided_at > self.at)
