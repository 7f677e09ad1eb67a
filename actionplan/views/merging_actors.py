"""Two actors who are one: name the other, look at what goes over, merge them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from actionplan import permissions
from actionplan.changes.merging_actors import merge_actors, refuse_two
from actionplan.forms.merging_actors import MergeForm
from actionplan.forms.names import names_offered
from actionplan.forms.saving import refuse, saved
from actionplan.wording import counted
from people.models import Actor


def actor_merge(request, pk):
    """What goes over is shown before anything changes; it cannot be undone."""
    user, today = request.user, request.today
    permissions.check(permissions.may_keep_people(user, today))
    second = get_object_or_404(Actor.objects.filter(merged_into=None), pk=pk)
    form = MergeForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _possible(form, second):
        first = form.cleaned_data["into"]
        merging = request.POST.get("to_page") == "do"
        if merging and saved(form, lambda: merge_actors(first=first, second=second, by=user, today=today)):
            messages.success(
                request, _("{second} is {first} from now on.").format(second=second.name, first=first.name)
            )
            return redirect("actor_detail", first.pk)
        if not form.errors:
            context = {"first": first, "second": second, "form": form, "counts": _counts(request, second)}
            return render(request, "handing_over/merge.html", context)
    context = {"second": second, "form": form, "actors": names_offered()}
    return render(request, "handing_over/merge_whom.html", context)


def _possible(form, second):
    try:
        refuse_two(form.cleaned_data["into"], second)
    except ValidationError as refusal:
        refuse(form, ValidationError({"into": refusal.messages}))
    return not form.errors


def _counts(request, actor):
    """How much of what one may know of goes over."""
    led = permissions.visible_actions(request.user, request.today).led_by([actor.pk]).count()
    plans = permissions.visible_plans(request.user, request.today).filter(committee=actor).count()
    places, members = actor.belongs_to.count(), actor.memberships.count()
    counts = [
        (led, _("Leads {actions}").format(actions=counted(led, "action"))),
        (plans, _("Owns {plans}").format(plans=counted(plans, "plan"))),
        (actor.meetings.count(), counted(actor.meetings.count(), "meeting")),
        (members, _("Has or had {members}").format(members=counted(members, "member"))),
        (
            places,
            _("Is or was in {groups}").format(groups=counted(places, "post, team or committee")),
        ),
        (actor.deputies.count(), counted(actor.deputies.count(), "deputy")),
        (
            actor.answers_for.count(),
            _("Answers for {people}").format(people=counted(actor.answers_for.count(), "person")),
        ),
        (actor.aliases.count(), counted(actor.aliases.count(), "other name")),
    ]
    said = [words for count, words in counts if count]
    return [*said, _("The account")] if actor.user_id else said
