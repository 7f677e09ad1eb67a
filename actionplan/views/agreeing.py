"""Answering those who asked for more time: as a plan's editor, or with the minute of a committee's meeting."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from actionplan import extensions, permissions
from actionplan.changes.extensions import answer_extensions, record_extensions
from actionplan.forms.asking import AnswersForm, ResolutionForm
from actionplan.forms.saving import saved
from actionplan.models import Meeting
from actionplan.wording import counted


def extension_list(request):
    """Everything asked for in the plans one edits or is the clerk of; what one may answer oneself with its form."""
    user, today = request.user, request.today
    permissions.check(permissions.may_hear_of_extensions(user, today))
    listed = extensions.listed(extensions.asked_of(user, today), user, today)
    form = AnswersForm(request.POST or None, extensions=listed, today=today)
    if request.method == "POST" and form.is_valid():
        answers = list(form.answers())
        if _saved(form, lambda: answer_extensions(answers=answers, by=user, today=today)):
            messages.success(request, _said(answers))
            return redirect("extension_list")
    plans = extensions.by_plan(listed, today, form.row)
    context = {
        "form": form,
        "mine": [each for each in plans if each["answered_here"]],
        "theirs": [each for each in plans if not each["answered_here"]],
        "count": len(listed),
    }
    return render(request, "asking/extension_list.html", context, status=422 if form.errors else 200)


def meeting_extensions(request, slug):
    """The clerk records by its minute what a meeting resolved on the new dates that were before it."""
    user, today = request.user, request.today
    meeting = get_object_or_404(Meeting.objects.select_related("committee"), slug=slug)
    if not permissions.may_run_meetings(user, meeting.committee, today):
        raise Http404
    listed, held = extensions.before(meeting, user, today), meeting.held_on <= today
    recorded = meeting.resolutions.filter(minute=request.GET.get("minute", "")).first()
    form = ResolutionForm(
        request.POST or None, meeting=meeting, resolution=recorded, extensions=listed, today=today
    )
    if request.method == "POST" and form.is_valid():
        answers, given = list(form.answers()), form.cleaned_data
        record = {
            "minute": given["minute"],
            "words": given["resolved"],
            "effective_on": given["effective_on"],
        }
        if _saved(
            form, lambda: record_extensions(meeting=meeting, answers=answers, by=user, today=today, **record)
        ):
            recorded = _("Minute {minute} is recorded.").format(minute=given["minute"])
            messages.success(request, f"{recorded} {_said(answers)}")
            return redirect(meeting)
    plans = extensions.by_plan(listed, today, form.row if held else None)
    context = {"form": form, "meeting": meeting, "plans": plans, "held": held}
    return render(request, "asking/meeting_extensions.html", context, status=422 if form.errors else 200)


def _saved(form, change):
    """Whether it was done; a change that gives nothing back is done too."""
    return saved(form, lambda: (change(), True)[1])


def _said(answers):
    """ "2 new dates agreed, 1 refused."."""
    agreed = sum(answer.agreed for answer in answers)
    refused = len(answers) - agreed
    said = _("{dates} agreed, {number} refused.") if refused else _("{dates} agreed.")
    if not agreed:
        said = _("{number} refused.")
    return said.format(dates=counted(agreed, "new date"), number=refused)
