"""Two actors who are one: everything that names the second names the first from then on."""

import uuid

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.changes import many
from actionplan.changes.reporters import refresh_reporters
from actionplan.changes.revisions import moment
from actionplan.days_in_words import long_date
from actionplan.models import Action, Grant, Lead, Meeting, SavedView
from people.keys import key_of
from people.models import Actor, Alias, Delegation, Membership

TAKEN_OVER = ("email", "public_label", "part_of", "mail_paused_until")  # where the first has none


TWO_KINDS = gettext_lazy(
    "{second} is a {kind} and {first} is a {other_kind}: only two of the same kind can be one."
)
TWO_ACCOUNTS = gettext_lazy(
    "{second} and {first} both have an account, and what each did is signed by it: they cannot be merged."
)
TWO_MEETINGS = gettext_lazy(
    "{second} and {first} both meet on {date} at the same time: change one of the meetings first."
)
NOT_SIDE_BY_SIDE = gettext_lazy(
    "{second} and {first} have {things} that cannot stand side by side: settle these first."
)


@transaction.atomic
def merge_actors(*, first, second, by, today, at=None):
    """Make the second one with the first, which keeps its name; the second's becomes one of its other names.

    Gives the first. Raises ValidationError with one sentence where they cannot be one.
    """
    held = {
        each.pk: each
        for each in Actor.objects.filter(pk__in=[first.pk, second.pk])
        .order_by("pk")
        .select_for_update(no_key=True)
    }
    first, second = held[first.pk], held[second.pk]
    refuse_two(first, second)
    signed = {
        "by": by,
        "at": moment(at),
        "batch": uuid.uuid4(),
        "reason": _("{second} is {first}").format(second=second.name, first=first.name),
    }
    _names(first, second)
    _dated(Membership, ("of", "member"), first, second)
    _dated(Delegation, ("principal", "deputy"), first, second)
    _grants(first, second)
    _views(first, second)
    _leads(first, second, **signed)
    _the_rest(first, second)
    _themselves(first, second)
    refresh_reporters(today=today, **signed)
    return first


def refuse_two(first, second):
    """Raise ValidationError where these two cannot be one."""
    if first.pk == second.pk:
        raise ValidationError(_("Choose somebody else: these are the same already."))
    for each in (first, second):
        if each.merged_into_id:
            raise ValidationError(
                _("{name} was merged into {other} already.").format(
                    name=each.name, other=each.merged_into.name
                )
            )
    if first.kind != second.kind:
        raise ValidationError(
            TWO_KINDS.format(
                second=second.name,
                kind=second.get_kind_display(),
                first=first.name,
                other_kind=first.get_kind_display(),
            )
        )
    if first.user_id and second.user_id:
        raise ValidationError(TWO_ACCOUNTS.format(second=second.name, first=first.name))
    _refuse_two_meetings(first, second)


def _refuse_two_meetings(first, second):
    taken = set(Meeting.objects.filter(committee=first).values_list("held_on", "starts_at"))
    for meeting in Meeting.objects.filter(committee=second):
        if (meeting.held_on, meeting.starts_at) in taken:
            day = long_date(meeting.held_on)
            raise ValidationError(TWO_MEETINGS.format(second=second.name, first=first.name, date=day))


def _names(first, second):
    """The second's names become the first's, each once."""
    known = {first.key, *first.aliases.values_list("key", flat=True)}
    for words in [second.name, *second.aliases.values_list("words", flat=True)]:
        if key_of(words) not in known:
            known.add(key_of(words))
            Alias.objects.create(actor=first, words=words)
    second.aliases.all().delete()


def _dated(model, ends, first, second):
    """What both have at the same time becomes one, as long as the two together; the rest goes over."""
    for end, other in (ends, ends[::-1]):
        for row in model.objects.filter(**{end: second}):
            if getattr(row, f"{other}_id") in (first.pk, second.pk):
                row.delete()
                continue
            for same in model.objects.filter(**{end: first, other: getattr(row, other)}):
                if _overlap(same, row):
                    row.since = min(same.since, row.since) if same.since and row.since else None
                    row.until = max(same.until, row.until) if same.until and row.until else None
                    same.delete()
            setattr(row, end, first)
            row.save()


def _overlap(one, other):
    begins = not (one.since and other.until and one.since > other.until)
    return begins and not (other.since and one.until and other.since > one.until)


def _grants(first, second):
    """A right over the one that an account has over the other too is one right."""
    twice = Grant.objects.filter(committee=second)
    for grant in twice:
        if Grant.objects.filter(user=grant.user_id, role=grant.role, committee=first).exists():
            grant.delete()


def _views(first, second):
    """Saved views that show what the second leads show what the first leads."""
    for view in SavedView.objects.filter(query__contains=f"lead={second.pk}"):
        query = QueryDict(view.query, mutable=True)
        if query.get("lead") == str(second.pk):
            query["lead"] = str(first.pk)
            view.query = query.urlencode()
            view.save(update_fields=["query"])


def _leads(first, second, **signed):
    """Of every action, also of closed plans; the words as written stay, because they mean the same as before."""
    led = Lead.objects.filter(actor=second).values_list("action_id", flat=True)
    reported = Action.objects.filter(reporter=second).values_list("pk", flat=True)
    ids = {*led, *reported}
    actions = many.lock(ids)
    wanted = {
        action: [
            (lead.role, first if lead.actor_id == second.pk else lead.actor, lead.words)
            for lead in action.leads.all()
        ]
        for action in actions
    }
    with many.revisions(ids, **signed):
        many.set_leads_of(wanted)
        Action.objects.filter(reporter=second).update(reporter=first)
        many.refresh_words(ids)


def pointing_at_actors():
    """Every relation that leads to an actor, also from apps that this one does not know."""
    relations = Actor._meta.get_fields(include_hidden=True)
    return [relation for relation in relations if relation.auto_created and not relation.concrete]


def _the_rest(first, second):
    for relation in pointing_at_actors():
        name = relation.field.name
        rows = relation.related_model._base_manager.filter(**{name: second})
        if relation.one_to_one and relation.related_model._base_manager.filter(**{name: first}).exists():
            rows.delete()  # each has one: the first's own stays
            continue
        try:
            with transaction.atomic():
                rows.update(**{name: first})
        except IntegrityError:
            called = relation.related_model._meta.verbose_name_plural
            raise ValidationError(
                NOT_SIDE_BY_SIDE.format(second=second.name, first=first.name, things=called)
            ) from None


def _themselves(first, second):
    """What only one of them has, and the account; then the second says where it went."""
    user, second.user = second.user, None
    second.merged_into = first
    second.save()
    if first.part_of_id in (first.pk, second.pk):
        first.part_of = None
    for name in TAKEN_OVER:
        if not getattr(first, name) and getattr(second, name) != first:
            setattr(first, name, getattr(second, name))
    first.user = first.user or user
    first.councillor |= second.councillor
    first.wants_mail |= second.wants_mail
    first.save()
