"""What shows that news is true: a link, or a file kept as it came."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actionplan.evidence import host_of, kind_in_words, megabytes


class EvidenceQuerySet(models.QuerySet):
    def listed(self):
        """Without the files' bytes: what a page needs."""
        return self.defer("file")


class Evidence(models.Model):
    """Belongs to an update; either a link or a file. `added_at` is later than the update where it was added to it."""

    update = models.ForeignKey("actionplan.Update", models.CASCADE, related_name="evidence")
    added_at = models.DateTimeField()
    words = models.CharField(_("what it is"), max_length=200, blank=True)
    url = models.URLField(_("link"), max_length=2000, blank=True)
    name = models.CharField(_("file name"), max_length=255, blank=True)
    file = models.BinaryField(null=True, blank=True)
    size = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name_plural = _("evidence")
        constraints = [
            models.CheckConstraint(
                condition=(~Q(url="") & Q(file=None)) | (Q(url="") & Q(file__isnull=False) & ~Q(name="")),
                name="evidence_is_a_link_or_a_file",
            ),
        ]

    def __str__(self):
        return self.words or self.name or self.url

    @property
    def facts(self):
        """What stands beside its words: the machine a link leads to, or "PDF, 240 kB"."""
        return host_of(self.url) if self.url else f"{kind_in_words(self.name)}, {megabytes(self.size)}"

    @property
    def added_later(self):
        """The day it was added, where that was not the day its update was written."""
        added = timezone.localdate(self.added_at)
        return added if added != timezone.localdate(self.update.recorded_at) else None
