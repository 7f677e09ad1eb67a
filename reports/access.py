"""Who may read which paper, in which edition. What a role may do is asked of actionplan.permissions."""

from django.db.models import Prefetch

from actionplan import permissions
from actionplan.models import Meeting
from reports.audience import INTERNAL, PUBLIC, REDACTED, holds_exempt
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
    """The editions one may have, the fullest first: internal for who works on it or may see what is exempt.

    Somebody who may not see what is exempt in it has the redacted edition in its place.
    """
    plans = plans_of(paper)
    by_right = bool(plans) and all(permissions.may_see_exempt_of(user, plan, today) for plan in plans)
    if not (by_right or may_draft(user, paper, today) or _edits(user, paper, today)):
        return (PUBLIC,)
    return (INTERNAL if by_right or not _kept_from(user, paper, today) else REDACTED, PUBLIC)


def plan_audiences(user, plan, today):
    """The same for a plan given out as it stands, to somebody who may open it."""
    return (INTERNAL if permissions.may_see_exempt_of(user, plan, today) else REDACTED, PUBLIC)


def plans_of(paper):
    return [line.snapshot.plan for line in paper.plans.all()]


def _edits(user, paper, today):
    plans = plans_of(paper)
    return bool(plans) and all(permissions.may_edit(user, plan, today) for plan in plans)


def _kept_from(user, paper, today):
    """Whether something exempt is in the paper that this person may not see."""
    return any(
        holds_exempt(line.snapshot.data)
        and not permissions.may_see_exempt_of(user, line.snapshot.plan, today)
        for line in paper.plans.all()
    )


def find_paper(user, slug, order, today):
    """The paper at an address, or None where there is none or one may not know of it."""
    paper = Paper.objects.whole().filter(meeting__slug=slug, order=order).first()
    return paper if paper and may_read(user, paper, today) else None
