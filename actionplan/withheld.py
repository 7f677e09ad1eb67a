"""What is kept from somebody in the past of plans: what is exempt today, and what was exempt at the time.

The stricter of both counts. Whoever leads an action today, or has the right to what is exempt, reads all of it.
"""

from bisect import bisect_left, bisect_right
from functools import cached_property

from actionplan.models import Action, Revision
from actionplan.permissions import read_though_exempt

NO, NEWS, ALL = Action.Exempt.NO, Action.Exempt.NEWS, Action.Exempt.ALL
STRICTER = {NO: 0, NEWS: 1, ALL: 2}


class Withheld:
    """`levels` says how far each action is exempt, of those whose exempt words somebody may not read.

    `changes` maps an action's id to the moments at which that changed, each with what it was from then on, in order.
    """

    def __init__(self, levels, changes=None):
        self.levels, self.changes = levels, changes or {}

    @cached_property
    def hidden(self):
        """The ids of actions of which nothing may be told today."""
        return {pk for pk, level in self.levels.items() if level == ALL}

    def hides(self, pk, at=None):
        """Whether nothing of an action may be told; with `at`, of what was written down at that moment."""
        return self._level(pk, at) == ALL

    def silences(self, pk, at=None):
        """Whether nothing may be told of what was said of an action."""
        return self._level(pk, at) != NO

    def stricter(self, levels):
        """The same, and what was exempt at some other time."""
        return Withheld(
            {pk: _strictest(level, levels.get(pk, NO)) for pk, level in self.levels.items()}, self.changes
        )

    def _level(self, pk, at):
        if pk not in self.levels:
            return NO
        return _strictest(self.levels[pk], *self._then(pk, at))

    def _then(self, pk, at):
        """How far it was exempt just before a moment, and from it on."""
        changes = self.changes.get(pk, []) if at else []
        moments = [moment for moment, _ in changes]
        for place in (bisect_left(moments, at), bisect_right(moments, at)) if changes else ():
            yield changes[place - 1][1] if place else NO


def _strictest(*levels):
    return max(levels, key=STRICTER.get)


def withheld_from(user, today, plans, *, through_time=False):
    """What is withheld from somebody in these plans. One query; with `through_time`, which a history needs, two."""
    bound = Action.objects.filter(plan__in=plans).exclude(pk__in=read_though_exempt(user, today).values("pk"))
    levels = dict(bound.order_by().values_list("pk", "exempt"))
    return Withheld(levels, _changes(plans, levels) if through_time and levels else {})


def _changes(plans, levels):
    said = Revision.objects.filter(plan__in=plans, subject="action", changed__has_key="exempt")
    said = said.exclude(number=1, changed__exempt__1=NO).order_by("subject_id", "at", "number")
    changes = {}
    for pk, at, both in said.values_list("subject_id", "at", "changed__exempt"):
        if pk in levels:
            changes.setdefault(pk, []).append((at, both[1]))
    return changes
