"""A plan as it stood, copied as plain words."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext as _

from reports.models.kept import Kept


class Snapshot(Kept):
    """Never updated: `data` holds the words as they stood, `schema` its shape, `sha256` its checksum."""

    plan = models.ForeignKey("actionplan.Plan", models.PROTECT, related_name="snapshots")
    as_of = models.DateField()
    taken_at = models.DateTimeField()
    schema = models.PositiveIntegerField()
    data = models.JSONField(encoder=DjangoJSONEncoder)
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["-taken_at", "-id"]

    def __str__(self):
        return _("{plan} as of {date}").format(plan=self.plan, date=self.as_of)
