"""My actions: what one answers for, soonest first; and my directorate, with who answers."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from actionplan import mine
from actionplan.changes.noticing import opened
from actionplan.views.update_forms import update_form
from people.models import Actor


@require_GET
def my_actions(request):
    cards = mine.my_cards(request.user, request.today)
    asked = request.GET.get("update", "")
    for card in cards:
        if card.may_update and card.address == asked:
            card.form = _opened(request, card)
    for card in cards:
        if card.asked and not card.asked.opened_at:
            opened(user=request.user, action=card.action, at=timezone.now())
    return _page(request, cards)


def _opened(request, card):
    """The form of an open card; where it was just opened in place one can write at once."""
    form = update_form(request, card.action, start=request.GET.get("start") == "last")
    if request.htmx:
        form.fields["words"].widget.attrs["autofocus"] = True
    return form


def my_actions_page(request, action, form):
    """The page with an update of `action` that could not be saved."""
    cards = mine.my_cards(request.user, request.today)
    for card in cards:
        if card.action.pk == action.pk:
            card.form = form
    return _page(request, cards, form, status=422)


def _page(request, cards, form=None, status=200):
    context = _shown(request, cards) | {
        "directorates": mine.my_directorates(request.user, request.today),
        "several": len(mine.answerable(cards)) > 1,
        "saved": request.GET.get("saved", ""),
        "form": form,
    }
    return render(request, "actionplan/my_actions.html", context, status=status)


def _shown(request, cards):
    return {
        "groups": list(mine.in_groups(cards)),
        "in_short": mine.in_short(cards, request.today),
        "several_plans": len({card.action.plan_id for card in cards}) > 1,
    }


@require_GET
def my_directorate(request, pk):
    """Only somebody who heads it or works in it has it as theirs."""
    directorates = mine.my_directorates(request.user, request.today)
    mine_too = Actor.objects.filter(pk__in=[team.pk for team in directorates])
    directorate = get_object_or_404(mine_too, pk=pk)
    cards = mine.directorate_cards(request.user, directorate, request.today)
    context = _shown(request, cards) | {
        "in_short": mine.directorate_in_short(cards, request.today),
        "directorate": directorate,
        "directorates": directorates,
    }
    return render(request, "answering/my_directorate.html", context)
