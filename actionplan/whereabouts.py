"""Where else an action is found: what took its place, what it took the place of, where it was split or carried from."""

from dataclasses import dataclass, field

from django.db.models import Q

from actionplan import rows
from actionplan.permissions import visible_actions


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


def whereabouts(action, user, today):
    """One query for all there is, and the leads and deadlines of what was merged into it."""
    pointed_at = {action.replaced_by_id, action.split_from_id, action.carried_from_id} - {None}
    near = Q(pk__in=pointed_at) | Q(replaced_by=action) | Q(split_from=action) | Q(carried_from=action)
    known = visible_actions(user, today).filter(near).select_related("plan", *rows.FOR_A_LIST)
    found = Whereabouts()
    for each in known.prefetch_related(*rows.FOR_A_ROW).order_by("plan_id", *PRINTED):
        _place(found, action, each, user, today)
    return found


PRINTED = ("challenge__order", "challenge_id", "order", "id")


def _place(found, action, each, user, today):
    if each.pk == action.split_from_id:
        found.split_from = each
    if each.split_from_id == action.pk:
        found.split_into.append(each)
    if each.pk == action.carried_from_id:
        found.carried_from = each
    elif each.replaced_by_id == action.pk:
        found.replaces.append(each)
        if each.plan_id == action.plan_id:
            found.merged.append(rows.row_of(user, each, today))
    if each.carried_from_id == action.pk:
        found.carried_to.append(each)
    elif each.pk == action.replaced_by_id:
        found.replaced_by = each
