"""Writes the progress section of a paper: what the numbers say, in sentences anyone may check. No database."""

from datetime import date

from actionplan.status import Meaning
from reports import movement, slippage
from reports.figures import (
    DUE_SOON_DAYS,
    NO_NEWS_DAYS,
    figures,
    is_open,
    overdue_days,
    told,
)
from reports.formats.wording import count, say_date

SAID_OF = {
    "complete": ("was completed", "were completed"),
    "added": ("was added", "were added"),
    "asked": ("waits for a new date to be agreed", "wait for new dates to be agreed"),
    "newly_overdue": ("became overdue", "became overdue"),
    "still_overdue": ("is still overdue", "are still overdue"),
    "extended": ("has a new date", "have new dates"),
    "started": ("was started or taken up again", "were started or taken up again"),
    "worse": ("is newly at risk or off track", "are newly at risk or off track"),
    "changed": ("otherwise changed status", "otherwise changed status"),
    "withdrawn": ("was withdrawn or replaced", "were withdrawn or replaced"),
    "no_news": ("has had no news", "have had no news"),
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
    stood = say_date(date.fromisoformat(view["as_of"]))
    return f"On {stood} the plan held {count(len(told(view)), 'action')} under {_challenges(view)}."


def _challenges(view):
    return count(len(view["challenges"]), view["plan"]["challenge_word"].lower())


def _statuses(view, counted):
    """ "12 are complete, 20 on track and 3 off track." """
    steps = [figure for figure in figures(view) if figure.key in set(Meaning)]
    if not steps:
        return ""
    first = f"{steps[0].count} {'is' if steps[0].count == 1 else 'are'} {steps[0].label}"
    return _join([first, *(f"{figure.count} {figure.label}" for figure in steps[1:])]) + "."


def _held_back(some):
    return "What stands in the exempt appendix is not counted." if some else ""


def _overdue(view):
    as_of = date.fromisoformat(view["as_of"])
    late = [(overdue_days(each, as_of), each["reference"]) for each in told(view)]
    late = [each for each in late if each[0]]
    if not late:
        return "No action is overdue."
    days, reference = max(late, key=lambda each: each[0])
    if len(late) == 1:
        return f"One action is overdue, by {count(days, 'day')} ({reference})."
    return f"{len(late)} actions are overdue, the longest by {count(days, 'day')} ({reference})."


def _ahead(counted):
    number = counted["due_soon"]
    return f"{_number(number)} due in the next {DUE_SOON_DAYS} days." if number else ""


def _undated(view):
    """Said because an action without a date can never be overdue."""
    number = sum(is_open(each) and not each["next_due"] for each in told(view))
    if not number:
        return ""
    has, so = ("has", "it cannot") if number == 1 else ("have", "they cannot")
    return f"{count(number, 'open action')} {has} no date, so {so} become overdue."


def _silent(counted):
    number = counted["no_news"]
    if not number:
        return ""
    return f"Nothing has been heard of {count(number, 'open action')} for {NO_NEWS_DAYS} days."


def _since(view, previous):
    """What changed; then, in a paragraph of its own, what became of what was late, and how far dates slipped."""
    if previous is None:
        first = "This is the first report on this plan to the committee."
        return [" ".join(filter(None, (first, slippage.since_agreed(view))))]
    day = say_date(date.fromisoformat(previous["as_of"]))
    groups = movement.compare(previous, view)
    if not groups:
        return [f"Nothing has changed since the last report, which gave the plan as it stood on {day}."]
    changes = [_changed(group.key, len(group.changes)) for group in groups]
    return [
        f"Since the last report, which gave the plan as it stood on {day}, {_join(changes)}.",
        " ".join(filter(None, (movement.cohort(previous, view), slippage.since(previous, view)))),
    ]


def _changed(key, number):
    one, many = SAID_OF[key]
    return f"{count(number, 'action')} {one if number == 1 else many}"


def _number(number):
    return "One is" if number == 1 else f"{number} are"


def _join(words):
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + f" and {words[-1]}"
