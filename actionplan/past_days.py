"""Which past days of a plan one is likely to look at."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from actionplan.models import Meeting
from actionplan.past import known_since


@dataclass(frozen=True)
class Shortcut:
    name: str
    day: date


def first_day(plan):
    """The day a plan was first written down; None where it never was."""
    since = known_since(plan)
    return timezone.localdate(since) if since else None


def shortcuts(plan, since, today):
    """Yesterday, the last meeting, a month ago, and when it was agreed, or first put in where that was later.

    Only days on which the plan was there, each once. One query.
    """
    if since is None:
        return []
    held = Meeting.objects.filter(committee=plan.committee_id, held_on__lt=today)
    last = held.order_by("-held_on").values_list("held_on", flat=True).first()
    agreed = (_("As agreed"), plan.stands_on) if plan.stands_on >= since else (_("As first put in"), since)
    wanted = [
        (_("Yesterday"), today - timedelta(days=1)),
        (_("Last meeting"), last),
        (_("A month ago"), a_month_before(today)),
        agreed,
    ]
    there = {day: name for name, day in reversed(wanted) if day and since <= day < today}
    return [Shortcut(name, day) for name, day in wanted if day in there and there[day] == name]


def a_month_before(day):
    """The same day of the month before, or its last."""
    last = day.replace(day=1) - timedelta(days=1)
    return last.replace(day=min(day.day, last.day))
