"""The charts of a plan as figures, from what one audience may read; `formats.drawing` draws them. No clock.

Three, for what a committee asks: how far is each part, what has changed since we last saw it, what falls due when.
Flintshire's members found that too many actions were dated the end of March: the third shows such a heap.
"""

from datetime import date

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from reports.figures import MEANING_ORDER, is_open, overdue_days, told
from reports.paper import Bar, Chart, Series

MONTHS_AHEAD = 12


def charts(view, movement=()):
    """The Charts of a view that have something to show; `movement` is what `reports.movement.compare` found."""
    found = (by_heading(view), of_movement(movement), deadlines_ahead(view))
    return tuple(chart for chart in found if chart)


def by_heading(view):
    """How many actions of each status stand under each heading, in printed order; None where there is none."""
    counted = {}
    for challenge in view["challenges"]:
        for action in challenge["actions"]:
            if not action["withheld"]:
                statuses = counted.setdefault(challenge["heading"], {})
                statuses[_series(action)] = statuses.get(_series(action), 0) + 1
    series = in_usual_order({each for statuses in counted.values() for each in statuses})
    bars = tuple(
        Bar(heading, tuple(statuses.get(each, 0) for each in series)) for heading, statuses in counted.items()
    )
    heading = view["plan"]["heading_word"]
    return (
        Chart("status", _("Status by {heading}").format(heading=heading.lower()), heading, series, bars)
        if bars
        else None
    )


def of_movement(groups):
    """How many actions changed in which way since the committee last saw the plan; None where nothing did."""
    bars = tuple(Bar(group.title, (len(group.changes),)) for group in groups if group.changes)
    title = _("What has changed since the last report")
    return Chart("movement", title, _("Change"), (Series(_("Actions")),), bars) if bars else None


def deadlines_ahead(view):
    """Open actions by the month of their first unmet deadline, a year ahead; None where no action is open."""
    as_of = date.fromisoformat(view["as_of"])
    actions = [action for action in told(view) if is_open(action)]
    if not actions:
        return None
    late = sum(overdue_days(each, as_of) > 0 for each in actions)
    ahead = [_months_ahead(each, as_of) for each in actions if not overdue_days(each, as_of)]
    last = max((months for months in ahead if months is not None and months < MONTHS_AHEAD), default=-1)
    bars = [Bar(_month(as_of, i), (0, ahead.count(i))) for i in range(last + 1)]
    later = sum(months is not None and months >= MONTHS_AHEAD for months in ahead)
    ends = [Bar(_("Later"), (0, later)), Bar(_("No date"), (0, ahead.count(None)))]
    shown = [Bar(_("Overdue"), (late, 0))] * bool(late) + bars + [bar for bar in ends if sum(bar.counts)]
    kinds = Series(_("Overdue"), "overdue", "red"), Series(_("Due"))
    return Chart("deadlines", _("Deadlines ahead"), _("Month"), *_without_empty(kinds, shown))


def _without_empty(series, bars):
    """A kind of bar that nothing is of has no column in the table."""
    kept = [i for i in range(len(series)) if any(bar.counts[i] for bar in bars)]
    slim = [Bar(bar.words, tuple(bar.counts[i] for i in kept)) for bar in bars]
    return tuple(series[i] for i in kept), tuple(slim)


def _series(action):
    status = action["status"]
    return Series(status["word"], status["meaning"], status["colour"])


def in_usual_order(series):
    """Series of statuses in the order papers print them: what is complete first."""
    return tuple(sorted(series, key=_order))


def _order(series):
    known = [each.value for each in MEANING_ORDER]
    place = known.index(series.meaning) if series.meaning in known else len(known)
    return place, series.words, series.colour


def _months_ahead(action, as_of):
    if not action["next_due"]:
        return None
    due = date.fromisoformat(action["next_due"])
    return (due.year - as_of.year) * 12 + due.month - as_of.month


def _month(as_of, months):
    """ "December 2026"."""
    years, month = divmod(as_of.month - 1 + months, 12)
    return f"{MONTHS[month + 1]} {as_of.year + years}"
