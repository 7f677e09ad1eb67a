"""What was said of an action: dated, signed, appended, never overwritten."""

from django.db import models


class Update(models.Model):
    """News of an action: the step it is at, in words; "no change" is an answer too.

    `given_on` is the day it is news of, `recorded_at` the moment it was kept. `by` is the account that wrote
    it (empty where it came from an imported document), `for_actor` the lead it was given for.
    """

    class Source(models.TextChoices):
        PERSON = "person", "person"
        IMPORT = "import", "import"

    action = models.ForeignKey("actionplan.Action", models.CASCADE, related_name="updates")
    given_on = models.DateField()
    recorded_at = models.DateTimeField()
    by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="updates")
    for_actor = models.ForeignKey("people.Actor", models.PROTECT, null=True, blank=True, related_name="+")
    step = models.ForeignKey("actionplan.Step", models.PROTECT, related_name="+")
    words = models.TextField(blank=True)
    no_change = models.BooleanField(default=False)
    source = models.CharField(max_length=6, choices=Source.choices, default=Source.PERSON)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrected_by")

    class Meta:
        ordering = ["-given_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(source="import") | models.Q(by__isnull=False),
                name="an_update_is_signed_unless_imported",
            ),
        ]

    def __str__(self):
        return "No change" if self.no_change else self.words
