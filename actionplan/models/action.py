"""An action, who leads it, and where else to look."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actionplan.status import FINISHED
from people.keys import key_of


class ActionQuerySet(models.QuerySet):
    """Questions about actions; they chain: plan.actions.led_by(hats).overdue(today)."""

    def present(self):
        return self.filter(deleted_at=None)

    def open(self):
        return self.exclude(step__meaning__in=FINISHED)

    def overdue(self, today):
        return self.open().filter(next_due__lt=today)

    def led_by(self, actor_ids, roles=None):
        """Those these actors lead, in any of the roles, or in any role at all."""
        leads = Lead.objects.filter(action=OuterRef("pk"), actor__in=actor_ids)
        if roles:
            leads = leads.filter(role__in=roles)
        return self.filter(Exists(leads))

    def with_words(self, words):
        """Those whose reference, text or leads' names hold every one of these words."""
        found = self
        for word in key_of(words).split():
            found = found.filter(search_key__contains=word)
        return found

    def in_printed_order(self):
        return self.order_by("challenge__order", "challenge_id", "order", "id")


EXEMPT_NEEDS = {
    "paragraph": _("Name the paragraph under which it is exempt."),
    "public_interest": _("Say why exempting it is in the public interest."),
}


class Action(models.Model):
    """What is to be done. The reference never changes and is never used again; `text` is the wording as agreed.

    `step` and `latest_update` are set by an update only; `next_due` is a cache of the deadlines (the first
    unmet last day) and `search_key` of the words, both rebuilt by `actionplan.changes`. `ending` and `outcome` say
    how it was closed: what was done instead, or why it was not done.
    """

    class Exempt(models.TextChoices):
        NO = "no", _("nothing")
        NEWS = "news", _("its news")
        ALL = "all", _("all of it")

    class Ending(models.TextChoices):
        DONE = "done", _("done")
        DIFFERENTLY = "differently", _("done differently")
        NOT_DONE = "not_done", _("not done")

    plan = models.ForeignKey("actionplan.Plan", models.CASCADE, related_name="actions")
    challenge = models.ForeignKey("actionplan.Challenge", models.PROTECT, related_name="actions")
    order = models.PositiveIntegerField()
    reference = models.CharField(max_length=20)
    text = models.TextField(_("wording as agreed"))
    step = models.ForeignKey("actionplan.Step", models.PROTECT, related_name="actions")
    latest_update = models.ForeignKey(
        "actionplan.Update", models.PROTECT, null=True, blank=True, related_name="+"
    )
    reporter = models.ForeignKey(
        "people.Actor", models.PROTECT, null=True, blank=True, related_name="reports_on"
    )
    success = models.TextField(_("how we will know"), blank=True)
    notes = models.TextField(blank=True)
    pointer = models.BooleanField(_("says only where else to look"), default=False)
    replaced_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replaces")
    ending = models.CharField(_("how it ended"), max_length=11, choices=Ending.choices, blank=True)
    outcome = models.TextField(blank=True)
    carried_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="carried_to")
    split_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="split_into")
    exempt = models.CharField(max_length=4, choices=Exempt.choices, default=Exempt.NO)
    paragraph = models.CharField(_("paragraph of Schedule 12A"), max_length=20, blank=True)
    public_interest = models.TextField(_("why exempting it is in the public interest"), blank=True)
    public_news = models.TextField(_("wording for the public"), blank=True)
    next_due = models.DateField(null=True, blank=True, editable=False)
    search_key = models.TextField(blank=True, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["challenge__order", "challenge_id", "order", "id"]
        indexes = [models.Index(fields=["next_due"], name="action_next_due")]
        constraints = [
            models.UniqueConstraint(fields=["plan", "reference"], name="reference_once_per_plan"),
            models.CheckConstraint(
                condition=Q(exempt="no") | (~Q(paragraph="") & ~Q(public_interest="")),
                name="exempt_needs_paragraph_and_reason",
                violation_error_message=_("An exempt action needs its paragraph and the reason."),
            ),
        ]

    def __str__(self):
        return f"{self.reference} {self.text}"

    def get_absolute_url(self):
        return reverse("action_detail", args=[self.plan.slug, self.reference])

    def clean(self):
        """What is exempt says under which paragraph, and why; each beside where it is to be written."""
        if self.exempt == self.Exempt.NO:
            return
        missing = {name: words for name, words in EXEMPT_NEEDS.items() if not getattr(self, name).strip()}
        if missing:
            raise ValidationError(missing)

    @property
    def is_open(self):
        return self.step.meaning not in FINISHED

    def is_overdue(self, today):
        return self.is_open and self.next_due is not None and self.next_due < today

    def days_overdue(self, today):
        return (today - self.next_due).days if self.is_overdue(today) else 0

    def leads_in(self, role):
        """The leads of a role in order, from what is prefetched."""
        return [lead for lead in self.leads.all() if lead.role == role]


class Lead(models.Model):
    """An actor's part in an action, with the words as written."""

    class Role(models.TextChoices):
        MEMBER = "member", _("member lead")
        STRATEGIC = "strategic", _("strategic lead")
        OPERATIONAL = "operational", _("operational lead")

    action = models.ForeignKey(Action, models.CASCADE, related_name="leads")
    actor = models.ForeignKey("people.Actor", models.PROTECT, related_name="leads")
    role = models.CharField(max_length=11, choices=Role.choices)
    order = models.PositiveIntegerField(default=0)
    words = models.TextField(blank=True)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["action", "role", "actor"], name="lead_once_per_role"),
        ]

    def __str__(self):
        return f"{self.actor} ({self.role})"


class SeeAlso(models.Model):
    """Where else to look: another challenge, or another action; exactly one of them."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="see_also")
    challenge = models.ForeignKey(
        "actionplan.Challenge", models.CASCADE, null=True, blank=True, related_name="seen_from"
    )
    other = models.ForeignKey(Action, models.CASCADE, null=True, blank=True, related_name="seen_from")
    words = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(challenge=None, other__isnull=False) | Q(challenge__isnull=False, other=None),
                name="see_also_has_one_target",
            ),
        ]

    def __str__(self):
        return self.words or str(self.challenge or self.other)
