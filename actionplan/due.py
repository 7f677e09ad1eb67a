"""When open actions fall due, how far that has moved, and how old their news is: what lists ask for and pictures count.

Each rule is a Q, so that a picture's number and the list behind it are the same question.
"""

import re
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.figures import AS_USUAL, NEWS_HAS_A_DAY, OPEN, due_soon, overdue, without_news
from actionplan.models import Deadline

MONTH = re.compile(r"(from-)?(20\d\d)-(0[1-9]|1[0-2])")
DUE = {
    "overdue": gettext_lazy("Overdue"),
    "soon": gettext_lazy("Soon"),
    "intime": gettext_lazy("Not overdue"),
    "none": gettext_lazy("No date"),
}
MOVED = {
    "later": gettext_lazy("Later than first agreed"),
    "past": gettext_lazy("Past its first date, with a new one"),
}
NEWS = {
    "none": gettext_lazy("None for a while"),
    "30": gettext_lazy("In the last 30 days"),
    "60": gettext_lazy("31 to 60 days ago"),
    "90": gettext_lazy("61 to 90 days ago"),
    "older": gettext_lazy("More than 90 days ago"),
    "never": gettext_lazy("Never any"),
    "exempt": gettext_lazy("Exempt"),
}
AGES = {"30": (0, 30), "60": (31, 60), "90": (61, 90), "older": (91, None)}  # days ago, both included


def is_known(words):
    """Whether a list can be asked for what is due then: "overdue", "2026-12" or, from that month on, "from-2027-12"."""
    return words in DUE or bool(MONTH.fullmatch(words))


def label(words):
    """What such a value is called: "In December 2026", "December 2027 or later"."""
    if words in DUE:
        return DUE[words]
    from_on, first = _month(words)
    return (_("{month} or later") if from_on else _("In {month}")).format(month=date_format(first, "F Y"))


def said(words):
    """A month within a sentence: "due in December 2026", "due December 2027 or later"."""
    from_on, first = _month(words)
    said = _("due {month} or later") if from_on else _("due in {month}")
    return said.format(month=date_format(first, "F Y"))


def due(words, today, near=AS_USUAL):
    """What such a value asks for; `near` says how soon "soon" is. What is overdue by now is due in no month."""
    if words == "none":
        return Q(next_due=None)
    if words == "intime":
        return OPEN & ~Q(next_due__lt=today)
    if words in DUE:
        return overdue(today) if words == "overdue" else due_soon(today, near)
    from_on, first = _month(words)
    ahead = OPEN & Q(next_due__gte=max(first, today))
    return ahead if from_on else ahead & Q(next_due__lt=month_after(first))


def _month(words):
    from_on, year, month = MONTH.fullmatch(words).groups()
    return bool(from_on), date(int(year), int(month), 1)


def month_after(first):
    """The first day of the month after one."""
    return (first + timedelta(days=31)).replace(day=1)


def moved(words, today):
    """Open actions with a date that is later than it first was; or, of those, that are late by that date only."""
    put_back = Deadline.objects.filter(action=OuterRef("pk"), met_on=None, due__gt=F("original_due"))
    if words == "later":
        return OPEN & Q(Exists(put_back))
    return OPEN & ~Q(next_due__lt=today) & Q(Exists(put_back.filter(original_due__lt=today)))


def news(words, today, near=AS_USUAL):
    """Open actions by the age of their latest news; `near` says after how long there is none.

    Where it is exempt nothing is told of its day, to anybody.
    """
    if words == "none":
        return without_news(today, near)
    if words == "exempt":
        return OPEN & ~NEWS_HAS_A_DAY
    if words == "never":
        return OPEN & NEWS_HAS_A_DAY & Q(latest_update=None)
    newest, oldest = AGES[words]
    aged = Q(latest_update__given_on__lte=today - timedelta(days=newest)) if newest else Q()
    if oldest is not None:
        aged &= Q(latest_update__given_on__gte=today - timedelta(days=oldest))
    return OPEN & NEWS_HAS_A_DAY & aged
