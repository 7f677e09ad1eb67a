"""Changing many actions at once as it was previewed: all of them or none, and a revision each in one batch."""

import uuid
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from actionplan import bulk
from actionplan.changes import many
from actionplan.changes.actions import edit_action
from actionplan.changes.closed import refuse_closed
from actionplan.changes.deadlines import add_deadline, move_deadline
from actionplan.changes.endings import close_action
from actionplan.changes.extensions import agree_extension, ask_for_time
from actionplan.changes.revisions import moment
from actionplan.changes.updates import record_update
from actionplan.models import Action, Revision

NONE_CHANGES = "Nothing would change: every one of them is left as it is."


class ChangedSince(Exception):
    """What was previewed is no longer so; `lines` are those of it that are others now."""

    def __init__(self, lines):
        self.lines = lines
        super().__init__("Somebody changed some of these actions after you looked.")


@dataclass(frozen=True)
class Done:
    """The batch its revisions share, the lines that were done and those that were left."""

    batch: uuid.UUID
    done: list
    left: list


def preview(*, actions, what, today, withheld=frozenset()):
    """What would come of each action, in printed order. `withheld` are ids of those whose news one may not know."""
    whole = actions.select_related("plan", "step").prefetch_related(*bulk.WITH).in_printed_order()
    return [_line(action, what, today, withheld) for action in whole]


def _line(action, what, today, withheld):
    if what.needs_news and action.pk in withheld:
        return bulk.Line(action, "", left=bulk.WITHHELD)
    return what.line(action, today)


@transaction.atomic
def change_many(*, actions, what, by, today, seen=None, withheld=frozenset(), at=None):
    """Do it to each of these actions of one plan, except those the preview leaves.

    `what` is one of the changes of `actionplan.bulk`; `seen` maps an action's id to the seal of its line as it was
    previewed. Raises ChangedSince where a line is another by now, ValidationError where one cannot be changed.
    """
    ids = list(actions.values_list("pk", flat=True))
    many.lock(ids)
    lines = preview(actions=Action.objects.filter(pk__in=ids), what=what, today=today, withheld=withheld)
    if seen is not None and (others := [line for line in lines if seen.get(line.action.pk) != line.seal]):
        raise ChangedSince(others)
    doing = [line for line in lines if not line.left]
    if not doing:
        raise ValidationError(NONE_CHANGES)
    refuse_closed(doing[0].action.plan)
    batch = _do(what, doing, by=by, today=today, at=moment(at))
    return Done(batch, doing, [line for line in lines if line.left])


def _do(what, lines, *, by, today, at):
    batch, last = uuid.uuid4(), Revision.objects.aggregate(last=Max("pk"))["last"] or 0
    if isinstance(what, bulk.ChangeLeads):
        _change_leads(what, lines, by=by, today=today, at=at)
    else:
        for line in lines:
            _one(what, line.action, by=by, today=today, at=at)
    ids = [line.action.pk for line in lines]
    made = Revision.objects.filter(pk__gt=last, subject="action", subject_id__in=ids)
    made.update(batch=batch)
    return batch


def _change_leads(what, lines, *, by, today, at):
    ids = [line.action.pk for line in lines]
    with many.revisions(ids, by=by, reason=what.reason, at=at):
        many.set_leads_of({line.action: what.leads_of(line.action) for line in lines})
        many.refresh_leads(ids, today)


def _one(what, action, **signed):
    """One action through the same door as anywhere else; what it refuses is said with its reference."""
    try:
        CHANGES[type(what)](what, action, **signed)
    except ValidationError as refusal:
        sentence = refusal.messages[0]
        raise ValidationError(f"{action.reference}: {sentence} Nothing was changed.") from None


def _set_step(what, action, *, by, today, at):
    record_update(action=action, step=what.step, words=what.words, by=by, given_on=today, at=at)


def _close(what, action, *, by, today, at):
    close_action(action=action, ending=what.ending, words=what.words, by=by, given_on=today, at=at)


def _exempt(what, action, *, by, today, at):
    edit_action(action=action, by=by, today=today, reason=what.reason, at=at, **what.fields)


def _move(what, action, *, by, today, at):
    deadline = bulk.next_deadline(action)
    if deadline is None:
        add_deadline(action=action, words=what.words, by=by, today=today, at=at)
    else:
        move_deadline(
            deadline=deadline,
            words=what.words,
            reason=what.reason,
            resolution=what.resolution,
            by=by,
            today=today,
            at=at,
        )


def _ask(what, action, *, by, today, at):
    deadline = bulk.next_deadline(action)
    ask_for_time(deadline=deadline, words=what.words, reason=what.reason, by=by, today=today, at=at)


def _agree(what, action, *, by, today, at):
    for deadline in action.deadlines.all():
        if change := bulk.asked_of(deadline):
            agree_extension(
                change=change, by=by, today=today, answer=what.answer, resolution=what.resolution, at=at
            )


CHANGES = {
    bulk.SetStep: _set_step,
    bulk.Close: _close,
    bulk.Exempt: _exempt,
    bulk.MoveDeadline: _move,
    bulk.AskTime: _ask,
    bulk.AgreeAsked: _agree,
}
