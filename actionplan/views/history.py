"""What changed: in a plan, and by a person over all plans."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from actionplan import permissions
from actionplan.forms.history import HistoryForm
from actionplan.history_lines import names_of, tell
from actionplan.plan_history import history_of_plans
from people.models import Actor

GROUPS = 20


@require_GET
def plan_history(request, slug):
    user, today = request.user, request.today
    plan = get_object_or_404(permissions.visible_plans(user, today).select_related("committee"), slug=slug)
    context = {"plan": plan, "linked": permissions.opened_by(user, today, plan), **_history(request, [plan])}
    return render(request, "history/plan_history.html", context)


@require_GET
def person_changes(request, pk):
    """What somebody changed in the plans one may open."""
    user, today = request.user, request.today
    person = get_object_or_404(Actor.objects.select_related("user"), pk=pk)
    if person.kind != "person":
        raise Http404
    plans = list(permissions.visible_plans(user, today)) if person.user_id else []
    context = {
        "person": person,
        "linked": permissions.opened_by(user, today),
        **_history(request, plans, by=person.user_id),
    }
    return render(request, "history/person_changes.html", context)


def _history(request, plans, by=None):
    """A page of groups, day by day, and the form that narrows them."""
    form = HistoryForm(request.GET)
    asked = form.asked()
    groups, doers, withheld = history_of_plans(request.user, request.today, plans, asked, by=by)
    page = Paginator(groups, GROUPS).get_page(request.GET.get("page"))
    page.object_list = tell(page.object_list, plans, withheld)
    if by:
        del form.fields["who"]
    else:
        form.offer(names_of(doers))
    return {"form": form, "asked": asked, "page": page, "days": _by_day(page.object_list)}


def _by_day(groups):
    days = {}
    for group in groups:
        days.setdefault(group.on, []).append(group)
    return list(days.items())
