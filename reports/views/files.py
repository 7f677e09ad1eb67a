"""Papers and plans as files."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.text import slugify

from actionplan import permissions
from reports import access, drafting, publication, snapshots
from reports.audience import PUBLIC
from reports.formats import FORMATS, render
from reports.views.papers import chosen_audience, find


def paper_file(request, slug, order, key):
    """A paper in one format: the stored bytes once it is published."""
    paper = find(request, slug, order)
    audience = chosen_audience(request, access.audiences_for(request.user, paper, request.today))
    refuse_unknown(key)
    name = f"{paper.meeting.slug}-item-{paper.order}"
    return as_file(publication.bytes_of(paper, audience, key), key, name, audience)


def plan_export(request, slug, key):
    """A plan as it stands today, in one format."""
    plan = get_object_or_404(permissions.visible_plans(request.user, request.today), slug=slug)
    audience = chosen_audience(request, access.plan_audiences(request.user, plan, request.today))
    refuse_unknown(key)
    data = snapshots.describe(plan, as_of=request.today)
    value = drafting.plan_paper(data, audience=audience, council=request.council.name)
    return as_file(render(value, key), key, f"{plan.slug}-{request.today.isoformat()}", audience)


def refuse_unknown(key):
    if key not in FORMATS:
        raise Http404(f"There is no format “{key}”.")


def as_file(content, key, name, audience):
    """An attachment whose name says what it is, and says so where it is the public's."""
    public = "-public" if audience == PUBLIC else ""
    filename = f"{slugify(name)}{public}.{FORMATS[key].extension}"
    headers = {
        "Content-Disposition": f'attachment; filename="{filename}"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type=FORMATS[key].content_type, headers=headers)
