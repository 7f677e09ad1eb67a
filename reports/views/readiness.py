"""Pages a clerk works from before a paper goes out: what is open, committee's wordings, clearances."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from reports import access, papers, readiness, wordings
from reports.audience import actions_of, for_audience
from reports.forms import WordingForm
from reports.views.papers import find_to_change


def paper_ready(request, slug, order):
    paper = draft_of(request, slug, order)
    ready = readiness.of(paper, request.user, request.today)
    return render(request, "reports/paper_ready.html", {"paper": paper, "ready": ready})


def paper_wordings(request, slug, order):
    """Every action with news that a committee's wording may stand beside."""
    paper = draft_of(request, slug, order)
    kept = paper.text.get("wordings", {})
    plans = [(view["plan"], list(_lines(view, kept))) for view in _views(request, paper)]
    return render(request, "reports/paper_wordings.html", {"paper": paper, "plans": plans})


def paper_wording(request, slug, order, plan, reference):
    """A lead's words, and beside them those of the committee."""
    paper = draft_of(request, slug, order)
    action = _action(request, paper, plan, reference)
    kept = paper.text.get("wordings", {}).get(wordings.key_of(plan, reference), {})
    stands = kept.get("words", "")
    form, clash = WordingForm(request.POST or None, initial={"words": stands, "opened": stands}), None
    if request.method == "POST" and form.is_valid():
        try:
            papers.word_news(
                paper=paper,
                slug=plan,
                reference=reference,
                by=request.user,
                at=timezone.now(),
                **form.cleaned_data,
            )
        except papers.Conflict as conflict:
            [(_field, clash, _words)] = conflict.clashes
            form.data = form.data.copy()
            form.data["opened"] = clash
            clash = clash or _("(taken out)")
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("The wording of {reference} is saved.").format(reference=reference))
            return redirect("paper_wordings", slug, order)
    context = {
        "paper": paper,
        "action": action,
        "form": form,
        "clash": clash,
        "outdated": stands and kept["of"] != wordings.mark_of(action["news"]),
    }
    return render(request, "reports/paper_wording.html", context, status=409 if clash else 200)


def draft_of(request, slug, order):
    """The draft at this address, for its clerk; a published paper has nothing left to make ready."""
    paper = find_to_change(request, slug, order)
    if paper.is_published:
        raise Http404
    return paper


def _views(request, paper):
    """The plans of the paper as this clerk reads them."""
    audience = access.audiences_for(request.user, paper, request.today)[0]
    return [for_audience(line.snapshot.data, audience) for line in paper.plans.all()]


def _lines(view, kept):
    for reference, action in actions_of(view).items():
        if wordings.may_be_worded(action):
            said = kept.get(wordings.key_of(view["plan"]["slug"], reference), {})
            outdated = bool(said) and said["of"] != wordings.mark_of(action["news"])
            yield {"action": action, "words": said.get("words", ""), "outdated": outdated}


def _action(request, paper, plan, reference):
    for view in _views(request, paper):
        action = actions_of(view).get(reference)
        if view["plan"]["slug"] == plan and action and wordings.may_be_worded(action):
            return action
    raise Http404
