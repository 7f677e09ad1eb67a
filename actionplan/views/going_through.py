"""Going through a plan's actions one by one, for an officer who types in what was said in talks."""

from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from actionplan import going_through, permissions, rows
from actionplan.changes import record_update
from actionplan.figures import OPEN, figures_of
from actionplan.filters import Filter
from actionplan.forms.answering import TalkForm
from actionplan.forms.saving import saved
from actionplan.uploads import takes_files
from actionplan.views.actions import visible_action
from actionplan.views.update_forms import for_whom, update_form
from actionplan.views.updates import said


@takes_files
def go_through(request, slug):
    user, today = request.user, request.today
    plan = get_object_or_404(permissions.visible_plans(user, today).select_related("scale"), slug=slug)
    permissions.check(permissions.may_edit(user, plan, today) and plan.state == plan.State.LIVE)
    place = going_through.place_in(request.session, request.GET.get("walk", ""), _number(request))
    if request.method == "POST":
        return _save(request, plan, place)
    if place is None:
        return _begin(request, plan)
    if not permissions.visible_actions(user, today, plan).filter(reference=place.reference).exists():
        messages.warning(request, _("{reference} is not here any more.").format(reference=place.reference))
        return redirect(_next(request, plan, place))
    return _page(request, plan, place)


def _number(request):
    asked = request.GET.get("n", "")
    return int(asked) if asked.isdecimal() and len(asked) < 7 else 1


def _begin(request, plan):
    """Straight to the first of what a filter leaves; without a filter one chooses whose actions."""
    asked = Filter.from_query(request.GET)
    if not asked.narrows and "all" not in request.GET:
        return _whose(request, plan)
    references = going_through.to_go_through(request.user, plan, asked, request.today)
    if not references:
        messages.warning(request, _("There is nothing open to go through like that."))
        return redirect(_plan_as_filtered(request, plan))
    return redirect(_address(request, plan, 1, going_through.begin(request.session, references)))


def _whose(request, plan):
    """Whose actions: everybody who leads open ones, with how many."""
    actions = permissions.visible_actions(request.user, request.today, plan).filter(OPEN)
    context = {"plan": plan, "figures": figures_of(actions, request.today)}
    return render(request, "answering/go_through_whose.html", context)


def _address(request, plan, number, walk=None):
    query = Filter.from_query(request.GET).as_query() or {"all": 1}
    query |= {"walk": walk or request.GET.get("walk", ""), "n": number}
    return f"{reverse('go_through', args=[plan.slug])}?{urlencode(query)}"


def _plan_as_filtered(request, plan):
    query = urlencode(Filter.from_query(request.GET).as_query())
    return f"{plan.get_absolute_url()}{f'?{query}' if query else ''}"


def _save(request, plan, place):
    """What was said is kept for the action it was typed under, wherever one is by now; then comes the next."""
    action = visible_action(request, plan.slug, request.POST.get("reference", ""))
    permissions.check(permissions.may_update(request.user, action, request.today))
    form = update_form(request, action, request.POST, request.FILES, form=TalkForm)
    if form.is_valid():
        whom, given = for_whom(request, action, form), form.answer()
        if saved(form, lambda: record_update(action=action, by=request.user, for_actor=whom, **given)):
            messages.success(
                request, said(action, whom, given, form.cleaned_data.get("for_whom") and request.user)
            )
            return redirect(_next(request, plan, place))
    return _page(request, plan, place or going_through.Place(action.reference, 1, 1), action, form)


def _next(request, plan, place):
    if place and place.after:
        return _address(request, plan, place.after)
    return _plan_as_filtered(request, plan)


def _page(request, plan, place, action=None, form=None):
    user, today = request.user, request.today
    action = action or visible_action(request, plan.slug, place.reference)
    row = rows.row_of(user, action, today)
    context = {
        "plan": plan,
        "action": action,
        "row": row,
        "place": place,
        "form": form or _talk_form(request, action),
        "before": place.before and _address(request, plan, place.before),
        "after": place.after and _address(request, plan, place.after),
        "back": _plan_as_filtered(request, plan),
        "start": f"{_address(request, plan, place.number)}&start=last",
    }
    return render(
        request, "answering/go_through.html", context, status=422 if context["form"].errors else 200
    )


def _talk_form(request, action):
    voices = permissions.speaks_for(request.user, action, request.today)
    speaker = going_through.speaker(voices, request.GET.get("lead", ""))
    initial = {"given_on": request.today, "for_whom": speaker.pk if speaker else None}
    return update_form(
        request, action, form=TalkForm, start=request.GET.get("start") == "last", initial=initial
    )
