"""Editing one piece of an action where it stands, and confirming how a deadline was read."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from actionplan import permissions
from actionplan.changes import confirm_reading, edit_action
from actionplan.deadline_words import reading
from actionplan.forms.saving import saved
from actionplan.forms.structure import PIECES, PieceForm, label_of
from actionplan.views.actions import visible_action
from actionplan.views.doing import done


def action_piece(request, slug, reference, piece):
    """The form of one piece: a part of the action's page where scripts run, else a page of its own."""
    if piece not in PIECES:
        raise Http404
    user, today = request.user, request.today
    action = visible_action(request, slug, reference)
    permissions.check(permissions.may_edit(user, action.plan, today))
    form = PieceForm(request.POST or None, action=action, piece=piece)
    if (
        request.method == "POST"
        and form.is_valid()
        and saved(form, lambda: edit_action(action=action, by=user, today=today, **form.edit()), action)
    ):
        messages.success(request, _("{reference} is saved.").format(reference=action.reference))
        return redirect(action)
    context = {
        "action": action,
        "plan": action.plan,
        "form": form,
        "piece": piece,
        "label": label_of(action, piece),
    }
    return render(
        request,
        "structure/piece_form.html",
        context,
        status=422 if form.errors and request.htmx else 200,
    )


@require_POST
def deadline_confirm(request, slug, reference, pk):
    action = visible_action(request, slug, reference)
    permissions.check(permissions.may_edit(request.user, action.plan, request.today))
    line = get_object_or_404(action.deadlines.select_related("action"), pk=pk)
    said = _("“{words}” is confirmed as {reading}.").format(words=line.words, reading=reading(line))
    done(request, lambda: confirm_reading(deadline=line, by=request.user), said)
    return redirect(action)
