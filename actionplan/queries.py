"""What committees asked: who may know of a question, who may answer it, and what waits for an answer."""

from django.db.models import Q

from actionplan import permissions
from actionplan.models import Action, Query

SHOWN = ("meeting__committee", "resolution", "plan", "action__plan", "answer")


def known(user, today):
    """The questions one may read: of plans one may open, of actions whose news one may read."""
    told = Q(exempt=Action.Exempt.NO) | Q(pk__in=permissions.read_though_exempt(user, today).values("pk"))
    actions = permissions.visible_actions(user, today).filter(told)
    plans = permissions.visible_plans(user, today)
    mine = Q(action=None, plan__in=plans.values("pk")) | Q(action__in=actions.values("pk"))
    return Query.objects.filter(mine).select_related(*SHOWN)


def of_plan(plan):
    """All that was asked about a plan and the actions that are in it, in the order it was asked."""
    return plan.queries.filter(Q(action=None) | Q(action__deleted_at=None)).select_related(*SHOWN)


def waiting(plan):
    """What of it nobody has answered yet."""
    return of_plan(plan).filter(answered_on=None)


def of_action(action):
    """What was asked of an action, waiting or answered, the latest first."""
    return action.queries.select_related(*SHOWN).order_by("-meeting__held_on", "-id")


def to_answer(user, action, today):
    """What was asked of an action, each with whether this person may answer it."""
    return [(query, may_answer(user, query, today)) for query in of_action(action)]


def waiting_of(actions):
    """The questions that wait for an answer of each action, by the action's id. One query."""
    found = {}
    for query in Query.objects.filter(action__in=actions, answered_on=None).select_related(
        "meeting__committee"
    ):
        found.setdefault(query.action_id, []).append(query)
    return found


def may_answer(user, query, today):
    """Whoever may give news of the action, an editor where it is of the plan; and the clerk, who was there."""
    if query.action and not permissions.may_see_news(user, query.action, today):
        return False
    return may_give_news(user, query, today) or permissions.may_run_meetings(
        user, query.meeting.committee, today
    )


def may_give_news(user, query, today):
    """Whether an answer of theirs is news of the action, not only a note of the clerk's."""
    if query.action:
        return permissions.may_update(user, query.action, today)
    return permissions.may_edit(user, query.plan, today)


def news_since(query):
    """The news of the action since the meeting that asked, which may answer it already."""
    if query.action is None:
        return Query.objects.none()
    news = query.action.updates.filter(given_on__gte=query.meeting.held_on, no_change=False)
    return news.exclude(words="").select_related("by__actor")


def plans_asked_about(user, today):
    """The plans of which a committee's clerk may write down a question."""
    return permissions.visible_plans(user, today).filter(state="live").order_by("title", "id")


def plans_decided_by(committee, user, today):
    """The plans that a committee answers for: those in which its resolutions close and add actions."""
    return plans_asked_about(user, today).filter(committee=committee)
