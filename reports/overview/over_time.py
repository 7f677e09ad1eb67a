"""The pictures of the past: how much was overdue, how far dates were put back, what changed between meetings."""

from datetime import timedelta
from itertools import pairwise

from django.urls import reverse
from django.utils.dateformat import format as date_words
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.comparing_days import belongs
from actionplan.days_in_words import long_date
from actionplan.past_counts import LATER, OPEN, OVERDUE, PAST, counted
from reports.overview.days import SPANS
from reports.overview.past import Interval
from reports.overview.pictures import Part, Picture, Row
from reports.paper import Series

MEETINGS = 6
YOUNG = gettext_lazy(
    "History begins when a plan is written down here. Another column comes with every week that passes."
)


def moved():
    """How an action can have changed between two meetings, by the groups of the page that compares two days."""
    return {
        "completed": Series(_("Completed"), "complete", "blue"),
        "overdue": Series(_("Became overdue"), "overdue", "red"),
        "deadlines": Series(_("Deadlines changed or met")),
        "added": Series(_("Added")),
        "withdrawn": Series(_("Withdrawn or taken out")),
    }


def late(scope, past, days):
    """What was overdue on each of these days, and what would have been, had it not been given a new date."""
    return Picture(
        "late",
        _("Overdue over time"),
        _("Day"),
        (Series(_("Overdue"), "overdue", "red"), Series(_("Past the first date, with a new one"))),
        _days(scope, past, days, (OVERDUE, PAST), (_open,)),
        upright=True,
        more=(_("Open"),),
        note=_("Each day as it stood: what had been written down by its end."),
        empty=YOUNG,
    )


def put_back(scope, past, days):
    """How many open actions had a later date than was first agreed, and by how much."""
    return Picture(
        "slippage",
        _("Deadlines put back over time"),
        _("Day"),
        (Series(_("Put back")),),
        _days(scope, past, days, (LATER,), (_open, average_later)),
        upright=True,
        more=(_("Open"), _("Days later, on average")),
        note=_("Open actions whose deadline is later than it was first agreed."),
        empty=YOUNG,
    )


def _days(scope, past, days, rules, more):
    return tuple(_day(scope, past, day, day == days[0], rules, more) for day in days)


def _day(scope, past, day, is_first, rules, more):
    actions = [each for of_plan in past.actions_on(day).values() for each in of_plan]
    parts = tuple(Part(len(counted(actions, rule, day)), scope.past_link(day, rule)) for rule in rules)
    short = (_("Now"), "") if day == scope.today else under(day, is_first)
    return Row(long_date(day), parts, short=short, more=tuple(say(actions, day) for say in more))


def under(day, is_first):
    """What stands under a day's column: a month that ends then, its year where it begins; else the day."""
    if (day + timedelta(days=1)).day != 1:
        return str(day.day), date_words(day, "M")
    return date_words(day, "M"), str(day.year) if day.month == 1 or (is_first and day.month < 12) else ""


def _open(actions, day):
    return f"{len(counted(actions, OPEN, day)):,}"


def average_later(actions, day):
    """ "64", of those whose date was put back; "" where none was."""
    days = [each.days_later for each in counted(actions, LATER, day)]
    return f"{round(sum(days) / len(days)):,}" if days else ""


def between_meetings(scope, past):
    """A plan from one meeting of its committee to the next, the latest first; the last six."""
    plan, since = scope.plan, past.known_since.get(scope.plan.pk)
    if since is None or not plan.committee_id:
        return []
    held = past.held[plan.pk][: MEETINGS + 1]
    bounds = [(scope.today, None), *((meeting.held_on, meeting) for meeting in held), (since, None)]
    spans = [Interval(plan, first, last, meeting) for (last, meeting), (first, _before) in pairwise(bounds)]
    return [each for each in spans if each.first < each.last][: MEETINGS + 1] if held else []


def since_meetings(scope, past):
    """Each plan since its committee last met, or since it was written down; one that is closed has no movement."""
    found = []
    for plan in scope.plans:
        if plan.state != plan.State.CLOSED and plan.pk in past.known_since:
            met = [each.held_on for each in past.held[plan.pk] if each.held_on < scope.today]
            first = met[0] if met else past.known_since[plan.pk]
            found.append(Interval(plan, first, scope.today))
    return [each for each in found if each.first < each.last]


def movement(scope, past, intervals):
    """What changed in each interval: the groups of the page that compares its two days."""
    return Picture(
        "movement",
        _("Movement at each meeting") if scope.plan else _("Movement since each committee last met"),
        _("Meeting") if scope.plan else _("Plan"),
        tuple(moved().values()),
        tuple(_between(scope, past, each) for each in intervals),
        more=(_("Since"),),
        note=_("An action that changed in several ways is counted with each."),
        sums=False,
        empty=_no_meeting(scope.plan),
    )


def _no_meeting(plan):
    if plan is None:
        return _("Nothing can be compared yet: every plan was written down today.")
    if plan.committee is None:
        return _("This plan belongs to no committee, so there is no meeting to compare.")
    said = _("No meeting of the {committee} has been held since this plan was written down here.")
    return said.format(committee=plan.committee.name)


def _between(scope, past, interval):
    address = reverse("plan_compare", args=[interval.plan.slug])
    address += f"?from={interval.first}&to={interval.last}"
    pairs = past.pairs(interval)
    numbers = {key: sum(belongs(key, *pair, interval.days) for pair in pairs) for key in moved()}
    parts = tuple(Part(count, f"{address}#{key}") for key, count in numbers.items())
    return Row(_words(scope, interval), parts, address, more=(long_date(interval.first),))


def _words(scope, interval):
    if scope.plan is None:
        return interval.plan.title
    return long_date(interval.last) if interval.meeting else _("Since the last meeting")


def compared_days(intervals):
    return {day for each in intervals for day in each.days}


def span_choices(scope, asked):
    """The ways to look back, for the links above the pictures: (name, label, whether it is the one)."""
    return [(name, label, name == asked) for name, label in SPANS.items()]
