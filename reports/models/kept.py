"""What was reported is kept: rows that are made once and never changed."""

from django.db import models


class Kept(models.Model):
    """Saved once; saving it again, or deleting it, is a mistake of ours and fails loudly."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise TypeError(f"This {self._meta.verbose_name} is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError(f"This {self._meta.verbose_name} is never deleted.")
