"""Where else to look: the links of an action, added and taken out."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from actionplan import permissions
from actionplan.changes import add_see_also, remove_see_also
from actionplan.forms.saving import saved
from actionplan.forms.structure import SeeAlsoForm
from actionplan.seeing_also import find_targets, name_of, number_of, target_of, words_of
from actionplan.views.actions import known_links, visible_action
from actionplan.views.doing import done

NOTHING = gettext_lazy("We found nothing of this name. Write a reference such as 17.2, or some of its words.")
SEVERAL = gettext_lazy("Several are found. Choose which.")


def see_also(request, slug, reference):
    action = _editable_action(request, slug, reference)
    user, today = request.user, request.today
    form = SeeAlsoForm(request.POST or None, address=reverse("see_also_search", args=[slug, reference]))
    found = []
    if request.method == "POST" and form.is_valid():
        challenge, other = target_of(form.cleaned_data["target"], user=user, today=today)
        if not (challenge or other):
            found = find_targets(form.cleaned_data["words"], action=action, user=user, today=today)
            challenge, other = _only(found)
        if not (challenge or other):
            form.add_error("words", SEVERAL if found else NOTHING)
        elif saved(form, lambda: add_see_also(action=action, by=user, challenge=challenge, other=other)):
            messages.success(
                request,
                _("{reference} now says: see also {other}.").format(
                    reference=action.reference, other=number_of(challenge or other)
                ),
            )
            return redirect("see_also", slug, reference)
    context = {
        "action": action,
        "plan": action.plan,
        "form": form,
        "links": known_links(action, user, today),
        "found": [(name_of(each), each) for each in found],
    }
    return render(request, "structure/see_also.html", context)


def _only(found):
    """The one that was found, as (challenge, other)."""
    if len(found) != 1:
        return None, None
    (target,) = found
    return (target, None) if name_of(target).startswith("challenge") else (None, target)


@require_GET
def see_also_search(request, slug, reference):
    action = _editable_action(request, slug, reference)
    words = request.GET.get("q", "").replace("\0", "")[:200]
    found = find_targets(words, action=action, user=request.user, today=request.today)
    context = {
        "plan": action.plan,
        "words": words.strip(),
        "found": [(name_of(each), each, number_of(each), words_of(each)) for each in found],
    }
    return render(request, "structure/_targets_found.html", context)


@require_POST
def see_also_remove(request, slug, reference, pk):
    action = _editable_action(request, slug, reference)
    see = get_object_or_404(known_links(action, request.user, request.today), pk=pk)
    said = _("{reference} no longer says: see also {other}.").format(
        reference=action.reference, other=number_of(see.challenge or see.other)
    )
    done(request, lambda: remove_see_also(see=see, by=request.user), said)
    return redirect("see_also", slug, reference)


def _editable_action(request, slug, reference):
    action = visible_action(request, slug, reference)
    permissions.check(permissions.may_edit(request.user, action.plan, request.today))
    return action
