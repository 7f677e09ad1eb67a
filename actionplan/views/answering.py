"""Giving news of several actions at once, and the evidence of an update."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from actionplan import mine, permissions
from actionplan.changes.answers import Answer, record_answers
from actionplan.changes.evidence import add_evidence
from actionplan.days_in_words import long_date
from actionplan.evidence import served_as
from actionplan.forms.answering import EvidenceForm
from actionplan.forms.saving import refuse, saved
from actionplan.forms.updates import SeveralForm
from actionplan.models import Evidence
from actionplan.uploads import takes_files
from actionplan.views.actions import visible_action
from actionplan.views.update_forms import for_whom
from actionplan.wording import counted

AT_ONCE = 30


@takes_files
def answer_several(request):
    """My actions with a form in every card, and one button for all that were filled in."""
    cards = mine.answerable(mine.my_cards(request.user, request.today))
    if request.method != "POST":
        return _several_page(request, cards)
    sent = set(request.POST.getlist("answer"))
    asked = [card for card in cards if str(card.action.pk) in sent]
    _give_forms(request, asked, request.POST, request.FILES)
    filled = [card for card in asked if card.form.filled_in]
    done = _save(request, filled)
    lost = _words_without_a_card(request, sent - {str(card.action.pk) for card in asked})
    if done:
        saved_for = _listed([card.action.reference for card in done])
        messages.success(request, _("Saved for {actions}.").format(actions=saved_for))
    elif not lost and not filled:
        messages.warning(request, _("Nothing was filled in, so nothing was saved."))
    if done and len(done) == len(filled) and not lost:
        return redirect("my_actions")
    return _several_again(request, [card for card in filled if card not in done], lost)


def _give_forms(request, cards, data=None, files=None):
    """Each card its form; three queries however many they are."""
    prefetch_related_objects([card.action for card in cards], "plan__scale__steps")
    last = mine.last_said_of([card.action for card in cards])
    for card in cards:
        action = card.action
        since = long_date(action.latest_update.given_on) if action.latest_update else None
        voices = permissions.speaks_for(request.user, action, request.today)
        card.form = SeveralForm(
            data, files, action=action, since=since, last=last.get(action.pk), voices=voices
        )


def _save(request, filled):
    """Record what can be; the forms of the others say why they were not. Gives the cards that are done."""
    valid = [card for card in filled if card.form.is_valid()]
    answers = [
        Answer(card.action, card.form.answer() | {"for_actor": for_whom(request, card.action, card.form)})
        for card in valid
    ]
    record_answers(answers=answers, by=request.user)
    for card, answer in zip(valid, answers, strict=True):
        if answer.refusal:
            refuse(card.form, answer.refusal)
    return [card for card, answer in zip(valid, answers, strict=True) if answer.update]


def _words_without_a_card(request, keys):
    """What was written of actions that are not one's own any more: shown, so that it can be taken elsewhere."""
    words = (request.POST.get(f"{key}-words", "").strip() for key in sorted(keys))
    return [each for each in words if each]


def _several_again(request, refused, lost):
    """The page as it stands by now, with what could not be saved still typed in."""
    cards = mine.answerable(mine.my_cards(request.user, request.today))
    typed = {card.action.pk: card.form for card in refused}
    return _several_page(request, cards, typed, lost, status=422)


def _several_page(request, cards, typed=None, lost=(), status=200):
    typed = typed or {}
    page = Paginator(cards, AT_ONCE).get_page(request.GET.get("page"))
    shown = page.object_list + [
        card for card in cards if card.action.pk in typed and card not in page.object_list
    ]
    _give_forms(request, shown)
    for card in shown:
        card.form = typed.get(card.action.pk, card.form)
    context = {
        "groups": list(mine.in_groups(shown)),
        "page": page,
        "in_short": mine.in_short(cards, request.today),
        "several_plans": len({card.action.plan_id for card in cards}) > 1,
        "refused": [card for card in shown if card.action.pk in typed],
        "lost": lost,
    }
    return render(request, "answering/several.html", context, status=status)


def _listed(references):
    """ "1.1, 1.2 and 3.1"; more than eight are counted."""
    if len(references) > 8:
        return counted(len(references), "action")
    if len(references) > 1:
        return _("{one} and {other}").format(one=", ".join(references[:-1]), other=references[-1])
    return references[0]


@require_GET
def evidence_file(request, slug, reference, pk):
    """A file as it came, to be saved and never shown by the browser; for whoever may read the news it belongs to."""
    action = visible_action(request, slug, reference)
    if not permissions.may_see_news(request.user, action, request.today):
        raise Http404
    piece = get_object_or_404(Evidence.objects.exclude(file=None), pk=pk, update__action=action)
    answer = HttpResponse(bytes(piece.file), content_type=served_as(piece.name))
    answer["Content-Disposition"] = content_disposition_header(True, piece.name)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


@takes_files
def evidence_create(request, slug, reference, pk):
    """More evidence for one's own update."""
    action = visible_action(request, slug, reference)
    permissions.check(permissions.may_see_news(request.user, action, request.today))
    update = get_object_or_404(action.updates.select_related("step", "action__plan"), pk=pk)
    permissions.check(permissions.may_add_evidence(request.user, update, request.today))
    form = EvidenceForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        add = {"update": update, "by": request.user, "evidence": form.evidence()}
        if saved(form, lambda: add_evidence(**add) or True):
            messages.success(
                request,
                _("The evidence is kept with your update of {date}.").format(date=long_date(update.given_on)),
            )
            return redirect(action)
    context = {"action": action, "plan": action.plan, "update": update, "form": form}
    return render(request, "answering/evidence_form.html", context, status=422 if form.errors else 200)
