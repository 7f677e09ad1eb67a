"""Changing many actions at once as it was previewed: all of them or none, and a revision each in one batch."""

import uuid
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy

from actionplan import bulk
from actionplan.changes import many
from actionplan.changes.closed import refuse_closed
from actionplan.changes.deadlines import add_deadline, move_deadline
from actionplan.changes.endings import close_all
from actionplan.changes.extensions import agree_extension, ask_for_time
from actionplan.changes.revisions import moment
from actionplan.changes.updates import News, record_all
from actionplan.models import Action

NONE_CHANGES = gettext_lazy("Nothing would change: every one of them is left as it is.")
NOTHING_DONE = gettext_lazy("Nothing was changed.")


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
        return bulk.Line(action, "", left=str(bulk.WITHHELD))
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
    batch = uuid.uuid4()
    _do(what, [line.action for line in doing], by=by, today=today, at=moment(at), batch=batch)
    return Done(batch, doing, [line for line in lines if line.left])


def _do(what, actions, **signed):
    """Through the same doors as anywhere else, together where a door takes many."""
    try:
        if type(what) in TOGETHER:
            return TOGETHER[type(what)](what, actions, **signed)
        for action in actions:
            with many.named(action, among=actions):
                ONE_BY_ONE[type(what)](what, action, **signed)
    except ValidationError as refusal:
        raise ValidationError(f"{refusal.messages[0]} {NOTHING_DONE}") from None


def _set_step(what, actions, *, by, today, at, batch):
    news = [News(action, step=what.step, words=what.words, given_on=today) for action in actions]
    record_all(news=news, by=by, at=at, batch=batch)


def _close(what, actions, *, by, today, at, batch):
    close_all(
        actions=actions, ending=what.ending, words=what.words, by=by, given_on=today, at=at, batch=batch
    )


def _change_leads(what, actions, *, by, today, at, batch):
    ids = [action.pk for action in actions]
    with many.revisions(ids, by=by, reason=what.reason, at=at, batch=batch):
        many.set_leads_of({action: what.leads_of(action) for action in actions})
        many.refresh_leads(ids, today)


def _exempt(what, actions, *, by, today, at, batch):
    whole = many.lock([action.pk for action in actions])
    others = {field.name for field in Action._meta.fields} - what.fields.keys()
    with many.revisions_of(whole, by=by, reason=what.reason, at=at, batch=batch):
        for action in whole:
            for name, value in what.fields.items():
                setattr(action, name, value)
            with many.named(action, among=whole):
                action.clean_fields(exclude=others)
                action.clean()
        Action.objects.bulk_update(whole, [*what.fields], batch_size=many.AT_A_TIME)


def _move(what, action, **signed):
    deadline = bulk.next_deadline(action)
    if deadline is None:
        add_deadline(action=action, words=what.words, **signed)
    else:
        said = {"words": what.words, "reason": what.reason, "resolution": what.resolution}
        move_deadline(deadline=deadline, **said, **signed)


def _ask(what, action, *, batch, **signed):
    deadline = bulk.next_deadline(action)
    ask_for_time(deadline=deadline, words=what.words, reason=what.reason, **signed)


def _agree(what, action, **signed):
    for deadline in action.deadlines.all():
        if change := bulk.asked_of(deadline):
            agree_extension(change=change, answer=what.answer, resolution=what.resolution, **signed)


TOGETHER = {
    bulk.SetStep: _set_step,
    bulk.Close: _close,
    bulk.ChangeLeads: _change_leads,
    bulk.Exempt: _exempt,
}
ONE_BY_ONE = {
    bulk.MoveDeadline: _move,
    bulk.AskTime: _ask,
    bulk.AgreeAsked: _agree,
}
