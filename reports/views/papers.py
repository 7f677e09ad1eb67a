"""Pages of papers: start one, read it, write it, take its plans again."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from actionplan import permissions
from reports import access, drafting, editions, papers, publication
from reports.formats import FORMATS, render_body
from reports.forms import PaperForms, PaperStartForm
from reports.readiness import suggested_title


def paper_create(request, slug):
    meeting = get_object_or_404(access.visible_meetings(request.user, request.today), slug=slug)
    permissions.check(permissions.may_run_meetings(request.user, meeting.committee, request.today))
    plans = permissions.visible_plans(request.user, request.today).exclude(state="draft")
    own = list(plans.filter(committee=meeting.committee, state="live"))
    earlier = papers.papers_to_copy(meeting).select_related("meeting")
    start = {
        "plans": own,
        "order": papers.free_item(meeting),
        "title": suggested_title(own),
        "copied_from": earlier.first(),
    }
    form = PaperStartForm(request.POST or None, initial=start, plans=plans, earlier=earlier)
    if request.method == "POST" and form.is_valid():
        try:
            paper = papers.create_paper(
                meeting=meeting,
                by=request.user,
                as_of=request.today,
                at=timezone.now(),
                **form.cleaned_data,
            )
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("The draft is made. Write its sections, then publish it."))
            return redirect(paper)
    return render(request, "reports/paper_create.html", {"meeting": meeting, "form": form})


def paper_detail(request, slug, order):
    paper = find(request, slug, order)
    printed = editions.of(paper) if paper.is_published else []
    correction = paper.is_published and access.correction_begun(paper)
    return show(request, paper, printed=printed, correction=correction)


def show(request, paper, **more):
    """The paper, or a correction of one, as an audience that one may read it as is given it."""
    offered = access.audiences_for(request.user, paper, request.today)
    audience = chosen_audience(request, offered)
    context = {
        "paper": paper,
        "body": render_body(publication.value_of(paper, audience)),
        "audience": audience,
        "offered": offered,
        "formats": FORMATS.values(),
        "may_draft": may_draft(request, paper),
        "taken_on": max((line.snapshot.as_of for line in paper.plans.all()), default=None),
    }
    return render(request, "reports/paper_detail.html", context | more)


def paper_edit(request, slug, order):
    """The words of a draft: saved, shown as they would be printed, or with a row moved, added or taken out."""
    paper = find_to_change(request, slug, order)
    if paper.is_published:
        messages.info(request, papers.PUBLISHED)
        return redirect(paper)
    act = request.POST.get("act", "")
    form, clash, preview = PaperForms(paper, request.POST or None, act), None, None
    if request.method == "POST" and not act and form.is_valid():
        if "preview" in request.POST:
            preview = _preview(request, paper, form.words)
        else:
            try:
                saved = papers.edit_paper(
                    paper=paper, opened=form.opened, words=form.words, by=request.user, at=timezone.now()
                )
            except papers.Conflict as conflict:
                clash = conflict
                form.open_again(conflict.present)
            except ValidationError as problem:
                form.form.add_error(None, problem)
            else:
                messages.success(request, _("The paper is saved."))
                return redirect(saved)
    context = {
        "paper": paper,
        "form": form,
        "clash": clash,
        "preview": preview,
        "arranged": bool(act),
        "purpose": drafting.written_purpose(paper),
    }
    return render(request, "reports/paper_edit.html", context, status=409 if clash else 200)


def _preview(request, paper, words):
    audience = access.audiences_for(request.user, paper, request.today)[0]
    return render_body(drafting.paper_value(paper, audience, words), beside=True)


@require_POST
def paper_take_again(request, slug, order):
    paper = find_to_change(request, slug, order)
    try:
        papers.take_again(paper=paper, by=request.user, as_of=request.today, at=timezone.now())
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, _("The paper now gives its plans as they stand today."))
    return redirect(paper)


@require_POST
def paper_delete(request, slug, order):
    paper = find_to_change(request, slug, order)
    try:
        papers.delete_draft(paper=paper, by=request.user)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
        return redirect(paper)
    if paper.corrects_id:
        messages.success(request, _("The draft of the correction is deleted. What is published stays."))
        return redirect(paper.corrects)
    messages.success(request, _("The draft of item {order} is deleted.").format(order=order))
    return redirect(paper.meeting)


def find(request, slug, order):
    """The paper at this address, or 404 where there is none or one may not know of it."""
    paper = access.find_paper(request.user, slug, order, request.today)
    if paper is None:
        raise Http404
    return paper


def find_to_change(request, slug, order):
    """The same for its clerk; of a published paper, the draft that is to correct it where there is one."""
    paper = find(request, slug, order)
    permissions.check(may_draft(request, paper))
    draft = access.find_correction(request.user, paper, request.today) if paper.is_published else None
    return draft or paper


def may_draft(request, paper):
    return access.may_draft(request.user, paper, request.today)


def chosen_audience(request, offered):
    """The copy asked for by `?audience=public` or `exempt`, where one may have it; else the fullest."""
    asked = request.GET.get("audience")
    return asked if asked in offered else offered[0]
