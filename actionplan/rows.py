"""An action as a list shows it: who leads it, by when, and the latest news as far as the reader may see it."""

from dataclasses import dataclass

from django.db.models import Prefetch

from actionplan.models import Lead
from actionplan.permissions import may_see_news
from actionplan.wording import for_whom
from people.models import Membership

FOR_A_LIST = ("challenge__heading", "step", "latest_update__by__actor", "latest_update__for_actor")
FOR_A_ROW = (Prefetch("leads", Lead.objects.select_related("actor")), "deadlines")


@dataclass(frozen=True)
class News:
    """What was last said of an action. Where its news is exempt, `words` is the wording for the public."""

    words: str = ""
    who: str = ""
    on: object = None
    no_change: bool = False
    exempt: bool = False


@dataclass(frozen=True)
class Line:
    """A deadline, and for how many days it is overdue."""

    deadline: object
    overdue: int = 0


@dataclass(frozen=True)
class Row:
    action: object
    leads: dict
    lines: list
    news: News | None = None
    cells: tuple = ()


def row_of(user, action, today):
    """The row of an action fetched with FOR_A_LIST and FOR_A_ROW; no query."""
    leads = {str(role): [lead.actor.name for lead in action.leads_in(role)] for role in Lead.Role}
    return Row(action, leads, lines_of(action, today), news_of(user, action, today))


def lines_of(action, today):
    """The deadlines of an action in order; only one that is not met of an open action is overdue."""
    return [
        Line(deadline, _days_overdue(deadline, today) if action.is_open else 0)
        for deadline in action.deadlines.all()
    ]


def _days_overdue(deadline, today):
    if deadline.met_on or deadline.due is None:
        return 0
    return max(0, (today - deadline.due).days)


def news_of(user, action, today):
    if not may_see_news(user, action, today):
        return News(words=action.public_news, exempt=True)
    update = action.latest_update
    if update is None:
        return None
    return News(update.words, signed(update), update.given_on, update.no_change)


def signed(update):
    """Who gave news: "Shirin Patel for Head of People"; nobody where it came in with a document."""
    if update.by is None:
        return ""
    return for_whom(update.by.get_full_name(), update.for_actor)


def posts_held(leads, day):
    """Who holds the posts among these leads on a day: memberships by the post's id. One query, or none."""
    posts = [lead.actor_id for lead in leads if lead.actor.kind == "post"]
    held = {}
    if posts:
        for holding in Membership.objects.on(day).filter(of__in=posts).select_related("member"):
            held.setdefault(holding.of_id, []).append(holding)
    return held
