"""A committee report as the clerk drafts it; `reports.paper` has the value that formats render."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from reports.house import problem_of
from reports.models.edition import Edition


class Template(models.Model):
    """How a committee likes its papers: names and order of sections, the heading block, appendix names.

    `sections` is {"heading_block": [[label, words]…], "sections": [[title, words]…], "progress": the title of the
    section that writes itself, "appendix": "Essential Reference Paper", "first_appendix": "B",
    "letters": "A" or "1"}; a part left out is as `reports.house` has it.
    """

    committee = models.OneToOneField(
        "people.Actor",
        models.PROTECT,
        related_name="paper_template",
        limit_choices_to={"kind": "committee"},
    )
    sections = models.JSONField(default=dict)
    docx = models.BinaryField(_("the council's own Word document"), null=True, blank=True)
    docx_name = models.CharField(max_length=255, blank=True)

    def __str__(self):
        return _("Papers of {committee}").format(committee=self.committee)

    def clean(self):
        if problem := problem_of(self.sections):
            raise ValidationError({"sections": problem})


class PaperQuerySet(models.QuerySet):
    def whole(self):
        """With everything a paper's value is put together from, and its editions without theirs, in five queries."""
        lines = models.Prefetch("plans", PaperPlan.objects.select_related("snapshot__plan", "previous"))
        papers = self.select_related("meeting__committee__paper_template", "saved_by__actor")
        papers = papers.defer("meeting__committee__paper_template__docx")
        editions = models.Prefetch("editions", Edition.objects.defer("value"))
        return papers.prefetch_related(lines, "recommendations", editions)


class PaperManager(models.Manager.from_queryset(PaperQuerySet)):
    """Papers of the agenda. A correction being written is none yet: it is reached from the paper it corrects."""

    def get_queryset(self):
        return super().get_queryset().filter(corrects=None)


class Paper(models.Model):
    """One report to one meeting. A published paper never changes; `reports.papers` has the only writers of a draft.

    What is to correct a published paper is a draft of its own, which `corrects` it until `reports.publication`
    makes it the paper's next edition; only `Paper.every` finds it.

    `text` is what the clerk edits: {"heading_block": [[label, words]…], "sections": [{"title", "words", "progress":
    whether it is led by what the figures say, "none": whether there are none, "by": who says so}…], "background":
    [words…], "clearances": whether it prints who cleared it, "wordings": as `reports.wordings` describes}. `revision`
    counts saves, so that two clerks do not overwrite one another.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")

    meeting = models.ForeignKey("actionplan.Meeting", models.PROTECT, related_name="papers")
    order = models.PositiveIntegerField(_("item"))
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    text = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0, editable=False)
    copied_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="copies"
    )
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="correction"
    )
    saved_by = models.ForeignKey(
        "people.User", models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    saved_at = models.DateTimeField(null=True, blank=True, editable=False)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = PaperManager()
    every = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "order"],
                condition=models.Q(corrects=None),
                name="one_paper_per_item",
                violation_error_message=_("Another paper of this meeting has this item."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        page = "paper_correction" if self.corrects_id else "paper_detail"
        return reverse(page, args=[self.meeting.slug, self.order])

    @property
    def is_published(self):
        return self.state == self.State.PUBLISHED


class PaperPlan(models.Model):
    """A plan in a paper: the snapshot it prints, and the one that committee last saw."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="plans")
    order = models.PositiveIntegerField(default=0)
    snapshot = models.ForeignKey("reports.Snapshot", models.PROTECT, related_name="used_in")
    previous = models.ForeignKey("reports.Snapshot", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["paper", "snapshot"], name="snapshot_once_per_paper")]

    def __str__(self):
        return str(self.snapshot)


class Recommendation(models.Model):
    """What the committee is asked to do."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="recommendations")
    order = models.PositiveIntegerField()
    words = models.TextField()
    resolution = models.ForeignKey(
        "actionplan.Resolution", models.PROTECT, null=True, blank=True, related_name="recommendations"
    )

    class Meta:
        ordering = ["order", "id"]

    def __str__(self):
        return self.words


class Clearance(models.Model):
    """Somebody in a role (legal, finance) said whether the paper may go, of exactly the text of this hash.

    `parts` has a hash of each part of that text ({"Recommendations": …}), so that what has changed since can be named.
    """

    class Outcome(models.TextChoices):
        CLEARED = "cleared", _("cleared")
        WITH_CHANGES = "changes", _("cleared if changed as said")
        NOT_CLEARED = "not", _("not cleared")

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="clearances")
    role = models.CharField(max_length=60)
    name = models.CharField(_("who said so"), max_length=200)
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    outcome = models.CharField(max_length=7, choices=Outcome.choices)
    comment = models.TextField(blank=True)
    text_hash = models.CharField(max_length=64)
    parts = models.JSONField(default=dict)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self):
        return f"{self.role}: {self.get_outcome_display()}"
