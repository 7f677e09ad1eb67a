"""Pages on which a clerk says how a committee likes its papers, and gives the Word document they are written on."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from actionplan import permissions
from people.models import Actor
from reports import house_changes
from reports.formats import FORMATS, render_body
from reports.formats import render as render_as
from reports.forms_house import HouseForms
from reports.house import House, document_of
from reports.house_document import LIMITS
from reports.house_examples import example_paper
from reports.house_presets import PRESETS, preset
from reports.views.files import as_file

EXAMPLES = ("docx", "pdf")


def house_list(request):
    """The committees whose form one keeps; where it is only one, its page."""
    permissions.check(permissions.may_be_clerk(request.user, request.today))
    committees = [each for each in _committees() if _may_keep(request, each)]
    if len(committees) == 1:
        return redirect("house_edit", committees[0].pk)
    return render(request, "reports/house_list.html", {"committees": committees})


def house_edit(request, pk):
    committee = _find(request, pk)
    stands, opened = House.of(committee), house_changes.version_of(committee)
    act = request.POST.get("act", "")
    begin = preset(request.GET.get("like"), stands)
    form = HouseForms(begin or stands, opened=opened, data=request.POST or None, act=act)
    if request.method == "POST" and not act and form.is_valid():
        if "look" in request.POST:
            return _page(request, committee, form, form.house)
        try:
            house_changes.save_house(
                committee=committee, own=form.own, opened=form.form.cleaned_data["opened"]
            )
        except ValidationError as problem:
            form.form.add_error(None, problem)
            form.open_again(opened)
        else:
            messages.success(
                request,
                _("Saved. New papers of the {committee} begin in this form.").format(
                    committee=committee.name
                ),
            )
            return redirect("house_edit", committee.pk)
    return _page(request, committee, form, begin or stands, begun=begin is not None, arranged=bool(act))


@require_POST
def house_document(request, pk):
    """Take the council's own Word document, or go back to ours."""
    committee = _find(request, pk)
    if "remove" in request.POST:
        house_changes.remove_document(committee=committee)
        messages.success(
            request, _("The Word document is removed. Papers are written in the usual look again.")
        )
        return redirect("house_edit", committee.pk)
    file = request.FILES.get("document")
    data = file.read(LIMITS.file_size + 1) if file else b""
    try:
        house_changes.keep_document(committee=committee, data=data, name=file.name if file else "")
    except ValidationError as problem:
        house = House.of(committee)
        form = HouseForms(house, opened=house_changes.version_of(committee))
        return _page(request, committee, form, house, refused=" ".join(problem.messages), status=422)
    messages.success(
        request,
        _("Papers of the {committee} are now written on {file}.").format(
            committee=committee.name, file=file.name
        ),
    )
    return redirect("house_edit", committee.pk)


def house_download(request, pk):
    """The Word document as it was given."""
    committee = _find(request, pk)
    data = document_of(committee)
    if data is None:
        raise Http404
    answer = HttpResponse(data, content_type=FORMATS["docx"].content_type)
    extension = "dotx" if committee.paper_template.docx_name.lower().endswith(".dotx") else "docx"
    answer["Content-Disposition"] = f'attachment; filename="papers-{committee.pk}.{extension}"'
    return answer


def house_example(request, pk, key):
    """An invented paper in the saved form, as a file."""
    committee = _find(request, pk)
    if key not in EXAMPLES:
        raise Http404
    paper = _example(request, committee, House.of(committee))
    return as_file(render_as(paper, key, document_of(committee)), key, f"example-{committee.name}", "public")


def _committees():
    committees = Actor.objects.committees().current().select_related("paper_template")
    return committees.defer("paper_template__docx").order_by("name")


def _find(request, pk):
    """The committee, to somebody who runs its meetings; to anybody else there is no such page."""
    committee = get_object_or_404(_committees(), pk=pk)
    if not _may_keep(request, committee):
        raise Http404
    return committee


def _may_keep(request, committee):
    return permissions.may_run_meetings(request.user, committee, request.today)


def _example(request, committee, house):
    return example_paper(house, council=request.council.name, committee=committee.name, today=request.today)


def _page(request, committee, form, house, status=200, **more):
    template = getattr(committee, "paper_template", None)
    context = {
        "committee": committee,
        "form": form,
        "presets": PRESETS,
        "document": template.docx_name if template else "",
        "preview": render_body(_example(request, committee, house), beside=True),
        "unsaved": "look" in request.POST or more.get("begun") or more.get("arranged"),
        **more,
    }
    return render(request, "reports/house_form.html", context, status=status)
