"""A plan's status words: an ordered list of steps, each with a colour and one of eight meanings."""

from django.db import models
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from actionplan.status import COLOURS, Meaning

_label = lazy(lambda meaning: meaning.label.lower(), str)
MEANINGS = [(meaning.value, _label(meaning)) for meaning in Meaning]
COLOUR_CHOICES = [(colour, colour) for colour in COLOURS]


class Scale(models.Model):
    """Steps in order. Once a plan uses them they never change: a plan that says its words otherwise takes others.

    So what was said before keeps its word, and a plan that goes on from another may use the same. One with `of_plan`
    was made for that plan and is offered to no other.
    """

    of_plan = models.ForeignKey(
        "actionplan.Plan", models.CASCADE, null=True, blank=True, related_name="own_scales"
    )
    name = models.CharField(max_length=100, unique=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("set of status words")
        verbose_name_plural = _("sets of status words")

    def __str__(self):
        return self.name

    def step_for(self, meaning):
        """The step used when a rule needs one with this meaning, or None where the scale has none."""
        steps = [step for step in self.steps.all() if step.meaning == meaning]
        return next((step for step in steps if step.default), steps[0] if steps else None)


class Step(models.Model):
    """A word of the scale. Rules ask the meaning, screens show the word."""

    scale = models.ForeignKey(Scale, models.CASCADE, related_name="steps")
    order = models.PositiveIntegerField()
    word = models.CharField(max_length=60)
    meaning = models.CharField(max_length=11, choices=MEANINGS)
    colour = models.CharField(max_length=5, choices=COLOUR_CHOICES)
    default = models.BooleanField(_("used where a rule needs a step with this meaning"), default=False)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["scale", "word"], name="word_once_per_scale"),
            models.UniqueConstraint(
                fields=["scale", "meaning"],
                condition=models.Q(default=True),
                name="one_default_step_per_meaning",
            ),
        ]

    def __str__(self):
        return self.word
