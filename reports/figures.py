"""Counts what a plan's summary says in numbers, from what one audience may read. No clock, no database."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from actionplan.status import FINISHED, Meaning
from reports.audience import actions_of
from reports.paper import Figure

DUE_SOON_DAYS = 30
NO_NEWS_DAYS = 60
MEANING_ORDER = (
    Meaning.COMPLETE,
    Meaning.ON_TRACK,
    Meaning.AT_RISK,
    Meaning.OFF_TRACK,
    Meaning.NOT_STARTED,
    Meaning.ON_HOLD,
    Meaning.WITHDRAWN,
    Meaning.SUPERSEDED,
)


def figures(view):
    """The counts of a view in the order they are printed: by meaning, then what asks for attention.

    A withheld action is counted nowhere. A meaning is named by the plan's own word where only one stands for it.
    """
    actions = told(view)
    by_meaning = [_by_meaning(actions, meaning) for meaning in MEANING_ORDER]
    as_of = date.fromisoformat(view["as_of"])
    return (
        *[figure for figure in by_meaning if figure.count],
        Figure("overdue", _("overdue"), sum(overdue_days(each, as_of) > 0 for each in actions)),
        Figure(
            "due_soon",
            _("due in {n} days").format(n=DUE_SOON_DAYS),
            sum(is_due_soon(each, as_of) for each in actions),
        ),
        Figure(
            "no_news",
            _("without news for {n} days").format(n=NO_NEWS_DAYS),
            sum(lacks_news(each, view) for each in actions),
        ),
    )


def told(view):
    """The actions something may be said of."""
    return [action for action in actions_of(view).values() if not action["withheld"]]


def is_open(action):
    return not action["withheld"] and action["status"]["meaning"] not in FINISHED


def overdue_days(action, as_of):
    """Days since the first unmet deadline's last day passed; 0 where the action is finished or has time."""
    if not is_open(action) or not action["next_due"]:
        return 0
    return max(0, (as_of - date.fromisoformat(action["next_due"])).days)


def is_due_soon(action, as_of):
    if not is_open(action) or not action["next_due"]:
        return False
    return 0 <= (date.fromisoformat(action["next_due"]) - as_of).days <= DUE_SOON_DAYS


def lacks_news(action, view):
    """Open, and nobody has said anything of it for 60 days, nor was the plan agreed within them."""
    since = date.fromisoformat(view["as_of"]) - timedelta(days=NO_NEWS_DAYS)
    if not is_open(action) or action["quiet"]:
        return False
    latest = action["news"]["on"] if action["news"] else view["plan"]["stands_on"]
    return date.fromisoformat(latest) < since


def _by_meaning(actions, meaning):
    words = [each["status"]["word"] for each in actions if each["status"]["meaning"] == meaning]
    word = words[0] if len(set(words)) == 1 else meaning.label
    return Figure(meaning.value, word[:1].lower() + word[1:], len(words))
