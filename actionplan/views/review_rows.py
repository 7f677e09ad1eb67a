"""The rows of a document under review: all of them as they are read; adding, dividing, joining and leaving out."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from actionplan import imports
from actionplan.forms.import_rows import AddForm, DivideForm
from actionplan.importing.limits import CannotRead
from actionplan.reviewing.review import Review
from actionplan.reviewing.rows import rows_of
from actionplan.views.reviews import left_out, review_of, told_so, under_review

PAGE = 100


@require_GET
@under_review
def import_rows(request, source):
    """Every row in printed order, as it is read."""
    review = review_of(request, source)
    context = {
        "source": source,
        "review": review,
        "page": Paginator(rows_of(review), PAGE).get_page(request.GET.get("page")),
        "skipped": left_out(source, review),
        "last": imports.last_press(source, request.user),
    }
    return render(request, "imports/rows.html", context)


@under_review
def import_add(request, source):
    """An action that the reading missed, under one of the challenges."""
    before = review_of(request, source)
    form = AddForm(request.POST or None, review=before, under=request.GET.get("under", ""))
    if request.method == "POST" and form.is_valid() and (after := _after(form, source, before, request.user)):
        messages.success(request, _("The action is added."))
        return redirect(_place_of(source, after, list(after.added)[-1]))
    return _page(request, "imports/add_form.html", {"source": source, "review": before, "form": form})


@under_review
def import_divide(request, source, row):
    """One row that is several actions."""
    before = review_of(request, source)
    action = before.action(row)
    if not action:
        raise Http404
    form = DivideForm(request.POST or None, review=before, action=action)
    if request.method == "POST" and form.is_valid() and (after := _after(form, source, before, request.user)):
        number = len(form.cleaned_data["words"])
        said = ngettext("The row is {number} action now.", "The row is {number} actions now.", number)
        messages.success(request, said.format(number=number))
        return redirect(_place_of(source, after, row))
    context = {"source": source, "action": action, "words": before.words_of(row), "form": form}
    return _page(request, "imports/divide_form.html", context)


def _after(form, source, before, by):
    """The review after a form's decisions are kept; None where that is not possible, and the form says why."""
    try:
        _, proposal = imports.decide(
            source_import=source, decisions=form.decisions(), by=by, proposal=before.proposal
        )
    except (CannotRead, ValidationError) as refusal:
        form.add_error(None, getattr(refusal, "messages", [str(refusal)]))
        return None
    return Review(proposal)


def _page(request, template, context):
    return render(request, template, context, status=422 if request.method == "POST" else 200)


def _place_of(source, review, row):
    """The address of a row among all rows."""
    rows = [action.rows[0] for action in review.proposal.actions]
    page = rows.index(row) // PAGE + 1 if row in rows else 1
    query = f"?{urlencode({'page': page})}" if page > 1 else ""
    return f"{reverse('import_rows', args=[source.pk])}{query}#r-{row}"


@require_POST
@under_review
def import_join(request, source, row):
    """Join a row to the one before it, or keep a joined one apart again."""
    before = review_of(request, source)
    if row not in before.printed.rows:
        raise Http404
    apart = bool(request.POST.get("apart"))
    to = None if apart else before.row_before(row)
    if not apart and to is None:
        return told_so(
            request, source, _("There is no row before it to join it to, so nothing was changed."), row=row
        )
    how = {"join": False} if apart else {"join": True, "whole": True}
    said = _("The row stands by itself.") if apart else _("The row is joined to the one before it.")
    decisions = [{"decide": "join", "row": row, **how}]
    try:
        imports.decide(source_import=source, decisions=decisions, by=request.user, proposal=before.proposal)
    except ValidationError as refusal:
        return told_so(request, source, refusal.messages[0], messages.ERROR, row)
    return told_so(request, source, said, messages.SUCCESS, row if apart else to)


@require_POST
@under_review
def import_skip(request, source, row):
    """Leave a row out, or bring it back."""
    review = review_of(request, source)
    if not review.words_of(row):
        raise Http404
    try:
        if request.POST.get("back"):
            imports.bring_back(source_import=source, row=row)
            words = _("The row is read again.")
        else:
            imports.decide(source_import=source, decisions=[{"decide": "skip", "row": row}], by=request.user)
            words = _("The row is left out; its words are listed below with the others left out.")
    except ValidationError as refusal:
        return told_so(request, source, refusal.messages[0], messages.ERROR, row)
    return told_so(request, source, words, messages.SUCCESS, row)
