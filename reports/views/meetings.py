"""Pages of meetings, with their papers. Planning a meeting is in actionplan.views.meetings."""

from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, prefetch_related_objects
from django.shortcuts import get_object_or_404, render

from actionplan import action_log, extensions, permissions, queries, recommendations
from actionplan.models import Resolution
from actionplan.timetable import days_of, state_of, too_late
from actionplan.working_days import WorkingDays
from people.models import Actor, Council
from reports import access, standing
from reports.models import Paper

THIS_WEEK = timedelta(days=6)


def meeting_list(request):
    """Meetings ahead, the next one first, then those that were held; of one committee where one is named."""
    meetings = access.visible_meetings(request.user, request.today)
    committees = Actor.objects.filter(meetings__in=meetings).distinct()
    chosen = committees.called(request.GET.get("committee", ""))
    shown = meetings.filter(committee=chosen) if chosen else meetings
    found = list(_counted(shown).order_by("-held_on", "-starts_at", "id"))
    for meeting in found:
        meeting.runs = permissions.may_run_meetings(request.user, meeting.committee, request.today)
        meeting.state = _state(meeting, request.today)
    ahead = [each for each in reversed(found) if each.held_on >= request.today]
    return render(
        request,
        "reports/meeting_list.html",
        {
            "ahead": ahead,
            "held": [each for each in found if each.held_on < request.today],
            "due": _due([each for each in ahead if each.runs], request.today),
            "committees": committees,
            "chosen": chosen,
            "may_add": permissions.may_be_clerk(request.user, request.today),
            "may_keep_days": permissions.may_keep_accounts(request.user, request.today),
        },
    )


def _counted(meetings):
    resolved = Resolution.objects.filter(meeting=OuterRef("pk"))
    return meetings.annotate(
        published=Count("papers", Q(papers__state=Paper.State.PUBLISHED)),
        drafts=Count("papers", Q(papers__state=Paper.State.DRAFT, papers__corrects=None)),
        minuted=Exists(resolved),
    )


def _state(meeting, today):
    """Whoever does not run the meeting is not told of drafts."""
    return state_of(
        held_on=meeting.held_on,
        today=today,
        drafts=meeting.drafts if meeting.runs else 0,
        published=meeting.published,
        minuted=meeting.minuted,
    )


def _due(meetings, today):
    """What is due for the papers of these meetings within a week, and what is late."""
    if not meetings:
        return []
    papers = Prefetch("papers", Paper.objects.defer("text").prefetch_related("clearances"))
    prefetch_related_objects(meetings, papers)
    council = Council.ours()
    return standing.due_now(meetings, council, WorkingDays.of(council), today, today + THIS_WEEK)


def meeting_detail(request, slug):
    user, today = request.user, request.today
    meeting = get_object_or_404(access.visible_meetings(user, today), slug=slug)
    may_run = permissions.may_run_meetings(user, meeting.committee, today)
    papers = access.visible_papers(user, meeting, today)
    minutes = list(action_log.minutes_of(meeting, user, today))
    recommended = recommendations.of_meeting(meeting) if meeting.held_on <= today else []
    for minute in minutes:
        minute.answers = [each for each in recommended if each.resolution == minute.pk]
    return render(
        request,
        "reports/meeting_detail.html",
        {
            "meeting": meeting,
            "papers": papers,
            "state": standing.state(meeting, today, papers, bool(minutes)),
            "resolutions": minutes,
            "not_resolved_on": [each for each in recommended if may_run and each.resolution is None],
            "questions": queries.known(user, today).filter(meeting=meeting, resolution=None),
            "may_run": may_run,
            "asked": extensions.by_plan(extensions.before(meeting, user, today), today) if may_run else [],
            "held": meeting.held_on <= today,
            "rounds": permissions.visible_rounds(user, today).filter(meeting=meeting),
            "may_ask_for_updates": permissions.may_ask_for_updates_before(user, meeting, today),
            **(_timetable(meeting, papers, today) if may_run else {}),
        },
    )


def _timetable(meeting, papers, today):
    """The days by which its papers must be there, and what is wrong with the last of them."""
    council = Council.ours()
    working_days = WorkingDays.of(council)
    prefetch_related_objects(papers, "clearances")
    days = days_of(meeting, council, working_days, today, standing.done_by(papers))
    return {
        "days": days,
        "too_late": too_late(days[-1].on, meeting, council, working_days),
        "not_counted": working_days.not_counted(days[-1].on, meeting.held_on),
        "council_days": council,
    }
