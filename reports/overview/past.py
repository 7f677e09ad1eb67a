"""What pictures of the past are counted from: the plans as somebody may know they stood on some days."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Min
from django.utils import timezone

from actionplan import permissions
from actionplan.models import Meeting, Plan, Revision
from actionplan.through_time import plans_then
from actionplan.withheld import withheld_from


@dataclass(frozen=True)
class Interval:
    """From the end of one day to the end of another, in one plan; `meeting` was held on the last day, or is None."""

    plan: Plan
    first: date
    last: date
    meeting: Meeting | None = None

    @property
    def days(self):
        return self.first, self.last


class Past:
    """The past of a scope. `fetch` is told all days at once; then nothing is asked of the database any more."""

    def __init__(self, scope):
        self.scope, self.then, self.on_day = scope, {}, {}

    @cached_property
    def known_since(self):
        """The day each plan was first written down, by its id."""
        first = Revision.objects.filter(plan__in=self.scope.plans).order_by().values("plan")
        rows = first.annotate(first=Min("at")).values_list("plan", "first")
        return {pk: timezone.localdate(at) for pk, at in rows}

    @property
    def since(self):
        return min(self.known_since.values(), default=None)

    @cached_property
    def held(self):
        """The meetings of each plan's committee since it was written down, the last first, by the plan's id."""
        committees = {plan.committee_id for plan in self.scope.plans} - {None}
        meetings = list(Meeting.objects.filter(committee__in=committees, held_on__lte=self.scope.today))
        return {
            plan.pk: [
                each
                for each in meetings
                if each.committee_id == plan.committee_id
                and each.held_on > self.known_since.get(plan.pk, date.max)
            ]
            for plan in self.scope.plans
        }

    @cached_property
    def withheld(self):
        return withheld_from(self.scope.user, self.scope.today, self.scope.plans)

    def fetch(self, days):
        self.then = plans_then(self.scope.plans, set(days))

    def actions_on(self, day):
        """The actions that counted at the end of a day, under the plans' ids: of several plans those not closed."""
        if day not in self.on_day:
            self.on_day[day] = self._actions_on(day)
        return self.on_day[day]

    def _actions_on(self, day):
        found = {}
        for plan in self.scope.plans:
            then = self._of(plan, day)
            if then and (self.scope.plan or then.state != Plan.State.CLOSED):
                found[plan.pk] = list(then.seen(self.withheld).values())
        return found

    def pairs(self, interval):
        """(before, after) of each action one may know of on both days; None where it was not there.

        Nothing where the plan was not there, or a draft of which they may not know.
        """
        before, after = (self._of(interval.plan, day) for day in interval.days)
        if not (before and after):
            return []
        was, now = before.seen(self.withheld, after), after.seen(self.withheld, before)
        return [(was.get(pk), now.get(pk)) for pk in {**now, **was}]

    def _of(self, plan, day):
        then = self.then.get(day, {}).get(plan.pk)
        return (
            then
            if then and permissions.may_read_as_it_stood(self.scope.user, plan, then, self.scope.today)
            else None
        )
