"""Reading documents in: those under review and done, a new one, what it is called, and accepting it."""

from http import HTTPStatus
from io import BytesIO

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import RequestDataTooBig, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_POST

from actionplan import imports, permissions
from actionplan.changes.undoing import undo_import, undoing_of
from actionplan.forms.imports import AboutForm, AcceptForm, UploadForm
from actionplan.forms.saving import saved
from actionplan.importing.accept import found_actors
from actionplan.importing.limits import size_in_words
from actionplan.models import Import
from actionplan.reviewing.review import Review
from actionplan.wording import contents

PAGE = 50
MOST_LINKS = 5
NEW = {
    "person": ngettext_lazy("{number} new person", "{number} new people", "number"),
    "post": ngettext_lazy("{number} new post", "{number} new posts", "number"),
    "team": ngettext_lazy("{number} new team", "{number} new teams", "number"),
    "committee": ngettext_lazy("{number} new committee", "{number} new committees", "number"),
}
GOING = {
    "person": ngettext_lazy("{number} person", "{number} people", "number"),
    "post": ngettext_lazy("{number} post", "{number} posts", "number"),
    "team": ngettext_lazy("{number} team", "{number} teams", "number"),
    "committee": ngettext_lazy("{number} committee", "{number} committees", "number"),
}


def import_or_404(request, pk):
    """One of the imports this person may know of."""
    return get_object_or_404(permissions.visible_imports(request.user, request.today), pk=pk)


def _may_import_or_404(request):
    if not permissions.may_import(request.user, request.today):
        raise Http404


@require_GET
def import_list(request):
    _may_import_or_404(request)
    visible = permissions.visible_imports(request.user, request.today).defer("file", "readings", "decisions")
    page = Paginator(visible, PAGE).get_page(request.GET.get("page"))
    return render(request, "imports/import_list.html", {"page": page})


class DropTooLarge(FileUploadHandler):
    """A file over the limit is counted and let go, so that nothing of it is kept and the form still arrives."""

    def receive_data_chunk(self, raw_data, start):
        return raw_data if start + len(raw_data) <= settings.IMPORT_MAX_BYTES else None

    def file_complete(self, file_size):
        if file_size <= settings.IMPORT_MAX_BYTES:
            return None
        return UploadedFile(BytesIO(), self.file_name, self.content_type, file_size)


@csrf_exempt  # because the handler must be in place before anything reads the form; _create checks it
def import_create(request):
    _may_import_or_404(request)
    request.upload_handlers.insert(0, DropTooLarge(request))
    try:
        return _create(request)
    except RequestDataTooBig:
        return _too_much_pasted(request)


@csrf_protect
def _create(request):
    form = _upload_form(request, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        started = _start(request, form)
        if started.state != Import.State.REFUSED:
            return redirect(started)
        form.add_error("file" if form.cleaned_data["file"] else "table", started.refusal)
    return _upload_page(request, form)


def _upload_form(request, data=None, files=None):
    committees, anywhere = permissions.committees_planned_for(request.user, request.today)
    initial = {"as_of": request.today}
    return UploadForm(data, files, initial=initial, committees=committees, anywhere=anywhere)


def _start(request, form):
    name, data, size = form.upload()
    about = {name: form.cleaned_data[name] for name in ("title", "as_of", "committee")}
    return imports.start_import(data=data, size=size, name=name, by=request.user, wait=imports.WAIT, **about)


def _upload_page(request, form, status=None):
    errors = form.is_bound and form.errors
    status = status or (HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK)
    return render(request, "imports/import_form.html", {"form": form}, status=status)


def _too_much_pasted(request):
    """More was pasted than a request may hold: what is left of it is let go, and the form says so."""
    while request.read(1 << 16):
        pass
    form = _upload_form(request, {"as_of": request.today})
    form.full_clean()
    form.errors.clear()
    most = size_in_words(settings.IMPORT_MAX_BYTES)
    form.add_error(
        "table",
        _("What was pasted is too large: at most {most} are read. Save it as a file and choose that.").format(
            most=most
        ),
    )
    return _upload_page(request, form, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def import_about(request, pk):
    """What the plan is called, which day it stands on and whose it is."""
    source = import_or_404(request, pk)
    if source.state != Import.State.REVIEW:
        return _done_with(request, source)
    committees, anywhere = permissions.committees_planned_for(request.user, request.today)
    initial = {"title": source.title, "as_of": source.as_of, "committee": source.committee}
    form = AboutForm(request.POST or None, initial=initial, committees=committees, anywhere=anywhere)
    if (
        request.method == "POST"
        and form.is_valid()
        and saved(form, lambda: imports.describe(source_import=source, **form.cleaned_data))
    ):
        messages.success(request, _("Saved. Deadlines are read from that day."))
        return redirect(source)
    return render(request, "imports/import_about.html", {"form": form, "source": source})


def _done_with(request, source):
    messages.info(request, imports.done_with(source))
    return redirect(source)


def import_accept(request, pk):
    """What accepting will make, and then makes. A plan is made once, whoever presses the button twice."""
    source = import_or_404(request, pk)
    if source.state != Import.State.REVIEW:
        return _done_with(request, source)
    form = AcceptForm(request.POST or None, initial={"state": "live"})
    if request.method == "POST" and form.is_valid():
        try:
            imports.accept_import(
                source_import=source, by=request.user, live=form.cleaned_data["state"] == "live"
            )
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            return redirect(source)
    return render(
        request, "imports/import_accept.html", _to_accept(source) | {"form": form, "source": source}
    )


def _to_accept(source):
    review = Review(imports.proposal_of(source))
    there = found_actors(review.proposal.actors)
    new = [(actor.name, actor.kind) for actor in review.proposal.actors if actor.name not in there]
    parts = contents(
        *map(len, (review.proposal.headings, review.proposal.challenges, review.proposal.actions))
    )
    return {"review": review, "proposal": review.proposal, "parts": parts, "new": list(by_kind(new))}


def by_kind(actors, said=NEW):
    """Actors under what they are: [("3 new people", [name…])…]; `actors` are (name, kind) pairs."""
    actors = list(actors)
    for kind, counted in said.items():
        if names := [name for name, its_kind in actors if its_kind == kind]:
            yield counted.format(number=len(names)), names


def import_take_back(request, pk):
    """What undoing an accepted import takes away, and then does; where somebody has worked on it, what that is."""
    source = import_or_404(request, pk)
    if source.state != Import.State.ACCEPTED or source.plan is None:
        return redirect(source)
    if not permissions.may_undo_import(request.user, source, request.today):
        raise Http404
    refusal = ""
    if request.method == "POST":
        try:
            undo_import(source_import=source, by=request.user)
        except ValidationError as refused:
            refusal = refused.messages[0]
        else:
            messages.success(
                request, _("The import is undone: {plan} is gone again.").format(plan=source.plan.title)
            )
            return redirect(source)
    page = _to_undo(request, source) | {"source": source, "refusal": refusal}
    return render(request, "imports/import_take_back.html", page, status=422 if refusal else 200)


def _to_undo(request, source):
    undoing = undoing_of(source)
    actions = permissions.visible_actions(request.user, request.today, source.plan).in_printed_order()
    return {
        "undoing": undoing,
        "parts": contents(undoing.headings, undoing.challenges, undoing.actions),
        "going": list(by_kind(((actor.name, actor.kind) for actor in undoing.actors), GOING)),
        "work": [(each, actions.filter(pk__in=each.actions)[:MOST_LINKS]) for each in undoing.work],
    }


@require_POST
def import_again(request, pk):
    """Take up an undone import again."""
    source = import_or_404(request, pk)
    try:
        imports.review_again(source_import=source)
    except ValidationError as refusal:
        messages.info(request, refusal.messages[0])
    else:
        messages.success(request, _("Every decision that was made before stands. Nothing is in a plan yet."))
    return redirect(source)


@require_GET
def import_file(request, pk):
    """The upload as it came, to keep; never shown in the browser."""
    source = import_or_404(request, pk)
    answer = HttpResponse(bytes(source.file), content_type="application/octet-stream")
    answer["Content-Disposition"] = content_disposition_header(True, source.name)
    return answer
