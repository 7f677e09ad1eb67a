"""A round that is open or closed: who was asked and has answered, nudging, answering for somebody, asking anew."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST

from actionplan import going_through, permissions, rows
from actionplan.changes import record_update
from actionplan.changes.rounds import ask_anew, nudge
from actionplan.days_in_words import long_date
from actionplan.forms.saving import saved
from actionplan.forms.updates import UpdateForm
from actionplan.models import Request, Round
from actionplan.round_board import (
    ANSWERS,
    OUTSTANDING,
    Stand,
    board_of,
    changed_hands,
    not_asked_for,
    outstanding,
)
from actionplan.views.doing import done
from actionplan.views.round_asking import asking_page, mend
from actionplan.views.rounds import back_to, run_round, visible_round
from people.models import Actor

# The shades of the bar, by what the figures under it count.
SHADES = {"answered": "said", "no-change": "same", "opened": "seen", "not-opened": "waiting"}
# What the board can be narrowed to: the word in the address, what the figure says, what stands over those that are
# shown, and where a request stands then.
SHOWN = {
    "answered": (gettext_lazy("answered"), gettext_lazy("Those answered"), ANSWERS),
    "no-change": (gettext_lazy("of them “no change”"), gettext_lazy("Those “no change”"), (Stand.NO_CHANGE,)),
    "outstanding": (gettext_lazy("outstanding"), gettext_lazy("Those outstanding"), OUTSTANDING),
    "opened": (gettext_lazy("of them opened"), gettext_lazy("Those opened"), (Stand.OPENED,)),
    "not-opened": (gettext_lazy("not opened yet"), gettext_lazy("Those not opened yet"), (Stand.WAITING,)),
    "nobody": (gettext_lazy("asked of nobody"), gettext_lazy("Those asked of nobody"), (Stand.NOBODY,)),
}


@require_GET
def round_detail(request, pk):
    round, runs = visible_round(request, pk)
    if round.state == Round.State.PLANNED:
        return asking_page(request, round)
    return board_page(request, round, runs)


def board_page(request, round, runs):
    user, today = request.user, request.today
    board = board_of(round, user, today, runs)
    show = request.GET.get("show", "") if request.GET.get("show") in SHOWN else ""
    chosen = _chosen(board, request.GET.get("directorate", ""))
    is_open = round.state == Round.State.OPEN
    anew = changed_hands(round, board.lines, today) if runs and is_open else {}
    within = chosen or board
    context = {
        "round": round,
        "runs": runs,
        "is_open": is_open,
        "board": board,
        "chosen": chosen,
        "within": within,
        "figures": _figures(round, within, show, chosen),
        "bar": _bar(within),
        "directorates": [_summary(round, group) for group in board.directorates],
        "several": len(board.directorates) > 1,
        "people": _shown(board.people, show, chosen, anew, user, today),
        "show": show,
        "kept_query": _kept(show, chosen),
        "those": SHOWN[show][1] if show else "",
        "anew": anew,
        "not_asked_for": not_asked_for(round, user, today) if runs and is_open else [],
        "several_plans": len({line.request.action.plan_id for line in board.lines}) > 1,
    }
    return render(request, "rounds/round_board.html", context)


def _chosen(board, words):
    """The directorate asked for in the address: its id, or "none"; None where all are shown."""
    for group in board.directorates:
        if words == (str(group.who.pk) if group.who else "none"):
            return group
    return None


def _address(round, show="", directorate=None):
    return round.get_absolute_url() + _kept(show, directorate)


def _kept(show, chosen):
    """The part of an address that leads back to the board as it is filtered."""
    said = {name: value for name, value in (("show", show), ("directorate", _key(chosen))) if value}
    return f"?{urlencode(said)}" if said else ""


def _key(group):
    return "" if group is None else str(group.who.pk) if group.who else "none"


def _figures(round, within, show, chosen):
    """Each says its number and is a link to those it counts; pressed again it shows all."""
    figures = [{"count": within.asked, "label": _("asked for"), "url": _address(round, directorate=chosen)}]
    for key, (label, _those, stands) in SHOWN.items():
        count = within.count(*stands)
        url = _address(round, directorate=chosen, show="" if show == key else key)
        shade = {"colour": SHADES.get(key, ""), "meaning": "on_track"}
        if count or key != "nobody":
            figures.append({"count": count, "label": label, "url": url, "current": show == key} | shade)
    return figures


def _bar(within):
    """What components/status_bar.html draws."""
    news = within.answered - within.no_change
    return [
        {"count": news, "label": _("answered with news"), "colour": "said"},
        {"count": within.no_change, "label": _("“no change”"), "colour": "same"},
        {"count": within.opened, "label": _("opened, not answered"), "colour": "seen"},
        {"count": within.not_opened, "label": _("not opened yet"), "colour": "waiting"},
    ]


def _summary(round, group):
    """A directorate's row: its figures, each with the address of those it counts."""
    return {
        "group": group,
        "name": group.who.name if group.who else _("No directorate"),
        "url": _address(round, directorate=group),
        "outstanding_url": _address(round, directorate=group, show="outstanding"),
        "no_change_url": _address(round, directorate=group, show="no-change"),
        "answered_url": _address(round, directorate=group, show="answered"),
    }


def _shown(people, show, chosen, anew, user, today):
    """The people and lines that are left by what is asked for; counts stay those of the whole."""
    found = []
    for group in people:
        if chosen and (group.who is None or group not in _members(people, chosen)):
            continue
        lines = [line for line in group.lines if not show or line.stand in SHOWN[show][2]]
        if lines:
            found.append(
                {
                    "group": group,
                    "lines": [_line(line, anew, user, today) for line in lines],
                    "mend": mend(group.problem, None, user, today) if group.problem else None,
                    "may_nudge": bool(group.who and group.outstanding),
                }
            )
    return found


def _members(people, chosen):
    return [group for group in people if group.who and group.directorate == chosen.who]


def _line(line, anew, user, today):
    action, answer = line.request.action, line.request.answer
    told = answer and permissions.may_see_news(user, action, today)
    return {
        "line": line,
        "request": line.request,
        "action": action,
        "now_with": anew.get(action.pk),
        "said": answer.words if told else "",
        "signed": rows.signed(answer) if answer else "",
    }


@require_POST
def round_nudge(request, pk):
    """Mail one person, or all who have not answered; asks first where they were mailed today already."""
    user, today = request.user, request.today
    round = run_round(request, pk)
    person = None
    if "person" in request.POST:
        person = get_object_or_404(Actor, pk=_number(request.POST["person"]))
    again = "again" in request.POST
    try:
        nudged = nudge(round=round, by=user, today=today, at=timezone.now(), person=person, again=again)
    except ValidationError as refusal:
        if getattr(refusal, "code", "") == "today" and not again:
            context = {"round": round, "person": person, "query": request.POST}
            return render(request, "rounds/nudge_again.html", context)
        messages.error(request, refusal.messages[0])
        return redirect(back_to(round, request.POST))
    messages.success(request, _reminded(nudged))
    return redirect(back_to(round, request.POST, f"person-{person.pk}" if person else ""))


def _reminded(people):
    if len(people) == 1:
        return _("{person} is reminded by e-mail.").format(person=people[0].name)
    said = ngettext(
        "{number} person is reminded by e-mail.", "{number} people are reminded by e-mail.", len(people)
    )
    return said.format(number=len(people))


@require_POST
def round_ask_anew(request, pk):
    """Ask whoever reports by now: for one action, or for all that changed hands."""
    user, today = request.user, request.today
    round = run_round(request, pk)
    known = permissions.visible_actions(user, today).filter(plan__in=round.plans.all())
    actions = known.filter(
        pk__in=[number for each in request.POST.getlist("action") if (number := _number(each))]
    )
    asking = {"round": round, "actions": actions, "by": user, "today": today, "at": timezone.now()}
    done(request, lambda: ask_anew(**asking), _asked)
    return redirect(back_to(round, request.POST))


def _asked(requests):
    """ "Asked: Shirin Patel (17.2), Dan Okafor (4.1) and 3 more."."""
    told = ", ".join(f"{each.asked.name} ({each.action.reference})" for each in requests[:5])
    said = _("Asked: {people} and {number} more.") if len(requests) > 5 else _("Asked: {people}.")
    return said.format(people=told, number=len(requests) - 5)


def request_answer(request, pk, slug, reference):
    """An editor writes down what somebody said, signed for them."""
    user, today = request.user, request.today
    round = run_round(request, pk)
    known = permissions.visible_actions(user, today).values("pk")
    requests = Request.objects.filter(round=round, left_out=False, action__in=known).select_related(
        "asked", "action__plan__scale", "action__step", "action__latest_update__by__actor", "round"
    )
    asked_for = get_object_or_404(requests, action__plan__slug=slug, action__reference=reference)
    action = asked_for.action
    permissions.check(permissions.may_update(user, action, today))
    if round.state != Round.State.OPEN:
        raise Http404
    latest = action.latest_update
    since = long_date(latest.given_on) if latest else None
    form = UpdateForm(request.POST if request.method == "POST" else None, action=action, since=since)
    if request.method == "POST" and form.is_valid() and _answered(form, asked_for, user):
        saved_for = (
            _("Saved for {reference}, for {person}.") if asked_for.asked else _("Saved for {reference}.")
        )
        messages.success(request, saved_for.format(reference=action.reference, person=asked_for.asked))
        return redirect(back_to(round, request.GET, f"action-{action.pk}"))
    context = {
        "round": round,
        "request_": asked_for,
        "action": action,
        "lines": rows.lines_of(action, today),
        "news": rows.news_of(user, action, today),
        "form": form,
    }
    return render(request, "rounds/request_answer.html", context, status=422 if form.errors else 200)


def _answered(form, asked_for, user):
    """An update signed for whoever was asked; for oneself it is one's own."""
    own = asked_for.asked_id and asked_for.asked.user_id == user.pk
    whom = None if own else asked_for.asked
    return saved(
        form, lambda: record_update(action=asked_for.action, by=user, for_actor=whom, **form.answer())
    )


@require_GET
def round_go_through(request, pk, slug):
    """Go through what is outstanding in one plan, action by action, as after a round of telephone calls."""
    round = run_round(request, pk)
    plan = get_object_or_404(round.plans, slug=slug)
    known = permissions.visible_actions(request.user, request.today, plan)
    waiting = known.filter(pk__in=outstanding(round).values("action")).in_printed_order()
    references = list(waiting.values_list("reference", flat=True))
    if round.state != Round.State.OPEN or not references:
        messages.warning(request, _("There is nothing outstanding to go through."))
        return redirect(round)
    walk = going_through.begin(request.session, references)
    return redirect(f"{reverse('go_through', args=[slug])}?{urlencode({'all': 1, 'walk': walk, 'n': 1})}")


def _number(words):
    return int(words) if words.isascii() and words.isdigit() and len(words) < 10 else 0
