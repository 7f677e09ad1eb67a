"""Before a round goes out: whom it will ask for what, who cannot be asked, and sending it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from actionplan import permissions
from actionplan.changes.rounds import ask_anew, choose, let_go_out, open_round
from actionplan.days_in_words import long_date
from actionplan.forms.rounds import WhoForm
from actionplan.forms.saving import saved
from actionplan.models import Round
from actionplan.rounds import askable, askings_of, by_person, find_askings
from actionplan.views.doing import done
from actionplan.views.rounds import back_to, run_round
from actionplan.wording import counted


def asking_page(request, round):
    """The page of a round that is planned."""
    user, today = request.user, request.today
    askings = askings_of(round, user, today)
    people = by_person(askings, today)
    context = {
        "round": round,
        "people": [
            {
                "person": person,
                "problems": [(problem, mend(problem, None, user, today)) for problem in person.problems],
            }
            for person in people
        ],
        "nobody": [
            (each, mend(each.problem, each.action, user, today)) for each in askings if not each.asked
        ],
        "people_asked": sum(person.count > 0 for person in people),
        "left_out": sum(each.left_out for each in askings),
        "asked": sum(each.goes_to is not None for each in askings),
        "several_plans": len(round.plans.all()) > 1,
        "its_day_has_come": round.opens <= today,
        "too_late": round.closes < today,
    }
    return render(request, "rounds/round_asking.html", context)


def mend(problem, action, user, today):
    """Where a problem can be mended, as (address, words); None where this person cannot."""
    about = problem.about
    if problem.code == "no_account" and permissions.may_keep_accounts(user, today):
        return f"{reverse('account_create')}?actor={about.pk}", _("Add an account")
    if problem.code == "stopped" and permissions.may_keep_accounts(user, today):
        return reverse("account_detail", args=[about.user_id]), _("See the account")
    if problem.code == "no_address" and permissions.may_keep_people(user, today):
        return reverse("actor_edit", args=[about.pk]), _("Add an address")
    if problem.code == "not_sent" and permissions.may_see_mail(user, today):
        return reverse("mail_sent"), _("See why, and send it again")
    if problem.code == "vacant" and permissions.may_keep_people(user, today):
        return reverse("membership_create", args=[about.pk]), _("Name who holds it")
    if action is not None:
        return reverse("action_edit", args=[action.plan.slug, action.reference]), _("Name who leads it")
    return None


@require_POST
def round_open(request, pk):
    """“Ask now”, or let it go out by itself on its day."""
    user, today, at = request.user, request.today, timezone.now()
    round = run_round(request, pk)
    by_itself = "on_its_day" in request.POST
    try:
        round = (let_go_out if by_itself else open_round)(round=round, by=user, today=today, at=at)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        return redirect(round)
    if by_itself:
        messages.success(
            request,
            _("It goes out by itself on {date}. You can change it until then.").format(
                date=long_date(round.opens)
            ),
        )
    else:
        written = counted(round.messages.filter(kind="round").count(), "e-mail")
        messages.success(
            request, _("Asked. {emails} on the way; you can see here who answers.").format(emails=written)
        )
    return redirect(round)


@require_POST
def request_leave_out(request, pk, slug, reference):
    """Take one action out of the round, or back in."""
    round = run_round(request, pk)
    action = _asked_for(request, round, slug, reference)
    back_in = "back_in" in request.POST
    said = _("{reference} is asked for again.") if back_in else _("{reference} is left out this time.")
    said = said.format(reference=action.reference)
    done(request, lambda: choose(round=round, action=action, by=request.user, left_out=not back_in), said)
    return redirect(back_to(round, request.POST, f"action-{action.pk}"))


def request_who(request, pk, slug, reference):
    """Ask another person for one action, this time only."""
    round = run_round(request, pk)
    action = _asked_for(request, round, slug, reference)
    if round.state == Round.State.CLOSED:
        raise Http404
    decided = round.requests.filter(action=action).select_related("asked").first()
    usual = find_askings(askable([action.plan]).filter(pk=action.pk), request.today)
    asked = decided.asked if decided and decided.asked else next((each.asked for each in usual), None)
    form = WhoForm(request.POST or None, asked=asked)
    if request.method == "POST" and form.is_valid():
        person = form.cleaned_data["asked"]
        if saved(form, lambda: _ask(round, action, person, request) or True):
            messages.success(
                request,
                _("{person} is asked for {reference}, this time only.").format(
                    person=person.name, reference=action.reference
                ),
            )
            return redirect(back_to(round, request.GET, f"action-{action.pk}"))
    context = {"form": form, "round": round, "action": action, "asked": asked}
    return render(request, "rounds/request_who.html", context, status=422 if form.errors else 200)


def _ask(round, action, person, request):
    """While it is planned the choice is kept; once it is open the person is asked at once."""
    if round.state == Round.State.PLANNED:
        return choose(round=round, action=action, by=request.user, asked=person)
    return ask_anew(
        round=round, actions=[action], by=request.user, today=request.today, at=timezone.now(), asked=person
    )


def _asked_for(request, round, slug, reference):
    """An action of one of the round's plans, as this person may know of it."""
    known = permissions.visible_actions(request.user, request.today).select_related(
        "plan", "step", "latest_update"
    )
    return get_object_or_404(known, plan__in=round.plans.all(), plan__slug=slug, reference=reference)
