"""Asking for more time, changing or withdrawing what was asked, and putting a mistyped deadline right."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from actionplan import changes, permissions
from actionplan.changes.deadlines import no_correction
from actionplan.extensions import date_asked_for, moves_of, next_meeting, who_agrees
from actionplan.forms.asking import WORDS_MAX, AskForm, CorrectionForm, parse_day, read_back
from actionplan.forms.saving import saved
from actionplan.models import DeadlineChange
from actionplan.rows import lines_of
from actionplan.views.actions import visible_action
from actionplan.views.doing import done


def ask_for_time(request, slug, reference):
    """A new date with a reason; where one was asked for already, another one in its place."""
    user, today = request.user, request.today
    action = _action(request, slug, reference)
    lines = _lines(request, action)
    if not lines:
        messages.warning(
            request, _("{reference} has no deadline that could move.").format(reference=action.reference)
        )
        return redirect(action)
    waiting = lines[0]["change"] if len(lines) == 1 else None
    hat = permissions.hat_for(user, action, today, permissions.ANSWERS)
    form = AskForm(
        request.POST or None,
        action=action,
        lines=[line["deadline"] for line in lines],
        today=today,
        waiting=waiting,
        for_others=hat is None,
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and (change := _asked(form, waiting, action, user, today))
    ):
        told = who_agrees(action.plan)
        messages.success(
            request,
            _("{date} is asked for. Until {who} agrees, the present date counts.").format(
                date=date_asked_for(change), who=told
            ),
        )
        return redirect(action)
    context = {
        "action": action,
        "plan": action.plan,
        "form": form,
        "lines": lines,
        "waiting": waiting,
        "asked_for": date_asked_for(waiting) if waiting else "",
        "who_agrees": who_agrees(action.plan),
        "next_meeting": next_meeting(action.plan, today),
        "may_correct": _may_correct(lines, action, user, today),
    }
    return render(request, "asking/ask_for_time.html", context, status=422 if form.errors else 200)


def _action(request, slug, reference):
    """The action, for those who may ask for more time for it."""
    action = visible_action(request, slug, reference)
    permissions.check(permissions.may_ask_for_time(request.user, action, request.today))
    return action


def _lines(request, action):
    """The deadlines that are not met; of several, the one that is named in the address."""
    lines = [
        moves_of(line, action, request.today)
        for line in lines_of(action, request.today)
        if not line.deadline.met_on
    ]
    named = [line for line in lines if str(line["deadline"].pk) == request.GET.get("deadline")]
    return named or lines


def _asked(form, waiting, action, user, today):
    given = {name: form.cleaned_data[name] for name in ("words", "reason")} | {"by": user, "today": today}
    given["for_actor"] = form.cleaned_data.get("for_actor") or permissions.answers_for(user, action, today)
    if waiting:
        return saved(form, lambda: changes.ask_anew(change=waiting, **given))
    deadline = form.cleaned_data["deadline"]
    return saved(form, lambda: changes.ask_for_time(deadline=deadline, **given))


def _may_correct(lines, action, user, today):
    """An editor, where there is one deadline and what was written of it can still be put right."""
    if len(lines) != 1 or not permissions.may_edit(user, action.plan, today):
        return False
    return not no_correction(lines[0]["deadline"], action, today)


@require_POST
def extension_withdraw(request, slug, reference, pk):
    action = _action(request, slug, reference)
    change = get_object_or_404(DeadlineChange.objects.filter(deadline__action=action), pk=pk)
    said = _("{date} is no longer asked for. The present date stays.").format(date=date_asked_for(change))
    done(request, lambda: changes.withdraw_extension(change=change, by=request.user), said)
    return redirect(action)


def deadline_correct(request, slug, reference, pk):
    """A year mistyped; not for more time."""
    user, today = request.user, request.today
    action = visible_action(request, slug, reference)
    permissions.check(permissions.may_edit(user, action.plan, today))
    line = get_object_or_404(action.deadlines, pk=pk)
    form = CorrectionForm(request.POST or None, plan=action.plan, line=line, today=today)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if saved(form, lambda: changes.correct_deadline(deadline=line, by=user, today=today, **given)):
            messages.success(request, _("The deadline is put right. The history says what it was."))
            return redirect(action)
    context = {
        "action": action,
        "plan": action.plan,
        "form": form,
        "line": line,
        "refusal": no_correction(line, action, today),
    }
    return render(request, "asking/deadline_correct.html", context, status=422 if form.errors else 200)


@require_GET
def new_date_reading(request, slug):
    """How the words of a new date are read, while one types them; for whoever may open the plan."""
    plan = get_object_or_404(permissions.visible_plans(request.user, request.today), slug=slug)
    given = request.GET.dict()
    before = parse_day(given.pop("from", ""))
    words = next(iter(given.values()), "").strip()[:WORDS_MAX]
    return HttpResponse(escape(read_back(plan, words, request.today, before)))
