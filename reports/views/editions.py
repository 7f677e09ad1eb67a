"""Pages of what went out: publish, correct, every edition by its number, and the files as published."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from reports import access, editions, papers, publication, readiness
from reports.audience import EXEMPT, INTERNAL, PUBLIC, REDACTED
from reports.formats import FORMATS, render_body
from reports.forms_editions import COPIES, FirstForm, LaterForm, PublishedFileForm
from reports.models import EditionFile
from reports.views.files import as_attachment, as_file, refuse_unknown
from reports.views.papers import chosen_audience, find, find_to_change, may_draft, show

NAMES = {
    PUBLIC: gettext_lazy("Public report"),
    EXEMPT: gettext_lazy("Exempt appendix"),
    REDACTED: gettext_lazy("Internal copy, without what is exempt"),
    INTERNAL: gettext_lazy("Internal copy"),
}


def paper_publish(request, slug, order):
    """Says what publishing will do; doing it takes the button there."""
    paper = find_to_change(request, slug, order)
    if paper.is_published:
        messages.info(request, papers.PUBLISHED)
        return redirect(paper)
    form = (LaterForm if paper.corrects_id else FirstForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            publication.publish(
                paper=paper,
                by=request.user,
                at=timezone.now(),
                seen_at_revision=_revision(request),
                kind=form.as_kind,
                reason=form.cleaned_data["reason"],
            )
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
        else:
            messages.success(request, _("The paper is published. What went out now stays as it is."))
        return redirect("paper_detail", slug, paper.order)
    context = {
        "paper": paper,
        "form": form,
        "formats": get_text_list([each.label for each in FORMATS.values()], _("and")),
        "ready": readiness.of(paper, request.user, request.today),
    }
    return render(request, "reports/paper_publish.html", context)


@require_POST
def correction_begin(request, slug, order):
    """Opens a draft beside the published paper."""
    paper = find(request, slug, order)
    find_to_change(request, slug, order)
    try:
        publication.begin_correction(paper=paper, by=request.user, at=timezone.now())
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
        return redirect(paper)
    messages.success(
        request, _("The correction is a draft. What is published stays as it is until you publish this.")
    )
    return redirect("paper_correction", slug, order)


def paper_correction(request, slug, order):
    """The draft of a correction, read like any draft."""
    paper = find_correction(request, slug, order)
    return show(request, paper, published=paper.corrects)


def correction_file(request, slug, order, key):
    paper = find_correction(request, slug, order)
    audience = chosen_audience(request, access.audiences_for(request.user, paper, request.today))
    refuse_unknown(key)
    value = publication.value_of(paper, audience)
    name = f"{paper.meeting.slug}-item-{paper.order}-correction"
    return as_file(publication.bytes_of(paper, audience, key), key, name, audience, value.holds_exempt)


def edition_list(request, slug, order):
    """What went out and when, the latest first, each with what it says otherwise."""
    paper = find_published(request, slug, order)
    context = {
        "paper": paper,
        "printed": [_for_reader(request, paper, each) for each in editions.of(paper)],
        "formats": FORMATS.values(),
        "may_draft": may_draft(request, paper),
    }
    return render(request, "reports/edition_list.html", context)


def edition_detail(request, slug, order, number):
    """One edition as it went out, at its own address."""
    paper = find_published(request, slug, order)
    printed = _for_reader(request, paper, find_edition(paper, number))
    audience = chosen_audience(request, printed["offered"])
    context = {
        "paper": paper,
        **printed,
        "audience": audience,
        "shown": next(each for each in printed["copies"] if each["audience"] == audience),
        "body": render_body(publication.value_of(paper, audience, number)),
        "latest": editions.latest(paper),
        "formats": FORMATS.values(),
    }
    return render(request, "reports/edition_detail.html", context)


def edition_file(request, slug, order, number, key):
    """One edition in one format: the stored bytes."""
    paper = find_published(request, slug, order)
    published = find_edition(paper, number)
    audience = chosen_audience(
        request, access.audiences_of_edition(request.user, paper, published, request.today)
    )
    refuse_unknown(key)
    value = publication.value_of(paper, audience, number)
    name = f"{paper.meeting.slug}-item-{paper.order}-edition-{number}"
    content = publication.bytes_of(paper, audience, key, number)
    return as_file(content, key, name, audience, value.holds_exempt)


def edition_as_published(request, slug, order, number, audience, key):
    """The file that went out through the agenda system, under the name it had."""
    paper = find_published(request, slug, order)
    published = find_edition(paper, number)
    if audience not in access.audiences_of_edition(request.user, paper, published, request.today):
        raise Http404
    file = editions.published_file(_copy(published, audience), key)
    if file is None:
        raise Http404
    return as_attachment(bytes(file.file), FORMATS[key].content_type, file.name)


def edition_add_file(request, slug, order, number):
    """Keeps the file that was published through the agenda system."""
    find_to_change(request, slug, order)
    paper = find_published(request, slug, order)
    published = find_edition(paper, number)
    copies = [each for each in COPIES if each in _offered(request, paper, published)]
    form = PublishedFileForm(request.POST or None, request.FILES or None, copies=copies)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            file = editions.add_file(
                edition=_copy(published, form.cleaned_data["copy"]),
                name=upload.name,
                content=upload.read(),
                by=request.user,
                at=timezone.now(),
            )
        except ValidationError as problem:
            form.add_error("file", problem)
        else:
            messages.success(request, _("{file} is kept as published.").format(file=file.name))
            return redirect("edition_list", slug, order)
    context = {"paper": paper, "published": published, "form": form}
    return render(request, "reports/edition_add_file.html", context)


def find_published(request, slug, order):
    paper = find(request, slug, order)
    if not paper.is_published:
        raise Http404
    return paper


def find_correction(request, slug, order):
    draft = access.find_correction(request.user, find_published(request, slug, order), request.today)
    if draft is None:
        raise Http404
    return draft


def find_edition(paper, number):
    try:
        return editions.find(paper, number)
    except editions.NoSuchEdition as error:
        raise Http404 from error


def _copy(published, audience):
    try:
        return published.copy_for(audience)
    except editions.NoSuchEdition as error:
        raise Http404 from error


def _offered(request, paper, published):
    return access.audiences_of_edition(request.user, paper, published, request.today)


def _for_reader(request, paper, published):
    """An edition with the copies this person may have, and the files as published of each."""
    offered = _offered(request, paper, published)
    copies = [
        {
            "audience": each,
            "name": NAMES[each],
            "edition": (edition := published.copy_for(each)),
            "files": edition.files.filter(origin=EditionFile.Origin.PUBLISHED).defer("file"),
            "slug": paper.meeting.slug,
            "order": paper.order,
        }
        for each in reversed(offered)
    ]
    return {"published": published, "offered": offered, "copies": copies}


def _revision(request):
    words = request.POST.get("revision", "")
    return int(words) if words.isascii() and words.isdigit() and len(words) < 10 else -1
