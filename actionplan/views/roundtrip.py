"""Bringing an edited sheet back: choosing the file, then looking at what it would change and taking what is right."""

from http import HTTPStatus

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from actionplan.importing.limits import CannotRead
from actionplan.models import Sheet
from actionplan.roundtrip.accepting import bring_back, take
from actionplan.roundtrip.forms import ReasonForm, SheetForm
from actionplan.roundtrip.review import review_of
from actionplan.views.imports import DropTooLarge
from actionplan.views.outline import editable_plan
from actionplan.wording import counted

NOTHING_TICKED = gettext_lazy(
    "Tick what is to be taken from the sheet, or press the button that takes all without conflict."
)


@csrf_exempt  # because the handler must be in place before anything reads the form; _upload checks it
def plan_sheet_upload(request, slug):
    plan = editable_plan(request, slug)
    request.upload_handlers.insert(0, DropTooLarge(request))
    return _upload(request, plan)


@csrf_protect
def _upload(request, plan):
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        given = {"data": file.read(), "name": file.name, "size": file.size}
        try:
            return redirect(bring_back(plan=plan, by=request.user, today=request.today, **given))
        except CannotRead as sentence:
            form.add_error("file", str(sentence))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "roundtrip/sheet_upload.html", {"plan": plan, "form": form}, status=status)


def plan_sheet_review(request, slug, pk):
    """What the sheet would change. It is shown to whoever brought it only."""
    plan = editable_plan(request, slug)
    sheets = Sheet.objects.defer("file").filter(plan=plan, by=request.user).select_related("plan__scale")
    sheet = get_object_or_404(sheets, pk=pk)
    form = ReasonForm(request.POST or None)
    refused = []
    if request.method == "POST":
        refused = _take(request, sheet, form)
        if not refused and not form.errors:
            return redirect(sheet)
        sheet.refresh_from_db(fields=["taken"])
    review = review_of(sheet, user=request.user, today=request.today)
    context = {
        "plan": plan,
        "sheet": sheet,
        "review": review,
        "form": form,
        "refused": refused,
        "ticked": set(request.POST.getlist("take")),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused or form.errors else HTTPStatus.OK
    return render(request, "roundtrip/sheet_review.html", context, status=status)


def _take(request, sheet, form):
    """Take what was asked for; what was refused comes back as (reference, why)."""
    ticked, all_free = set(request.POST.getlist("take")), "all_free" in request.POST
    if not form.is_valid():
        return []
    if not (ticked or all_free):
        form.add_error(None, NOTHING_TICKED)
        return []
    done = take(
        sheet=sheet,
        ticked=ticked,
        all_free=all_free,
        seen=_seen(request.POST.getlist("seen")),
        reason=form.cleaned_data["reason"],
        by=request.user,
        today=request.today,
    )
    if said := _in_words(done):
        messages.success(request, said)
    return done.refused


def _seen(given):
    """The revision of each action that was on the page, as "reference:revision"."""
    pairs = (each.rpartition(":") for each in given)
    return {
        reference: int(number) for reference, _, number in pairs if number.isdecimal() and len(number) < 10
    }


def _in_words(done):
    said = []
    if done.fields:
        said.append(
            _("{changes} taken in {actions}.").format(
                changes=counted(done.fields, "change"), actions=counted(len(done.actions), "action")
            )
        )
    if done.added:
        said.append(_("Added {added}.").format(added=", ".join(done.added)))
    if done.waiting:
        said.append(
            _("Still to be taken: {actions}. Press again.").format(actions=counted(done.waiting, "action"))
        )
    return " ".join(said)
