"""Planning a committee's meetings; their pages with papers are in reports.views.meetings."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from actionplan import permissions
from actionplan.changes import plan_meeting
from actionplan.changes.meetings import set_timetable
from actionplan.forms.meetings import MeetingForm, TimetableForm
from actionplan.forms.saving import saved
from actionplan.models import Meeting
from actionplan.timetable import PUBLICATION, days_of, too_late
from actionplan.working_days import WorkingDays
from people.models import Actor, Council


def meeting_create(request):
    committees = run_by(request)
    permissions.check(committees.exists() or permissions.may_be_clerk(request.user, request.today))
    form = MeetingForm(request.POST or None, committees=committees)
    if request.method == "POST" and form.is_valid() and (meeting := _planned(form, request.user)):
        messages.success(request, _("The meeting is planned. Its papers can be added now."))
        return redirect(meeting)
    return render(request, "actionplan/meeting_form.html", {"form": form, "committees": committees})


def meeting_edit(request, slug):
    """Another day or time: the committee and the address stay."""
    meeting = run_meeting(request, slug)
    start = {"committee": meeting.committee, "held_on": meeting.held_on, "starts_at": meeting.starts_at}
    own = Actor.objects.filter(pk=meeting.committee_id)
    form = MeetingForm(request.POST or None, initial=start, committees=own)
    if request.method == "POST" and form.is_valid() and _planned(form, request.user, meeting):
        messages.success(request, _("The meeting is changed."))
        return redirect("meeting_detail", meeting.slug)
    return render(request, "actionplan/meeting_form.html", {"form": form, "meeting": meeting})


def _planned(form, user, meeting=None):
    """The meeting as written, or None with the form saying why not."""
    return saved(form, lambda: plan_meeting(by=user, meeting=meeting, **form.cleaned_data))


def run_by(request):
    """The committees whose meetings this person runs."""
    committees = Actor.objects.current().committees()
    run = [each.pk for each in committees if permissions.may_run_meetings(request.user, each, request.today)]
    return committees.filter(pk__in=run)


def run_meeting(request, slug):
    """The meeting, for whoever runs its committee's; else 404."""
    meeting = get_object_or_404(Meeting.objects.select_related("committee"), slug=slug)
    if not permissions.may_run_meetings(request.user, meeting.committee, request.today):
        raise Http404
    return meeting


def meeting_timetable(request, slug):
    """The days by which papers must be there; one that leaves too little time is kept, and said to be too late."""
    meeting = run_meeting(request, slug)
    council = Council.ours()
    working_days = WorkingDays.of(council)
    form = TimetableForm(request.POST or None, days=days_of(meeting, council, working_days, request.today))
    valid = request.method == "POST" and form.is_valid()
    if valid and saved(form, lambda: set_timetable(meeting=meeting, days=form.cleaned_data, by=request.user)):
        messages.success(request, _("The timetable is saved."))
        day = form.cleaned_data[PUBLICATION]
        if day and (warning := too_late(day, meeting, council, working_days)):
            messages.warning(request, " ".join((_("Publication is too late."), warning)))
        return redirect("meeting_detail", meeting.slug)
    return render(request, "meetings/timetable_form.html", {"form": form, "meeting": meeting})
