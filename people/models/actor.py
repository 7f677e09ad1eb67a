"""Actors: whoever can lead an action, and how they belong together from one day to another."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from people.keys import key_of


class Kind(models.TextChoices):
    PERSON = "person", _("person")
    POST = "post", _("post")
    TEAM = "team", _("team")
    COMMITTEE = "committee", _("committee")


def refuse_long_key(subject, field):
    """Raise ValidationError where words that fit are too long once folded: “ﷺ” is one letter, and eighteen."""
    words = getattr(subject, field)
    if len(key_of(words)) > subject._meta.get_field("key").max_length:
        raise ValidationError(
            {field: _("“{words}…” is too long to keep: shorten it.").format(words=words[:40])}
        )


class ActorQuerySet(models.QuerySet):
    def current(self):
        """Those still here under their own name: not merged into another, not left."""
        return self.filter(merged_into=None, left_on=None)

    def committees(self):
        return self.filter(kind=Kind.COMMITTEE)

    def called(self, slug):
        """The first of these whose name reads so in an address, or None."""
        return next((each for each in self if each.slug == slug), None)

    def named(self, words):
        """Those whose name or alias is exactly these words, case and accents aside."""
        key = key_of(words)
        return self.filter(Q(key=key) | Q(aliases__key=key)).distinct()


class Actor(models.Model):
    """A person, a post (Head of HR), a team (all heads of service) or a committee; needs no account.

    `public_label` is what public papers print in place of the name (a junior officer's post title).
    A councillor is mailed only where `wants_mail`; up to the day before `mail_paused_until` nobody is.
    """

    kind = models.CharField(max_length=9, choices=Kind.choices, default=Kind.PERSON)
    name = models.CharField(max_length=200)
    key = models.CharField(max_length=400, editable=False, db_index=True)
    email = models.EmailField(_("e-mail address"), max_length=254, blank=True)
    user = models.OneToOneField("people.User", models.PROTECT, null=True, blank=True, related_name="actor")
    councillor = models.BooleanField(default=False)
    public_label = models.CharField(max_length=200, blank=True)
    part_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    left_on = models.DateField(null=True, blank=True)
    wants_mail = models.BooleanField(_("a councillor who asked for mail"), default=False)
    mail_paused_until = models.DateField(_("no mail until"), null=True, blank=True)

    objects = ActorQuerySet.as_manager()

    class Meta:
        ordering = ["key", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(user=None) | Q(kind=Kind.PERSON), name="only_people_have_accounts"
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.key = key_of(self.name)
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "key"}
        super().save(*args, **kwargs)

    def clean(self):
        refuse_long_key(self, "name")

    @property
    def slug(self):
        """Its name as part of an address: "hr-committee"."""
        return slugify(self.name) or str(self.pk)


class Alias(models.Model):
    """Another way an actor's name is written: "HOPOS", "Clir Jackson"."""

    actor = models.ForeignKey(Actor, models.CASCADE, related_name="aliases")
    words = models.CharField(max_length=200)
    key = models.CharField(max_length=400, editable=False, db_index=True)

    class Meta:
        ordering = ["key", "id"]
        constraints = [models.UniqueConstraint(fields=["actor", "key"], name="alias_once_per_actor")]

    def __str__(self):
        return self.words

    def save(self, *args, **kwargs):
        self.key = key_of(self.words)
        super().save(*args, **kwargs)

    def clean(self):
        refuse_long_key(self, "words")


class DatedQuerySet(models.QuerySet):
    def on(self, day):
        """Those that hold on this day; an open end has no limit."""
        return self.filter(
            Q(since=None) | Q(since__lte=day),
            Q(until=None) | Q(until__gte=day),
        )


class Membership(models.Model):
    """Somebody holds a post or belongs to a team or committee, from one day to another, both included."""

    of = models.ForeignKey(Actor, models.CASCADE, related_name="memberships")
    member = models.ForeignKey(Actor, models.CASCADE, related_name="belongs_to")
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(since__lte=F("until")),
                name="membership_begins_before_it_ends",
                violation_error_message=_("The first day comes after the last."),
            ),
            models.CheckConstraint(condition=~Q(of=F("member")), name="nobody_belongs_to_themselves"),
        ]

    def __str__(self):
        return _("{name} in {group}").format(name=self.member, group=self.of)


class Delegation(models.Model):
    """A deputy (a PA) answers for a principal, from one day to another."""

    principal = models.ForeignKey(Actor, models.CASCADE, related_name="deputies")
    deputy = models.ForeignKey(Actor, models.CASCADE, related_name="answers_for")
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(principal=F("deputy")), name="nobody_deputises_for_themselves"
            ),
        ]

    def __str__(self):
        return _("{name} for {principal}").format(name=self.deputy, principal=self.principal)
