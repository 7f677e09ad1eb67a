"""How far deadlines have slipped, in sentences made from two views of a plan, or from one. No clock, no database.

Members complain of dates that roll on, so a date that had moved before is counted apart.
"""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from actionplan.wording import counted
from reports import movement
from reports.figures import is_open, told
from reports.formats import wording

WORDS = (
    "",
    gettext_lazy("One"),
    gettext_lazy("Two"),
    gettext_lazy("Three"),
    gettext_lazy("Four"),
    gettext_lazy("Five"),
    gettext_lazy("Six"),
    gettext_lazy("Seven"),
    gettext_lazy("Eight"),
    gettext_lazy("Nine"),
    gettext_lazy("Ten"),
)


def since(previous, present):
    """ "Five deadlines have moved since 28 August, by 92 days on average; 2 had moved before." "" where none has.

    Of deadlines with a day before and now, of actions that are open; one that was brought forward is told apart.
    """
    pairs = [each for each in movement.pairs(previous, present) if each.was and _may_tell(each)]
    moves = [move for pair in pairs for move in _with_days(movement.moved_deadlines(pair))]
    later = [(was, now) for was, now in moves if was["due"] < now["due"]]
    day = wording.short_date(date.fromisoformat(previous["as_of"]), date.fromisoformat(present["as_of"]))
    again = sum(bool(was["original_due"]) and was["original_due"] != was["due"] for was, _now in later)
    days = [_between(was["due"], now["due"]) for was, now in later]
    earlier = _earlier(len(moves) - len(later), bool(later), day)
    return " ".join(filter(None, (_later(days, again, day), earlier)))


def since_agreed(present):
    """The same of a first report: how far open deadlines stand from the days that were first agreed."""
    lines = [line for action in told(present) if is_open(action) for line in action["deadlines"]]
    lines = [each for each in lines if each["due"] and each["original_due"] and not each["met_on"]]
    days = [_between(each["original_due"], each["due"]) for each in lines]
    days = [each for each in days if each > 0]
    said = ngettext(
        "One deadline has moved since the plan was agreed, by {days}.",
        "{number} deadlines have moved since the plan was agreed, by {days} on average.",
        len(days),
    )
    return said.format(number=_number(len(days)), days=_average(days)) if days else ""


def _later(days, again, day):
    """One that moved has no average; `again` is how many of them had moved before."""
    if not days:
        return ""
    said = _moved_before(len(days), again) if again else _moved(len(days))
    return said.format(number=_number(len(days)), day=day, days=_average(days), again=again)


def _moved(number):
    return ngettext(
        "One deadline has moved since {day}, by {days}.",
        "{number} deadlines have moved since {day}, by {days} on average.",
        number,
    )


def _moved_before(number, again):
    if number == 1:
        return _("One deadline has moved since {day}, by {days}, and had moved before.")
    if number == again:
        return _(
            "{number} deadlines have moved since {day}, by {days} on average; all of them had moved before."
        )
    return ngettext(
        "{number} deadlines have moved since {day}, by {days} on average; {again} had moved before.",
        "{number} deadlines have moved since {day}, by {days} on average; {again} had moved before.",
        again,
    )


def _average(days):
    return counted(round(sum(days) / len(days)), "day")


def _earlier(number, after_others, day):
    if not number:
        return ""
    if after_others:
        said = ngettext("{number} was brought forward.", "{number} were brought forward.", number)
        return said.format(number=_number(number))
    return ngettext(
        "{number} deadline was brought forward since {day}.",
        "{number} deadlines were brought forward since {day}.",
        number,
    ).format(number=_number(number), day=day)


def _may_tell(pair):
    return pair.now is not None and is_open(pair.now) and not pair.was["withheld"]


def _with_days(moves):
    return [(was, now) for was, now in moves if was["due"] and now["due"]]


def _between(first, last):
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def _number(number):
    return WORDS[number] if number < len(WORDS) else str(number)
