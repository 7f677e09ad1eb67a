"""Pages of meetings, with their papers. Planning a meeting is in actionplan.views.meetings."""

from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, render

from actionplan import extensions, permissions
from people.models import Actor
from reports import access
from reports.models import Paper


def meeting_list(request):
    """Meetings ahead, the next one first, then those that were held; of one committee where one is named."""
    meetings = access.visible_meetings(request.user, request.today)
    committees = Actor.objects.filter(meetings__in=meetings).distinct()
    chosen = committees.filter(pk=_number(request.GET.get("committee"))).first()
    shown = meetings.filter(committee=chosen) if chosen else meetings
    counted = shown.annotate(
        published=Count("papers", Q(papers__state=Paper.State.PUBLISHED)),
        drafts=Count("papers", Q(papers__state=Paper.State.DRAFT)),
    )
    found = list(counted.order_by("-held_on", "-starts_at", "id"))
    for meeting in found:
        meeting.runs = permissions.may_run_meetings(request.user, meeting.committee, request.today)
    return render(
        request,
        "reports/meeting_list.html",
        {
            "ahead": [each for each in reversed(found) if each.held_on >= request.today],
            "held": [each for each in found if each.held_on < request.today],
            "committees": committees,
            "chosen": chosen,
            "may_add": permissions.may_be_clerk(request.user, request.today),
        },
    )


def meeting_detail(request, slug):
    user, today = request.user, request.today
    meeting = get_object_or_404(access.visible_meetings(user, today), slug=slug)
    may_run = permissions.may_run_meetings(user, meeting.committee, today)
    return render(
        request,
        "reports/meeting_detail.html",
        {
            "meeting": meeting,
            "papers": access.visible_papers(user, meeting, today),
            "resolutions": extensions.with_new_dates(meeting.resolutions.all(), user, today),
            "may_run": may_run,
            "asked": extensions.by_plan(extensions.before(meeting, user, today), today) if may_run else [],
            "held": meeting.held_on <= today,
            "rounds": permissions.visible_rounds(user, today).filter(meeting=meeting),
            "may_ask_for_updates": permissions.may_ask_for_updates_before(user, meeting, today),
        },
    )


def _number(words):
    return int(words) if words and words.isascii() and words.isdigit() and len(words) < 10 else None
