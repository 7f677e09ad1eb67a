"""How far deadlines have slipped, in sentences made from two views of a plan, or from one. No clock, no database.

Members complain of dates that roll on, so a date that had moved before is counted apart.
"""

from datetime import date

from reports import movement
from reports.figures import is_open, told
from reports.formats.wording import count, say_date

WORDS = ("", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def since(previous, present):
    """ "Five deadlines have moved since 28 August, by 92 days on average; 2 had moved before." "" where none has.

    Of deadlines with a day before and now, of actions that are open; one that was brought forward is told apart.
    """
    pairs = [each for each in movement.pairs(previous, present) if each.was and _may_tell(each)]
    moves = [move for pair in pairs for move in _with_days(movement.moved_deadlines(pair))]
    later = [(was, now) for was, now in moves if was["due"] < now["due"]]
    day = _day(date.fromisoformat(previous["as_of"]), date.fromisoformat(present["as_of"]))
    again = sum(bool(was["original_due"]) and was["original_due"] != was["due"] for was, _ in later)
    days = [_between(was["due"], now["due"]) for was, now in later]
    earlier = _earlier(len(moves) - len(later), bool(later), f"since {day}")
    return " ".join(filter(None, (_later(days, again, f"since {day}"), earlier)))


def since_agreed(present):
    """The same of a first report: how far open deadlines stand from the days that were first agreed."""
    lines = [line for action in told(present) if is_open(action) for line in action["deadlines"]]
    lines = [each for each in lines if each["due"] and each["original_due"] and not each["met_on"]]
    days = [_between(each["original_due"], each["due"]) for each in lines]
    return _later([each for each in days if each > 0], 0, "since the plan was agreed")


def _later(days, again, since_when):
    """One that moved has no average; `again` is how many of them had moved before."""
    if not days:
        return ""
    if len(days) == 1:
        before = ", and had moved before" if again else ""
        return f"One deadline has moved {since_when}, by {count(days[0], 'day')}{before}."
    before = f"; {again} had moved before" if again else ""
    if again == len(days):
        before = "; all of them had moved before"
    average = count(round(sum(days) / len(days)), "day")
    return f"{_number(len(days))} deadlines have moved {since_when}, by {average} on average{before}."


def _earlier(number, after_others, since_when):
    if not number:
        return ""
    were = "was" if number == 1 else "were"
    if after_others:
        return f"{_number(number)} {were} brought forward."
    return f"{_number(number)} deadline{'' if number == 1 else 's'} {were} brought forward {since_when}."


def _may_tell(pair):
    return pair.now is not None and is_open(pair.now) and not pair.was["withheld"]


def _with_days(moves):
    return [(was, now) for was, now in moves if was["due"] and now["due"]]


def _between(first, last):
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def _number(number):
    return WORDS[number] if number < len(WORDS) else str(number)


def _day(day, beside):
    """Without its year where that is the year of the report."""
    words = say_date(day)
    return words.removesuffix(f" {day.year}") if day.year == beside.year else words
