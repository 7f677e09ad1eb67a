"""Who has cleared a paper: what each role said, of which text, and the form to record one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from reports import clearing
from reports.forms import ClearanceForm
from reports.views.readiness import draft_of


def paper_clearances(request, slug, order):
    paper = draft_of(request, slug, order)
    roles = clearing.roles_of(paper)
    start = {"role": request.GET.get("role", ""), "revision": paper.revision}
    form = ClearanceForm(request.POST or None, initial=start, roles=[role.name for role in roles])
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        seen = given.pop("revision")
        try:
            clearing.record_clearance(
                paper=paper, by=request.user, at=timezone.now(), seen_at_revision=seen, **given
            )
        except ValidationError as problem:
            form.add_error(None, problem)
            form.data = form.data.copy()
            form.data["revision"] = paper.revision
        else:
            messages.success(
                request,
                _("What {name} said for {role} is recorded.").format(name=given["name"], role=given["role"]),
            )
            return redirect("paper_clearances", slug, order)
    context = {
        "paper": paper,
        "roles": roles,
        "form": form,
        "given": paper.clearances.select_related("by__actor"),
    }
    return render(request, "reports/paper_clearances.html", context)
