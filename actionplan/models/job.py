"""What runs by itself: when each job runs next, and how it went."""

from django.db import models


class Job(models.Model):
    """One of the jobs of `actionplan.work`, by its name: `next_at` is claimed before it runs, so that of two workers
    one runs it. `note` is what it did, or what went wrong where `failed`.
    """

    name = models.CharField(max_length=60, unique=True)
    next_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    failed = models.BooleanField(default=False)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name
