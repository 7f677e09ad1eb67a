"""Recording an update, from an action's page or from My actions."""

from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from actionplan import permissions
from actionplan.changes import record_update
from actionplan.forms.saving import saved
from actionplan.uploads import takes_files
from actionplan.views.actions import action_page, visible_action
from actionplan.views.mine import my_actions_page
from actionplan.views.update_forms import for_whom, update_form


@takes_files
@require_http_methods(["GET", "POST"])
def update_create(request, slug, reference):
    """Its form stands on other pages; who comes here without one, from a sign-in or a reload, gets to the action."""
    user, today = request.user, request.today
    action = visible_action(request, slug, reference)
    if request.method == "GET":
        return redirect(action)
    permissions.check(permissions.may_update(user, action, today))
    form = update_form(request, action, request.POST, request.FILES)
    from_mine = request.POST.get("from") == "my_actions"
    if form.is_valid():
        whom, given = for_whom(request, action, form), form.answer()
        if saved(form, lambda: record_update(action=action, by=user, for_actor=whom, **given)):
            messages.success(request, said(action, whom, given, form.cleaned_data.get("for_whom") and user))
            return redirect(_back_to_its_card(action)) if from_mine else redirect(action)
    return my_actions_page(request, action, form) if from_mine else action_page(request, action, form)


def _back_to_its_card(action):
    """My actions with this card in sight; it says itself that it was saved."""
    card = urlencode({"saved": f"{action.plan.slug}/{action.reference}"}, safe="/")
    return f"{reverse('my_actions')}?{card}#card-{action.pk}"


UPDATE = {
    "own": gettext_lazy("Your update is saved for {reference}."),
    "signed": gettext_lazy("Your update is saved for {reference}, for {person}."),
    "written": gettext_lazy("The update is saved for {reference}, for {person}, written by {writer}."),
}
NO_CHANGE = {
    "own": gettext_lazy("“No change” is saved for {reference}."),
    "signed": gettext_lazy("“No change” is saved for {reference}, for {person}."),
    "written": gettext_lazy("“No change” is saved for {reference}, for {person}, written by {writer}."),
}


def said(action, whom, given, writer):
    """ "Your update is saved for 1.1, for Head of HR"; what an editor wrote down for somebody says both names."""
    sentences = NO_CHANGE if given["no_change"] else UPDATE
    sentence = sentences["written" if writer else "signed" if whom else "own"]
    return sentence.format(reference=action.reference, person=whom and whom.name, writer=writer)
