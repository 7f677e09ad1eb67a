"""Where else an action is found: what took its place, what it took the place of, where it was split or carried from."""

from dataclasses import dataclass, field

from django.db.models import Q

from actionplan import rows
from actionplan.models import Update
from actionplan.permissions import visible_actions, visible_plans
from actionplan.status import FINISHED


@dataclass
class Whereabouts:
    """Actions in these parts, as far as this person may know of them; `merged` are rows of those of its own plan."""

    replaced_by: object = None
    carried_to: list = field(default_factory=list)
    replaces: list = field(default_factory=list)
    merged: list = field(default_factory=list)
    split_from: object = None
    split_into: list = field(default_factory=list)
    carried_from: object = None

    def __bool__(self):
        return any(vars(self).values())


def is_ended(action):
    """Closed by somebody who said how, and not only reported complete: it is opened again before it has news."""
    return not action.is_open and bool(action.ending or action.replaced_by_id)


def whereabouts(action, user, today):
    """One query for all there is, and the leads and deadlines of what was merged into it."""
    pointed_at = {action.replaced_by_id, action.split_from_id, action.carried_from_id} - {None}
    near = Q(pk__in=pointed_at) | Q(replaced_by=action) | Q(split_from=action) | Q(carried_from=action)
    known = visible_actions(user, today).filter(near).select_related("plan", *rows.FOR_A_LIST)
    found = Whereabouts()
    for each in known.prefetch_related(*rows.FOR_A_ROW).order_by("plan_id", *PRINTED):
        _place(found, action, each)
    found.merged = _merged([each for each in found.replaces if each.plan_id == action.plan_id], user, today)
    return found


def carried_plans(plan, user, today):
    """The plans this one was carried from and to, as far as this person may open them. One query."""
    near = Q(pk=plan.carried_from_id) | Q(carried_from=plan)
    found = list(visible_plans(user, today).filter(near))
    return {
        "before": [each for each in found if each.pk == plan.carried_from_id],
        "after": [each for each in found if each.carried_from_id == plan.pk],
    }


def _merged(actions, user, today):
    """Rows of what was merged, each with what was said last before it closed. One query more, or none."""
    if not actions:
        return []
    while_open = Update.objects.filter(action__in=actions).exclude(step__meaning__in=FINISHED)
    last = {each.action_id: each for each in while_open.select_related("by__actor", "for_actor").reverse()}
    for action in actions:
        action.latest_update = last.get(action.pk)
    return [rows.row_of(user, action, today) for action in actions]


PRINTED = ("challenge__order", "challenge_id", "order", "id")


def _place(found, action, each):
    if each.pk == action.split_from_id:
        found.split_from = each
    if each.split_from_id == action.pk:
        found.split_into.append(each)
    if each.pk == action.carried_from_id:
        found.carried_from = each
    elif each.replaced_by_id == action.pk:
        found.replaces.append(each)
    if each.carried_from_id == action.pk:
        found.carried_to.append(each)
    elif each.pk == action.replaced_by_id:
        found.replaced_by = each
