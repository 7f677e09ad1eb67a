"""Papers and plans as files."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.text import slugify

from actionplan import permissions
from actionplan.models import Plan
from reports import access, drafting, publication, snapshots
from reports.audience import INTERNAL, PUBLIC
from reports.formats import FORMATS, render
from reports.views.papers import chosen_audience, find


def paper_file(request, slug, order, key):
    """A paper in one format: the stored bytes once it is published."""
    paper = find(request, slug, order)
    audience = chosen_audience(request, access.audiences_for(request.user, paper, request.today))
    refuse_unknown(key)
    name = f"{paper.meeting.slug}-item-{paper.order}"
    holds_exempt = audience == INTERNAL and drafting.paper_holds_exempt(paper)
    return as_file(publication.bytes_of(paper, audience, key), key, name, audience, holds_exempt)


def plan_export(request, slug, key):
    """A plan as it stands today, in one format."""
    plan = get_object_or_404(permissions.visible_plans(request.user, request.today), slug=slug)
    audience = chosen_audience(request, access.plan_audiences(request.user, plan, request.today))
    refuse_unknown(key)
    data = snapshots.describe(plan, as_of=request.today)
    value = drafting.plan_paper(
        data, audience=audience, council=request.council.name, draft=plan.state == Plan.State.DRAFT
    )
    name = f"{plan.slug}-{request.today.isoformat()}"
    return as_file(render(value, key), key, name, audience, value.holds_exempt)


def refuse_unknown(key):
    if key not in FORMATS:
        raise Http404(f"There is no format “{key}”.")


def as_file(content, key, name, audience, holds_exempt=False):
    """An attachment whose name says what it is and whom it is for, so that nobody posts the wrong one."""
    whom = "public" if audience == PUBLIC else "not-for-publication" if holds_exempt else "internal"
    filename = f"{slugify(name)}-{whom}.{FORMATS[key].extension}"
    headers = {
        "Content-Disposition": f'attachment; filename="{filename}"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type=FORMATS[key].content_type, headers=headers)
