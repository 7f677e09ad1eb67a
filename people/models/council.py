"""The council itself: one row."""

from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Council(models.Model):
    """What the council is called and looks like, and whether this database is a demonstration."""

    class Nation(models.TextChoices):
        ENGLAND = "england", _("England")
        WALES = "wales", _("Wales")
        SCOTLAND = "scotland", _("Scotland")
        NORTHERN_IRELAND = "northern_ireland", _("Northern Ireland")

    name = models.CharField(max_length=200, default="Actionplan")
    accent = models.CharField(
        _("accent colour"),
        max_length=7,
        default="#1f4e79",
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Write a colour like #1f4e79."))],
    )
    nation = models.CharField(
        _("whose law it follows"), max_length=16, choices=Nation.choices, default=Nation.ENGLAND
    )
    clear_days = models.PositiveSmallIntegerField(
        _("clear days between publication and a meeting"), default=5
    )
    call_in_days = models.PositiveSmallIntegerField(_("working days for call-in"), default=5)
    logo = models.BinaryField(null=True, blank=True)
    logo_type = models.CharField(max_length=40, blank=True)
    contact = models.TextField(_("whom to ask for help"), blank=True)
    statement_prepared_on = models.DateField(_("accessibility statement prepared on"), null=True, blank=True)
    statement_reviewed_on = models.DateField(_("last reviewed on"), null=True, blank=True)
    statement_tested = models.TextField(_("when, how and by whom it was tested"), blank=True)
    not_accessible = models.TextField(_("what is not accessible here"), blank=True)
    too_great_a_burden = models.TextField(_("what it would be too great a burden to put right"), blank=True)
    demonstration = models.BooleanField(default=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_council")]

    def __str__(self):
        return self.name

    @property
    def accent_url(self):
        """Where the stylesheet with the accent is; another colour has another address."""
        return f"{reverse('council_stylesheet')}?{self.accent[1:]}"

    @property
    def mark_url(self):
        """Where its logo is; "" where it has none."""
        return reverse("council_mark") if self.logo_type else ""

    @classmethod
    def ours(cls):
        """The council of this database; a plain one until somebody names it."""
        return cls.objects.filter(pk=1).defer("logo").first() or cls(pk=1)


class ClosedDay(models.Model):
    """A working day on which the council is closed: it is no clear day and nobody works on it."""

    day = models.DateField(unique=True)
    what = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["day"]

    def __str__(self):
        return f"{self.day:%Y-%m-%d} {self.what}".strip()
