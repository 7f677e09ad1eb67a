"""Initials a council uses, and what they stand for."""

from django.db import models


class GlossaryTerm(models.Model):
    """Initials met in a document; `meaning` is empty until a document or a person says what they stand for."""

    initials = models.CharField(max_length=20, unique=True)
    meaning = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["initials"]

    def __str__(self):
        return f"{self.initials}: {self.meaning}" if self.meaning else self.initials
