"""Pages about the site as a whole."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from actionplan import permissions
from actionplan.changes.grants import give_grant
from actionplan.models import Grant
from config import guides, places
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
        messages.success(request, _("You keep the plans now, besides the accounts."))
        return redirect("first_steps")
    context = {"steps": steps, "may_import": permissions.may_import(user, today)}
    return render(request, "site/first_steps.html", context)


@require_GET
def help_list(request):
    """The guides: first those for what this person does here."""
    own, others = guides.guides_for(request.user, request.today)
    return render(request, "site/help.html", {"own": own, "others": others})


@require_GET
def guide(request, key):
    shown = next((each for each in guides.GUIDES if each.key == key), None)
    if shown is None:
        raise Http404
    others = [each for each in guides.GUIDES if each is not shown]
    return render(
        request, "site/guide.html", {"guide": shown, "page": guides.page_of(shown), "others": others}
    )
