"""Pages about the site as a whole."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from actionplan import permissions
from actionplan.changes.grants import give_grant
from actionplan.models import Grant
from config import places
from config.first_steps import first_steps as steps_for


@require_GET
def settings(request):
    """What is kept for the whole site: each entry for whoever may keep it, the page for whoever has one."""
    permissions.check(places.offered(places.OF_SETTINGS, request.user, request.today))
    return render(request, "site/settings.html")


def first_steps(request):
    """What a new site needs before it holds a plan; by its one button an administrator keeps the plans too."""
    user, today = request.user, request.today
    permissions.check(permissions.may_keep_accounts(user, today))
    steps = steps_for(user, today)
    if not steps:
        return redirect("home")
    if request.method == "POST":
        give_grant(user=user, role=Grant.Role.EDITOR)
        messages.success(request, "You keep the plans now, besides the accounts.")
        return redirect("first_steps")
    context = {"steps": steps, "may_import": permissions.may_import(user, today)}
    return render(request, "site/first_steps.html", context)
