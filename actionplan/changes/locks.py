"""Whoever changes a thing holds its row until the change is kept; the others wait their turn.

Always the plan before what stands in it, and of several rows the lowest id first: so nobody waits for somebody who
waits for them.
"""

from actionplan.models import Action, Plan


def locked_plan(plan):
    """The plan as it stands, held by whoever changes its order. Others may still add revisions that point at it."""
    return Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)


def locked_action(action):
    """The action as it stands, with its plan and step.

    The row is held first and read with its neighbours after: PostgreSQL joins what stood before the wait, and an
    action whose step somebody changed meanwhile would not be found at all.
    """
    Action.objects.select_for_update(no_key=True).only("pk").get(pk=action.pk)
    return Action.objects.select_related("plan", "step").get(pk=action.pk)


def locked(rows):
    """All of these rows in their own order, held lowest id first."""
    held = list(
        rows.select_related(None).order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True)
    )
    return list(rows.filter(pk__in=held))
