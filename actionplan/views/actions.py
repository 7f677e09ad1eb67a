"""The pages of one action: what it is and what has happened, editing it, and adding another."""

from itertools import islice

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from actionplan import permissions, queries
from actionplan.changes import add_action, add_challenge, add_heading, edit_action
from actionplan.changes.caches import reporter
from actionplan.changes.deadlines import read_for
from actionplan.changes.noticing import opened
from actionplan.changes.readings import doubt_of
from actionplan.deadlines import in_words
from actionplan.extensions import moves_of
from actionplan.forms.actions import ActionForm, PlaceForm
from actionplan.forms.deadlines import WORDS_MAX, as_read, is_doubtful
from actionplan.forms.leads import known_names
from actionplan.forms.saving import saved
from actionplan.history import history_of, with_deadline_changes, with_evidence
from actionplan.models import Lead, Revision
from actionplan.rounds import asked_for
from actionplan.rows import lines_of, posts_held
from actionplan.views.outline import editable_plan
from actionplan.views.update_forms import update_form
from actionplan.whereabouts import is_ended, whereabouts


def visible_action(request, slug, reference):
    """The action as this person may know of it; else 404."""
    actions = permissions.visible_actions(request.user, request.today).select_related(
        "plan__committee", "plan__scale", "challenge__heading", "step", "latest_update"
    )
    return get_object_or_404(
        with_deadline_changes(actions).prefetch_related("leads__actor"),
        plan__slug=slug,
        reference=reference,
    )


@require_GET
def action_detail(request, slug, reference):
    action = visible_action(request, slug, reference)
    opened(user=request.user, action=action, at=timezone.now())
    return action_page(request, action)


def action_page(request, action, form=None):
    """The page of an action; `form` is an update that could not be saved."""
    user, today = request.user, request.today
    told = permissions.may_see_news(user, action, today)
    if form is None and permissions.may_update(user, action, today):
        form = update_form(request, action, start=request.GET.get("start") == "last")
    may_edit = permissions.may_edit(user, action.plan, today)
    may_change = may_edit and action.plan.state != action.plan.State.CLOSED
    held = posts_held(action.leads.all(), today)
    history = _history(action, told)
    before, after = _neighbours(action, permissions.visible_actions(user, today, action.plan))
    context = {
        "action": action,
        "plan": action.plan,
        "form": form,
        "hat": permissions.hat_for(user, action, today),
        "lines": [moves_of(line, action, today) for line in lines_of(action, today)],
        "roles": list(_roles(action, held)),
        "reporter": reporter(action.leads.all(), lambda post: _first_holder(held, post)),
        "see_also": known_links(action, user, today),
        "seen_from": _seen_from(action, user, today),
        "places": whereabouts(action, user, today),
        "ended": is_ended(action),
        "told": told,
        "history": history,
        "adds": _own_updates(history, user, today),
        "may_edit": may_edit,
        "may_change": may_change,
        "doubts": _doubts(action) if may_change else [],
        "may_ask": permissions.may_ask_for_time(user, action, today),
        "may_agree": permissions.may_agree_extensions(user, action, today),
        "asked_for": asked_for(user, action, today),
        "questions": queries.to_answer(user, action, today) if told else [],
        "before": before,
        "after": after,
    }
    return render(
        request, "actionplan/action_detail.html", context, status=422 if form and form.errors else 200
    )


def _doubts(action):
    """The deadlines whose reading another reader could dispute, each with how it was read, and why."""
    said = [(line, as_read(line), doubt_of(line, action.plan)) for line in action.deadlines.all()]
    return [each for each in said if each[-1]]


def _first_holder(held, post):
    return next((holding.member for holding in held.get(post.pk, [])), None)


def _roles(action, held):
    """Each role with its leads, and who holds those that are posts."""
    for role in Lead.Role:
        leads = [
            {"actor": lead.actor, "words": lead.words, "held": held.get(lead.actor_id, [])}
            for lead in action.leads_in(role)
        ]
        yield {"name": role.label.split()[0].capitalize(), "leads": leads}


def known_links(action, user, today):
    """Where else to look: the challenges and actions this person may know of, in this plan and in others."""
    actions = permissions.visible_actions(user, today)
    challenges = permissions.visible_challenges(user, today)
    known = Q(challenge__in=challenges) | Q(other__in=actions)
    return action.see_also.filter(known).select_related("challenge__plan", "other__plan")


def _seen_from(action, user, today):
    """The actions that say: see this one, or the challenge it stands under."""
    known = permissions.visible_actions(user, today).exclude(pk=action.pk).select_related("plan")
    pointing = Q(see_also__other=action) | Q(see_also__challenge=action.challenge_id)
    return known.filter(pointing).distinct()


def _history(action, told):
    revisions = Revision.objects.filter(subject="action", subject_id=action.pk)
    revisions = revisions.select_related("by__actor", "source_import").defer(
        "state", "source_import__file", "source_import__readings", "source_import__decisions"
    )
    updates = with_evidence(action.updates) if told else None
    return history_of(action, revisions=revisions, updates=updates)


def _own_updates(history, user, today):
    """One's own latest update, to which one may add evidence: offered under each it would be noise."""
    own = (each.update for each in history if each.update and each.update.by_id == user.pk)
    return {update.pk for update in islice(own, 1) if permissions.may_add_evidence(user, update, today)}


def _neighbours(action, actions):
    """The references before and after this one in printed order."""
    references = list(actions.in_printed_order().values_list("reference", flat=True))
    place = references.index(action.reference)
    before = references[place - 1] if place else None
    return before, references[place + 1] if place + 1 < len(references) else None


def action_edit(request, slug, reference):
    user, today = request.user, request.today
    action = visible_action(request, slug, reference)
    permissions.check(permissions.may_edit(user, action.plan, today))
    may_exempt = permissions.may_see_exempt_of(user, action.plan, today)
    form = ActionForm(
        request.POST or None, plan=action.plan, action=action, today=today, may_exempt=may_exempt
    )
    if request.method == "POST" and form.is_valid() and _edited(form, action, user, today):
        messages.success(request, _("{reference} is saved.").format(reference=action.reference))
        return redirect(action)
    context = {"action": action, "plan": action.plan, "form": form, "actors": known_names()}
    return render(request, "actionplan/action_form.html", context)


def _edited(form, action, user, today):
    return saved(form, lambda: edit_action(action=action, by=user, today=today, **form.edit()), action)


def action_create(request, slug):
    user, today = request.user, request.today
    plan = editable_plan(request, slug)
    place = PlaceForm(
        request.POST or None,
        plan=plan,
        challenges=permissions.visible_challenges(user, today, plan),
        headings=permissions.visible_headings(user, today, plan),
        number=request.GET.get("challenge", ""),
    )
    may_exempt = permissions.may_see_exempt_of(user, plan, today)
    form = ActionForm(request.POST or None, plan=plan, today=today, may_exempt=may_exempt)
    valid = request.method == "POST" and all([place.is_valid(), form.is_valid()])
    if valid and (action := saved(form, lambda: _add(place.cleaned_data, form, plan, user, today))):
        messages.success(request, _("{reference} is added.").format(reference=action.reference))
        return redirect(action)
    context = {"plan": plan, "form": form, "place": place, "actors": known_names()}
    return render(request, "actionplan/action_form.html", context)


def _add(place, form, plan, user, today):
    challenge = place["challenge"]
    if challenge is None:
        heading = place["heading"] or add_heading(plan=plan, name=place["new_heading"], by=user)
        challenge = add_challenge(heading=heading, title=place["new_challenge"], by=user)
    return add_action(
        challenge=challenge,
        by=user,
        today=today,
        leads=form.leads(),
        deadline_words=form.further_deadlines(),
        reason=form.cleaned_data["reason"],
        **form.words(),
    )


@require_GET
def deadline_reading(request, slug):
    """How the words of a deadline are read, while one types them."""
    plan = editable_plan(request, slug)
    name, words = next(iter(request.GET.items()), ("", ""))
    words = words.replace("\0", "").strip()[:WORDS_MAX]
    if not words:
        return HttpResponse()
    reading = read_for(plan, words, as_of=request.today)
    asks = name.startswith("deadline_") and is_doubtful(reading)
    context = {"name": name, "said": in_words(reading), "doubtful": asks}
    return render(request, "structure/_reading.html", context)
