"""The writers of who: keywords only, one transaction, one sentence when something is not possible."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from people.keys import key_of
from people.models import Actor, Alias, Council, Delegation, Membership, User

CAN_JOIN = {"post": {"person"}, "team": {"person", "post"}, "committee": {"person", "post"}}


@transaction.atomic
def keep_actor(*, actor, aliases=()):
    """Add an actor or save a changed one; `aliases` become its other names, all of them."""
    actor.name = actor.name.strip()
    actor.full_clean()
    actor.save()
    wanted = {key_of(words): words.strip() for words in aliases if words.strip()}
    actor.aliases.exclude(key__in=wanted).delete()
    present = set(actor.aliases.values_list("key", flat=True))
    for key, words in wanted.items():
        if key not in present:
            alias = Alias(actor=actor, words=words)
            _clean(alias)
            alias.save()
    return actor


def _clean(alias):
    """Refuse another name that cannot be kept, beside where it was written."""
    try:
        alias.full_clean(exclude=["key"])
    except ValidationError:
        raise ValidationError(
            {"aliases": _("“{words}…” is too long for a name: shorten it.").format(words=alias.words[:60])}
        ) from None


@transaction.atomic
def join(*, of, member, since=None, until=None):
    """Somebody takes a post or joins a team or committee. People join posts; people and posts join the rest."""
    if member.kind not in CAN_JOIN.get(of.kind, set()):
        raise ValidationError(
            _("{name} is a {kind} and cannot belong to {group}.").format(
                name=member.name, kind=member.get_kind_display(), group=of.name
            )
        )
    membership = Membership(of=of, member=member, since=since, until=until)
    membership.full_clean()
    if _overlapping(Membership.objects.filter(of=of, member=member), membership):
        raise ValidationError(
            _("{name} is in {group} already at that time.").format(name=member.name, group=of.name)
        )
    membership.save()
    return membership


def _overlapping(others, dated):
    """True where one of the others holds on a day on which this holds."""
    if dated.since:
        others = others.exclude(until__lt=dated.since)
    if dated.until:
        others = others.exclude(since__gt=dated.until)
    return others.exists()


@transaction.atomic
def leave(*, membership, until):
    """A membership ends on this day, which still counts."""
    membership.until = until
    membership.full_clean()
    membership.save()
    return membership


@transaction.atomic
def appoint_deputy(*, principal, deputy, since=None, until=None):
    """A person answers for another person."""
    if {principal.kind, deputy.kind} != {"person"}:
        raise ValidationError(_("Only a person can answer for a person."))
    delegation = Delegation(principal=principal, deputy=deputy, since=since, until=until)
    if since and until and until < since:
        raise ValidationError(_("The first day comes after the last."))
    delegation.full_clean()
    if _overlapping(Delegation.objects.filter(principal=principal, deputy=deputy), delegation):
        raise ValidationError(
            _("{name} answers for {principal} already at that time.").format(
                name=deputy.name, principal=principal.name
            )
        )
    delegation.save()
    return delegation


@transaction.atomic
def end_deputy(*, delegation, until):
    """A delegation ends on this day, which still counts."""
    if delegation.since and until < delegation.since:
        raise ValidationError(_("The last day comes before the first."))
    delegation.until = until
    delegation.save()
    return delegation


@transaction.atomic
def create_account(*, email, name, actor=None):
    """An account for a person known already, or for a new one. They sign in by an e-mailed code at first."""
    person = actor or Actor(name=name, kind="person")
    if person.user_id:
        raise ValidationError(_("{name} has an account already.").format(name=person.name))
    user = User(email=email.strip())
    user.set_unusable_password()
    user.full_clean(exclude=["password"])
    user.save()
    person.user = user
    person.email = person.email or user.email
    person.full_clean()
    person.save()
    return user


@transaction.atomic
def open_account(*, user, is_active):
    """Let an account sign in, or stop it; what it did stays."""
    user.is_active = is_active
    user.save(update_fields=["is_active"])
    return user


@transaction.atomic
def mark_left(*, actor, on):
    """Somebody left; this is their last day. What they did stays theirs."""
    actor.left_on = on
    actor.save(update_fields=["left_on"])
    return actor


MOST_LOGO_BYTES = 200_000
LOGO_TYPES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


@transaction.atomic
def keep_council(*, name, accent, contact, logo=None, drop_logo=False):
    """Say what the council is called and looks like. `logo` is the bytes of a PNG or JPEG of at most 200 kB."""
    council = Council.ours()
    council.name, council.accent, council.contact = name.strip(), accent, contact.strip()
    if logo:
        council.logo, council.logo_type = logo, _logo_type(logo)
    elif drop_logo:
        council.logo, council.logo_type = None, ""
    council.full_clean()
    council.save()
    return council


@transaction.atomic
def keep_statement(**said):
    """Say what only the council knows of its accessibility statement: its days, how it was tested, what lacks."""
    council = Council.ours()
    for name, value in said.items():
        setattr(council, name, value)
    council.full_clean()
    council.save()
    return council


def _logo_type(logo):
    if len(logo) > MOST_LOGO_BYTES:
        raise ValidationError(
            {"logo": _("The logo is larger than 200 kB: every page loads it, so make it smaller.")}
        )
    kind = next((kind for start, kind in LOGO_TYPES.items() if logo.startswith(start)), None)
    if kind is None:
        raise ValidationError({"logo": _("The logo has to be a PNG or a JPEG picture.")})
    return kind
