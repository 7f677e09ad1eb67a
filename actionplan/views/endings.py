"""Pages of how an action ends: closed, opened again, split, merged, replaced, deleted, restored."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from actionplan import permissions
from actionplan.changes import (
    close_action,
    delete_action,
    merge_actions,
    open_again,
    replace_action,
    restore_action,
    split_action,
)
from actionplan.changes.deleting import is_restorable
from actionplan.forms.endings import CloseForm, DeleteForm, MergeForm, OpenAgainForm, ReplaceForm, SplitForm
from actionplan.forms.saving import saved
from actionplan.models import Plan, Revision
from actionplan.views.actions import visible_action
from actionplan.views.doing import done
from actionplan.views.outline import editable_plan


def editable_action(request, slug, reference):
    """The action, for an editor who may read its news: closing it writes some. Else 404, or 403."""
    user, today = request.user, request.today
    action = visible_action(request, slug, reference)
    permissions.check(
        permissions.may_edit(user, action.plan, today) and permissions.may_see_news(user, action, today)
    )
    return action


def action_close(request, slug, reference):
    action = editable_action(request, slug, reference)
    form = CloseForm(request.POST or None)

    def close():
        whom = permissions.answers_for(request.user, action, request.today)
        return close_action(action=action, by=request.user, for_actor=whom, **form.ended())

    return _asked(request, action, form, "endings/close.html", close, _closed)


def _closed(closed, action):
    said = _("{reference} is closed as {ending}.")
    return said.format(reference=action.reference, ending=closed.get_ending_display()), closed


def action_open_again(request, slug, reference):
    action = editable_action(request, slug, reference)
    form = OpenAgainForm(request.POST or None, action=action)

    def reopen():
        return open_again(action=action, by=request.user, **form.cleaned_data)

    return _asked(
        request,
        action,
        form,
        "endings/open_again.html",
        reopen,
        lambda opened, _action: (_("{reference} is open again.").format(reference=opened.reference), opened),
    )


def action_split(request, slug, reference):
    action = editable_action(request, slug, reference)
    form = SplitForm(request.POST or None, action=action)

    def split():
        return split_action(action=action, by=request.user, today=request.today, **form.split())

    return _asked(request, action, form, "endings/split.html", split, _split)


def _split(new, action):
    said = _("{reference} is split in two: the new action is {new}.")
    return said.format(reference=action.reference, new=new.reference), new


def action_merge(request, slug, reference):
    action = editable_action(request, slug, reference)
    known = permissions.visible_actions(request.user, request.today, action.plan).exclude(pk=action.pk)
    known = known.filter(replaced_by=None).in_printed_order()
    form = MergeForm(request.POST or None, known=known)

    def merge():
        given = dict(form.cleaned_data)
        into = given.pop("other")
        return merge_actions(action=action, into=into, by=request.user, today=request.today, **given)

    return _asked(request, action, form, "endings/merge.html", merge, _merged, references=known)


def _merged(into, action):
    said = _("{reference} is merged into {other}.")
    return said.format(reference=action.reference, other=into.reference), into


def action_replace(request, slug, reference):
    user, today = request.user, request.today
    action = editable_action(request, slug, reference)
    plans = permissions.run_plans(user, today).exclude(state=Plan.State.CLOSED)
    known = permissions.visible_actions(user, today).filter(plan__in=plans).exclude(pk=action.pk)
    form = ReplaceForm(request.POST or None, known=known, plans=plans, plan=action.plan)

    def replace():
        given = form.cleaned_data
        return replace_action(action=action, other=given["other"], words=given["words"], by=user)

    here = known.filter(plan=action.plan, replaced_by=None).in_printed_order()
    return _asked(request, action, form, "endings/replace.html", replace, _replaced, references=here)


def _replaced(action, _before):
    said = _("{reference} says now that {other} takes its place.")
    return said.format(reference=action.reference, other=action.replaced_by.reference), action


def action_delete(request, slug, reference):
    action = editable_action(request, slug, reference)
    form = DeleteForm(request.POST or None)

    def delete():
        return delete_action(action=action, by=request.user, **form.cleaned_data)

    return _asked(request, action, form, "endings/delete.html", delete, _deleted)


def _deleted(action, _before):
    said = _("{reference} is deleted. It can be restored for 30 days.")
    return said.format(reference=action.reference), action.plan


def _asked(request, action, form, template, change, done, **context):
    """Show the form of a change; when it is sent, do it and say so, or say on the form why not."""
    if request.method == "POST" and form.is_valid() and (changed := saved(form, change)):
        said, goes_to = done(changed, action)
        messages.success(request, said)
        return redirect(goes_to)
    context |= {"action": action, "plan": action.plan, "form": form}
    return render(request, template, context, status=422 if form.errors else 200)


@require_GET
def deleted_actions(request, slug):
    plan = editable_plan(request, slug)
    return render(request, "endings/deleted.html", {"plan": plan, "deleted": _listed(request, plan)})


def _listed(request, plan):
    """The deleted actions, the latest first, each with who deleted it and why, and whether it can be restored."""
    actions = list(_deleted_actions(request, plan).order_by("-deleted_at", "-pk"))
    ids = [action.pk for action in actions]
    kept = Revision.objects.filter(subject="action", subject_id__in=ids).select_related("by__actor")
    kept = kept.defer("state").order_by("number")
    said = {each.subject_id: each for each in kept if "deleted_at" in each.changed}
    now = timezone.now()
    return [
        {"action": each, "said": said.get(each.pk), "restorable": is_restorable(each, now)}
        for each in actions
    ]


def _deleted_actions(request, plan):
    actions = permissions.edited_actions(request.user, request.today)
    return actions.filter(plan=plan).exclude(deleted_at=None).select_related("plan", "step")


@require_POST
def action_restore(request, slug, reference):
    plan = editable_plan(request, slug)
    action = get_object_or_404(_deleted_actions(request, plan), reference=reference)
    said = _("{reference} is back where it stood.").format(reference=action.reference)
    restored = done(request, lambda: restore_action(action=action, by=request.user), said)
    return redirect(restored) if restored else redirect("deleted_actions", plan.slug)
