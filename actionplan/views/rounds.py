"""Calls for updates: all of them, planning one, changing it, cancelling it and closing it."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from actionplan import permissions
from actionplan.changes.rounds import cancel_round, close_round, edit_round, plan_round
from actionplan.days_in_words import long_date
from actionplan.forms.rounds import RoundForm
from actionplan.forms.saving import saved
from actionplan.models import Meeting, Round
from actionplan.round_board import board_of, tallies
from actionplan.rounds import meeting_to_ask_before, meetings_ahead, plans_to_ask, proposed_closing
from actionplan.views.doing import done


def visible_round(request, pk):
    """The round as this person may know of it, and whether they run it; else 404."""
    rounds = permissions.visible_rounds(request.user, request.today)
    rounds = rounds.select_related("meeting__committee", "by__actor").prefetch_related("plans")
    round = get_object_or_404(rounds, pk=pk)
    return round, permissions.may_run_round(request.user, round, request.today)


def run_round(request, pk):
    """A round this person runs; who only answers in it is refused."""
    round, runs = visible_round(request, pk)
    permissions.check(runs)
    return round


@require_GET
def round_list(request):
    user, today = request.user, request.today
    rounds = permissions.visible_rounds(user, today).select_related("meeting__committee")
    plan = permissions.visible_plans(user, today).filter(slug=_known(request.GET, "plan")).first()
    rounds = (rounds.filter(plans=plan) if plan else rounds).prefetch_related("plans")
    listed = list(rounds)
    counts = tallies(listed, user, today)
    context = {
        "plan": plan,
        "groups": [
            (state, [(each, counts.get(each.pk)) for each in listed if each.state == state])
            for state in (Round.State.OPEN, Round.State.PLANNED, Round.State.CLOSED)
        ],
        "any": bool(listed),
        "may_add": plans_to_ask(user, today).exists(),
    }
    return render(request, "rounds/round_list.html", context)


def round_create(request):
    user, today = request.user, request.today
    plans = plans_to_ask(user, today)
    permissions.check(plans.exists())
    meetings = meetings_ahead(plans, today)
    form = RoundForm(
        request.POST or None, plans=plans, meetings=meetings, initial=_proposed(request, plans, meetings)
    )
    valid = request.method == "POST" and form.is_valid()
    if valid and (round := saved(form, lambda: plan_round(by=user, today=today, **form.values()))):
        messages.success(request, _("Nobody has been asked yet: look it over first."))
        return redirect(round)
    context = {"form": form, "round": None}
    return render(request, "rounds/round_form.html", context, status=422 if form.errors else 200)


def _title(meeting, today):
    if meeting is None:
        return _("Updates, {date}").format(date=long_date(today))
    said = _("Updates for {committee}, {date}")
    return said.format(committee=meeting.committee.name, date=long_date(meeting.held_on))


def _proposed(request, plans, meetings):
    """What the form starts with: the address may name a plan and a meeting, whose day proposes the last one."""
    slugs = request.GET.getlist("plan") or request.GET.getlist("plans")
    chosen = [plan.slug for plan in plans if plan.slug in slugs]
    if "meeting" in request.GET:
        meeting = meetings.filter(slug=_known(request.GET, "meeting")).first()
    else:
        meeting = meeting_to_ask_before(meetings, [plan for plan in plans if plan.slug in chosen])
    if meeting and not chosen:
        chosen = [plan.slug for plan in plans if plan.committee_id == meeting.committee_id]

    proposed = {
        "meeting": meeting.slug if meeting else None,
        "opens": request.today,
        "closes": proposed_closing(request.today, meeting),
        "title": _title(meeting, request.today),
    }
    return proposed | ({"plans": chosen} if chosen else {})


def _known(query, name):
    return query.get(name, "").replace("\0", "")


def round_edit(request, pk):
    user, today = request.user, request.today
    round = run_round(request, pk)
    if round.state == Round.State.CLOSED:
        raise Http404
    plans = plans_to_ask(user, today)
    meetings = meetings_ahead(plans, today) | Meeting.objects.filter(pk=round.meeting_id).order_by("held_on")
    form = RoundForm(request.POST or None, plans=plans, meetings=meetings, round=round)
    valid = request.method == "POST" and form.is_valid()
    if valid and saved(form, lambda: edit_round(round=round, by=user, today=today, **form.edit()), round):
        messages.success(request, _("The request is saved."))
        return redirect(round)
    context = {"form": form, "round": round}
    return render(request, "rounds/round_form.html", context, status=422 if form.errors else 200)


def round_cancel(request, pk):
    round = run_round(request, pk)
    if round.state != Round.State.PLANNED:
        raise Http404
    if request.method == "POST":
        said = _("“{round}” is cancelled. Nobody was asked.").format(round=round.title)
        cancelled = done(request, lambda: cancel_round(round=round, by=request.user), said)
        return redirect("round_list") if cancelled else redirect(round)
    return render(request, "rounds/round_cancel.html", {"round": round})


def round_close(request, pk):
    """Says who did not answer, and closes."""
    user, today = request.user, request.today
    round = run_round(request, pk)
    if round.state != Round.State.OPEN:
        raise Http404
    board = board_of(round, user, today, runs=True)
    if request.method == "POST":
        close_round(round=round, by=user, at=timezone.now())
        messages.success(
            request,
            _("The request is closed: {answered} of {asked} were answered.").format(
                answered=board.answered, asked=board.asked
            ),
        )
        return redirect(round)
    missing = [group for group in board.people if group.who and group.outstanding]
    return render(request, "rounds/round_close.html", {"round": round, "board": board, "missing": missing})


def back_to(round, query, part=""):
    """The round's page as it was filtered, with the query of the form that was sent; `part`: where on it one was."""
    kept = {name: query[name] for name in ("show", "directorate") if query.get(name)}
    return round.get_absolute_url() + (f"?{urlencode(kept)}" if kept else "") + (f"#{part}" if part else "")
