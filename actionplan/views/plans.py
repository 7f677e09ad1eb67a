"""The pages of plans: all of them, one with its actions, and what an editor does to a plan as a whole."""

from django.contrib import messages
from django.db.models import Count, Exists, OuterRef, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from actionplan import extensions, permissions
from actionplan.changes import change_state, create_plan, edit_plan
from actionplan.changes.plans import NEXT_STATES
from actionplan.changes.revisions import latest_revision
from actionplan.changes.scales import scale_named
from actionplan.figures import NO_FIGURES, figures_by_plan
from actionplan.forms.plans import PlanForm
from actionplan.forms.saving import saved
from actionplan.models import Meeting, Plan
from actionplan.nearness import near_in_all
from actionplan.views.doing import done
from actionplan.views.figures import as_figures
from actionplan.views.lists import list_of
from actionplan.whereabouts import carried_plans
from actionplan.wording import about, counted, outline_words

EXPORTS = [
    ("docx", "Word"),
    ("pdf", "PDF"),
    ("html", gettext_lazy("Web page")),
    ("xlsx", "Excel"),
    ("csv", "CSV"),
    ("json", "JSON"),
]
# What is asked before a plan leaves a state: the question, what follows, the button.
ASKED = {
    "draft": (
        gettext_lazy("Make the plan live?"),
        gettext_lazy("Everybody who may read it will see it, and its leads can answer for their actions."),
        gettext_lazy("Make it live"),
    ),
    "live": (
        gettext_lazy("Close the plan?"),
        gettext_lazy(
            "It is kept as it stands and can be read, but nobody reports on it any more. It "
            "can be opened again."
        ),
        gettext_lazy("Close the plan"),
    ),
    "closed": (
        gettext_lazy("Open the plan again?"),
        gettext_lazy("Its leads can answer for their actions again."),
        gettext_lazy("Open it again"),
    ),
}
DONE = {
    "draft": gettext_lazy("The plan is a draft, as it was."),
    "live": gettext_lazy("The plan is live. Its leads can answer now."),
    "closed": gettext_lazy("The plan is closed. It is kept as it stands."),
}


@require_GET
def home(request):
    """One begins with what one answers for, else with the plans; who only keeps accounts, with those.

    Until there is a plan, whoever keeps accounts begins with the first steps.
    """
    user, today = request.user, request.today
    if permissions.my_actions(user, today).exists():
        return redirect("my_actions")
    if permissions.may_keep_accounts(user, today) and not Plan.objects.exists():
        return redirect("first_steps")
    only_accounts = (
        permissions.may_keep_accounts(user, today) and not permissions.visible_plans(user, today).exists()
    )
    return redirect("account_list" if only_accounts else "plan_list")


@require_GET
def plan_list(request):
    user, today = request.user, request.today
    plans = permissions.visible_plans(user, today).select_related("committee")
    known = figures_by_plan(permissions.visible_actions(user, today), today, near_in_all(plans))
    listed = [_summary(plan, known.get(plan.pk, NO_FIGURES)) for plan in plans]
    may_add = permissions.may_import(user, today)
    may_keep_accounts = permissions.may_keep_accounts(user, today)
    context = {"plans": listed, "may_add": may_add, "may_keep_accounts": may_keep_accounts}
    return render(request, "actionplan/plan_list.html", context)


def _summary(plan, figures):
    return {
        "plan": plan,
        "figures": as_figures(figures, plan),
        "total": figures.actions,
        "count": counted(figures.actions, "action"),
    }


@require_GET
def plan_detail(request, slug):
    user, today = request.user, request.today
    plan = get_object_or_404(_with_facts(permissions.visible_plans(user, today), user, today), slug=slug)
    listed = list_of(request, plan)
    context = {
        **listed,
        "about": about(plan, listed["counts"].actions, today),
        "carried": carried_plans(plan, user, today) if plan.carried_from_id or plan.was_carried else None,
        "outline_words": outline_words(plan),
        "may_edit": permissions.may_edit(user, plan, today),
        "next_states": NEXT_STATES[plan.state],
        "exports": EXPORTS,
    }
    return render(request, "actionplan/plan_detail.html", context)


def _with_facts(plans, user, today):
    """What the line under a plan's title says of it."""
    known = permissions.visible_challenges(user, today).filter(plan=OuterRef("pk")).order_by()
    challenges = known.values("plan").annotate(n=Count("pk")).values("n")
    meetings = Meeting.objects.filter(committee=OuterRef("committee"), held_on__gte=today).order_by("held_on")
    read_from = permissions.visible_imports(user, today).filter(plan=OuterRef("pk")).values("pk")[:1]
    asked = extensions.asked_of(user, today).filter(deadline__action__plan=OuterRef("pk")).order_by()
    return plans.select_related("committee", "scale").annotate(
        asked_for=Subquery(asked.values("deadline__action__plan").annotate(n=Count("pk")).values("n")),
        challenge_count=Subquery(challenges),
        next_meeting=Subquery(meetings.values("held_on")[:1]),
        read_from=Subquery(read_from),
        was_carried=Exists(Plan.objects.filter(carried_from=OuterRef("pk"))),
    )


def plan_create(request):
    user, today = request.user, request.today
    permissions.check(permissions.may_import(user, today))
    committees, anywhere = permissions.committees_planned_for(user, today)
    form = PlanForm(request.POST or None, committees=committees, anywhere=anywhere, today=today)
    if request.method == "POST" and form.is_valid():
        values = form.values()
        values["scale"] = scale_named(values["scale"])
        if plan := saved(form, lambda: create_plan(by=user, **values)):
            messages.success(
                request,
                _("“{plan}” is a draft. Only its editors see it until it is made live.").format(
                    plan=plan.title
                ),
            )
            return redirect(plan)
    return render(request, "actionplan/plan_form.html", {"form": form, "plan": None})


def plan_edit(request, slug):
    user, today = request.user, request.today
    plan = get_object_or_404(permissions.visible_plans(user, today), slug=slug)
    permissions.check(permissions.may_edit(user, plan, today))
    committees, anywhere = permissions.committees_planned_for(user, today, plan)
    form = PlanForm(
        request.POST or None,
        committees=committees,
        anywhere=anywhere,
        plan=plan,
        opened_at=latest_revision(plan).number,
    )
    if request.method == "POST" and form.is_valid():
        values = form.values()
        if "scale" in values:
            values["scale"] = scale_named(values["scale"])
        opened_at = form.cleaned_data["opened_at_revision"]
        if saved(form, lambda: edit_plan(plan=plan, by=user, opened_at_revision=opened_at, **values), plan):
            messages.success(request, _("The plan is saved."))
            return redirect(plan)
    return render(request, "actionplan/plan_form.html", {"form": form, "plan": plan})


def plan_state(request, slug, state):
    """Asks before a plan goes live, is closed or is opened again; then does it."""
    user, today = request.user, request.today
    plan = get_object_or_404(permissions.visible_plans(user, today), slug=slug)
    permissions.check(permissions.may_edit(user, plan, today))
    if request.method == "POST":
        changed = done(
            request, lambda: change_state(plan=plan, state=state, by=user), lambda it: DONE[it.state]
        )
        return redirect(changed or plan)
    if state not in NEXT_STATES[plan.state]:
        raise Http404
    question, explained, button = ASKED[plan.state]
    context = {"plan": plan, "question": question, "explained": explained, "button": button}
    return render(request, "actionplan/plan_state.html", context)
