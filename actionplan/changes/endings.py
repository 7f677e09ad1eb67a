"""How an action ends: done, done differently, not done, or replaced by another; and how it is opened again.

Whatever the ending, an update says so and sets the status, signed by whoever closes. So papers and lists, which know
of updates only, tell it without being told.
"""

import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.changes import caches, many
from actionplan.changes.actions import first_step
from actionplan.changes.closed import refuse_closed
from actionplan.changes.leads import set_leads
from actionplan.changes.locks import locked_action
from actionplan.changes.revisions import keep_revision, state_of
from actionplan.changes.updates import News, record_all, record_update
from actionplan.models import Action, Deadline, Plan
from actionplan.status import FINISHED, Meaning

Ending = Action.Ending
MEANS = {
    Ending.DONE: (Meaning.COMPLETE,),
    Ending.DIFFERENTLY: (Meaning.COMPLETE,),
    Ending.NOT_DONE: (Meaning.WITHDRAWN,),
}
# Few scales have a step of their own for what was replaced; papers tell of both as "withdrawn or replaced".
REPLACED = (Meaning.SUPERSEDED, Meaning.WITHDRAWN)
ASKED = {
    Ending.DIFFERENTLY: gettext_lazy("Say what was done instead."),
    Ending.NOT_DONE: gettext_lazy("Say why it was not done."),
}
REPLACED_BY, MERGED_INTO = gettext_lazy("Replaced by {other}."), gettext_lazy("Merged into {other}.")
NO_STEP = gettext_lazy("None of this plan’s status words means {meaning}. Add one to its status words first.")


def close_action(*, action, **said):
    """Close an action as `close_all` does several; gives the action."""
    return close_all(actions=[action], **said)[0]


@transaction.atomic
def close_all(*, actions, ending, by, words="", at=None, batch=None, **given):
    """Close actions as done, done differently or not done; gives them.

    `words` say what was done, what was done instead, or why it was not done; only what is done needs none. `given` is
    what else `News` takes: whom it is said for, of which day, and the committee's resolution where it closed them.
    """
    ending, words = Ending(ending), words.strip()
    if ending in ASKED and not words:
        raise ValidationError({"words": ASKED[ending]})
    actions = many.lock([action.pk for action in actions])
    for action in actions:
        with many.named(action, among=actions):
            refuse_held(action)
            _refuse_another_ending(action, ending, words)
    closing = [action for action in actions if not _ended_so(action, ending, words)]
    steps = {plan: step_for(plan, MEANS[ending]) for plan in {action.plan for action in closing}}
    said = f"{ending.label.capitalize()}{f': {words}' if words else '.'}"
    fields = {"ending": ending, "outcome": words, "replaced_by": None}
    news = [News(each, step=steps[each.plan], words=said, ending=fields, **given) for each in closing]
    closed = {update.action_id: update.action for update in record_all(news=news, by=by, at=at, batch=batch)}
    return [closed.get(action.pk, action) for action in actions]


def _ended_so(action, ending, words):
    return not action.is_open and (action.ending, action.outcome) == (ending, words)


def _refuse_another_ending(action, ending, words):
    closed = not action.is_open and (action.ending or action.replaced_by_id)
    if closed and not _ended_so(action, ending, words):
        raise ValidationError(
            _("{reference} is closed already. Open it again to close it another way.").format(
                reference=action.reference
            )
        )


@transaction.atomic
def open_again(*, action, by, words, step=None, at=None):
    """Open a closed action again, at the step it last stood at before unless another is named; says why."""
    action = held(action)
    if action.is_open:
        raise ValidationError(_("{reference} is open.").format(reference=action.reference))
    if not words.strip():
        raise ValidationError({"words": _("Say why it is opened again.")})
    step = step or _last_open_step(action)
    if step.meaning in FINISHED:
        raise ValidationError({"step": _("Choose a status that says it is open.")})
    fields = {"ending": "", "outcome": "", "replaced_by": None}
    return _put(action, step, _("Opened again: {words}").format(words=words.strip()), fields, by=by, at=at)


@transaction.atomic
def replace_action(*, action, other, by, words="", at=None):
    """Say that another action, of this plan or another, has taken an action's place; gives the action."""
    action, other = _both(action, other)
    if action.replaced_by_id == other.pk:
        return action
    _refuse_replacing(action, other)
    return _supersede(action, other, REPLACED_BY, words, by=by, at=at)


@transaction.atomic
def merge_actions(*, action, into, by, today, words="", leads=True, deadlines=False, at=None):
    """Make two actions of a plan one: `action` closes as merged and `into` goes on; gives `into`.

    With `leads` those who led the one lead the other too; with `deadlines` its unmet ones are copied.
    """
    action, into = _both(action, into)
    if action.replaced_by_id == into.pk:
        return into
    if action.plan_id != into.plan_id:
        raise ValidationError(
            _("Only actions of one plan are merged. Say instead that one replaces the other.")
        )
    _refuse_replacing(action, into)
    batch = uuid.uuid4()
    before = state_of(into)
    if leads:
        set_leads(into, _all_leads(into, action))
    if deadlines:
        copy_deadlines(action, into)
    caches.refresh(into, today)
    after = state_of(into)
    changed = {name: [before[name], value] for name, value in after.items() if before[name] != value}
    changed["merged"] = [None, named(action, beside=into)]
    keep_revision(into, changed=changed, state=after, by=by, at=at, batch=batch)
    _supersede(action, into, MERGED_INTO, words, by=by, at=at, batch=batch)
    return into


def held(action):
    """The action as it stands, held; refused where its plan is closed or it was deleted."""
    action = locked_action(action)
    refuse_held(action)
    return action


def refuse_held(action):
    refuse_closed(action.plan)
    if action.deleted_at:
        raise ValidationError(
            _("{reference} is deleted. Restore it before changing it.").format(reference=action.reference)
        )


def named(action, *, beside):
    """How the words of one action may name another.

    What is exempt is not named beside what is not, nor a draft plan in one that others read.
    """
    if action.exempt == Action.Exempt.ALL and beside.exempt != Action.Exempt.ALL:
        return _("another action")
    if action.plan_id == beside.plan_id:
        return action.reference
    if action.plan.state == Plan.State.DRAFT and beside.plan.state != Plan.State.DRAFT:
        return _("an action of another plan")
    return _("{reference} of “{plan}”").format(reference=action.reference, plan=action.plan.title)


def step_for(plan, meanings):
    """The plan's step for the first of these meanings that its scale has; refused where it has none."""
    found = (plan.scale.step_for(meaning) for meaning in meanings)
    if step := next(filter(None, found), None):
        return step
    raise ValidationError(NO_STEP.format(meaning=meanings[0].label.lower()))


def copy_deadlines(action, other, only=None):
    """Give another action the unmet deadlines of this one (of those in `only`), each as it stands with its original."""
    lines = [line for line in action.deadlines.filter(met_on=None) if only is None or line in only]
    first = other.deadlines.count()
    return Deadline.objects.bulk_create(
        copied(line, other, first + place) for place, line in enumerate(lines)
    )


def copied(line, action, order):
    """A deadline with the words and day it has now, and those it began with, for another action."""
    return Deadline(
        action=action,
        order=order,
        what=line.what,
        words=line.words,
        kind=line.kind,
        first_day=line.first_day,
        due=line.due,
        precision=line.precision,
        confirmed_by_id=line.confirmed_by_id,
        original_words=line.original_words,
        original_due=line.original_due,
    )


def _both(action, other):
    """Both as they stand, the one with the lower id held first."""
    pair = {each.pk: held(each) for each in sorted((action, other), key=lambda each: each.pk)}
    return pair[action.pk], pair[other.pk]


def _refuse_replacing(action, other):
    if action.pk == other.pk:
        raise ValidationError(_("{reference} cannot take its own place.").format(reference=action.reference))
    if action.replaced_by_id:
        raise ValidationError(
            _("{reference} is replaced already. Open it again first.").format(reference=action.reference)
        )
    if other.replaced_by_id:
        raise ValidationError(
            _("{reference} is itself replaced. Choose the action that took its place.").format(
                reference=other.reference
            )
        )


def _all_leads(action, other):
    lines = [*action.leads.select_related("actor"), *other.leads.select_related("actor")]
    return [(line.role, line.actor, line.words) for line in lines]


def _supersede(action, other, how, words, *, by, at, batch=None):
    said = f"{how.format(other=named(other, beside=action))} {words.strip()}".strip()
    fields = {"ending": "", "outcome": "", "replaced_by": other}
    return _end(action, REPLACED, said, fields, by=by, at=at, batch=batch)


def _end(action, meanings, said, fields, **signed):
    return _put(action, step_for(action.plan, meanings), said, fields, **signed)


def _put(action, step, said, fields, *, by, at=None, batch=None, **given):
    news = {"step": step, "words": said, **given}
    return record_update(action=action, by=by, at=at, batch=batch, ending=fields, **news).action


def _last_open_step(action):
    open_news = action.updates.exclude(step__meaning__in=FINISHED).select_related("step").first()
    return open_news.step if open_news else first_step(action.plan)
