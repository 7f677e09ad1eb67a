"""An overview put together: everything its page shows, from a scope and what the address asks for."""

from actionplan.figures import figures_of
from reports.overview import now, over_time
from reports.overview.days import days_of, usual_span
from reports.overview.drawing import drawn
from reports.overview.past import Past
from reports.overview.summary import standing_out
from reports.overview.timeline import spans_of, timeline

ORDER = ("status", "late", "slippage", "months", "leads", "news", "movement")


def overview_of(scope, *, span="", role=""):
    """The context of an overview. Queries: some twenty-five, however many plans, actions and revisions there are."""
    role = role if role in now.ROLES else "operational"
    counts, past = now.counts_of(scope), Past(scope)
    span = span if span in over_time.SPANS else usual_span(past.since, scope.today)
    pictures = _now(scope, counts, role) | _past(scope, past, span)
    dated = counts["meaning", "open"] - counts["due", "none"]
    return {
        "scope": scope,
        "figures": figures_of(scope.actions, scope.today, near=scope.near, across=scope.plan is None),
        "open": counts["meaning", "open"],
        "pictures": [drawn(pictures[key]) for key in ORDER],
        "timeline": timeline(
            spans_of(scope), scope.today, dated, scope.link(sort="deadline", meaning="open")
        ),
        "sentences": standing_out(scope, counts, pictures),
        "since": past.since,
        "spans": over_time.span_choices(scope, span),
        "roles": [(key, label, key == role) for key, label in now.ROLES.items()],
        "keeps_span": f"span={span}",
        "keeps_role": f"role={role}",
    }


def _now(scope, counts, role):
    return {
        "status": now.by_heading(scope) if scope.plan else now.by_plan(scope),
        "months": now.by_month(scope, counts),
        "leads": now.by_lead(scope, role),
        "news": now.by_age(scope, counts),
    }


def _past(scope, past, span):
    days = days_of(span, past.since, scope.today)
    between = over_time.between_meetings if scope.plan else over_time.since_meetings
    intervals = between(scope, past)
    past.fetch({*days, *over_time.compared_days(intervals)})
    return {
        "late": over_time.late(scope, past, days),
        "slippage": over_time.put_back(scope, past, days),
        "movement": over_time.movement(scope, past, intervals),
    }
