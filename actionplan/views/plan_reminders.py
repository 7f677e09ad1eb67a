"""On which days a plan reminds: the page where its editor says so."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from actionplan.changes.reminders import set_reminders
from actionplan.changes.revisions import latest_revision
from actionplan.forms.plan_reminders import KEYS, RemindersForm
from actionplan.forms.saving import saved
from actionplan.views.outline import editable_plan


def plan_reminders(request, slug):
    plan = editable_plan(request, slug)
    act = request.POST.get("act", "show")
    form = RemindersForm(request.POST or None, plan=plan, opened_at=latest_revision(plan).number)
    if request.method == "POST" and act == "usual":
        form = RemindersForm(plan=plan, opened_at=latest_revision(plan).number)
        if saved(form, lambda: set_reminders(plan=plan, by=request.user, **dict.fromkeys(KEYS))):
            messages.success(request, _("The plan reminds on the usual days."))
            return redirect("plan_reminders", plan.slug)
    elif request.method == "POST" and act == "save" and form.is_valid():
        given = {**form.values(), "opened_at_revision": form.cleaned_data["opened_at_revision"]}
        if saved(form, lambda: set_reminders(plan=plan, by=request.user, **given), plan):
            messages.success(request, _("The days are saved."))
            return redirect("plan_reminders", plan.slug)
    context = {"plan": plan, "form": form, "sentences": form.sentences(), "changed": bool(plan.reminders)}
    return render(request, "scales/plan_reminders.html", context, status=422 if form.errors else 200)
