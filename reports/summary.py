"""Writes the progress section of a paper: what the numbers say, in sentences anyone may check. No database."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from actionplan.days_in_words import long_date
from actionplan.status import Meaning
from actionplan.wording import counted, listed
from reports import movement, slippage
from reports.figures import (
    DUE_SOON_DAYS,
    NO_NEWS_DAYS,
    figures,
    is_open,
    overdue_days,
    told,
)

SAID_OF = {
    "complete": ngettext_lazy("{n:,} action was completed", "{n:,} actions were completed", "n"),
    "added": ngettext_lazy("{n:,} action was added", "{n:,} actions were added", "n"),
    "asked": ngettext_lazy(
        "{n:,} action waits for a new date to be agreed", "{n:,} actions wait for new dates to be agreed", "n"
    ),
    "newly_overdue": ngettext_lazy("{n:,} action became overdue", "{n:,} actions became overdue", "n"),
    "still_overdue": ngettext_lazy("{n:,} action is still overdue", "{n:,} actions are still overdue", "n"),
    "extended": ngettext_lazy("{n:,} action has a new date", "{n:,} actions have new dates", "n"),
    "started": ngettext_lazy(
        "{n:,} action was started or taken up again", "{n:,} actions were started or taken up again", "n"
    ),
    "worse": ngettext_lazy(
        "{n:,} action is newly at risk or off track", "{n:,} actions are newly at risk or off track", "n"
    ),
    "changed": ngettext_lazy(
        "{n:,} action otherwise changed status", "{n:,} actions otherwise changed status", "n"
    ),
    "withdrawn": ngettext_lazy(
        "{n:,} action was withdrawn or replaced", "{n:,} actions were withdrawn or replaced", "n"
    ),
    "no_news": ngettext_lazy("{n:,} action has had no news", "{n:,} actions have had no news", "n"),
}


def paragraphs(view, previous, audience_holds_back=False):
    """The paragraphs of one plan's progress. `previous` is what the committee last saw, or None.

    `audience_holds_back` says that something is kept from this audience. How many actions that is, if any, is
    not said, so the sentence is the same whatever the exempt appendix holds.
    """
    counted = {figure.key: figure.count for figure in figures(view)}
    lines = [
        " ".join(filter(None, (_size(view), _statuses(view, counted), _held_back(audience_holds_back)))),
        " ".join(filter(None, (_overdue(view), _ahead(counted), _undated(view), _silent(counted)))),
        *_since(view, previous),
    ]
    return tuple(filter(None, lines))


def _size(view):
    challenges = counted(len(view["challenges"]), view["plan"]["challenge_word"].lower())
    return _("On {date} the plan held {actions} under {challenges}.").format(
        date=long_date(date.fromisoformat(view["as_of"])),
        actions=counted(len(told(view)), "action"),
        challenges=challenges,
    )


def _statuses(view, counted):
    """ "12 are complete, 20 on track and 3 off track." """
    steps = [figure for figure in figures(view) if figure.key in set(Meaning)]
    if not steps:
        return ""
    first = ngettext("{n} is {status}", "{n} are {status}", steps[0].count)
    first = first.format(n=steps[0].count, status=steps[0].label)
    return listed([first, *(f"{figure.count} {figure.label}" for figure in steps[1:])]) + "."


def _held_back(some):
    return _("What stands in the exempt appendix is not counted.") if some else ""


def _overdue(view):
    as_of = date.fromisoformat(view["as_of"])
    late = [(overdue_days(each, as_of), each["reference"]) for each in told(view)]
    late = [each for each in late if each[0]]
    if not late:
        return _("No action is overdue.")
    longest, reference = max(late, key=lambda each: each[0])
    return ngettext(
        "One action is overdue, by {days} ({reference}).",
        "{n} actions are overdue, the longest by {days} ({reference}).",
        len(late),
    ).format(n=len(late), days=counted(longest, "day"), reference=reference)


def _ahead(counted):
    number = counted["due_soon"]
    said = ngettext("One is due in the next {days} days.", "{n} are due in the next {days} days.", number)
    return said.format(n=number, days=DUE_SOON_DAYS) if number else ""


def _undated(view):
    """Said because an action without a date can never be overdue."""
    number = sum(is_open(each) and not each["next_due"] for each in told(view))
    said = ngettext(
        "{n:,} open action has no date, so it cannot become overdue.",
        "{n:,} open actions have no date, so they cannot become overdue.",
        number,
    )
    return said.format(n=number) if number else ""


def _silent(counted):
    number = counted["no_news"]
    said = ngettext(
        "Nothing has been heard of {n:,} open action for {days} days.",
        "Nothing has been heard of {n:,} open actions for {days} days.",
        number,
    )
    return said.format(n=number, days=NO_NEWS_DAYS) if number else ""


def _since(view, previous):
    """What changed; then, in a paragraph of its own, what became of what was late, and how far dates slipped."""
    if previous is None:
        first = _("This is the first report on this plan to the committee.")
        return [" ".join(filter(None, (first, slippage.since_agreed(view))))]
    day = long_date(date.fromisoformat(previous["as_of"]))
    groups = movement.compare(previous, view)
    if not groups:
        said = _("Nothing has changed since the last report, which gave the plan as it stood on {date}.")
        return [said.format(date=day)]
    changes = listed(SAID_OF[group.key].format(n=len(group.changes)) for group in groups)
    said = _("Since the last report, which gave the plan as it stood on {date}, {changes}.")
    return [
        said.format(date=day, changes=changes),
        " ".join(filter(None, (movement.cohort(previous, view), slippage.since(previous, view)))),
    ]
