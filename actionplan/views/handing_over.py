"""Somebody leaves, or an election changes every member lead: what is theirs goes to others."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from actionplan import permissions
from actionplan.changes.handing_over import cancel_hand_over, hand_over, hand_over_all
from actionplan.days_in_words import long_date
from actionplan.forms.handing_over import AboutForm, ElectionForm, TakersForm
from actionplan.forms.names import names_offered
from actionplan.forms.saving import saved
from actionplan.handing_over import requests_of, scope, things_of
from actionplan.models import HandOver, Plan
from actionplan.views.doing import done
from actionplan.wording import counted
from people.models import Actor


def _things(request, people, finished=False):
    """What these people have that this person may hand over; and how much else they lead stays."""
    user, today = request.user, request.today
    plans = list(permissions.run_plans(user, today).exclude(state=Plan.State.CLOSED))
    told = [plan.pk for plan in plans if permissions.may_see_exempt_of(user, plan, today)]
    things = things_of(people, actions=scope(plans, told), told=told, today=today, finished=finished)
    return {person: things[person.pk] for person in people}


def _elsewhere(request, leaver):
    """How many open actions this person sees that they lead and that only others may hand over."""
    known = permissions.visible_actions(request.user, request.today).led_by([leaver.pk]).open()
    foreign = known.exclude(plan__in=permissions.run_plans(request.user, request.today))
    return foreign.exclude(plan__state=Plan.State.CLOSED).count()


def hand_over_person(request, pk):
    """From when and to whom; then what goes to whom; then it is done."""
    user, today = request.user, request.today
    permissions.check(permissions.may_keep_people(user, today))
    leaver = get_object_or_404(Actor.objects.select_related("user"), pk=pk, kind="person", merged_into=None)
    may_stop = permissions.may_keep_accounts(user, today) and leaver.user != user
    about = AboutForm(request.POST or None, leaver=leaver, today=today, may_stop=may_stop)
    if request.method != "POST" or request.POST.get("to_page") == "about" or not about.is_valid():
        return _about(request, leaver, about)
    given = about.cleaned_data
    things = _things(request, [leaver], given["finished"])
    takers = _takers(request, things, {leaver.pk: about.taker()})
    if takers.is_bound and takers.is_valid():
        moves = lambda: takers.moves(leaver, given["left"]) + about.further_moves()  # noqa: E731
        signed = {"from_day": given["from_day"], "reason": given["reason"], "by": user, "today": today}
        if done := saved(takers, lambda: hand_over(leaver=leaver, moves=moves(), **signed)):
            _say(request, [done])
            return redirect("actor_detail", leaver.pk)
    title = _("What goes over from {leaver}").format(leaver=leaver.name)
    return _takers_page(request, title, about, takers, left=given["left"], back=leaver)


def _takers(request, things, usual, added=()):
    data = request.POST if request.POST.get("to_page") == "do" else None
    return TakersForm(data, things=things, usual=usual, added=added)


def _about(request, leaver, about):
    context = {
        "leaver": leaver,
        "form": about,
        "things": _things(request, [leaver])[leaver],
        "elsewhere": _elsewhere(request, leaver),
        "requests": requests_of(leaver, permissions.visible_actions(request.user, request.today)),
        "actors": names_offered(),
    }
    return render(request, "handing_over/about.html", context)


def _takers_page(request, title, about, takers, *, left, back=None):
    context = {
        "title": title,
        "about": about,
        "form": takers,
        "left": left,
        "back": back,
        "from_day": about.cleaned_data["from_day"],
        "ahead": about.cleaned_data["from_day"] > request.today,
        "actors": [*takers.names_added, *names_offered()],
    }
    return render(request, "handing_over/takers.html", context)


def _say(request, rows):
    who = rows[0].leaver.name if len(rows) == 1 else counted(len(rows), "councillor")
    if rows[0].done_at is None:
        said = _("Kept: {who} will hand over on {date}. Until then it can be cancelled.").format(
            who=who, date=long_date(rows[0].from_day)
        )
    else:
        said = _("{who} handed over.").format(who=who)
        told = [move["done"] for row in rows for move in row.moves if "done" in move]
        said += " " + " ".join(told) if len(rows) == 1 else ""
    messages.success(request, said.strip())


def _hand_over(number):
    said = ngettext("What {number} councillor hands over", "What {number} councillors hand over", number)
    return said.format(number=number)


def hand_over_election(request):
    """Several councillors at once: who does not come back and who follows each; then what goes to whom."""
    user, today = request.user, request.today
    permissions.check(permissions.may_keep_people(user, today))
    councillors = list(Actor.objects.current().filter(kind="person", councillor=True))
    form = ElectionForm(request.POST or None, councillors=councillors, today=today)
    if request.method != "POST" or request.POST.get("to_page") == "about" or not form.is_valid():
        theirs = _things(request, councillors)
        rows = [(each, leaves, to, theirs[each]) for each, leaves, to in form.rows()]
        context = {"form": form, "rows": rows, "actors": names_offered()}
        return render(request, "handing_over/election.html", context)
    given = form.cleaned_data
    takers = _takers(request, _things(request, form.leaving()), form.usual(), given["new"])
    if takers.is_bound and takers.is_valid():
        signed = {"from_day": given["from_day"], "reason": given["reason"], "by": user, "today": today}
        if done := saved(takers, lambda: hand_over_all(leavings=_leavings(form, takers), **signed)):
            _say(request, done)
            return redirect("people_list")
    title = _hand_over(len(form.leaving()))
    return _takers_page(request, title, form, takers, left=True)


def _leavings(form, takers):
    return [(each, [*takers.moves(each, left=True), {"kind": "left"}]) for each in form.leaving()]


@require_POST
def hand_over_cancel(request, pk):
    permissions.check(permissions.may_keep_people(request.user, request.today))
    row = get_object_or_404(HandOver.objects.select_related("leaver"), pk=pk)
    said = _("{leaver} keeps what is theirs: the hand-over is cancelled.").format(leaver=row.leaver.name)
    done(request, lambda: cancel_hand_over(hand_over=row), said)
    return redirect("actor_detail", row.leaver_id)
