"""The overview of a plan, of all plans one may see, and what was counted of all of them on a past day."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from actionplan import permissions
from actionplan.past_counts import OVERDUE, RULES, SAID
from actionplan.views.figures import as_figures
from actionplan.wording import counted
from reports.overview.listed import rows_on
from reports.overview.page import overview_of
from reports.overview.past import Past
from reports.overview.scope import Scope


@require_GET
def plan_overview(request, slug):
    plans = permissions.visible_plans(request.user, request.today).select_related("committee")
    plan = get_object_or_404(plans, slug=slug)
    return render(request, "overview/plan_overview.html", _context(request, plan) | {"plan": plan})


@require_GET
def overview(request):
    return render(request, "overview/overview.html", _context(request, None))


def _context(request, plan):
    asked = {name: request.GET.get(name, "") for name in ("span", "role")}
    found = overview_of(Scope(request.user, request.today, plan), **asked)
    figures = found["figures"]
    return found | {"figures": as_figures(figures, plan), "counted": counted(figures.actions, "action")}


@require_GET
def overview_on(request, day):
    """What a rule of `actionplan.past_counts` counted at the end of a day over all plans."""
    if day > request.today:
        raise Http404
    asked = request.GET.get("only")
    only = asked if asked in RULES else OVERDUE
    past = Past(Scope(request.user, request.today))
    past.fetch([day])
    rows = rows_on(past, day, only)
    context = {"day": day, "rows": rows, "only": SAID[only], "counted": counted(len(rows), "action")}
    return render(request, "overview/overview_on.html", context)
