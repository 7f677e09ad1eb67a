"""Who reports, worked out anew where posts change hands: a day may do it without anybody's pressing a button."""

from django.db import transaction
from django.utils.translation import gettext as _

from actionplan.changes import caches, many
from actionplan.models import Action, Lead, Plan


@transaction.atomic
def refresh_reporters(*, today, at=None, by=None, reason=None, batch=None):
    """Put who reports right in live plans, as posts are held on this day; gives how many actions changed.

    Each that changed has a revision, so that a past day shows who reported then. Safe to run again.
    """
    found = _wrong(Action.objects.present().filter(plan__state=Plan.State.LIVE), today)
    if not found:
        return 0
    many.lock(found)
    anew = _wrong(Action.objects.filter(pk__in=found), today)
    reason = _("A post changed hands, or somebody left.") if reason is None else reason
    with many.revisions(list(anew), by=by, reason=reason, at=at, batch=batch):
        actions = [Action(pk=pk, reporter=reporter) for pk, reporter in anew.items()]
        Action.objects.bulk_update(actions, ["reporter"], batch_size=many.AT_A_TIME)
    return len(anew)


def _wrong(actions, today):
    """Who ought to report (a person or None), by the id of each action that says otherwise. Three queries."""
    leads = list(Lead.objects.filter(action__in=actions.order_by().values("pk")).select_related("actor"))
    holder_of = many.holders_of_posts(leads, today)
    by_action = {}
    for lead in leads:
        by_action.setdefault(lead.action_id, []).append(lead)
    wrong = {}
    for pk, reporter_id in actions.order_by().values_list("pk", "reporter_id"):
        reporter = caches.reporter(by_action.get(pk, []), holder_of)
        if (reporter and reporter.pk) != reporter_id:
            wrong[pk] = reporter
    return wrong
