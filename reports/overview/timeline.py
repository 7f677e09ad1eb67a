"""A line of time for the open actions that fall due first: where each deadline was, and where it is."""

from dataclasses import dataclass
from datetime import date

from django.utils.dateformat import format as date_words
from django.utils.translation import gettext as _

from actionplan import figures
from actionplan.days_in_words import long_date, overdue_words
from actionplan.orders import SOONEST
from actionplan.wording import in_brief
from reports.overview.drawing import labels

MOST = 30
TOP, ROW = 24, 44  # pixels
TICKS = 4  # as many as have room on a phone


@dataclass(frozen=True)
class Span:
    """One action on the line: the first date it was given, the present one, and its page. `plan` where several are."""

    reference: str
    text: str
    first: date | None
    due: date
    url: str
    overdue: int = 0
    plan: str = ""

    @property
    def labels(self):
        return labels(f"{self.reference} {self.text}", 15)

    @property
    def says(self):
        """The whole of it, for who does not see the line."""
        said = [_("due {date}").format(date=long_date(self.due))]
        if self.first and self.first != self.due:
            said.append(_("first {date}").format(date=long_date(self.first)))
        if self.overdue:
            said.append(overdue_words(self.overdue))
        return f"{self.reference} {self.text}: {', '.join(said)}"

    @property
    def later(self):
        """Days from the first date to the present one; 0 where there was none."""
        return (self.due - self.first).days if self.first else 0


@dataclass(frozen=True)
class Tick:
    at: str
    words: str


@dataclass(frozen=True)
class Drawn:
    """A span in percent of the line: where its two marks stand; and how many pixels below its top.

    What is said of a mark stands to its left where there is less room to its right.
    """

    span: Span
    first: str
    due: str
    top: int
    speaks_left: bool


@dataclass(frozen=True)
class Timeline:
    """`count` is how many open actions have a date; the line shows the first of them."""

    rows: tuple[Drawn, ...]
    ticks: tuple[Tick, ...]
    today: str
    count: int
    url: str

    @property
    def height(self):
        return TOP + len(self.rows) * ROW


def spans_of(scope):
    """The open actions with a date, soonest first, at most MOST. Two queries."""
    dated = scope.actions.filter(figures.OPEN, next_due__isnull=False)
    actions = dated.select_related("plan").prefetch_related("deadlines").order_by(*SOONEST)[:MOST]
    return tuple(_span(action, scope) for action in actions)


def _span(action, scope):
    unmet = [line for line in action.deadlines.all() if line.due == action.next_due and not line.met_on]
    first = min((line.original_due for line in unmet if line.original_due), default=None)
    return Span(
        reference=action.reference,
        text=in_brief(action.text),
        first=first,
        due=action.next_due,
        url=action.get_absolute_url(),
        overdue=max(0, (scope.today - action.next_due).days),
        plan="" if scope.plan else action.plan.title,
    )


def timeline(spans, today, count, url):
    """The line on which these spans stand, from the first of all days to the last, today among them."""
    days = [today, *(day for each in spans for day in (each.first, each.due) if day)]
    scale = _Scale(min(days), max(days))
    rows = tuple(_drawn(each, scale, place) for place, each in enumerate(spans))
    return Timeline(rows, _ticks(scale), scale.at(today), count, url)


def _drawn(span, scale, place):
    first, due = span.first or span.due, span.due
    return Drawn(span, scale.at(first), scale.at(due), TOP + place * ROW, scale.is_in_second_half(due))


class _Scale:
    """Days on a line of a hundred, with room at both ends for a mark."""

    START, LENGTH = 3, 94

    def __init__(self, first, last):
        self.first, self.last = first, last
        self.days = max(1, (last - first).days)

    def at(self, day):
        return f"{self.START + self.LENGTH * (day - self.first).days / self.days:.2f}%"

    def is_in_second_half(self, day):
        return (day - self.first).days > 0.5 * self.days

    def has_room(self, day):
        """For words to the right of it."""
        return (day - self.first).days <= 0.82 * self.days


def _ticks(scale):
    """Firsts of months, evenly apart, as few as there is room for; on a long line firsts of years."""
    months = [_first(month) for month in range(_month(scale.first) + 1, _month(scale.last) + 1)]
    apart = next(each for each in (1, 2, 3, 6, 12, 24, 60, 120, 1200) if len(months) <= each * TICKS)
    kept = [day for day in months if _month(day) % apart == 0 and scale.has_room(day)]
    return tuple(Tick(scale.at(day), date_words(day, "M Y") if apart < 12 else str(day.year)) for day in kept)


def _month(day):
    return day.year * 12 + day.month - 1


def _first(month):
    return date(month // 12, month % 12 + 1, 1)
