"""Carrying what is unfinished forward into the next plan."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from actionplan import permissions, rows
from actionplan.changes import carry_forward
from actionplan.forms.endings import CarryForm
from actionplan.forms.saving import saved
from actionplan.models import Plan
from actionplan.next_plan import next_title
from actionplan.views.outline import editable_plan
from actionplan.whereabouts import carried_plans
from actionplan.wording import counted


def plan_carry_forward(request, slug):
    user, today = request.user, request.today
    plan = editable_plan(request, slug)
    open_ones = _open_ones(request, plan)
    form = CarryForm(
        request.POST or None,
        plan=plan,
        open_ones=open_ones,
        plans=permissions.run_plans(user, today).exclude(pk=plan.pk).exclude(state=Plan.State.CLOSED),
        may_start=permissions.may_import(user, today),
        title=next_title(plan.title, plan.year_starts, today),
        today=today,
    )
    if request.method == "POST" and form.is_valid():
        given = form.carried()
        if done := saved(form, lambda: carry_forward(plan=plan, by=user, today=today, **given)):
            messages.success(request, _said(done))
            return redirect(done.plan)
    context = {
        "plan": plan,
        "form": form,
        "groups": _groups(form, open_ones),
        "carried": carried_plans(plan, user, today),
    }
    return render(request, "endings/carry_forward.html", context, status=422 if form.errors else 200)


def _open_ones(request, plan):
    known = permissions.visible_actions(request.user, request.today, plan).open().in_printed_order()
    return known.select_related(*rows.FOR_A_LIST)


def _groups(form, actions):
    """The open actions under their challenges, each with whether it is ticked."""
    ticked = {str(each) for each in form["actions"].value() or ()}
    groups = []
    for action in actions:
        if not groups or groups[-1]["challenge"] != action.challenge:
            groups.append({"challenge": action.challenge, "lines": []})
        groups[-1]["lines"].append({"action": action, "ticked": str(action.pk) in ticked})
    return groups


def _said(done):
    said = _("{actions} carried forward into “{plan}”.")
    if done.plan.state == Plan.State.DRAFT:
        said = _("{actions} carried forward into “{plan}”, which is a draft.")
    return said.format(actions=counted(len(done.actions), "action"), plan=done.plan.title)
