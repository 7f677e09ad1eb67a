"""The list behind a number of a past day over all plans."""

from dataclasses import dataclass
from datetime import date

from actionplan.models import Plan, Step
from actionplan.past_counts import counted


@dataclass(frozen=True)
class PastRow:
    """An action as it stood; `due` is the first of its dates that was not met."""

    plan: Plan
    reference: str
    text: str
    step: Step
    due: date | None
    overdue: int
    later: int


def rows_on(past, day, rule):
    """What a rule of `actionplan.past_counts` counted on a day, plan by plan, what was due first first."""
    of_plans = past.actions_on(day)
    rows = [
        _row(plan, action, day)
        for plan in past.scope.plans
        for action in counted(of_plans.get(plan.pk, ()), rule, day)
    ]
    return sorted(rows, key=lambda row: (row.plan.title, row.plan.pk, row.due or date.max, row.reference))


def _row(plan, action, day):
    due = min((line.due for line in action.deadlines if line.due and not line.met_on), default=None)
    return PastRow(
        plan, action.reference, action.text, action.step, due, action.days_overdue(day), action.days_later
    )
