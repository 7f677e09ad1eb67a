"""A plan, its headings and its challenges."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from people.keys import key_of
from people.models.actor import refuse_long_key


class Plan(models.Model):
    """What was agreed. A draft is seen by its editors only; a live plan is worked on; a closed one is kept.

    `reminders` holds where the plan reminds otherwise than is usual: see `actionplan.reminders`.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        LIVE = "live", _("live")
        CLOSED = "closed", _("closed")

    class Quarters(models.TextChoices):
        FINANCIAL = "financial", _("of the financial year")
        CALENDAR = "calendar", _("of the calendar year")

    class Agrees(models.TextChoices):
        EDITOR = "editor", _("an editor")
        COMMITTEE = "committee", _("the committee")

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    origin = models.CharField(_("where it comes from"), max_length=200, blank=True)
    committee = models.ForeignKey(
        "people.Actor",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="plans",
        limit_choices_to={"kind": "committee"},
        verbose_name=_("owning committee"),
    )
    scale = models.ForeignKey("actionplan.Scale", models.PROTECT, related_name="plans")
    state = models.CharField(max_length=6, choices=State.choices, default=State.DRAFT)
    stands_on = models.DateField(_("agreed on"))
    year_starts = models.PositiveSmallIntegerField(_("month the year starts in"), default=4)
    quarters = models.CharField(max_length=9, choices=Quarters.choices, default=Quarters.FINANCIAL)
    heading_word = models.CharField(max_length=40, default="Heading")
    challenge_word = models.CharField(max_length=40, default="Challenge")
    action_word = models.CharField(max_length=60, default="Action")
    extensions_agreed_by = models.CharField(max_length=9, choices=Agrees.choices, default=Agrees.EDITOR)
    reminders = models.JSONField(default=dict, blank=True)
    carried_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="carried_to")

    class Meta:
        ordering = ["-stands_on", "title", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(year_starts__gte=1, year_starts__lte=12), name="year_starts_in_a_month"
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("plan_detail", args=[self.slug])


class Heading(models.Model):
    """The theme a challenge stands under; a plan may have headings without challenges."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="headings")
    order = models.PositiveIntegerField()
    name = models.CharField(max_length=300)
    key = models.CharField(max_length=600, editable=False)

    class Meta:
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["plan", "key"], name="heading_once_per_plan")]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.key = key_of(self.name)
        super().save(*args, **kwargs)

    def clean(self):
        refuse_long_key(self, "name")


class Challenge(models.Model):
    """The area for improvement. Numbered through the plan in printed order, because headings alternate."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="challenges")
    heading = models.ForeignKey(Heading, models.PROTECT, related_name="challenges")
    order = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    title = models.TextField()

    class Meta:
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="challenge_number_once")]

    def __str__(self):
        return f"{self.number} {self.title}"
