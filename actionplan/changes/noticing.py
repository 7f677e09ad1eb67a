"""Noticing that what a round asked for was opened or answered, wherever that happens.

Apart from `changes.rounds`, because an update is recorded from everywhere.
"""

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from actionplan import permissions
from actionplan.models import Request, Round, Update
from people.belonging import person_of


def answered(updates):
    """The first news since they opened answers what open rounds asked for these actions, whoever gave it.

    The updates are of different actions and of one moment.
    """
    if not updates:
        return
    open_by_then = Round.objects.filter(state=Round.State.OPEN, opened_at__lte=updates[0].recorded_at)
    waiting = Request.objects.filter(action__in=[update.action_id for update in updates], answer=None)
    waiting = waiting.filter(left_out=False, round__in=open_by_then.values("pk"))
    news = Update.objects.filter(pk__in=[update.pk for update in updates], action=OuterRef("action"))
    waiting.update(answer=Subquery(news.order_by().values("pk")[:1]))


def opened(*, user, action, at):
    """Note that somebody who was asked for an action, or answers for them, has looked at it."""
    if person_of(user) is None:
        return
    hats = permissions.standing_of(user, timezone.localdate(at)).hats
    unseen = Request.objects.filter(action=action, opened_at=None, answer=None, asked__in=list(hats))
    unseen = unseen.filter(round__state=Round.State.OPEN, left_out=False)
    if ids := list(unseen.values_list("pk", flat=True)):
        Request.objects.filter(pk__in=ids, opened_at=None).update(opened_at=at)
