"""The headings and challenges of a plan, and their names."""

from collections import Counter

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from actionplan.changes import edit_challenge, edit_heading
from actionplan.changes.revisions import latest_revision
from actionplan.forms.plans import ChallengeForm, HeadingForm
from actionplan.forms.saving import saved
from actionplan.forms.structure import ChallengeAddForm, HeadingAddForm
from actionplan.permissions import (
    check,
    may_edit,
    visible_actions,
    visible_challenges,
    visible_headings,
    visible_plans,
)
from actionplan.wording import outline_words, plural


def editable_plan(request, slug):
    """The plan, for those who may edit it; 404 for those who may not know of it, 403 for the others."""
    plan = get_object_or_404(visible_plans(request.user, request.today), slug=slug)
    check(may_edit(request.user, plan, request.today))
    return plan


@require_GET
def plan_outline(request, slug):
    return outline_page(request, editable_plan(request, slug))


def outline_page(request, plan, *, add_heading=None, add_challenge=None, moved="", pressed=""):
    """The outline; `add_heading` and `add_challenge` are forms that could not be saved.

    `moved` is the id of the row that was moved by the button `pressed`, which keeps the focus.
    """
    user, today = request.user, request.today
    count = Count("actions", filter=Q(actions__in=visible_actions(user, today, plan)))
    challenges = visible_challenges(user, today, plan).select_related("heading").annotate(action_count=count)
    challenges = challenges.order_by("order", "id")  # a counted query forgets the order of its table
    headings = visible_headings(user, today, plan)
    context = {
        "plan": plan,
        "may_change": plan.state != plan.State.CLOSED,
        "challenges": list(challenges),
        "challenge_rows": [(f"challenge-{each.number}", each) for each in challenges],
        "challenge_places": [(each.number, each.pk, str(each)) for each in challenges],
        "headings": _with_counts(headings, challenges),
        "heading_places": [(each.pk, each.pk, each.name) for each in headings],
        "add_heading": add_heading or HeadingAddForm(plan=plan),
        "add_challenge": add_challenge or ChallengeAddForm(plan=plan, headings=headings),
        "form": add_heading or add_challenge,
        "moved": moved,
        "pressed": pressed,
        "outline_words": outline_words(plan),
        "headings_words": plural(plan.heading_word),
        "challenges_words": plural(plan.challenge_word),
    }
    return render(request, "actionplan/plan_outline.html", context)


def _with_counts(headings, challenges):
    """The headings in order: the id of the row, the heading, and how many challenges this person sees under it."""
    under = Counter(challenge.heading_id for challenge in challenges)
    return [(f"heading-{heading.pk}", heading, under[heading.pk]) for heading in headings]


def heading_edit(request, slug, pk):
    plan = editable_plan(request, slug)
    known = visible_headings(request.user, request.today, plan)
    heading = get_object_or_404(known.select_related("plan"), pk=pk)
    form = HeadingForm(request.POST or None, heading=heading, opened_at=latest_revision(heading).number)
    return _edited(request, plan, heading, form, lambda **given: edit_heading(heading=heading, **given))


def challenge_edit(request, slug, number):
    plan = editable_plan(request, slug)
    user, today = request.user, request.today
    known = visible_challenges(user, today, plan).select_related("plan")
    challenge = get_object_or_404(known, number=number)
    form = ChallengeForm(
        request.POST or None,
        challenge=challenge,
        headings=visible_headings(user, today, plan),
        opened_at=latest_revision(challenge).number,
    )
    return _edited(
        request, plan, challenge, form, lambda **given: edit_challenge(challenge=challenge, **given)
    )


def _edited(request, plan, subject, form, change):
    if request.method == "POST" and form.is_valid():
        opened_at = form.cleaned_data["opened_at_revision"]
        values = form.values()
        if saved(form, lambda: change(by=request.user, opened_at_revision=opened_at, **values), subject):
            messages.success(
                request, _("“{name}” is saved.").format(name=next(iter(values.values()), subject))
            )
            return redirect("plan_outline", plan.slug)
    context = {"plan": plan, "subject": subject, "form": form, "outline_words": outline_words(plan)}
    return render(request, "actionplan/name_form.html", context)
