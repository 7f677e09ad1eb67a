"""What somebody is to be reminded of on a day, and on which days: queries and plain values only.

A kind reminds on its days, counted to or from a deadline or the latest news. What fell on a missed day is found for a
week after, once: its key comes once. What fell before an action was there, or before its plan was live, nobody is
reminded of, so that a plan just imported does not write to everybody about its past. Who is told is in
`actionplan.digests`, how it reads in `actionplan.digest_words`.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import OuterRef, Prefetch, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actionplan.models import Action, Deadline, DeadlineChange, Lead, Plan, Revision
from people.models import Delegation

LOOK_BACK = timedelta(days=7)


@dataclass(frozen=True)
class Kind:
    """One row of what people are reminded of. `days` are the usual days, `every` a usual number of days to repeat
    after (0: never); both can be others in a plan, under `name` and `name_every` of Plan.reminders.
    """

    name: str
    heading: str = field(compare=False)
    question: str = field(compare=False)
    days: tuple[int, ...] = ()
    every: int = 0

    def last_reached(self, count, days, every):
        """The last of its days that has come `count` days before the deadline (due) or after (the others), or None."""
        if self.name == "due":
            return min((day for day in days if day >= count), default=None)
        return max([day for day in days if day <= count] + _repeats(count, every), default=None)


def _repeats(count, every):
    return [count // every * every] if every and count >= every else []


KINDS = (
    Kind("overdue", _("Overdue"), _("Overdue for so many days"), days=(1, 7), every=30),
    Kind("due", _("Due soon"), _("Due in so many days"), days=(30, 7, 1)),
    Kind("no_news", _("No news for a while"), _("No news for so many days"), every=60),
)


def usual_thresholds():
    """The days of every kind where a plan says nothing: {"due": [30, 7, 1], "overdue": [7, 1], "overdue_every": 30 …}.

    Days are listed from the most to the fewest; a kind that has none never reminds.
    """
    usual = {}
    for kind in KINDS:
        if kind.days:
            usual[kind.name] = sorted(kind.days, reverse=True)
        if kind.every:
            usual[f"{kind.name}_every"] = kind.every
    return usual


def thresholds(plan):
    """The days on which a plan reminds: what it says itself, over the usual ones."""
    return usual_thresholds() | plan.reminders


@dataclass(frozen=True)
class Occasion:
    """One thing to remind somebody of: `count` days to or since `day`; the key comes once, whoever is told."""

    kind: Kind
    action: Action
    key: str
    count: int
    day: date
    asked_for: DeadlineChange | None = None


def occasions(today):
    """What falls due to be reminded of today, in the order of the plans: {action: [Occasion …]}.

    What was given already is still among it: whoever sends looks for the keys. Live plans only; nothing deleted,
    finished, or that says only where else to look. A fixed number of queries.
    """
    found = defaultdict(dict)
    for action in _actions(today):
        for occasion in _of_action(action, today):
            found[action].setdefault(occasion.key, occasion)
    return {action: list(by_key.values()) for action, by_key in found.items()}


def _actions(today):
    """Every action that may be reminded of, with what it needs to be asked about and told to somebody."""
    first = Revision.objects.filter(subject="action", subject_id=OuterRef("pk"), number=1)
    live = Revision.objects.filter(subject="plan", subject_id=OuterRef("plan"), changed__has_key="state")
    asked = DeadlineChange.objects.filter(state=DeadlineChange.State.ASKED).select_related("resolution")
    unmet = Deadline.objects.filter(met_on=None).exclude(due=None)
    asks = Lead.objects.filter(role=Lead.Role.MEMBER, actor__councillor=True, actor__wants_mail=True)
    deputies = Delegation.objects.on(today).select_related("deputy__user")
    return (
        Action.objects.present()
        .open()
        .filter(plan__state=Plan.State.LIVE, pointer=False, replaced_by=None)
        .annotate(
            came_at=Subquery(first.values("at")[:1]),
            live_at=Subquery(live.order_by("-number").values("at")[:1]),
        )
        .select_related("plan", "step", "latest_update", "reporter__user")
        .prefetch_related(
            Prefetch("deadlines", unmet.prefetch_related(Prefetch("changes", asked, "asked")), "unmet"),
            Prefetch("leads", asks.select_related("actor__user"), "councillors_who_asked"),
            Prefetch("reporter__deputies", deputies, "deputies_today"),
        )
        .order_by("plan__title", "plan_id", "challenge__order", "challenge_id", "order", "id")
    )


def _of_action(action, today):
    since = max((timezone.localdate(at) for at in (action.came_at, action.live_at) if at), default=date.min)
    for line in action.unmet:
        yield from _of_deadline(action, line, since, today)
    news = action.latest_update
    heard = max(since, news.given_on) if news else since
    yield from _falls(_kind("no_news"), action, heard, since, today)


def _of_deadline(action, line, since, today):
    asked = next(iter(line.asked), None)
    kind = _kind("overdue" if line.due < today else "due")
    yield from _falls(kind, action, line.due, since, today, asked)


def _falls(kind, action, day, since, today, asked=None):
    """The occasion of a kind that has come for this day, where it came in the last week and the action was there."""
    given = thresholds(action.plan)
    count = abs((today - day).days)
    reached = kind.last_reached(count, given.get(kind.name, []), given.get(f"{kind.name}_every", 0))
    if reached is None or day == date.min:
        return
    fell_on = day + timedelta(days=-reached if kind.name == "due" else reached)
    if since <= fell_on and today - fell_on <= LOOK_BACK:
        key = f"{kind.name}-{reached}/{action.pk}/{day.isoformat()}"
        yield Occasion(kind, action, key, count, day, asked)


def _kind(name):
    return next(kind for kind in KINDS if kind.name == name)
