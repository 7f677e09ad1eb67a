"""Papers and plans as files."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _

from actionplan import permissions
from actionplan.models import Plan
from reports import access, drafting, glossary, publication, snapshots
from reports.audience import EXEMPT, INTERNAL, PUBLIC
from reports.formats import FORMATS, render
from reports.views.papers import chosen_audience, find


def paper_file(request, slug, order, key):
    """A paper in one format: the stored bytes once it is published."""
    paper = find(request, slug, order)
    offered = access.audiences_for(request.user, paper, request.today)
    audience = chosen_audience(request, offered)
    refuse_unknown(key)
    name = f"{paper.meeting.slug}-item-{paper.order}"
    holds_exempt = EXEMPT in offered and audience in (INTERNAL, EXEMPT)
    return as_file(publication.bytes_of(paper, audience, key), key, name, audience, holds_exempt)


def plan_export(request, slug, key):
    """A plan as it stands today, in one format."""
    plan = get_object_or_404(permissions.visible_plans(request.user, request.today), slug=slug)
    audience = chosen_audience(request, access.plan_audiences(request.user, plan, request.today))
    refuse_unknown(key)
    data = snapshots.describe(plan, as_of=request.today)
    value = drafting.plan_paper(
        data,
        audience=audience,
        council=request.council.name,
        draft=plan.state == Plan.State.DRAFT,
        nation=request.council.nation,
        terms=glossary.known(),
    )
    name = f"{plan.slug}-{request.today.isoformat()}"
    return as_file(render(value, key), key, name, audience, value.holds_exempt)


def refuse_unknown(key):
    if key not in FORMATS:
        raise Http404(_("There is no format “{key}”.").format(key=key))


def as_file(content, key, name, audience, holds_exempt=False):
    """An attachment whose name says what it is and whom it is for, so that nobody posts the wrong one."""
    whom = "public" if audience == PUBLIC else "not-for-publication" if holds_exempt else "internal"
    what = "exempt-appendix-" if audience == EXEMPT else ""
    filename = f"{slugify(name)}-{what}{whom}.{FORMATS[key].extension}"
    return as_attachment(content, FORMATS[key].content_type, filename)


def as_attachment(content, content_type, filename):
    headers = {
        "Content-Disposition": content_disposition_header(True, filename),
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type=content_type, headers=headers)
