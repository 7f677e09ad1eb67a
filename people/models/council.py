"""The council itself: one row."""

from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse


class Council(models.Model):
    """What the council is called and looks like, and whether this database is a demonstration."""

    name = models.CharField(max_length=200, default="Actionplan")
    accent = models.CharField(
        "accent colour",
        max_length=7,
        default="#1f4e79",
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", "Write a colour like #1f4e79.")],
    )
    demonstration = models.BooleanField(default=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_council")]

    def __str__(self):
        return self.name

    @property
    def accent_url(self):
        """Where the stylesheet with the accent is; another colour has another address."""
        return f"{reverse('council_stylesheet')}?{self.accent[1:]}"

    @classmethod
    def ours(cls):
        """The council of this database; a plain one until somebody names it."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)
