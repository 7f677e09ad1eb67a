"""The headings, challenges and actions of a plan: adding, moving, and taking out what is empty."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from actionplan import permissions
from actionplan.changes import (
    add_challenge,
    add_heading,
    delete_challenge,
    delete_heading,
    move_action,
    move_challenge,
    move_heading,
)
from actionplan.forms.saving import saved
from actionplan.forms.structure import ActionPlaceForm, BeforeForm, ChallengeAddForm, HeadingAddForm
from actionplan.permissions import visible_actions, visible_challenges, visible_headings
from actionplan.views.actions import visible_action
from actionplan.views.doing import done
from actionplan.views.outline import editable_plan, outline_page
from actionplan.wording import outline_words


@require_POST
def heading_add(request, slug):
    plan = editable_plan(request, slug)
    form = HeadingAddForm(request.POST, plan=plan)
    if form.is_valid():
        heading = saved(form, lambda: add_heading(plan=plan, by=request.user, **form.cleaned_data))
        if heading:
            messages.success(request, _("“{heading}” is added.").format(heading=heading.name))
            return redirect("plan_outline", plan.slug)
    return outline_page(request, plan, add_heading=form)


@require_POST
def challenge_add(request, slug):
    plan = editable_plan(request, slug)
    headings = visible_headings(request.user, request.today, plan)
    form = ChallengeAddForm(request.POST, plan=plan, headings=headings)
    if form.is_valid():
        challenge = saved(form, lambda: add_challenge(by=request.user, **form.cleaned_data))
        if challenge:
            messages.success(
                request,
                _("{number} “{title}” is added.").format(number=challenge.number, title=challenge.title),
            )
            return redirect("plan_outline", plan.slug)
    return outline_page(request, plan, add_challenge=form)


@require_POST
def heading_move(request, slug):
    plan = editable_plan(request, slug)
    headings = visible_headings(request.user, request.today, plan)
    heading = _the_one(headings, "pk", request)
    _move(request, heading, headings, f"“{heading.name}”", lambda **to: move_heading(heading=heading, **to))
    return _outline_after_move(request, plan, f"heading-{heading.pk}")


@require_POST
def challenge_move(request, slug):
    plan = editable_plan(request, slug)
    challenges = visible_challenges(request.user, request.today, plan)
    challenge = _the_one(challenges, "number", request)
    called = f"{challenge.number} “{challenge.title}”"
    _move(request, challenge, challenges, called, lambda **to: move_challenge(challenge=challenge, **to))
    return _outline_after_move(request, plan, f"challenge-{challenge.number}")


def _the_one(rows, field, request):
    """The row that the form says is to be moved, by its number, id or reference."""
    value = request.POST.get("what", "").replace("\0", "")
    if field != "reference" and not (value.isdecimal() and len(value) < 10):
        raise Http404
    return get_object_or_404(rows, **{field: value})


def _move(request, subject, among, called, move):
    """Move it where the form says, seen among those this person knows of."""
    form = BeforeForm(request.POST, among=among)
    if not form.is_valid():
        messages.error(request, _("Choose a place that is there."))
        return
    before = form.place(subject, among)
    if before == subject:
        up = request.POST.get("way") == "up"
        said = _("{moved} stands first already.") if up else _("{moved} stands there already.")
    else:
        said = _("{moved} now stands before {before}.") if before else _("{moved} now stands at the end.")
    said = said.format(moved=called, before=before and _called(before))
    done(request, lambda: move(by=request.user, before=before), said)


def _called(row):
    """How a message names a heading, a challenge or an action: “Leadership”, 17, 17.2."""
    return f"“{row.name}”" if hasattr(row, "name") else str(getattr(row, "number", "") or row.reference)


def _outline_after_move(request, plan, row):
    """Where scripts run, the outline again with the focus on what moved; else its page."""
    if request.htmx:
        return outline_page(request, plan, moved=row, pressed=request.POST.get("way", ""))
    return redirect("plan_outline", plan.slug)


@require_POST
def heading_delete(request, slug, pk):
    plan = editable_plan(request, slug)
    heading = get_object_or_404(visible_headings(request.user, request.today, plan), pk=pk)
    said = _("“{heading}” is taken out.").format(heading=heading.name)
    done(request, lambda: delete_heading(heading=heading, by=request.user), said)
    return redirect("plan_outline", plan.slug)


@require_POST
def challenge_delete(request, slug, number):
    plan = editable_plan(request, slug)
    known = visible_challenges(request.user, request.today, plan)
    challenge = get_object_or_404(known, number=number)
    said = _("{number} “{title}” is taken out. Its number is not given again.").format(
        number=challenge.number, title=challenge.title
    )
    done(request, lambda: delete_challenge(challenge=challenge, by=request.user), said)
    return redirect("plan_outline", plan.slug)


def challenge_order(request, slug, number):
    """The actions of one challenge, to be put in another order."""
    plan = editable_plan(request, slug)
    user, today = request.user, request.today
    challenge = get_object_or_404(visible_challenges(user, today, plan), number=number)
    actions = visible_actions(user, today, plan).filter(challenge=challenge).order_by("order", "id")
    moved = None
    if request.method == "POST":
        moved = _the_one(actions, "reference", request)
        _move(
            request,
            moved,
            actions.all(),
            moved.reference,
            lambda **to: move_action(action=moved, challenge=challenge, **to),
        )
        if not request.htmx:
            return redirect("challenge_order", plan.slug, challenge.number)
    there = list(actions.select_related("plan"))
    context = {
        "plan": plan,
        "challenge": challenge,
        "outline_words": outline_words(plan),
        "actions": [(f"action-{each.reference}", each) for each in there],
        "places": [(each.reference, each.pk, str(each)) for each in there],
        "moved": f"action-{moved.reference}" if moved else "",
        "pressed": request.POST.get("way", ""),
        "open_plan": plan.state != plan.State.CLOSED,
    }
    return render(request, "structure/challenge_order.html", context)


def action_move(request, slug, reference):
    """Another challenge or another place for an action."""
    user, today = request.user, request.today
    action = visible_action(request, slug, reference)
    permissions.check(permissions.may_edit(user, action.plan, today))
    challenges = visible_challenges(user, today, action.plan)
    looked_at = request.GET.get("challenge", "")
    form = ActionPlaceForm(
        request.POST or None,
        action=action,
        challenges=challenges,
        actions=visible_actions(user, today, action.plan),
        chosen=challenges.filter(pk=looked_at).first() if looked_at.isdecimal() else None,
    )
    if request.method == "POST" and form.is_valid() and saved(form, lambda: _moved(form, action, user)):
        challenge = form.cleaned_data["challenge"]
        messages.success(
            request,
            _("{reference} now stands under {challenge}. Its reference stays.").format(
                reference=action.reference, challenge=challenge
            ),
        )
        return redirect(action)
    context = {"action": action, "plan": action.plan, "form": form}
    return render(request, "structure/action_move.html", context)


def _moved(form, action, user):
    given = form.cleaned_data
    return move_action(
        action=action,
        challenge=given["challenge"],
        before=form.stands_before(),
        reason=given["reason"],
        by=user,
    )
