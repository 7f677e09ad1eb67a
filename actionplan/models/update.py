"""What was said of an action: dated, signed, appended, never overwritten."""

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.keys import key_of


class UpdateQuerySet(models.QuerySet):
    """Keeps the key in step with the words, however many are written at once: words taken out are not found again."""

    def bulk_create(self, objs, *args, **kwargs):
        objs = [_keyed(update) for update in objs]
        return super().bulk_create(objs, *args, **kwargs)

    def bulk_update(self, objs, fields, *args, **kwargs):
        if "words" in fields:
            objs, fields = [_keyed(update) for update in objs], [*fields, "key"]
        return super().bulk_update(objs, fields, *args, **kwargs)

    def update(self, **values):
        if isinstance(values.get("words"), str):
            values["key"] = key_of(values["words"])
        return super().update(**values)


def _keyed(update):
    update.key = key_of(update.words)
    return update


class Update(models.Model):
    """News of an action: the step it is at, in words; "no change" is an answer too.

    `given_on` is the day it is news of, `recorded_at` the moment it was kept. `by` is the account that wrote
    it (empty where it came from an imported document), `for_actor` the lead it was given for.
    `key` is made of the words, for finding news by them.
    """

    class Source(models.TextChoices):
        PERSON = "person", gettext_lazy("person")
        IMPORT = "import", gettext_lazy("import")
        CARRY = "carry", gettext_lazy("carried forward")

    action = models.ForeignKey("actionplan.Action", models.CASCADE, related_name="updates")
    given_on = models.DateField()
    recorded_at = models.DateTimeField()
    by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="updates")
    for_actor = models.ForeignKey("people.Actor", models.PROTECT, null=True, blank=True, related_name="+")
    step = models.ForeignKey("actionplan.Step", models.PROTECT, related_name="+")
    words = models.TextField(blank=True)
    key = models.TextField(blank=True, editable=False)
    no_change = models.BooleanField(default=False)
    source = models.CharField(max_length=6, choices=Source.choices, default=Source.PERSON)
    resolution = models.ForeignKey(
        "actionplan.Resolution", models.PROTECT, null=True, blank=True, related_name="updates"
    )
    corrects = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrected_by")

    objects = UpdateQuerySet.as_manager()

    class Meta:
        ordering = ["-given_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(source="person") | models.Q(by__isnull=False),
                name="what_a_person_said_is_signed",
            ),
        ]

    def __str__(self):
        return _("No change") if self.no_change else self.words

    def save(self, *args, **kwargs):
        _keyed(self)
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "key"}
        super().save(*args, **kwargs)

    @property
    def via(self):
        """How it came to the action where nobody gave it there."""
        return {"import": _("from the document"), "carry": _("before it was carried forward")}.get(
            self.source, ""
        )
