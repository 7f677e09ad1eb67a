"""The plan as it stood on a past day, and two days compared. Nothing can be changed here."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from actionplan import permissions
from actionplan.comparing_days import compare, news_between
from actionplan.forms.history import DayForm, TwoDaysForm
from actionplan.past import counts_of, end_of, plan_at, seen_by
from actionplan.past_counts import SAID, narrowed
from actionplan.past_days import a_month_before, first_day, shortcuts
from actionplan.withheld import withheld_from
from actionplan.wording import counted


def _plan(request, slug):
    plans = permissions.visible_plans(request.user, request.today).select_related("committee")
    return get_object_or_404(plans, slug=slug)


@require_GET
def plan_on_which_day(request, slug):
    """Go to the day that was picked; without one, to the month before."""
    plan, today = _plan(request, slug), request.today
    form = DayForm(request.GET or None)
    if form.is_valid():
        return redirect("plan_on", plan.slug, form.cleaned_data["day"])
    since = first_day(plan)
    context = {"plan": plan, "form": form, "since": since, "shortcuts": shortcuts(plan, since, today)}
    return render(request, "history/plan_on_which_day.html", context)


@require_GET
def plan_on(request, slug, day):
    user, today = request.user, request.today
    plan, since = _plan(request, slug), None
    past = plan_at(plan, end_of(day)) if day <= today else None
    may_read = past is not None and permissions.may_read_as_it_stood(user, plan, past, today)
    since = first_day(plan)
    context = {
        "plan": plan,
        "day": day,
        "since": since,
        "is_to_come": day > today,
        "is_draft": past is not None and not may_read,
        "form": DayForm(initial={"day": day}),
        "shortcuts": shortcuts(plan, since, today),
    }
    if may_read:
        withheld = withheld_from(user, today, [plan]).stricter(past.exempt())
        past = seen_by(past, withheld, _hidden(user, today, plan))
        table = _table(past, day, request.GET.get("only", ""))
        context |= table | {"linked": permissions.opened_by(user, today, plan)}
    return render(request, "history/plan_on.html", context)


def _hidden(user, today, plan):
    """The challenges somebody may not know of today."""
    known = permissions.visible_challenges(user, today, plan).values("pk")
    return set(plan.challenges.exclude(pk__in=known).order_by().values_list("pk", flat=True))


def _table(past, day, only):
    """`only` is a rule of `actionplan.past_counts`: the figures are of the whole plan, the rows of what it counts."""
    steps, overdue = counts_of(past, day)
    figures = [
        {"count": count, "label": step.word.lower(), "colour": step.colour, "meaning": step.meaning}
        for step, count in steps
    ]
    late = {"key": "overdue", "url": "?only=overdue", "current": only == "overdue"}
    figures.append({"count": overdue, "label": _("overdue")} | late)
    shown = narrowed(past, only, day)
    told = {"only": SAID.get(only, ""), "shown": counted(len(shown.actions), "action")}
    return {"past": past, "figures": figures, "groups": _rows(shown, day)} | told


def _rows(past, day):
    """Each challenge with its actions, each with its leads and its deadlines as (deadline, days overdue)."""
    for challenge in past.challenges:
        yield challenge, [_row(action, day) for action in challenge.actions]


def _row(action, day):
    lines = [(line, line.days_overdue(day) if action.is_open else 0) for line in action.deadlines]
    leads = {role: action.names(role) for role in ("member", "strategic", "operational")}
    return {"action": action, "lines": lines, "leads": leads}


@require_GET
def plan_compare(request, slug):
    user, today = request.user, request.today
    plan, since = _plan(request, slug), None
    since = first_day(plan)
    form = TwoDaysForm(request.GET if request.GET.get("from") or request.GET.get("to") else None)
    days = _days(form, plan, since, today)
    context = {
        "plan": plan,
        "since": since,
        "form": form if form.is_bound else TwoDaysForm(initial={"from": days[0], "to": days[1]}),
        "shortcuts": shortcuts(plan, since, today),
        "today": today,
    }
    if days:
        context |= {"first": days[0], "last": days[1]} | _comparison(user, today, plan, *days)
    return render(request, "history/plan_compare.html", context)


def _days(form, plan, since, today):
    """The two days, the earlier first, as far as the plan was there; none where the form says none."""
    if since is None or (form.is_bound and not form.is_valid()):
        return None
    if not form.is_bound:
        return max(since, a_month_before(today)), today
    first, last = sorted((form.cleaned_data["from"], form.cleaned_data["to"]))
    return max(since, min(first, today)), max(since, min(last, today))


def _comparison(user, today, plan, first, last):
    before, after = (plan_at(plan, end_of(day)) for day in (first, last))
    if not all(permissions.may_read_as_it_stood(user, plan, past, today) for past in (before, after)):
        return {"is_draft": True}
    withheld = withheld_from(user, today, [plan], through_time=True)
    on_both = withheld.stricter(before.exempt()).stricter(after.exempt())
    hidden = _hidden(user, today, plan)
    news = news_between(plan, end_of(first), end_of(last), on_both)
    before, after = (seen_by(past, on_both, hidden) for past in (before, after))
    found = compare(before, after, (first, last), news)
    figures = [
        {"count": len(group.lines), "label": group.title.lower(), "url": f"#{group.key}"}
        for group in found.groups
    ]
    return {"found": found, "figures": figures, "linked": permissions.opened_by(user, today, plan)}
