"""Recording an update, from an action's page or from My actions."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from actionplan import permissions
from actionplan.changes import record_update
from actionplan.forms.saving import saved
from actionplan.forms.updates import UpdateForm
from actionplan.views.actions import action_page, visible_action
from actionplan.views.mine import my_actions_page


@require_POST
def update_create(request, slug, reference):
    user, today = request.user, request.today
    action = visible_action(request, slug, reference)
    permissions.check(permissions.may_update(user, action, today))
    form = UpdateForm(request.POST, action=action)
    from_mine = request.POST.get("from") == "my_actions"
    if form.is_valid():
        whom = permissions.answers_for(user, action, today)
        given = form.cleaned_data
        if saved(form, lambda: record_update(action=action, by=user, for_actor=whom, **given)):
            messages.success(request, _said(action, whom, given["no_change"]))
            return redirect("my_actions") if from_mine else redirect(action)
    return my_actions_page(request, action, form) if from_mine else action_page(request, action, form)


def _said(action, whom, no_change):
    what = "“No change” is" if no_change else "Your update is"
    return f"{what} saved for {action.reference}{f', for {whom.name}' if whom else ''}."
