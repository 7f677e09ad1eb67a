"""The review of a document: its questions, and every way of reading a row otherwise."""

from functools import wraps
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRedirect

from actionplan import imports, permissions
from actionplan.forms.import_rows import ColumnsForm, RowForm, name_forms
from actionplan.models import Import
from actionplan.reviewing import retyping
from actionplan.reviewing.review import Review, Swap, next_key, swap
from actionplan.views.imports import by_kind, import_or_404
from actionplan.wording import contents

SETTLED_MEANWHILE = gettext_lazy("That question is settled meanwhile, so nothing was changed.")


@require_GET
def import_review(request, pk):
    """The questions of an import under review; what came of one that is done with."""
    source = imports.see_to_reading(source_import=import_or_404(request, pk), now=timezone.now())
    if source.state == Import.State.READING:
        return render(request, "imports/reading.html", {"source": source})
    if source.state != Import.State.REVIEW:
        return render(request, "imports/import_detail.html", _told(request, source))
    return render(request, "imports/review.html", _page(request, source, review_of(request, source)))


@require_GET
def import_progress(request, pk):
    """How far the reading of a large file is; once it is read, the page with what came of it."""
    source = imports.see_to_reading(source_import=import_or_404(request, pk), now=timezone.now())
    if source.state != Import.State.READING:
        return HttpResponseClientRedirect(source.get_absolute_url()) if request.htmx else redirect(source)
    return render(request, "imports/_reading.html", {"source": source})


def under_review(view):
    """The view of an import that is under review; one that is done with is told of on its own page."""

    @wraps(view)
    def checked(request, pk, **named):
        source = import_or_404(request, pk)
        if source.state == Import.State.REVIEW:
            return view(request, source, **named)
        messages.info(request, imports.done_with(source))
        return HttpResponseClientRedirect(source.get_absolute_url()) if request.htmx else redirect(source)

    return checked


def _told(request, source):
    made = source.readings.get("made", {})
    new = [(actor["name"], actor["kind"]) for actor in made.get("actors", ())]
    undone = source.readings.get("undone", {})
    return {
        "source": source,
        "parts": contents(*(made.get(each, 0) for each in ("headings", "challenges", "actions"))),
        "new": list(by_kind(new)),
        "kept": imports.has_file(source),
        "undone": undone | {"at": parse_datetime(undone["at"])} if undone else {},
        "may_undo": permissions.may_undo_import(request.user, source, request.today),
    }


def review_of(request, source):
    return Review(imports.proposal_of(source), request.GET.get("kind", ""))


def _page(request, source, review):
    return {
        "source": source,
        "review": review,
        "figures": _figures(source, review),
        "here": _here(source, review.kind),
        "last": imports.last_press(source, request.user),
        "skipped": left_out(source, review),
        "columns": ColumnsForm(columns=review.columns()),
        "earlier": imports.earlier_import(source),
    }


def _here(source, kind=""):
    return source.get_absolute_url() + (f"?{urlencode({'kind': kind})}" if kind else "")


def back_to(request, source, row=""):
    """Where somebody came from: all rows, or the questions of a kind."""
    if request.GET.get("from") == "rows":
        page = request.GET.get("page", "")
        query = f"?{urlencode({'page': page})}" if page.isdigit() else ""
        return reverse("import_rows", args=[source.pk]) + query + (f"#r-{row}" if row else "")
    return _here(source, request.GET.get("kind", ""))


def _figures(source, review):
    if review.kind:
        yield {"count": review.count, "label": _("questions of every kind"), "url": _here(source)}
    for group in review.groups:
        current = group.key == review.kind
        yield {
            "count": group.count,
            "label": group.said,
            "url": _here(source) if current else _here(source, group.key),
            "current": current,
        }
    rows = reverse("import_rows", args=[source.pk])
    yield {"count": review.certain, "label": _("actions without a question"), "url": rows}


def left_out(source, review):
    """The rows somebody left out, each with what it says; one that was added says what was written then."""
    return [
        {"row": row, "name": review.printed.name(row), "words": review.words_of(row)}
        for row in imports.skipped_rows(source)
        if review.words_of(row)
    ]


@require_POST
@under_review
def import_answer(request, source):
    """One press: an answer to one question, or the likely answer to all of a kind."""
    before = review_of(request, source)
    if of_kind := before.of_kind(request.POST.get("all", "")):
        settled, answers = of_kind.questions[-1].key, [each.likely for each in of_kind.questions]
    else:
        question, answer = before.answer(request.POST.get("answer", ""))
        settled, answers = question and question.key, [answer]
    if settled is None:
        return told_so(request, source, SETTLED_MEANWHILE)
    decisions = [decision for each in answers for decision in each.decisions]
    return keep(request, source, before, decisions, settled)


def keep(request, source, before, decisions, settled):
    """Keep decisions and show what they changed; a refusal is told and changes nothing."""
    try:
        source, proposal = imports.decide(
            source_import=source, decisions=decisions, by=request.user, proposal=before.proposal
        )
    except ValidationError as refusal:
        return told_so(request, source, refusal.messages[0], messages.ERROR)
    return _changed(request, source, before, Review(proposal, before.asked_for), settled)


def _changed(request, source, before, after, settled):
    """Tell how many are left and go on to the next question; with htmx, only what changed is sent."""
    following = next_key(before, after, settled)
    messages.success(request, " ".join((_("Settled."), _left(after.count))))
    if request.GET.get("from") == "rows":
        return redirect(back_to(request, source, settled))
    if not request.htmx:
        return redirect(f"{_here(source, after.kind)}#{following or 'review'}")
    context = _page(request, source, after) | {"swap": swap(before, after)}
    answer = render(request, "imports/_changes.html", context)
    return _focus(answer, following or "all-settled")


def _left(number):
    if not number:
        return _("Every question is settled.")
    return ngettext("{number} question left.", "{number} questions left.", number).format(number=number)


def _focus(answer, key):
    answer["HX-Trigger-After-Settle"] = f'{{"goOn": "{key}"}}'
    return answer


def told_so(request, source, words, level=messages.INFO, row="", key=""):
    """Say something and show the review as it is; `row` or `key` says where to go on."""
    messages.add_message(request, level, words)
    if not request.htmx:
        return redirect(back_to(request, source, row) + (f"#{key}" if key and not row else ""))
    page = _page(request, source, review_of(request, source)) | {"swap": Swap(whole=True)}
    return _focus(render(request, "imports/_changes.html", page), key or "review")


@require_POST
@under_review
def import_undo(request, source):
    """Take back this person's last press, and go to the question that comes back."""
    before = review_of(request, source)
    try:
        source = imports.undo_last(source_import=source, by=request.user)
    except ValidationError as refusal:
        return told_so(request, source, refusal.messages[0], messages.ERROR)
    back = [key for key in review_of(request, source).items if key not in before.items]
    return told_so(
        request, source, _("Your last decision is undone."), messages.SUCCESS, key=back[-1] if back else ""
    )


@under_review
def import_question(request, source, key):
    """ "Someone else…": who the words in question stand for, in every row that says them or in the first only."""
    before = review_of(request, source)
    question = before.question(key)
    if question is None or not question.asks_who:
        return told_so(request, source, SETTLED_MEANWHILE)
    asked = _names_in_question(question, before.action(question.row))
    names = name_forms(request.POST or None, asked, prefix=key, proposal=before.proposal)
    if request.method == "POST" and names.is_valid():
        only = question.row if request.POST.get("only") else ""
        return keep(
            request, source, before, retyping.named_otherwise(question, names.chosen(), only), question.key
        )
    return form_page(request, source, before, "question", {"question": question, "names": names, "id": key})


def _names_in_question(question, action):
    """Those of a cell's leads that were read from the words in question; all of them where that is not plain."""
    if action is None:
        return [(question.words, question.problems[0].proposed)]
    names = action.leads[question.field]
    mine = [name for name in names if name.words in question.words] or names
    return [(name.name, name.kind) for name in mine]


@under_review
def import_row(request, source, row):
    """Any reading of a row, changed; `?field=` shows only one."""
    before = review_of(request, source)
    action = before.action(row)
    if not action:
        raise Http404
    only = request.GET.get("field", "")
    form = RowForm(request.POST or None, review=before, action=action, only=only)
    if request.method == "POST" and form.is_valid():
        return _row_changed(request, source, before, form.decisions(), row)
    printed = before.printed.whole(row)
    context = {"form": form, "action": action, "printed": printed, "only": only, "id": f"row-{row}"}
    return form_page(request, source, before, "row", context)


def _row_changed(request, source, before, decisions, row):
    """A change made from a question settles it; "Save" with nothing changed leaves everything as it was."""
    question = before.question(request.GET.get("question", ""))
    if not decisions:
        return told_so(request, source, _("Nothing was changed."), row=row)
    if question:
        decisions = [*decisions, retyping.settle(question.problems[0])]
    return keep(request, source, before, decisions, question.key if question else row)


def form_page(request, source, review, what, context):
    """The form by itself where the page asks for it, else on a page of its own."""
    context |= {
        "source": source,
        "review": review,
        "back": back_to(request, source),
        "query": request.GET.urlencode(),
    }
    if request.htmx:
        return render(request, f"imports/_{what}_form.html", context)
    status = 422 if request.method == "POST" else 200
    return render(request, f"imports/{what}_form.html", context, status=status)


@require_POST
@under_review
def import_columns(request, source):
    """Say what a column is, where its name was not understood."""
    before = review_of(request, source)
    form = ColumnsForm(request.POST, columns=before.columns())
    decisions = list(form.decisions()) if form.is_valid() else []
    if not decisions:
        return told_so(request, source, _("No column was changed."))
    try:
        imports.decide(source_import=source, decisions=decisions, by=request.user, proposal=before.proposal)
    except ValidationError as refusal:
        return told_so(request, source, refusal.messages[0], messages.ERROR)
    return told_so(request, source, _("The document is read again with those columns."), messages.SUCCESS)
