"""The days a picture of the past has a column for. No clock: `today` is handed in."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

COLUMNS = 12
SPANS = {"week": _("Week by week"), "month": _("Month by month"), "quarter": _("Quarter by quarter")}
YOUNG = timedelta(days=80)  # too young for months to show anything


def usual_span(since, today):
    """Weeks while there are few months; else months."""
    return "week" if since is None or today - since < YOUNG else "month"


def days_of(span, since, today):
    """Today, and up to eleven ends of weeks, months or quarters before it on which there was a plan."""
    if since is None:
        return []
    ends = [today]
    while len(ends) < COLUMNS:
        ends.append(_before(span, ends[-1]))
    return sorted(day for day in ends if day >= since)


def _before(span, day):
    """The last end before a day. Weeks are counted back from today."""
    if span == "week":
        return day - timedelta(days=7)
    first = day.replace(day=1)
    while span == "quarter" and first.month % 3 != 1:
        first = (first - timedelta(days=1)).replace(day=1)
    return first - timedelta(days=1)
