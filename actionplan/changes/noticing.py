"""Noticing that what a round asked for was opened or answered, wherever that happens.

Apart from `changes.rounds`, because an update is recorded from everywhere.
"""

from django.utils import timezone

from actionplan import permissions
from actionplan.models import Request, Round
from people.belonging import person_of


def answered(update):
    """The first news since they opened answers what open rounds asked for this action, whoever gave it."""
    waiting = Request.objects.filter(action=update.action_id, answer=None, left_out=False)
    open_by_then = Round.objects.filter(state=Round.State.OPEN, opened_at__lte=update.recorded_at)
    waiting.filter(round__in=open_by_then.values("pk")).update(answer=update)


def opened(*, user, action, at):
    """Note that somebody who was asked for an action, or answers for them, has looked at it."""
    if person_of(user) is None:
        return
    hats = permissions.standing_of(user, timezone.localdate(at)).hats
    unseen = Request.objects.filter(action=action, opened_at=None, answer=None, asked__in=list(hats))
    unseen = unseen.filter(round__state=Round.State.OPEN, left_out=False)
    if ids := list(unseen.values_list("pk", flat=True)):
        Request.objects.filter(pk__in=ids, opened_at=None).update(opened_at=at)
