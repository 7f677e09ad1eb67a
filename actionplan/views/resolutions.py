"""After the meeting: its minutes, what follows from each, the questions it asked, and a committee's action log."""

import csv

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from actionplan import action_log, permissions, queries
from actionplan.changes.extensions import overturn
from actionplan.changes.queries import answer_question, ask_question
from actionplan.changes.resolutions import add_by_resolution, close_by_resolution, record_minute
from actionplan.forms.leads import known_names
from actionplan.forms.resolutions import AddingForm, AnswerForm, ClosingForm, MinuteForm, QuestionForm
from actionplan.forms.saving import saved
from actionplan.views.meetings import run_meeting
from actionplan.working_days import WorkingDays
from people.models import Actor, Council

A_PAGE = 100


def resolution_create(request, slug):
    meeting = run_meeting(request, slug)
    form = _minute_form(request, meeting)
    if request.method == "POST" and form.is_valid() and (resolution := _recorded(request, form, meeting)):
        messages.success(
            request,
            _("Minute {minute} is recorded. Now say what follows from it, if anything does.").format(
                minute=resolution.minute
            ),
        )
        return redirect("resolution_edit", slug, resolution.pk)
    context = {"meeting": meeting, "form": form, "held": meeting.held_on <= request.today}
    return render(request, "meetings/resolution_form.html", context)


def resolution_edit(request, slug, pk):
    """A minute that is recorded: put its words right, and go on to what follows from it."""
    meeting, resolution = _resolution(request, slug, pk)
    form = _minute_form(request, meeting, resolution)
    if request.method == "POST" and form.is_valid() and _recorded(request, form, meeting, resolution):
        messages.success(request, _("Minute {minute} is saved.").format(minute=form.cleaned_data["minute"]))
        return redirect(meeting)
    context = {
        "meeting": meeting,
        "form": form,
        "resolution": resolution,
        "held": True,
        "early": resolution.effective_on > request.today,
        "questions": queries.known(request.user, request.today).filter(resolution=resolution),
    }
    return render(request, "meetings/resolution_form.html", context)


@require_POST
def resolution_overturned(request, slug, pk):
    """It was called in and does not stand: the dates there were go on counting."""
    meeting, resolution = _resolution(request, slug, pk)
    overturn(resolution=resolution, by=request.user)
    messages.success(
        request,
        _("What minute {minute} said of new dates no longer stands.").format(minute=resolution.minute),
    )
    return redirect(meeting)


def _minute_form(request, meeting, resolution=None):
    council = Council.ours()
    days = WorkingDays.of(council)
    return MinuteForm(
        request.POST or None, meeting=meeting, council=council, working_days=days, resolution=resolution
    )


def _recorded(request, form, meeting, resolution=None):
    given = {"meeting": meeting, "by": request.user, "today": request.today, "resolution": resolution}
    return saved(form, lambda: record_minute(**given, **form.record()))


def _resolution(request, slug, pk):
    meeting = run_meeting(request, slug)
    resolution = get_object_or_404(meeting.resolutions, pk=pk)
    resolution.meeting = meeting
    return meeting, resolution


def follow_on(request, slug, pk, what):
    """What follows from a resolution: an action closed, an action added, a question."""
    meeting, resolution = _resolution(request, slug, pk)
    if what not in FOLLOW_ONS:
        raise Http404
    make_form, do = FOLLOW_ONS[what]
    form = make_form(request, meeting)
    valid = request.method == "POST" and form.is_valid()
    if valid and (said := saved(form, lambda: do(request, resolution, form))):
        messages.success(request, said)
        return redirect("resolution_edit", slug, resolution.pk)
    context = {"meeting": meeting, "resolution": resolution, "form": form, "what": what}
    context["actors"] = known_names() if what == "add" else ()
    return render(request, "meetings/follow_on.html", context)


def question_create(request, slug):
    """A question that no minute was given to."""
    meeting = run_meeting(request, slug)
    form = _question_form(request, meeting)
    valid = request.method == "POST" and form.is_valid()
    given = {"meeting": meeting, "by": request.user, "today": request.today}
    if valid and saved(form, lambda: ask_question(**given, **form.asked())):
        messages.success(request, ASKED)
        return redirect(meeting)
    return render(request, "meetings/follow_on.html", {"meeting": meeting, "form": form, "what": "ask"})


ASKED = gettext_lazy(
    "The question is written down. Whoever leads reads it among their actions, and it "
    "stands in the next paper."
)


def _question_form(request, meeting):
    user, today = request.user, request.today
    plans = queries.plans_asked_about(user, today)
    own = plans.filter(committee=meeting.committee_id).first()
    actions = permissions.visible_actions(user, today)
    form = QuestionForm(request.POST or None, plans=plans, actions=actions, today=today)
    form.initial["plan"] = own
    return form


def _ask(request, resolution, form):
    given = {"meeting": resolution.meeting, "by": request.user, "today": request.today}
    ask_question(resolution=resolution, **given, **form.asked())
    return ASKED


def _closing_form(request, meeting):
    return ClosingForm(request.POST or None, **_decided(request, meeting))


def _adding_form(request, meeting):
    challenges = permissions.visible_challenges(request.user, request.today)
    return AddingForm(request.POST or None, challenges=challenges, **_decided(request, meeting))


def _decided(request, meeting):
    user, today = request.user, request.today
    plans = queries.plans_decided_by(meeting.committee, user, today)
    return {"plans": plans, "actions": permissions.visible_actions(user, today), "today": today}


def _close(request, resolution, form):
    given = {"resolution": resolution, "by": request.user, "today": request.today}
    closed = close_by_resolution(**given, **form.closing())
    return _("{reference} is closed.").format(reference=closed.reference)


def _add(request, resolution, form):
    given = {"resolution": resolution, "by": request.user, "today": request.today}
    added = add_by_resolution(**given, **form.adding())
    return _("{reference} is added to the plan.").format(reference=added.reference)


FOLLOW_ONS = {
    "ask": (_question_form, _ask),
    "close": (_closing_form, _close),
    "add": (_adding_form, _add),
}


def question_answer(request, pk):
    """Answer what a committee asked; who may not know of the question finds none."""
    user, today = request.user, request.today
    query = get_object_or_404(queries.known(user, today), pk=pk)
    permissions.check(queries.may_answer(user, query, today))
    form = AnswerForm(request.POST or None, news=queries.news_since(query))
    valid = request.method == "POST" and form.is_valid() and not query.answered_on
    if valid and saved(form, lambda: _answered(request, query, form.cleaned_data)):
        messages.success(request, _("The answer is kept. It goes into the next paper to the committee."))
        return redirect(query.action or query.plan)
    gives_news = query.action and queries.may_give_news(user, query, today)
    context = {"query": query, "form": form, "gives_news": gives_news}
    return render(request, "meetings/question_answer.html", context)


def _answered(request, query, given):
    user, today = request.user, request.today
    return answer_question(
        query=query,
        by=user,
        today=today,
        words="" if given.get("update") else given["words"],
        update=given.get("update"),
        for_actor=permissions.answers_for(user, query.action, today) if query.action else None,
        in_words=not queries.may_give_news(user, query, today),
    )


@require_GET
def committee_log(request, slug):
    committee, show, entries = _log(request, slug)
    page = Paginator(entries, A_PAGE).get_page(request.GET.get("page"))
    context = {"committee": committee, "page": page, "show": show, "shows": action_log.SHOWS.items()}
    return render(request, "meetings/committee_log.html", context)


@require_GET
def committee_log_file(request, slug):
    """The same as a file for a spreadsheet: no word altered, as with papers."""
    committee, _, entries = _log(request, slug)
    name = f"action-log-{committee.slug}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8", headers=headers)
    csv.writer(answer, lineterminator="\r\n").writerows(action_log.as_rows(entries))
    return answer


def _log(request, slug):
    """The committee, what is chosen, and its log; 404 for whoever knows of no meetings."""
    user, today = request.user, request.today
    if not permissions.may_know_of_meetings(user, today):
        raise Http404
    committee = Actor.objects.committees().called(slug)
    if committee is None:
        raise Http404
    show = request.GET.get("show", "")
    show = show if show in action_log.SHOWS else ""
    return committee, show, action_log.log_of(committee, user, today, show)
