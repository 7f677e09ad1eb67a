"""Who may read which paper, in which edition. What a role may do is asked of actionplan.permissions."""

from django.db.models import Prefetch

from actionplan import permissions
from actionplan.models import Meeting
from reports import editions
from reports.audience import EXEMPT, INTERNAL, PUBLIC, REDACTED, holds_exempt
from reports.models import Paper, PaperPlan


def visible_meetings(user, today):
    """Meetings are known to whoever may read a plan or runs meetings; to a stranger there are none."""
    meetings = Meeting.objects.select_related("committee")
    return meetings if permissions.may_know_of_meetings(user, today) else meetings.none()


def may_draft(user, paper, today):
    """Making, editing and publishing is the clerk's."""
    return permissions.may_run_meetings(user, paper.meeting.committee, today)


def may_read(user, paper, today):
    """A published paper is for every reader; a draft for its clerk, and for an editor of every plan in it."""
    if paper.is_published:
        return permissions.may_know_of_meetings(user, today)
    return may_draft(user, paper, today) or _edits(user, paper, today)


def visible_papers(user, meeting, today):
    """The papers of a meeting that one may know of, by item."""
    known = Prefetch("plans", PaperPlan.objects.select_related("snapshot__plan").defer("snapshot__data"))
    papers = meeting.papers.prefetch_related(known)
    return [paper for paper in papers if may_read(user, paper, today)]


def audiences_for(user, paper, today):
    """The copies one may have, the fullest first: internal for who works on it or may see what is exempt.

    Somebody who may not see what is exempt in it has the redacted copy in its place; who may, has the exempt
    appendix too. A published paper is asked what stands in its latest edition.
    """
    if paper.is_published:
        return audiences_of_edition(user, paper, editions.latest(paper), today)
    held = [line.snapshot.plan for line in paper.plans.all() if holds_exempt(line.snapshot.data)]
    kept = any(not permissions.may_see_exempt_of(user, plan, today) for plan in held)
    return _offered(user, paper, today, kept_from=kept, appendix=bool(held))


def audiences_of_edition(user, paper, published, today):
    """The same for one edition of a published paper; what was exempt in it then is asked of the right one has now."""
    stored = published.copies
    kept = REDACTED in stored and not _sees_all(user, paper, today)
    return _offered(user, paper, today, kept_from=kept, appendix=EXEMPT in stored)


def _offered(user, paper, today, *, kept_from, appendix):
    works_on_it = may_draft(user, paper, today) or _edits(user, paper, today)
    if not (works_on_it or _sees_all(user, paper, today)):
        return (PUBLIC,)
    if kept_from:
        return (REDACTED, PUBLIC)
    return (INTERNAL, EXEMPT, PUBLIC) if appendix else (INTERNAL, PUBLIC)


def _sees_all(user, paper, today):
    """Whether one has the right to what is exempt in every plan of the paper."""
    plans = plans_of(paper)
    return bool(plans) and all(permissions.may_see_exempt_of(user, plan, today) for plan in plans)


def plan_audiences(user, plan, today):
    """The same for a plan given out as it stands, to somebody who may open it."""
    return (INTERNAL if permissions.may_see_exempt_of(user, plan, today) else REDACTED, PUBLIC)


def plans_of(paper):
    return [line.snapshot.plan for line in paper.plans.all()]


def _edits(user, paper, today):
    plans = plans_of(paper)
    return bool(plans) and all(permissions.may_edit(user, plan, today) for plan in plans)


def find_paper(user, slug, order, today):
    """The paper at an address, or None where there is none or one may not know of it."""
    paper = Paper.objects.whole().filter(meeting__slug=slug, order=order).first()
    return paper if paper and may_read(user, paper, today) else None


def find_correction(user, paper, today):
    """The draft that is to correct a published paper, or None where there is none or one may not know of it."""
    draft = Paper.every.whole().filter(corrects=paper).first()
    return draft if draft and may_read(user, draft, today) else None


def correction_begun(paper):
    """Whether somebody has begun to correct a published paper."""
    return Paper.every.filter(corrects=paper).exists()
