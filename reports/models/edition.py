"""What was given out: the value and the bytes, kept as they went."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from reports.models.kept import Kept


class Edition(Kept):
    """A paper as published to one audience. `value` is the Paper value as JSON, `sha256` its checksum.

    Each publication has a number and a copy for each audience; a redacted one (internal but without what is exempt)
    and the exempt appendix only where something is exempt. `differs` is what this copy says of the one before, a
    line each, and `reason` the clerk's or the chair's.
    """

    class Audience(models.TextChoices):
        PUBLIC = "public", _("public")
        REDACTED = "redacted", _("internal, without what is exempt")
        INTERNAL = "internal", _("internal")
        EXEMPT = "exempt", _("the exempt appendix")

    class Kind(models.TextChoices):
        FIRST = "first", _("as published")
        CORRECTION = "correction", _("correction")
        SUPPLEMENT = "supplement", _("supplement")
        LATE = "late", _("late item")

    paper = models.ForeignKey("reports.Paper", models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    audience = models.CharField(max_length=8, choices=Audience.choices)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.FIRST)
    reason = models.TextField(blank=True)
    differs = models.TextField(_("what differs from the edition before"), blank=True)
    value = models.JSONField()
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["paper", "number", "audience"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "number", "audience"], name="edition_number_once"),
        ]

    def __str__(self):
        said = _("{paper}, edition {number} ({audience})")
        return said.format(paper=self.paper, number=self.number, audience=self.audience)


class EditionFile(Kept):
    """The bytes of one format, served from the day of publication on.

    A file as published went out through the agenda system; somebody (`by`) put it beside ours later (`at`).
    """

    class Origin(models.TextChoices):
        MADE = "made", _("made here")
        PUBLISHED = "published", _("as published")

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="files")
    format = models.CharField(max_length=10)
    name = models.CharField(_("file name"), max_length=255, blank=True)
    origin = models.CharField(max_length=9, choices=Origin.choices, default=Origin.MADE)
    file = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["edition", "format"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "format", "origin"], name="edition_file_once"),
        ]

    def __str__(self):
        return _("{edition} as {format}").format(edition=self.edition, format=self.format)
